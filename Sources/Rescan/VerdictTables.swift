internal import SQLiteDatabase

/// Verdicts as an SQLite database: `comment` with one row for each record, `finding` and `clause` with those of the
/// comments, `run` with what decided.
enum VerdictTables {
  /// Makes the database of a ledger at a path where nothing is, always the same bytes of the same ledger.
  static func copy(_ connection: SQLiteConnection, to path: String) throws(SQLiteError) {
    let attach = try connection.prepare("ATTACH ?1 AS result")
    try attach.bind(path, at: 1)
    try attach.run()
    do throws(SQLiteError) {
      // A file that is not whole is not looked at, so it needs no journal.
      try connection.execute("PRAGMA result.journal_mode = OFF; PRAGMA result.synchronous = OFF")
      try connection.transaction(.deferred) { () throws(SQLiteError) in
        for statement in statements { try connection.execute(statement) }
      }
    } catch {
      // What went wrong first says more.
      try? connection.execute("DETACH result")
      throw error
    }
    try connection.execute("DETACH result")
  }

  private static let statements = [
    "CREATE TABLE result.run (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "INSERT INTO result.run SELECT key, value FROM main.run WHERE key IN ('program', 'rules', 'policy') ORDER BY key",
    """
    CREATE TABLE result.comment (seq INTEGER PRIMARY KEY, input TEXT NOT NULL, id TEXT NOT NULL, author TEXT, date INTEGER, \
    page TEXT, platform TEXT, "delete" INTEGER NOT NULL, blacklist INTEGER NOT NULL, no_reply INTEGER NOT NULL, \
    review INTEGER NOT NULL, verdict TEXT, error_code TEXT, error_message TEXT, error_line INTEGER) STRICT
    """,
    """
    INSERT INTO result.comment SELECT seq, name, id, author, date, page, platform, deletes, blacklists, no_reply, review, \
    verdict, error_code, error_message, error_line FROM main.comment JOIN main.input ON input = number ORDER BY seq
    """,
    """
    CREATE TABLE result.finding (seq INTEGER NOT NULL, label TEXT NOT NULL, tier TEXT NOT NULL, rule TEXT NOT NULL, \
    target TEXT) STRICT
    """,
    "INSERT INTO result.finding SELECT seq, label, tier, rule, target FROM main.finding ORDER BY rowid",
    """
    CREATE TABLE result.clause (seq INTEGER NOT NULL, cite TEXT NOT NULL, actions TEXT NOT NULL, labels TEXT NOT NULL) STRICT
    """,
    "INSERT INTO result.clause SELECT seq, cite, actions, labels FROM main.clause ORDER BY rowid",
    "CREATE INDEX result.finding_seq ON finding (seq)",
    "CREATE INDEX result.clause_seq ON clause (seq)",
  ]
}
