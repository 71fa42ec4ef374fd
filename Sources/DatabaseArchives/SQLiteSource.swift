internal import Archives
internal import SQLiteDatabase

/// How the rows of a SQLite database are asked for.
struct SQLiteSource {
  /// The statement. If ``isKeyed``, it gives the rows whose key is not below its parameter, by their keys, and the key
  /// comes before the columns.
  var sql: String
  /// Where in a row what is, after the key.
  var columns: CommentColumns
  /// Whether rows have keys to go on from.
  var isKeyed: Bool
  /// The least and the greatest key; nil without keys or rows.
  var keys: ClosedRange<Int64>?

  /// Looks up the table or tries the query.
  init(
    _ rows: DatabaseRows?, _ connection: SQLiteConnection, _ options: ArchiveOptions, path: String
  ) throws(ArchiveError) {
    switch rows {
    case .query(let sql)?: try self.init(query: sql, connection, options, path: path)
    case .table(let name)?:
      let tables = try SQLiteTable.all(connection, path: path)
      guard let table = SQLiteTable.named(name, of: tables) else {
        throw .noField(archive: path, name: name, known: tables.map(\.name))
      }
      try self.init(table, connection, options, path: path)
    case nil:
      try self.init(SQLiteTable.withTexts(connection, options, path: path), connection, options, path: path)
    }
  }

  private init(
    query: String, _ connection: SQLiteConnection, _ options: ArchiveOptions, path: String
  ) throws(ArchiveError) {
    let statement = try ArchiveError.translating(archive: path) { () throws(SQLiteError) in
      try connection.prepare(query)
    }
    guard statement.isReadOnly, statement.columnCount > 0 else {
      throw .wrongForm(archive: path, reason: "the query gives no rows to read, or changes something")
    }
    guard statement.parameterCount == 0 else {
      throw .wrongForm(archive: path, reason: "the query has parameters, which nobody gives values for")
    }
    sql = query
    columns = try CommentColumns(statement.columnNames, options, archive: path)
    isKeyed = false
  }

  private init(
    _ table: SQLiteTable, _ connection: SQLiteConnection, _ options: ArchiveOptions, path: String
  ) throws(ArchiveError) {
    let names = try table.columnNames(connection, path: path)
    let (needed, columns) = try CommentColumns(names, options, archive: path).reduced()
    let list = needed.map { SQLiteTable.quoted(names[$0]) }.joined(separator: ", ")
    self.columns = columns
    if let key = try table.key(connection, path: path) {
      sql = "SELECT \(key), \(list) FROM \(table.quotedName) WHERE \(key) >= ?1 ORDER BY \(key)"
      isKeyed = true
      // Two questions, each of which SQLite answers from an end of the table; for both in one it would read all of it.
      let ends = try ArchiveError.translating(archive: path) { () throws(SQLiteError) in
        try ["min", "max"].map { (end) throws(SQLiteError) in
          try connection.firstValue("SELECT \(end)(\(key)) FROM \(table.quotedName)")
        }
      }
      if case (.integer(let first), .integer(let last)) = (ends[0], ends[1]), first <= last { keys = first...last }
    } else {
      let primaryKey = try table.primaryKey(connection, path: path).map(SQLiteTable.quoted).joined(separator: ", ")
      sql = "SELECT \(list) FROM \(table.quotedName)" + (primaryKey.isEmpty ? "" : " ORDER BY \(primaryKey)")
      isKeyed = false
    }
  }
}
