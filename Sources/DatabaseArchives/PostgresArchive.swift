public import Archives
internal import Glibc

/// Archives that are in a PostgreSQL server.
public enum PostgresArchive {
  /// The variable of the environment that holds the connection string. On a command line it could be read by everyone on
  /// the machine, and it may hold a password.
  public static let variable = "SITO_POSTGRES"

  /// The connection string that the environment gives; nil if it gives none.
  public static var connectionString: String? {
    // Nobody here changes the environment while it is copied.
    guard let value = unsafe getenv(variable), unsafe value.pointee != 0 else { return nil }
    return unsafe String(cString: value)
  }

  /// Connects, and opens a cursor in a transaction that changes nothing and sees nothing of what changes meanwhile.
  ///
  /// - Parameters:
  ///   - connectionString: a URI or keywords as libpq takes them; nil: all by libpq's own variables (PGHOST, …).
  ///   - rows: which rows are comments.
  ///   - options: the names of columns, the platform, the largest record. The rest is for files.
  ///   - position: where to go on; nil: at the beginning. The rows before are passed over by the server.
  /// - Returns: The reader.
  /// - Throws: ``ArchiveError``; also if the row at the position is no longer the one that was there.
  public static func open(
    _ connectionString: String? = Self.connectionString, rows: DatabaseRows,
    options: ArchiveOptions = ArchiveOptions(), from position: ArchivePosition? = nil
  ) throws(ArchiveError) -> any ArchiveReader {
    let start = try RowPosition.start(at: position, archive: "PostgreSQL")
    let connection = try connect(connectionString)
    let name = connection.name
    try ArchiveError.translating(archive: name) { () throws(PostgresError) in try begin(connection) }
    let source = try PostgresSource(rows, connection, options, archive: name)
    return try PostgresReader(name, connection, source, options, from: start)
  }

  private static func connect(_ connectionString: String?) throws(ArchiveError) -> PostgresConnection {
    do throws(PostgresError) {
      return try PostgresConnection(connectionString ?? "")
    } catch {
      let advice =
        connectionString == nil ? "; \(variable) or PGHOST, PGDATABASE and so on say where the server is" : ""
      throw .cannotRead(archive: "PostgreSQL", reason: error.message + advice)
    }
  }

  private static func begin(_ connection: PostgresConnection) throws(PostgresError) {
    try connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    // Until the transaction's end: dates as they are read here; whole tables from their first page on, and all rows
    // wanted; and a session that is not ended while comments are judged. Older servers do not know all of them.
    try connection.execute(
      """
      SELECT set_config(name, value, true)
      FROM (VALUES ('DateStyle', 'ISO'), ('bytea_output', 'hex'), ('synchronize_seqscans', 'off'),
        ('cursor_tuple_fraction', '1'), ('statement_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
        ('transaction_timeout', '0')) AS settings (name, value)
      WHERE current_setting(name, true) IS NOT NULL
      """)
  }
}

extension ArchiveError {
  /// Runs something, with PostgreSQL's errors as those of the archive.
  static func translating<Result>(
    archive: String, _ body: () throws(PostgresError) -> Result
  ) throws(ArchiveError) -> Result {
    do throws(PostgresError) {
      return try body()
    } catch {
      let reason =
        error.kind == .noConnection
        ? "the connection was lost: \(error.message); run the same again, it goes on where it was" : error.message
      throw .cannotRead(archive: archive, reason: reason)
    }
  }
}
