internal import CSQLite

/// A compiled statement: values are bound to its parameters, then it gives row after row.
///
/// Parameters are numbered from 1 and columns from 0, as in SQLite. Columns may be read while a row is there, that is
/// after ``step()`` gave true. To read another column is the caller's mistake, and stops the program.
@safe public final class SQLiteStatement {
  /// Has its errors, and stays open as long.
  private let connection: SQLiteConnection
  // Valid until deinit.
  let handle: OpaquePointer
  /// Its SQL.
  public let sql: String
  /// While bytes of the row are looked at, the row must stay.
  var isLookedAt = false

  private init(_ connection: SQLiteConnection, _ handle: OpaquePointer, _ sql: String) {
    self.connection = connection
    unsafe self.handle = handle
    self.sql = sql
  }

  deinit { _ = unsafe sqlite3_finalize(handle) }

  /// Compiles the first statement of a text, and takes it off; nil if there are only comments and space.
  static func compileFirst(
    of text: inout String, _ connection: SQLiteConnection
  ) throws(SQLiteError) -> SQLiteStatement? {
    guard !text.utf8.contains(0) else {
      throw SQLiteError(extendedCode: SQLITE_ERROR, message: "there is a zero byte in the statement", subject: text)
    }
    while !text.isEmpty {
      var compiled: OpaquePointer?
      var used = 0
      // SQLite reads no more than the length, and gives a pointer into the text, behind what it compiled.
      let status = text.withUTF8 { memory in
        unsafe memory.withMemoryRebound(to: CChar.self) { memory in
          guard let start = memory.baseAddress else { return SQLITE_OK }
          var end: UnsafePointer<CChar>?
          let count = Int32(clamping: memory.count)
          let status = unsafe sqlite3_prepare_v3(connection.handle, start, count, 0, &compiled, &end)
          used = unsafe end.map { unsafe $0 - start } ?? memory.count
          return status
        }
      }
      guard status == SQLITE_OK else { throw connection.lastError(subject: text) }
      let end = text.utf8.index(text.startIndex, offsetBy: used)
      let sql = String(text[..<end])
      text = String(text[end...])
      if let handle = unsafe compiled { return unsafe SQLiteStatement(connection, handle, sql) }
    }
    return nil
  }

  /// Goes to the next row.
  ///
  /// - Returns: whether there is one. After the last one the statement begins anew.
  public func step() throws(SQLiteError) -> Bool {
    precondition(!isLookedAt, "the row is being looked at")
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      reset()
      return false
    default:
      let error = connection.lastError(subject: sql)
      reset()
      throw error
    }
  }

  /// Goes through all rows without looking at them, which does what a statement without rows says.
  public func run() throws(SQLiteError) {
    while try step() {}
  }

  /// Lets go of the row and of all locks, and begins anew. What is bound stays.
  public func reset() {
    precondition(!isLookedAt, "the row is being looked at")
    // It gives the error of the last step again, which was thrown then.
    _ = unsafe sqlite3_reset(handle)
  }

  /// Whether it surely changes nothing in the database's file.
  public var isReadOnly: Bool { unsafe sqlite3_stmt_readonly(handle) != 0 }

  /// The number of its highest parameter.
  public var parameterCount: Int { Int(unsafe sqlite3_bind_parameter_count(handle)) }

  /// Throws what binding a value gave.
  func check(_ status: Int32) throws(SQLiteError) {
    guard status == SQLITE_OK else { throw connection.lastError(subject: sql) }
  }
}
