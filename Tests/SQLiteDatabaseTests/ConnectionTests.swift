import Foundation
import SQLiteDatabase
import Testing

@Suite struct ConnectionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func missingFile() throws {
    let path = folder.file("missing")
    for access in [SQLiteConnection.Access.readOnly, .readWrite] {
      let error = #expect(throws: SQLiteError.self) { try SQLiteConnection(.file(path), access: access) }
      #expect(error?.code == .cannotOpen)
      #expect(error?.subject == path)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func noDatabase() throws {
    let path = folder.file("text")
    try Data(repeating: 0x61, count: 5000).write(to: URL(filePath: path))
    let connection = try SQLiteConnection(.file(path), access: .readOnly)
    let error = #expect(throws: SQLiteError.self) { try connection.firstValue("SELECT count(*) FROM sqlite_schema") }
    #expect(error?.code == .notADatabase)
  }

  @Test func zeroBytes() throws {
    let path = folder.file("a\0b")
    #expect(throws: SQLiteError.self) { try SQLiteConnection(.file(path)) }
    let connection = try SQLiteConnection(.memory)
    #expect(throws: SQLiteError.self) { try connection.execute("CREATE TABLE t(a);\0DROP TABLE t") }
    #expect(try connection.firstValue("SELECT count(*) FROM sqlite_schema") == .integer(0))
  }

  /// Names that mean something to SQLite are names of files, too.
  @Test(arguments: [":memory:", "file:x?mode=memory", "a%41 b#?ж", "-"]) func oddNames(name: String) throws {
    let path = folder.file(name)
    do {
      let connection = try SQLiteConnection(.file(path))
      try connection.execute("CREATE TABLE t(a); INSERT INTO t VALUES (7)")
    }
    #expect(FileManager.default.fileExists(atPath: path))
    let immutable = try SQLiteConnection(.immutableFile(path), access: .readOnly)
    #expect(try immutable.firstValue("SELECT a FROM t") == .integer(7))
  }

  @Test func readOnly() throws {
    let path = folder.file("a.sqlite")
    try SQLiteConnection(.file(path)).execute("CREATE TABLE t(a)")
    let connection = try SQLiteConnection(.file(path), access: .readOnly)
    let error = #expect(throws: SQLiteError.self) { try connection.execute("INSERT INTO t VALUES (1)") }
    #expect(error?.code == .readOnly)
    #expect(try connection.firstValue("SELECT count(*) FROM t") == .integer(0))
  }

  @Test func wrongSQL() throws {
    let connection = try SQLiteConnection(.memory)
    let sql = "SELECT 1, mistake FROM sqlite_schema"
    let error = #expect(throws: SQLiteError.self) { try connection.prepare(sql) }
    #expect(error == SQLiteError(extendedCode: 1, message: "no such column: mistake", subject: sql, offset: 10))
    #expect(error?.description == "SQLite: no such column: mistake: \(sql)")
  }

  @Test(arguments: ["", "  ", "-- nothing", "/* nothing */", ";"]) func noStatement(sql: String) throws {
    let connection = try SQLiteConnection(.memory)
    #expect(throws: SQLiteError.self) { try connection.prepare(sql) }
    try connection.execute(sql)
  }

  @Test func severalStatements() throws {
    let connection = try SQLiteConnection(.memory)
    #expect(throws: SQLiteError.self) { try connection.prepare("SELECT 1; SELECT 2") }
    #expect(try connection.prepare("SELECT 1; -- the end").step())
    try connection.execute("CREATE TABLE ж(a); ;/* both */INSERT INTO ж VALUES ('ы;');INSERT INTO ж SELECT a FROM ж;")
    #expect(try connection.firstValue("SELECT count(*) FROM ж WHERE a = 'ы;'") == .integer(2))
  }

  @Test func transactions() throws {
    let connection = try SQLiteConnection(.memory)
    try connection.execute("CREATE TABLE t(a UNIQUE)")
    let result = try connection.transaction { () throws(SQLiteError) in
      try connection.execute("INSERT INTO t VALUES (1)")
      #expect(connection.isInTransaction)
      return "done"
    }
    #expect(result == "done")
    #expect(!connection.isInTransaction)
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction { () throws(SQLiteError) in
        try connection.execute("INSERT INTO t VALUES (2)")
        try connection.execute("INSERT INTO t VALUES (1)")
      }
    }
    #expect(error?.code == .constraint)
    #expect(error?.extendedCode == 2067)
    #expect(!connection.isInTransaction)
    #expect(try connection.firstValue("SELECT group_concat(a) FROM t") == .text("1"))
    try connection.rollback()
    try connection.begin(.exclusive)
    try connection.execute("DELETE FROM t")
    #expect(connection.changedRows == 1)
    try connection.commit()
    try connection.execute("INSERT INTO t VALUES (5)")
    #expect(connection.lastInsertedRow == 1)
  }

  /// What a killed process had not committed is not there, and what it had is.
  @Test func anotherConnectionSeesCommits() throws {
    let path = folder.file("a.sqlite")
    let writer = try SQLiteConnection(.file(path))
    #expect(try writer.firstValue("PRAGMA journal_mode = WAL") == .text("wal"))
    try writer.execute("CREATE TABLE t(a)")
    let reader = try SQLiteConnection(.file(path), access: .readOnly)
    try writer.begin()
    try writer.execute("INSERT INTO t VALUES (1)")
    #expect(try reader.firstValue("SELECT count(*) FROM t") == .integer(0))
    try writer.commit()
    #expect(try reader.firstValue("SELECT count(*) FROM t") == .integer(1))
  }

  @Test func busy() throws {
    let path = folder.file("a.sqlite")
    let first = try SQLiteConnection(.file(path))
    let second = try SQLiteConnection(.file(path), busyTimeout: 100)
    try first.begin()
    let begin = ContinuousClock.now
    let error = #expect(throws: SQLiteError.self) { try second.begin() }
    #expect(error?.code == .busy)
    #expect(ContinuousClock.now - begin >= .milliseconds(50))
    try first.rollback()
    try second.begin()
  }

  /// A disk without room: SQLite's own limit stands in for it.
  @Test func full() throws {
    let connection = try SQLiteConnection(.file(folder.file("a.sqlite")))
    try connection.execute("CREATE TABLE t(a); PRAGMA max_page_count = 10")
    let error = #expect(throws: SQLiteError.self) {
      try connection.transaction { () throws(SQLiteError) in
        for _ in 0..<100 { try connection.execute("INSERT INTO t VALUES (randomblob(2000))") }
      }
    }
    #expect(error?.code == .full)
    #expect(try connection.firstValue("SELECT count(*) FROM t") == .integer(0))
  }

  /// The schema of a database that others made is not trusted.
  @Test func distrust() throws {
    let path = folder.file("a.sqlite")
    do {
      let connection = try SQLiteConnection(.file(path))
      try connection.execute("CREATE VIEW v AS SELECT load_extension('/nothing') AS a")
    }
    let connection = try SQLiteConnection(.file(path), access: .readOnly)
    let error = #expect(throws: SQLiteError.self) { try connection.firstValue("SELECT a FROM v") }
    #expect(error?.message.contains("unsafe use") == true)
  }

  @Test func statementsOutliveTheConnection() throws {
    func statement() throws -> SQLiteStatement { try SQLiteConnection(.memory).prepare("SELECT 5") }
    let statement = try statement()
    #expect(try statement.step())
    #expect(statement.int64(at: 0) == 5)
  }
}
