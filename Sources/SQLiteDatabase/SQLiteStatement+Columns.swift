internal import CSQLite

/// The columns of a row.
///
/// A value that is of another type than asked for is converted as SQLite's CAST does; the type tells which it was before.
extension SQLiteStatement {
  /// How many columns its rows have; 0 if it gives none.
  public var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }

  /// The name of a column, which SQLite chooses where the statement does not.
  public func columnName(at column: Int) -> String {
    precondition(column >= 0 && column < columnCount, "a statement has no column \(column)")
    // A string of the statement's own, valid until it is compiled anew; it is copied. Nil for want of memory alone.
    return unsafe sqlite3_column_name(handle, Int32(column)).map { unsafe String(cString: $0) } ?? ""
  }

  /// The names of all columns.
  public var columnNames: [String] { (0..<columnCount).map(columnName(at:)) }

  /// What a column holds. Asked after the column was read in another type, it may be either.
  public func kind(at column: Int) -> SQLiteValue.Kind {
    switch unsafe sqlite3_column_type(handle, index(column)) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    case SQLITE_BLOB: .blob
    default: .null
    }
  }

  /// Whether a column is NULL.
  public func isNull(at column: Int) -> Bool { kind(at: column) == .null }

  /// A column as an integer; nil for NULL.
  public func int64(at column: Int) -> Int64? {
    isNull(at: column) ? nil : unsafe sqlite3_column_int64(handle, index(column))
  }

  /// A column as a floating-point number; nil for NULL.
  public func double(at column: Int) -> Double? {
    isNull(at: column) ? nil : unsafe sqlite3_column_double(handle, index(column))
  }

  /// A column as text, with bytes that are no UTF-8 replaced by U+FFFD; nil for NULL.
  public func string(at column: Int) -> String? {
    isNull(at: column) ? nil : unsafe withMemory(at: column) { unsafe String(decoding: $0, as: UTF8.self) }
  }

  /// A column as bytes, those of a text as they are; nil for NULL.
  public func bytes(at column: Int) -> [UInt8]? {
    isNull(at: column) ? nil : unsafe withMemory(at: column) { unsafe Array($0) }
  }

  /// Looks at the bytes of a text or blob without copying them; NULL has none. Meanwhile the statement stays at its row.
  public func withBytes<Result, Failure: Error>(
    at column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe withMemory(at: column) { (memory) throws(Failure) in
      // The memory stays for as long as the span lives.
      try unsafe body(Span(_unsafeBytes: memory))
    }
  }

  private func withMemory<Result, Failure: Error>(
    at column: Int, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let column = index(column)
    let isBlob = unsafe sqlite3_column_type(handle, column) == SQLITE_BLOB
    // The pointer is valid until the statement goes on, which `isLookedAt` forbids, or the column is converted once
    // more, which it is not, as every accessor asks for it in the same form. It is asked for before the length, as
    // SQLite wants it. An empty blob has none.
    let start =
      unsafe isBlob
      ? sqlite3_column_blob(handle, column) : UnsafeRawPointer(sqlite3_column_text(handle, column))
    let count = unsafe start == nil ? 0 : Int(sqlite3_column_bytes(handle, column))
    let wasLookedAt = isLookedAt
    isLookedAt = true
    defer { isLookedAt = wasLookedAt }
    return try unsafe body(UnsafeRawBufferPointer(start: start, count: count))
  }

  /// A column as it is.
  public func value(at column: Int) -> SQLiteValue {
    switch kind(at: column) {
    case .null: .null
    case .integer: int64(at: column).map(SQLiteValue.integer) ?? .null
    case .real: double(at: column).map(SQLiteValue.real) ?? .null
    case .text: string(at: column).map(SQLiteValue.text) ?? .null
    case .blob: bytes(at: column).map(SQLiteValue.blob) ?? .null
    }
  }

  /// What SQLite calls a column, where there is a row with it: for others its answers are undefined.
  private func index(_ column: Int) -> Int32 {
    precondition(
      column >= 0 && column < Int(unsafe sqlite3_data_count(handle)), "there is no row, or no column \(column) in it")
    return Int32(column)
  }
}
