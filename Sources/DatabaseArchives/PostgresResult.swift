internal import CPQ

/// What a command gave: rows, the description of rows, or how many it moved over.
@safe final class PostgresResult {
  // Valid until deinit.
  private let handle: OpaquePointer
  let rowCount: Int
  let columnCount: Int

  /// Takes over a result of libpq.
  init(_ handle: OpaquePointer) {
    unsafe self.handle = handle
    rowCount = Int(unsafe cpq_row_count(handle))
    columnCount = Int(unsafe cpq_column_count(handle))
  }

  deinit { unsafe cpq_clear(handle) }

  enum Status { case rows, done, failed }

  var status: Status {
    switch unsafe cpq_result_status(handle) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: .done
    case PGRES_SINGLE_TUPLE: .rows
    default: .failed
    }
  }

  /// The server's SQLSTATE; nil if the error is not the server's.
  var sqlState: String? {
    // A string of the result's own, which is copied; nil if there is none.
    unsafe cpq_sql_state(handle).map { unsafe String(cString: $0) }
  }

  /// The server's message without its trimmings, or else libpq's; may be empty.
  var errorMessage: String {
    // Strings of the result's own, which are copied.
    unsafe String(cString: cpq_primary_message(handle) ?? cpq_result_error_message(handle))
  }

  /// How many rows the command was about.
  var affectedRows: Int { Int(unsafe String(cString: cpq_affected_rows(handle))) ?? 0 }

  var columnNames: [String] {
    // libpq gives no name beyond its count alone.
    (0..<columnCount).map { column in
      unsafe cpq_column_name(handle, Int32(column)).map { unsafe String(cString: $0) } ?? ""
    }
  }

  /// The OID of a column's type in pg_type.
  func columnType(at column: Int) -> UInt32 {
    precondition(column >= 0 && column < columnCount)
    return unsafe cpq_column_type(handle, Int32(column))
  }

  /// How many bytes a value has; nil for NULL.
  func length(row: Int, column: Int) -> Int? {
    precondition(row >= 0 && row < rowCount && column >= 0 && column < columnCount)
    guard unsafe cpq_is_null(handle, Int32(row), Int32(column)) == 0 else { return nil }
    return Int(unsafe cpq_length(handle, Int32(row), Int32(column)))
  }

  /// A value in PostgreSQL's text form; nil for NULL.
  func bytes(row: Int, column: Int) -> [UInt8]? {
    guard let count = length(row: row, column: column) else { return nil }
    // The value has the length that libpq says, and lives as long as the result.
    let memory = unsafe UnsafeRawBufferPointer(start: cpq_value(handle, Int32(row), Int32(column)), count: count)
    return unsafe Array(memory)
  }

  func string(row: Int, column: Int) -> String? {
    bytes(row: row, column: column).map { String(decoding: $0, as: UTF8.self) }
  }
}
