internal import CSQLite

/// Values for a statement's parameters. They are copied, and stay until others are bound.
///
/// All throw if there is no such parameter, if a row is there (``reset()`` comes first), or if the value is too big.
extension SQLiteStatement {
  /// Binds an integer, or NULL.
  public func bind(_ value: Int64?, at parameter: Int) throws(SQLiteError) {
    guard let value else { return try bindNull(at: parameter) }
    try check(unsafe sqlite3_bind_int64(handle, Int32(clamping: parameter), value))
  }

  /// Binds an integer, or NULL.
  public func bind(_ value: Int?, at parameter: Int) throws(SQLiteError) {
    try bind(value.map(Int64.init), at: parameter)
  }

  /// Binds a floating-point number, or NULL; NaN is NULL to SQLite.
  public func bind(_ value: Double?, at parameter: Int) throws(SQLiteError) {
    guard let value else { return try bindNull(at: parameter) }
    try check(unsafe sqlite3_bind_double(handle, Int32(clamping: parameter), value))
  }

  /// Binds a text, or NULL.
  public func bind(_ value: String?, at parameter: Int) throws(SQLiteError) {
    guard var value else { return try bindNull(at: parameter) }
    // SQLite copies the bytes within the length.
    let status = value.withUTF8 { unsafe Self.bindText(handle, parameter, UnsafeRawBufferPointer($0)) }
    try check(status)
  }

  /// Binds bytes as a blob, or NULL.
  public func bind(_ value: [UInt8]?, at parameter: Int) throws(SQLiteError) {
    guard let value else { return try bindNull(at: parameter) }
    try bind(value.span, at: parameter)
  }

  /// Binds bytes as a blob.
  public func bind(_ value: Span<UInt8>, at parameter: Int) throws(SQLiteError) {
    // SQLite copies the bytes within the length; without an address it would take them for NULL.
    let status = unsafe value.withUnsafeBytes { bytes in
      guard let address = bytes.baseAddress, bytes.count > 0 else {
        return unsafe sqlite3_bind_zeroblob(handle, Int32(clamping: parameter), 0)
      }
      return unsafe csqlite_bind_blob(handle, Int32(clamping: parameter), address, UInt64(bytes.count))
    }
    try check(status)
  }

  /// Binds bytes as a text. They should be UTF-8, which SQLite does not check.
  public func bindText(_ value: Span<UInt8>, at parameter: Int) throws(SQLiteError) {
    try check(unsafe value.withUnsafeBytes { unsafe Self.bindText(handle, parameter, $0) })
  }

  /// Binds a value of any kind.
  public func bind(_ value: SQLiteValue, at parameter: Int) throws(SQLiteError) {
    switch value {
    case .null: try bindNull(at: parameter)
    case .integer(let value): try bind(value, at: parameter)
    case .real(let value): try bind(value, at: parameter)
    case .text(let value): try bind(value, at: parameter)
    case .blob(let value): try bind(value, at: parameter)
    }
  }

  /// Binds NULL.
  public func bindNull(at parameter: Int) throws(SQLiteError) {
    try check(unsafe sqlite3_bind_null(handle, Int32(clamping: parameter)))
  }

  /// Binds NULL to all parameters.
  public func clearBindings() {
    _ = unsafe sqlite3_clear_bindings(handle)
  }

  private static func bindText(_ handle: OpaquePointer, _ parameter: Int, _ bytes: UnsafeRawBufferPointer) -> Int32 {
    let parameter = Int32(clamping: parameter)
    guard let address = bytes.baseAddress else {
      // Without an address it would be NULL.
      return unsafe csqlite_bind_text(handle, parameter, "", 0)
    }
    return unsafe csqlite_bind_text(
      handle, parameter, address.assumingMemoryBound(to: CChar.self), UInt64(bytes.count))
  }
}
