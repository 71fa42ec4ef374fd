internal import CSQLite

/// An open SQLite database. It and its statements are used by one thread at a time.
///
/// It is closed when it and its last statement are gone.
@safe public final class SQLiteConnection {
  /// Where a database is.
  public enum Location: Sendable, Equatable {
    /// A file. Its path is taken as it is: `file:` and `:memory:` at its beginning mean nothing special.
    case file(String)
    /// A file that surely does not change meanwhile, on a medium that may be read only. No locks are taken, and a
    /// write-ahead log beside it is not read.
    case immutableFile(String)
    /// Memory, private to the connection.
    case memory
  }

  /// What may be done with a database.
  public enum Access: Sendable {
    /// Reading a database that is there, which somebody else may have made: its schema is not trusted.
    case readOnly
    /// Reading and writing a database that is there.
    case readWrite
    /// Reading and writing; the file is made if it is not there.
    case create
  }

  /// When a transaction takes its locks (https://sqlite.org/lang_transaction.html).
  public enum TransactionKind: String, Sendable { case deferred, immediate, exclusive }

  // Open from the initializer to the end of deinit.
  let handle: OpaquePointer

  /// Opens a database. A statement waits for other connections' locks for `busyTimeout` milliseconds.
  ///
  /// - Throws: the system's or SQLite's reason. That a file is no database shows only when it is first read.
  public init(
    _ location: Location, access: Access = .create, busyTimeout: Int = 5000
  ) throws(SQLiteError) {
    let (path, isURI) = location.name
    guard !path.utf8.contains(0) else {
      throw SQLiteError(
        extendedCode: SQLITE_CANTOPEN, message: "a path cannot hold a zero byte", subject: location.description)
    }
    // One thread at a time, so SQLite needs no lock of its own.
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    switch access {
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    case .readWrite: flags |= SQLITE_OPEN_READWRITE
    case .create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    }
    if isURI { flags |= SQLITE_OPEN_URI }
    var opened: OpaquePointer?
    // The path is a temporary C string; the handle is set even when opening fails, unless there is no memory.
    let status = unsafe sqlite3_open_v2(path, &opened, flags, nil)
    guard let handle = unsafe opened else { throw SQLiteError(code: status, subject: location.description) }
    guard status == SQLITE_OK else {
      let error = unsafe Self.error(of: handle, subject: location.description)
      unsafe sqlite3_close_v2(handle)
      throw error
    }
    unsafe self.handle = handle
    unsafe sqlite3_busy_timeout(handle, Int32(clamping: busyTimeout))
    if access == .readOnly {
      let status = unsafe csqlite_distrust_schema(handle)
      guard status == SQLITE_OK else { throw SQLiteError(code: status, subject: location.description) }
    }
  }

  // With statements left, SQLite keeps the connection until the last of them is gone.
  deinit { unsafe sqlite3_close_v2(handle) }

  /// Runs statements, separated by semicolons, and passes over the rows that they give.
  public func execute(_ sql: String) throws(SQLiteError) {
    var rest = sql
    while let statement = try SQLiteStatement.compileFirst(of: &rest, self) { try statement.run() }
  }

  /// Compiles one statement. What follows it, but for comments and space, is an error.
  public func prepare(_ sql: String) throws(SQLiteError) -> SQLiteStatement {
    var rest = sql
    guard let statement = try SQLiteStatement.compileFirst(of: &rest, self) else {
      throw SQLiteError(extendedCode: SQLITE_ERROR, message: "there is no statement", subject: sql)
    }
    guard try SQLiteStatement.compileFirst(of: &rest, self) == nil else {
      throw SQLiteError(extendedCode: SQLITE_ERROR, message: "there is more than one statement", subject: sql)
    }
    return statement
  }

  /// The first column of the first row that a statement gives; nil if it gives none.
  public func firstValue(_ sql: String) throws(SQLiteError) -> SQLiteValue? {
    let statement = try prepare(sql)
    guard try statement.step(), statement.columnCount > 0 else { return nil }
    return statement.value(at: 0)
  }

  /// Begins a transaction.
  public func begin(_ kind: TransactionKind = .immediate) throws(SQLiteError) {
    try execute("BEGIN \(kind.rawValue)")
  }

  /// Ends a transaction, and keeps what it changed. If that fails, such as for want of room, it goes on, unless
  /// ``isInTransaction`` says otherwise.
  public func commit() throws(SQLiteError) { try execute("COMMIT") }

  /// Ends a transaction, and takes back what it changed. Does nothing outside of one.
  public func rollback() throws(SQLiteError) {
    // Some errors end a transaction by themselves.
    if isInTransaction { try execute("ROLLBACK") }
  }

  /// Does something as a whole or not at all.
  ///
  /// - Throws: what `body` or the commit throws, after everything was taken back.
  public func transaction<Result>(
    _ kind: TransactionKind = .immediate, _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try begin(kind)
    do {
      let result = try body()
      try commit()
      return result
    } catch {
      // What went wrong first says more than what follows from it.
      try? rollback()
      throw error
    }
  }

  /// Whether a transaction is under way.
  public var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// The rowid of the row that this connection inserted last; 0 before that.
  public var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement inserted, changed or deleted.
  public var changedRows: Int { Int(unsafe sqlite3_changes64(handle)) }

  /// SQLite's version, such as `3.40.1`.
  public static var version: String { unsafe String(cString: sqlite3_libversion()) }

  /// The error that was met last.
  func lastError(subject: String?) -> SQLiteError { unsafe Self.error(of: handle, subject: subject) }

  private static func error(of handle: OpaquePointer, subject: String?) -> SQLiteError {
    let offset = unsafe sqlite3_error_offset(handle)
    return unsafe SQLiteError(
      extendedCode: sqlite3_extended_errcode(handle),
      // SQLite's own string, valid until the next call; it is copied.
      message: String(cString: sqlite3_errmsg(handle)),
      subject: subject,
      offset: offset < 0 ? nil : Int(offset))
  }
}

extension SQLiteConnection.Location: CustomStringConvertible {
  /// The path, or what stands for memory.
  public var description: String {
    switch self {
    case .file(let path), .immutableFile(let path): path
    case .memory: ":memory:"
    }
  }

  /// What SQLite is to open, and whether it is a URI (https://sqlite.org/uri.html).
  fileprivate var name: (String, isURI: Bool) {
    switch self {
    case .memory: (":memory:", false)
    // SQLite may be built to take `file:` for a URI, and takes an empty name for a temporary database.
    case .file(let path): (path.hasPrefix("/") ? path : "./\(path)", false)
    case .immutableFile(let path):
      ("file:\(Self.escaped(path.hasPrefix("/") ? path : "./\(path)"))?immutable=1", true)
    }
  }

  private static func escaped(_ path: String) -> String {
    var escaped = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return escaped
  }
}
