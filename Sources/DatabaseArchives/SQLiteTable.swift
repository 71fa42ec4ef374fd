internal import Archives
internal import SQLiteDatabase

/// A table or a view of a SQLite database.
struct SQLiteTable {
  enum Kind: String { case table, view, virtual }

  var name: String
  var kind: Kind
  /// It is WITHOUT ROWID (https://sqlite.org/withoutrowid.html).
  var hasNoRowid: Bool

  var quotedName: String { "main.\(Self.quoted(name))" }

  /// A name as it is written in SQL.
  static func quoted(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }

  /// All but SQLite's own, and those behind virtual tables.
  static func all(_ connection: SQLiteConnection, path: String) throws(ArchiveError) -> [SQLiteTable] {
    try ArchiveError.translating(archive: path) { () throws(SQLiteError) in
      let statement = try connection.prepare(
        """
        SELECT name, type, wr FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        ORDER BY name
        """)
      var tables: [SQLiteTable] = []
      while try statement.step() {
        guard let name = statement.string(at: 0), let kind = statement.string(at: 1).flatMap(Kind.init) else {
          continue
        }
        tables.append(SQLiteTable(name: name, kind: kind, hasNoRowid: statement.int64(at: 2) != 0))
      }
      return tables
    }
  }

  /// The table of a name as it is written, or else in any case, as in SQL.
  static func named(_ name: String, of tables: [SQLiteTable]) -> SQLiteTable? {
    tables.first { $0.name == name } ?? tables.first { $0.name.lowercased() == name.lowercased() }
  }

  /// The only table that has a column for texts, tables before views; or the only one.
  static func withTexts(
    _ connection: SQLiteConnection, _ options: ArchiveOptions, path: String
  ) throws(ArchiveError) -> SQLiteTable {
    let tables = try all(connection, path: path)
    guard let first = tables.first else { throw .wrongForm(archive: path, reason: "the database has no tables") }
    if tables.count == 1 { return first }
    let names = Set(options.textField.map { [$0.lowercased()] } ?? CommentField.text.usualNames)
    var withTexts: [SQLiteTable] = []
    for table in tables {
      let columns = try table.columnNames(connection, path: path)
      if columns.contains(where: { names.contains($0.lowercased()) }) { withTexts.append(table) }
    }
    for candidates in [withTexts.filter { $0.kind != .view }, withTexts] where candidates.count == 1 {
      return candidates[0]
    }
    let known = (withTexts.isEmpty ? tables : withTexts).map(\.name).joined(separator: ", ")
    throw .wrongForm(archive: path, reason: "choose with --table which of these holds the comments: \(known)")
  }

  /// The columns that `SELECT *` gives.
  func columnNames(_ connection: SQLiteConnection, path: String) throws(ArchiveError) -> [String] {
    try ArchiveError.translating(archive: path) { () throws(SQLiteError) in
      try connection.prepare("SELECT * FROM \(quotedName)").columnNames
    }
  }

  /// A name for the rowid that no column has taken (https://sqlite.org/lang_createtable.html#rowid); nil where there is
  /// no rowid. Virtual tables need not have a steady one.
  func key(_ connection: SQLiteConnection, path: String) throws(ArchiveError) -> String? {
    guard kind == .table, !hasNoRowid else { return nil }
    let columns = try strings("SELECT lower(name) FROM pragma_table_xinfo(?, 'main')", connection, path: path)
    return ["rowid", "_rowid_", "oid"].first { !columns.contains($0) }
  }

  /// The columns of the primary key in its order; none if it has none.
  func primaryKey(_ connection: SQLiteConnection, path: String) throws(ArchiveError) -> [String] {
    try strings(
      "SELECT name FROM pragma_table_info(?, 'main') WHERE pk > 0 ORDER BY pk", connection, path: path)
  }

  private func strings(
    _ sql: String, _ connection: SQLiteConnection, path: String
  ) throws(ArchiveError) -> [String] {
    try ArchiveError.translating(archive: path) { () throws(SQLiteError) in
      let statement = try connection.prepare(sql)
      try statement.bind(name, at: 1)
      var strings: [String] = []
      while try statement.step() { strings.append(statement.string(at: 0) ?? "") }
      return strings
    }
  }
}
