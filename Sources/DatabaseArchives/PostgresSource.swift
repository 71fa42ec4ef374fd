internal import Archives

/// How the rows of a PostgreSQL database are asked for.
struct PostgresSource {
  /// The query, whose order of rows should be fixed.
  var query: String
  /// Where in a row what is.
  var columns: CommentColumns

  /// Looks up the table or tries the query.
  init(
    _ rows: DatabaseRows, _ connection: PostgresConnection, _ options: ArchiveOptions, archive: String
  ) throws(ArchiveError) {
    switch rows {
    case .query(let sql):
      let names = try Self.columnNames(of: sql, connection, archive: archive)
      guard !names.isEmpty else {
        throw .wrongForm(archive: archive, reason: "the query gives no rows to read")
      }
      query = sql
      columns = try CommentColumns(names, options, archive: archive)
    case .table(let name):
      guard let table = try Self.table(name, connection, archive: archive) else {
        throw .noField(archive: archive, name: name, known: try Self.tables(connection, archive: archive))
      }
      let names = try Self.columnNames(of: "SELECT * FROM \(table.name)", connection, archive: archive)
      let (needed, columns) = try CommentColumns(names, options, archive: archive).reduced()
      let list = needed.map { Self.quoted(names[$0]) }.joined(separator: ", ")
      let primaryKey = try Self.primaryKey(of: table.oid, connection, archive: archive)
      query =
        "SELECT \(list) FROM \(table.name)"
        + (primaryKey.isEmpty ? "" : " ORDER BY \(primaryKey.joined(separator: ", "))")
      self.columns = columns
    }
  }

  /// A name as it is written in SQL.
  private static func quoted(_ name: String) -> String {
    "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }

  private static func columnNames(
    of query: String, _ connection: PostgresConnection, archive: String
  ) throws(ArchiveError) -> [String] {
    try ArchiveError.translating(archive: archive) { () throws(PostgresError) in
      try connection.describe(query).columnNames
    }
  }

  /// The table of a name as it is written, or else in lower case, as in SQL: on the search path, or with its schema.
  private static func table(
    _ name: String, _ connection: PostgresConnection, archive: String
  ) throws(ArchiveError) -> (oid: String, name: String)? {
    let found = try ArchiveError.translating(archive: archive) { () throws(PostgresError) in
      try connection.execute(
        """
        SELECT c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
          AND (c.relname::text IN ($1::text, lower($1::text)) AND pg_catalog.pg_table_is_visible(c.oid)
            OR n.nspname || '.' || c.relname IN ($1::text, lower($1::text)))
        ORDER BY (c.relname::text = $1::text OR n.nspname || '.' || c.relname = $1::text) DESC
        LIMIT 1
        """, name)
    }
    guard found.rowCount > 0, let oid = found.string(row: 0, column: 0), let name = found.string(row: 0, column: 1)
    else { return nil }
    return (oid, name)
  }

  /// The names of tables and views that may be read, but for the system's.
  private static func tables(
    _ connection: PostgresConnection, archive: String
  ) throws(ArchiveError) -> [String] {
    let found = try ArchiveError.translating(archive: archive) { () throws(PostgresError) in
      try connection.execute(
        """
        SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
          AND NOT c.relispartition AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
        ORDER BY 1
        """)
    }
    return (0..<found.rowCount).compactMap { found.string(row: $0, column: 0) }
  }

  /// The columns of the primary key in its order, as they are written in SQL; none if it has none.
  private static func primaryKey(
    of oid: String, _ connection: PostgresConnection, archive: String
  ) throws(ArchiveError) -> [String] {
    let found = try ArchiveError.translating(archive: archive) { () throws(PostgresError) in
      try connection.execute(
        """
        SELECT quote_ident(a.attname)
        FROM pg_catalog.pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (number, place), pg_catalog.pg_attribute a
        WHERE i.indrelid = $1::oid AND i.indisprimary AND a.attrelid = i.indrelid AND a.attnum = k.number
        ORDER BY k.place
        """, oid)
    }
    return (0..<found.rowCount).compactMap { found.string(row: $0, column: 0) }
  }
}
