internal import CSQLite

/// Why SQLite did not do something, in its own words.
public struct SQLiteError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A primary result code (https://sqlite.org/rescode.html).
  public struct Code: RawRepresentable, Sendable, Hashable {
    /// SQLite's number for it, 0 to 255.
    public var rawValue: Int32

    /// Takes SQLite's number.
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// The statement is wrong: its syntax, a table or a column that is not there.
    public static let error = Code(rawValue: SQLITE_ERROR)
    /// Another connection holds a lock, and went on holding it for longer than the busy timeout.
    public static let busy = Code(rawValue: SQLITE_BUSY)
    /// Another statement of the same connection is in the way.
    public static let locked = Code(rawValue: SQLITE_LOCKED)
    /// The database, or the folder it is in, may only be read.
    public static let readOnly = Code(rawValue: SQLITE_READONLY)
    /// The statement was interrupted.
    public static let interrupted = Code(rawValue: SQLITE_INTERRUPT)
    /// The system failed to read or write; the extended code says at what.
    public static let io = Code(rawValue: SQLITE_IOERR)
    /// The file is damaged.
    public static let corrupt = Code(rawValue: SQLITE_CORRUPT)
    /// There is no room left on the disk.
    public static let full = Code(rawValue: SQLITE_FULL)
    /// The file cannot be opened, or one that belongs to it.
    public static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
    /// A string, a blob or a row is larger than SQLite can hold.
    public static let tooBig = Code(rawValue: SQLITE_TOOBIG)
    /// The row breaks a rule of its table (UNIQUE, NOT NULL, CHECK, a foreign key).
    public static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
    /// The statement was used wrongly, such as bound to before it was reset.
    public static let misuse = Code(rawValue: SQLITE_MISUSE)
    /// There is no such parameter.
    public static let range = Code(rawValue: SQLITE_RANGE)
    /// The file is no database.
    public static let notADatabase = Code(rawValue: SQLITE_NOTADB)
  }

  /// The kind of error.
  public var code: Code
  /// SQLite's extended code, whose lowest byte is ``code``.
  public var extendedCode: Int32
  /// SQLite's message, in English.
  public var message: String
  /// The statement, or the path of the database where it could not be opened; nil where neither says anything.
  public var subject: String?
  /// At which byte of the statement the error was found, where SQLite knows.
  public var offset: Int?

  /// Takes all that is known.
  public init(extendedCode: Int32, message: String, subject: String? = nil, offset: Int? = nil) {
    self.code = Code(rawValue: extendedCode & 0xFF)
    self.extendedCode = extendedCode
    self.message = message
    self.subject = subject
    self.offset = offset
  }

  /// The message, and the statement or path it is about, without a full stop.
  public var description: String {
    var text = "SQLite: \(message)"
    if extendedCode & 0xFF != extendedCode { text += " (code \(extendedCode))" }
    if let subject { text += ": \(subject)" }
    return text
  }
}

extension SQLiteError {
  /// What SQLite says about a code by itself.
  init(code: Int32, subject: String?) {
    // sqlite3_errstr returns a constant string for every number.
    let message = unsafe String(cString: sqlite3_errstr(code))
    self.init(extendedCode: code, message: message, subject: subject)
  }
}
