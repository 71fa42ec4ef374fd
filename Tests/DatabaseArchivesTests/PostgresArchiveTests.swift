import Archives
import Foundation
import Testing

@testable import DatabaseArchives

@Suite(
  .enabled(
    if: PostgresServer.programs != nil, "there is no PostgreSQL server to test with: apt-get install postgresql"),
  WithPostgresServer())
struct PostgresArchiveTests {
  let server: PostgresServer

  init() throws { server = try #require(PostgresServer.current) }

  private func summaries(
    _ database: String, _ rows: DatabaseRows, _ options: ArchiveOptions = ArchiveOptions()
  ) throws -> [String] {
    try itemsFromEveryPosition {
      try PostgresArchive.open(server.connectionString(database: database), rows: rows, options: options, from: $0)
    }.map(\.summary)
  }

  private func error(
    _ database: String, _ rows: DatabaseRows, _ options: ArchiveOptions = ArchiveOptions(),
    from position: ArchivePosition? = nil
  ) throws -> ArchiveError? {
    #expect(throws: ArchiveError.self) {
      try PostgresArchive.open(
        server.connectionString(database: database), rows: rows, options: options, from: position
      ).rest()
    }
  }

  @Test func columns() throws {
    _ = try server.database(
      "columns", "",
      """
      CREATE TABLE comments (id bigint PRIMARY KEY, text text, author_id int, created_at timestamptz, page text,
        "Network" varchar(20))
      """,
      """
      INSERT INTO comments VALUES (20, 'третий', 5, '1969-12-31 23:59:59.5Z', 'стена', 'telegram'),
        (3, 'Спасибо', 77, '2024-05-06 10:08:09+03', 'p', 'VK'), (11, '', NULL, NULL, '', 'elsewhere')
      """)
    let reader = try PostgresArchive.open(
      server.connectionString(database: "columns"), rows: .table("comments"), options: options { $0.platform = .ok })
    #expect(reader.name == "postgresql:///columns")
    #expect(reader.totalBytes == nil)
    // In the order of the primary key.
    #expect(
      try reader.rest().flatMap(\.items) == [
        .comment(
          ArchivedComment(
            id: "3", text: Array("Спасибо".utf8), author: "77", date: 1_714_979_289, page: "p", platform: .vk)),
        .comment(ArchivedComment(id: "11", text: [], platform: .ok)),
        .comment(
          ArchivedComment(
            id: "20", text: Array("третий".utf8), author: "5", date: -1, page: "стена", platform: .telegram)),
      ])
    let named = options {
      $0.textField = "network"
      $0.idField = "PAGE"
    }
    #expect(try summaries("columns", .table("Comments"), named) == ["p: VK", "2: elsewhere", "стена: telegram"])
  }

  /// Whatever a column holds comes out in a way that is known.
  @Test func types() throws {
    _ = try server.database(
      "types", "", "CREATE TABLE numbers (n int PRIMARY KEY, text numeric)",
      "INSERT INTO numbers VALUES (1, 42), (2, -1.50), (3, NULL)",
      "CREATE TABLE bytes (id bytea PRIMARY KEY, text bytea)",
      "INSERT INTO bytes VALUES ('a', convert_to('байты', 'UTF8')), ('b', '\\xFFD8FF'), ('c', ''), ('\\xff00', NULL)")
    #expect(try summaries("types", .table("numbers")) == ["1: 42", "2: -1.50", "3! no_text"])
    #expect(try summaries("types", .table("bytes")) == ["a: байты", "b! text_type", "c: ", "ff00! no_text"])
    let values = [
      ("true", "t"), ("'{\"a\": \"ж\"}'::jsonb", "{\"a\": \"ж\"}"), ("'x'::char(3)", "x  "),
      ("ARRAY['a', 'б']", "{a,б}"),
      ("'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"), ("1.5::float8", "1.5"),
    ]
    for (value, text) in values {
      #expect(try summaries("types", .query("SELECT \(value)")) == ["1: \(text)"])
    }
    let dates =
      [
        ("timestamp '2024-05-06 07:08:09.999'", 1_714_979_289), ("date '1970-01-02'", 86_400),
        ("1714979289123", 1_714_979_289),
        ("1714979289.5::float8", 1_714_979_289), ("'infinity'::timestamptz", nil),
        ("timestamp '0044-03-15 12:00 BC'", nil),
        ("NULL", nil), ("'soon'", nil),
      ] as [(String, Int64?)]
    for (value, date) in dates {
      // However the server writes dates by itself.
      let reader = try PostgresArchive.open(
        server.connectionString(database: "types") + " options='-c DateStyle=German -c TimeZone=Asia/Tokyo'",
        rows: .query("SELECT 'a' AS text, \(value) AS date"))
      #expect(try reader.next()?.items.first?.comment?.date == date, "\(value)")
    }
  }

  @Test func encodings() throws {
    for (name, encoding) in [("windows", "WIN1251"), ("koi", "KOI8R"), ("none", "SQL_ASCII")] {
      _ = try server.database(
        name, "ENCODING '\(encoding)' TEMPLATE template0", "CREATE TABLE comments (id int PRIMARY KEY, text text)",
        "INSERT INTO comments VALUES (1, 'Жёлтый')")
      #expect(try summaries(name, .table("comments")) == ["1: Жёлтый"])
    }
  }

  @Test func missing() throws {
    let connection = try server.database(
      "missing", "", "CREATE TABLE a (x int, y int)", "CREATE SCHEMA s", "CREATE TABLE s.b (text text)",
      "CREATE TABLE \"C\" (text text)", "INSERT INTO s.b VALUES ('b')", "INSERT INTO \"C\" VALUES ('c')")
    let name = "postgresql:///missing"
    #expect(try error("missing", .table("b")) == .noField(archive: name, name: "b", known: ["C", "a", "s.b"]))
    #expect(try error("missing", .table("a")) == .noField(archive: name, name: "text", known: ["x", "y"]))
    #expect(
      try error("missing", .table("s.b"), options { $0.dateField = "when" })
        == .noField(archive: name, name: "when", known: ["text"]))
    #expect(try summaries("missing", .table("S.B")) == ["1: b"])
    #expect(try summaries("missing", .table("C")) == ["1: c"])
    try connection.execute("CREATE TABLE c (text text)")
    #expect(try summaries("missing", .table("C")) == ["1: c"])
    #expect(try summaries("missing", .table("c")) == [])
    guard case .cannotRead(_, let reason)? = try error("nowhere", .table("a")) else {
      Issue.record("there is no database of that name")
      return
    }
    #expect(reason.contains("\"nowhere\" does not exist"))
  }

  @Test(arguments: [
    "DELETE FROM t", "SELECT 1; COMMIT; DELETE FROM t", "COMMIT",
    "WITH a AS (DELETE FROM t RETURNING text) SELECT * FROM a",
    "SELECT nextval('n')::text", "SELECT $1::text", "", "SELECT", "SELECT 'a' AS text FROM nothing",
    "SELECT 1/(n-2) FROM t",
    "TABLE t; TABLE t",
  ])
  func badQueries(query: String) throws {
    let name = "bad_\(query.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFFFF })"
    let connection = try server.database(
      name, "", "CREATE TABLE t (n int, text text)", "INSERT INTO t VALUES (1, 'a'), (2, 'b')", "CREATE SEQUENCE n")
    _ = try error(name, .query(query))
    #expect(
      try connection.execute("SELECT count(*), (SELECT last_value FROM n) FROM t").string(row: 0, column: 0) == "2")
    #expect(try summaries(name, .query("SELECT text FROM t ORDER BY n; -- all")) == ["1: a", "2: b"])
  }

  /// What may hold a password is never repeated.
  @Test func connectionStrings() throws {
    for text in ["postgres//sito:sesame@host/db", "host=/nowhere password=sesame user=a", "host=\0 password=sesame"] {
      let error = #expect(throws: ArchiveError.self) { try PostgresArchive.open(text, rows: .table("t")) }
      #expect(error.map { !"\($0)".contains("sesame") && $0.description.hasPrefix("PostgreSQL: ") } == true)
    }
  }

  /// In a process of its own, since a process has one environment for all tests.
  @Test func environment() async {
    await #expect(processExitsWith: .success) { [connectionString = server.connectionString() as String] in
      #expect(PostgresArchive.connectionString == nil)
      #expect(unsafe setenv(PostgresArchive.variable, connectionString, 1) == 0)
      let batch = try PostgresArchive.open(rows: .query("SELECT 'a'")).next()
      #expect(batch?.items.map(\.summary) == ["1: a"])
      #expect(unsafe setenv(PostgresArchive.variable, "", 1) == 0)
      #expect(PostgresArchive.connectionString == nil)
    }
  }

  private static func fill(_ table: String, rows: Int, bytes: Int) -> String {
    "INSERT INTO \(table) SELECT n, n || repeat(' текст', \(bytes / 11)) FROM generate_series(\(rows), 1, -1) AS n"
  }

  /// Nothing gets lost, and nothing comes twice, wherever one goes on.
  @Test(arguments: [0, 1, 999, 1000, 1001, 5000]) func positions(count: Int) throws {
    let name = "positions_\(count)"
    _ = try server.database(
      name, "", "CREATE TABLE comments (id int PRIMARY KEY, text text)", Self.fill("comments", rows: count, bytes: 300),
      "CREATE VIEW v AS SELECT * FROM comments")
    for rows in [.table("comments"), .query("SELECT * FROM comments ORDER BY id")] as [DatabaseRows] {
      let found = try summaries(name, rows)
      #expect(found.map { $0.prefix { $0 != ":" } } == (0..<count).map { "\($0 + 1)" })
    }
    // As they lie in the table, without order.
    #expect(try summaries(name, .table("v")).count == count)
  }

  @Test func bigValues() throws {
    _ = try server.database(
      "big", "", "CREATE TABLE comments (id int PRIMARY KEY, text text)",
      """
      INSERT INTO comments VALUES (1, repeat('ж', 8000000)), (2, repeat('a', (16 << 20) - 1)), (3, repeat('a', 16 << 20)),
        (4, repeat('я', 50 << 20)), (5, 'short')
      """)
    let batches = try PostgresArchive.open(server.connectionString(database: "big"), rows: .table("comments")).rest()
    let items = batches.flatMap(\.items)
    #expect(items.map { $0.comment?.text.count ?? -1 } == [16_000_000, (16 << 20) - 1, -1, -1, 5])
    #expect(items.compactMap(\.fault).map(\.code) == ["too_long", "too_long"])
    #expect(batches.count == 3)
  }

  /// The server ends the session in the middle; another reader goes on from the last position.
  @Test func lostConnection() throws {
    let killer = try server.database(
      "lost", "", "CREATE TABLE comments (id int PRIMARY KEY, text text)",
      Self.fill("comments", rows: 40_000, bytes: 500))
    let rows = DatabaseRows.table("comments")
    let undisturbed = try PostgresArchive.open(server.connectionString(database: "lost"), rows: rows).rest()
      .flatMap(\.items)
    var items: [ArchiveItem] = []
    var position: ArchivePosition?
    var losses = 0
    var isAtEnd = false
    while !isAtEnd {
      let reader = try PostgresArchive.open(
        server.connectionString(database: "lost", application: "victim"), rows: rows, from: position)
      do {
        for _ in 0..<Int.random(in: 1...20) where !isAtEnd {
          guard let batch = try reader.next() else {
            isAtEnd = true
            continue
          }
          items += batch.items
          position = batch.position
        }
        guard !isAtEnd else { continue }
        let killed = try killer.execute(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'victim'")
        #expect(killed.rowCount == 1)
        while let batch = try reader.next() {
          items += batch.items
          position = batch.position
        }
        isAtEnd = true
      } catch let error as ArchiveError {
        losses += 1
        guard case .cannotRead("postgresql:///lost", let reason) = error else { throw error }
        #expect(reason.hasPrefix("the connection was lost: "))
        #expect(reason.hasSuffix("; run the same again, it goes on where it was"))
      }
    }
    #expect(losses > 0)
    #expect(items == undisturbed)
    #expect(items.count == 40_000)
  }

  /// The rows are those of one moment, whatever others do meanwhile.
  @Test func snapshot() throws {
    let writer = try server.database(
      "snapshot", "", "CREATE TABLE comments (id int PRIMARY KEY, text text)",
      Self.fill("comments", rows: 5000, bytes: 500))
    let reader = try PostgresArchive.open(server.connectionString(database: "snapshot"), rows: .table("comments"))
    let first = try #require(try reader.next())
    try writer.execute("DELETE FROM comments WHERE id > 2000")
    let rest = try reader.rest()
    #expect(first.items.count + rest.flatMap(\.items).count == 5000)
    // In another transaction they are gone.
    guard case .changed? = try error("snapshot", .table("comments"), from: rest.last?.position) else {
      Issue.record("the last row was not missed")
      return
    }
    try writer.execute("UPDATE comments SET text = 'другой' WHERE id = \(first.items.count)")
    guard case .changed(_, let reason)? = try error("snapshot", .table("comments"), from: first.position) else {
      Issue.record("the row was not seen to be another one")
      return
    }
    #expect(reason.contains("is their order fixed?"))
  }

  /// A server that ends idle sessions does not end this one.
  @Test func slowJudging() throws {
    let connection = try server.database(
      "slow", "", "CREATE TABLE comments (id int PRIMARY KEY, text text)", Self.fill("comments", rows: 3000, bytes: 500)
    )
    try connection.execute("ALTER DATABASE slow SET idle_in_transaction_session_timeout = 100")
    try connection.execute("ALTER DATABASE slow SET statement_timeout = 100")
    let reader = try PostgresArchive.open(server.connectionString(database: "slow"), rows: .table("comments"))
    let first = try #require(try reader.next())
    usleep(500_000)
    #expect(first.items.count + (try reader.rest()).flatMap(\.items).count == 3000)
  }

  @Test func positionOfAnotherKind() throws {
    for text in ["", "rows=1 bytes=1 hash=0 key=5"] {
      guard case .badPosition? = try error("postgres", .query("SELECT 'a'"), from: ArchivePosition(text: text)) else {
        Issue.record("'\(text)' was taken for a position")
        continue
      }
    }
  }
}
