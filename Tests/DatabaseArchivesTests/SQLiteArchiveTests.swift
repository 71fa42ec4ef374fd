import Archives
import DatabaseArchives
import Foundation
import SQLiteDatabase
import Testing

@Suite struct SQLiteArchiveTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("archive")
  }

  private func make(_ sql: String) throws { try SQLiteConnection(.file(path)).execute(sql) }

  private func summaries(_ rows: DatabaseRows? = nil, _ options: ArchiveOptions = ArchiveOptions()) throws -> [String] {
    try itemsFromEveryPosition { try SQLiteArchive.open(path: path, rows: rows, options: options, from: $0) }
      .map(\.summary)
  }

  private func error(
    _ rows: DatabaseRows? = nil, _ options: ArchiveOptions = ArchiveOptions(), from position: String? = nil
  ) throws -> ArchiveError? {
    #expect(throws: ArchiveError.self) {
      try SQLiteArchive.open(path: path, rows: rows, options: options, from: position.map(ArchivePosition.init(text:)))
    }
  }

  @Test func recognition() throws {
    #expect(!SQLiteArchive.isDatabase(path: path))
    try make("CREATE TABLE t(text)")
    #expect(SQLiteArchive.isDatabase(path: path))
    #expect(!SQLiteArchive.isDatabase(path: folder.path))
    for start in ["", "SQLite format 3", "SQLite format 2\0"] {
      try Data(start.utf8).write(to: URL(filePath: folder.file("other")))
      #expect(!SQLiteArchive.isDatabase(path: folder.file("other")))
    }
  }

  @Test func usualColumns() throws {
    try make(
      """
      CREATE TABLE Comments(comment_id INTEGER PRIMARY KEY, Text TEXT, from_id INTEGER, created_at TEXT, owner_id, Platform);
      INSERT INTO Comments VALUES (10, 'Спасибо', 77, '2024-05-06 07:08:09', -5, 'VK'),
        (11, '', NULL, NULL, NULL, 'elsewhere'), (12, 'третий', 'a', 1714979289000, 'стена', 'telegram');
      """)
    let reader = try SQLiteArchive.open(path: path, options: options { $0.platform = .ok })
    #expect(reader.name == path)
    let batch = try #require(try reader.next())
    #expect(
      batch.items == [
        .comment(
          ArchivedComment(
            id: "10", text: Array("Спасибо".utf8), author: "77", date: 1_714_979_289, page: "-5", platform: .vk)),
        .comment(ArchivedComment(id: "11", text: [], platform: .ok)),
        .comment(
          ArchivedComment(
            id: "12", text: Array("третий".utf8), author: "a", date: 1_714_979_289, page: "стена", platform: .telegram)),
      ])
    #expect(batch.bytesRead == reader.totalBytes)
    #expect(try reader.next() == nil)
  }

  @Test func namedColumns() throws {
    try make("CREATE TABLE t(id, text, \"a \"\"b\"\"\", n); INSERT INTO t VALUES (1, 'wrong', 'right', 'x')")
    let named = options {
      $0.textField = "a \"b\""
      $0.idField = "N"
    }
    #expect(try summaries(.table("T"), named) == ["x: right"])
    #expect(
      try error(.table("t"), options { $0.authorField = "nobody" })
        == .noField(archive: path, name: "nobody", known: ["id", "text", "a \"b\"", "n"]))
  }

  @Test func choosingTheTable() throws {
    try make("CREATE TABLE a(x, y); CREATE TABLE b(id, message); INSERT INTO b VALUES (3, 'Да')")
    #expect(try summaries() == ["3: Да"])
    try make("CREATE VIEW c AS SELECT * FROM b")
    #expect(try summaries() == ["3: Да"])
    try make("CREATE TABLE d(body)")
    #expect(
      try error() == .wrongForm(archive: path, reason: "choose with --table which of these holds the comments: b, c, d")
    )
    #expect(try error(.table("e")) == .noField(archive: path, name: "e", known: ["a", "b", "c", "d"]))
    #expect(try error(.table("a")) == .noField(archive: path, name: "text", known: ["x", "y"]))
    #expect(try summaries(.table("d")) == [])
  }

  @Test func noTables() throws {
    try make("CREATE TABLE t(a); DROP TABLE t")
    #expect(try error() == .wrongForm(archive: path, reason: "the database has no tables"))
  }

  @Test func noDatabase() throws {
    #expect(try error() == .cannotRead(archive: path, reason: "unable to open database file"))
    try Data("SQLite format 3\0".utf8 + Array(repeating: 65, count: 5000)).write(to: URL(filePath: path))
    #expect(try error() == .cannotRead(archive: path, reason: "file is not a database"))
  }

  /// Whatever a column holds comes out in a way that is known.
  @Test func otherTypes() throws {
    try make(
      """
      CREATE TABLE t(id, text);
      INSERT INTO t VALUES (1, 42), (2, 1.5), (3, NULL), (4, CAST('блоб' AS BLOB)), (5, x'FFD8FF00'), (6, x''),
        (7, CAST(x'D041' AS TEXT)), (NULL, 'a'), ('', 'b'), (x'00ff', 'c'), (x'6162', 'd'), (2.5, 'e');
      """)
    #expect(
      try summaries() == [
        "1: 42", "2: 1.5", "3! no_text", "4: блоб", "5! text_type", "6: ", "7: \u{FFFD}A", "8: a", "9: b", "00ff: c",
        "ab: d", "2.5: e",
      ])
    let items = try itemsFromEveryPosition { try SQLiteArchive.open(path: path, from: $0) }
    #expect(items[2].fault == ArchiveFault(id: "3", code: "no_text", message: "column 'text' is null", line: 3))
    #expect(items[6].comment?.text == [0xD0, 0x41])
  }

  @Test func dates() throws {
    try make(
      """
      CREATE TABLE t(text, date);
      INSERT INTO t VALUES ('a', 1714979289), ('b', julianday('2024-05-06 07:08:09')), ('c', '2024-05-06T10:08:09+03:00'),
        ('d', 1714979289.5), ('e', 'yesterday'), ('f', NULL), ('g', x'00'), ('h', 9e999);
      """)
    let dates = try SQLiteArchive.open(path: path).rest().flatMap(\.items).map(\.comment?.date)
    #expect(dates == [1_714_979_289, 1_714_979_289, 1_714_979_289, 1_714_979_289, nil, nil, nil, nil])
  }

  @Test func tooLong() throws {
    try make(
      """
      CREATE TABLE t(id, text, author);
      INSERT INTO t VALUES (1, 'ab', 'c'), (2, zeroblob(6), ''), (3, 'abcd', ''), (4, 'abcd', 'a'), (5, 'a', '12345');
      """)
    let short = options { $0.maxRecord = 5 }
    #expect(try summaries(.table("t"), short) == ["1: ab", "2! too_long", "3: abcd", "4: abcd", "5! too_long"])
    let items = try SQLiteArchive.open(path: path, options: short).rest().flatMap(\.items)
    #expect(items[4].fault?.message == "the record is larger than 5 bytes")
  }

  private static let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)"

  /// The kinds of tables that go on in different ways.
  @Test(arguments: [
    "CREATE TABLE t(id INTEGER PRIMARY KEY, text)", "CREATE TABLE t(id, text)",
    "CREATE TABLE t(id PRIMARY KEY, text) WITHOUT ROWID", "CREATE TABLE t(rowid, _rowid_, oid, id, text)",
    "CREATE VIRTUAL TABLE t USING fts5(id, text)",
  ])
  func positions(table: String) throws {
    try make("\(table); \(Self.many) INSERT INTO t(id, text) SELECT i, 'текст ' || i FROM n")
    let expected = table.contains("WITHOUT") ? nil : (1...10_000).map { "\($0): текст \($0)" }
    for rows in [.table("t"), .query("SELECT id, text FROM t ORDER BY id + 0")] as [DatabaseRows] {
      let found = try summaries(rows)
      #expect(found.count == 10_000)
      #expect(Set(found).count == 10_000)
      if let expected { #expect(found == expected) }
    }
    // A view of others may not use virtual tables.
    if table.contains("VIRTUAL") { return }
    try make("CREATE VIEW v AS SELECT text, id FROM t")
    #expect(try summaries(.table("v")).count == 10_000)
    let batches = try SQLiteArchive.open(path: path, rows: .table("t")).rest()
    #expect(batches.count >= 3)
    #expect(batches.allSatisfy { $0.items.count <= 4096 })
    #expect(batches.map(\.bytesRead) == batches.map(\.bytesRead).sorted())
  }

  @Test func largeTextsMakeSmallBatches() throws {
    try make("CREATE TABLE t(text); \(Self.many) INSERT INTO t SELECT printf('%.*c', 100000, 'a') FROM n LIMIT 20")
    let batches = try SQLiteArchive.open(path: path).rest()
    #expect(batches.map(\.items.count) == [3, 3, 3, 3, 3, 3, 2])
  }

  @Test(arguments: ["id", "author", "page"]) func largeNamesMakeSmallBatches(column: String) throws {
    try make(
      "CREATE TABLE t(\(column), text); \(Self.many) INSERT INTO t SELECT printf('%.*c', 100000, 'a'), 'b' FROM n LIMIT 8"
    )
    #expect(try SQLiteArchive.open(path: path).rest().map(\.items.count) == [3, 3, 2])
    #expect(
      try SQLiteArchive.open(path: path, options: options { $0.maxRecord = 99_999 }).rest().map(\.items.count) == [8])
  }

  @Test func extremeKeys() throws {
    try make(
      """
      CREATE TABLE t(key INTEGER PRIMARY KEY, text);
      INSERT INTO t VALUES (\(Int64.min), 'first'), (-1, 'b'), (0, 'c'), (\(Int64.max), 'last');
      """)
    // The key stands in for an id.
    #expect(try summaries() == ["\(Int64.min): first", "-1: b", "0: c", "\(Int64.max): last"])
    try make("DELETE FROM t WHERE key > \(Int64.min)")
    #expect(try summaries() == ["\(Int64.min): first"])
  }

  @Test(arguments: [
    "DELETE FROM t", "INSERT INTO t VALUES (1)", "PRAGMA user_version = 5", "SELECT ?", "SELECT 1; SELECT 2", "",
    "SELECT",
    "ATTACH 'other' AS other", "SELECT nothing FROM t", "WITH a AS (SELECT 1) DELETE FROM t",
  ])
  func badQueries(query: String) throws {
    try make("CREATE TABLE t(text); INSERT INTO t VALUES ('a')")
    _ = try error(.query(query))
    #expect(try summaries(.query("SELECT text FROM t; -- all")) == ["1: a"])
    #expect(!FileManager.default.fileExists(atPath: "other"))
  }

  @Test func columnsOfQueries() throws {
    try make("CREATE TABLE t(text, id); INSERT INTO t VALUES ('a', 7)")
    #expect(try summaries(.query("SELECT upper(text) FROM t")) == ["1: A"])
    #expect(try summaries(.query("SELECT 'b' AS сообщение, id FROM t")) == ["7: b"])
    #expect(
      try error(.query("SELECT text, id AS text FROM t"))
        == .wrongForm(archive: path, reason: "2 columns are called 'text'; rename them with AS"))
    // In two spellings only the one that is asked for is meant.
    #expect(
      try summaries(.query("SELECT text AS Text, 'c' AS TEXT FROM t"), options { $0.textField = "TEXT" }) == ["1: c"])
  }

  /// A row at the position that is another one now, or none.
  @Test(arguments: [
    ("UPDATE t SET text = 'другой' WHERE id = 2", true), ("DELETE FROM t WHERE id = 2", true),
    ("UPDATE t SET author = 'a' WHERE id = 2", true), ("DELETE FROM t WHERE id = 1", false), ("DELETE FROM t", true),
    ("INSERT INTO t VALUES (4, 'ещё', NULL)", false), ("UPDATE t SET text = 'x' WHERE id = 3", false),
  ])
  func changes(sql: String, isKeyedChange: Bool) throws {
    try make("CREATE TABLE t(id INTEGER PRIMARY KEY, text, author); INSERT INTO t VALUES (1, 'a', ''), (2, 'b', '')")
    let rows = [.table("t"), .query("SELECT * FROM t ORDER BY id")] as [DatabaseRows]
    let positions = try rows.map { try SQLiteArchive.open(path: path, rows: $0).rest().last?.position.text }
    try make("INSERT INTO t VALUES (3, 'c', ''); \(sql)")
    for (rows, position) in zip(rows, positions) {
      // Without keys the rows are counted, so one less before is one off.
      if isKeyedChange || rows == .query("SELECT * FROM t ORDER BY id") && sql.contains("id = 1") {
        guard case .changed? = try error(rows, from: position) else {
          Issue.record("\(rows) went on")
          continue
        }
      } else {
        let reader = try SQLiteArchive.open(path: path, rows: rows, from: position.map(ArchivePosition.init(text:)))
        #expect(try reader.rest().flatMap(\.items).first?.summary.hasPrefix("3: ") == true)
      }
    }
  }

  @Test(arguments: ["", "7", "rows=1", "rows=x bytes=1 hash=0", "rows=-1 bytes=0 hash=0", "rows=1 bytes=0 hash=0 k=1"])
  func badPositions(position: String) throws {
    try make("CREATE TABLE t(text); INSERT INTO t VALUES ('a')")
    guard case .badPosition? = try error(from: position) else {
      Issue.record("taken for a position")
      return
    }
  }

  @Test func positionOfAnotherKind() throws {
    try make("CREATE TABLE t(text); INSERT INTO t VALUES ('a')")
    let keyed = try #require(try SQLiteArchive.open(path: path).next()).position.text
    guard case .badPosition? = try error(.query("SELECT text FROM t"), from: keyed) else {
      Issue.record("taken for a position")
      return
    }
  }

  /// Rows that somebody adds meanwhile are read as well, and nobody is kept from adding them.
  @Test(arguments: ["DELETE", "WAL"]) func writingMeanwhile(journal: String) throws {
    try make("PRAGMA journal_mode = \(journal); CREATE TABLE t(text); \(Self.many) INSERT INTO t SELECT i FROM n")
    let reader = try SQLiteArchive.open(path: path)
    let first = try #require(try reader.next())
    let writer = try SQLiteConnection(.file(path), busyTimeout: 0)
    try writer.execute("INSERT INTO t VALUES ('new')")
    let rest = try reader.rest()
    #expect(first.items.count + rest.flatMap(\.items).count == 10_001)
    #expect(rest.last?.items.last?.summary == "10001: new")
  }

  /// A database with a write-ahead log in a folder where nobody may write: SQLite alone would refuse to read it.
  @Test func readOnlyFolder() async throws {
    try make("PRAGMA journal_mode = WAL; CREATE TABLE t(text); INSERT INTO t VALUES ('a')")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    await #expect(processExitsWith: .success) { [path = path as String] in
      // In a process of its own, which may stop being root: to root no folder is closed.
      if geteuid() == 0 { #expect(setuid(65534) == 0) }
      #expect(throws: (any Error).self) { try Data().write(to: URL(filePath: "\(path)-shm")) }
      let items = try SQLiteArchive.open(path: path).next()?.items
      #expect(items?.map(\.summary) == ["1: a"])
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["archive"])
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
  }

  @Test func locked() throws {
    try make("CREATE TABLE t(text)")
    let writer = try SQLiteConnection(.file(path))
    try writer.begin(.exclusive)
    let begin = ContinuousClock.now
    #expect(
      try error()
        == .cannotRead(
          archive: path,
          reason: "database is locked; another program is writing to it; run this again when it has finished"))
    #expect(ContinuousClock.now - begin > .seconds(2))
  }

  /// A page in the middle is overwritten: what comes before it is read, and then it is said what to do.
  @Test func damage() throws {
    try make("CREATE TABLE t(text); \(Self.many) INSERT INTO t SELECT 'текст ' || i FROM n")
    let file = try FileHandle(forUpdating: URL(filePath: path))
    let size = try file.seekToEnd()
    try file.seek(toOffset: size / 2 / 4096 * 4096)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 4096))
    try file.close()
    let reader = try SQLiteArchive.open(path: path)
    var count = 0
    let error = #expect(throws: ArchiveError.self) {
      while let batch = try reader.next() { count += batch.items.count }
    }
    #expect(count > 0)
    #expect(error?.description.contains(".recover") == true)
  }
}
