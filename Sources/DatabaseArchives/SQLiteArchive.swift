public import Archives
internal import Glibc
internal import SQLiteDatabase

/// Archives that are SQLite databases.
public enum SQLiteArchive {
  /// Whether a file begins as SQLite databases do (https://sqlite.org/fileformat.html#magic_header_string).
  public static func isDatabase(path: String) -> Bool {
    let magic = Array("SQLite format 3\0".utf8)
    // Not a pipe, which would lose what is read of it, and would be waited for.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { _ = close(descriptor) }
    var status = stat()
    // fstat fills the structure or fails.
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return false }
    var bytes = [UInt8](repeating: 0, count: magic.count)
    // No more bytes than the array has.
    return unsafe read(descriptor, &bytes, magic.count) == magic.count && bytes == magic
  }

  /// Opens a database for reading.
  ///
  /// - Parameters:
  ///   - path: its file.
  ///   - rows: which rows are comments; nil: those of the only table that has a column for texts.
  ///   - options: the names of columns, the platform, the largest record. The rest is for files.
  ///   - position: where to go on; nil: at the beginning.
  /// - Returns: The reader.
  /// - Throws: ``ArchiveError``; also if the row at the position is no longer the one that was there.
  public static func open(
    path: String, rows: DatabaseRows? = nil, options: ArchiveOptions = ArchiveOptions(),
    from position: ArchivePosition? = nil
  ) throws(ArchiveError) -> any ArchiveReader {
    let start = try RowPosition.start(at: position, archive: path)
    let connection = try connect(path)
    let source = try SQLiteSource(rows, connection, options, path: path)
    return try SQLiteReader(path: path, connection, source, options, from: start)
  }

  private static func connect(_ path: String) throws(ArchiveError) -> SQLiteConnection {
    func connect(_ location: SQLiteConnection.Location) throws(SQLiteError) -> SQLiteConnection {
      let connection = try SQLiteConnection(location, access: .readOnly)
      // The file is looked at when something is first asked of it.
      _ = try connection.firstValue("SELECT count(*) FROM sqlite_schema")
      return connection
    }
    do throws(SQLiteError) {
      return try connect(.file(path))
    } catch {
      // A database with a write-ahead log needs to make files beside it, even to be read. On a medium where nobody can
      // write, nobody has left anything in that log either: if there is none, the file is all there is.
      guard error.code == .cannotOpen || error.code == .readOnly, fileSize("\(path)-wal") ?? 0 == 0,
        fileSize("\(path)-journal") ?? 0 == 0, fileSize(path) != nil
      else { throw ArchiveError(error, archive: path) }
    }
    return try ArchiveError.translating(archive: path) { () throws(SQLiteError) in
      try connect(.immutableFile(path))
    }
  }

  /// The length of a file in bytes; nil where there is none.
  static func fileSize(_ path: String) -> Int? {
    var status = stat()
    // stat fills the structure or fails.
    return unsafe stat(path, &status) == 0 ? Int(status.st_size) : nil
  }
}

extension ArchiveError {
  /// What SQLite says, and what to do about it.
  init(_ error: SQLiteError, archive: String) {
    let advice: String? =
      switch error.code {
      case .corrupt: "the sqlite3 tool's .recover saves what can be read into another database"
      case .busy: "another program is writing to it; run this again when it has finished"
      case .readOnly: "another program was stopped while writing to it; open it once with that program"
      default: nil
      }
    self = .cannotRead(archive: archive, reason: advice.map { "\(error.message); \($0)" } ?? error.message)
  }

  /// Runs something, with SQLite's errors as those of the archive.
  static func translating<Result>(
    archive: String, _ body: () throws(SQLiteError) -> Result
  ) throws(ArchiveError) -> Result {
    do throws(SQLiteError) {
      return try body()
    } catch {
      throw ArchiveError(error, archive: archive)
    }
  }
}
