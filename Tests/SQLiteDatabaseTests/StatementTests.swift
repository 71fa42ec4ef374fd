import SQLiteDatabase
import Testing

@Suite struct StatementTests {
  let connection: SQLiteConnection

  init() throws { connection = try SQLiteConnection(.memory) }

  static let kinds: [SQLiteValue] = [
    .null, .integer(0), .integer(.min), .integer(.max), .real(0.1), .real(-.infinity), .text(""), .text("жёлтый 🔥"),
    .text("a\0b"), .blob([]), .blob([0, 255, 0]),
  ]

  @Test(arguments: kinds) func values(value: SQLiteValue) throws {
    let statement = try connection.prepare("SELECT ?1, typeof(?1), ?2")
    #expect(statement.parameterCount == 2)
    try statement.bind(value, at: 1)
    #expect(try statement.step())
    #expect(statement.value(at: 0) == value)
    #expect(statement.isNull(at: 0) == (value == .null))
    #expect(statement.value(at: 1) == .text("\(statement.kind(at: 0))"))
    #expect(statement.isNull(at: 2))
    #expect(try !statement.step())
  }

  @Test func notANumber() throws {
    let statement = try connection.prepare("SELECT ?")
    try statement.bind(Double.nan, at: 1)
    #expect(try statement.step())
    #expect(statement.isNull(at: 0))
  }

  @Test func absentValues() throws {
    let statement = try connection.prepare("SELECT ?, ?, ?, ?, ?")
    try statement.bind(nil as Int64?, at: 1)
    try statement.bind(nil as Int?, at: 2)
    try statement.bind(nil as Double?, at: 3)
    try statement.bind(nil as String?, at: 4)
    try statement.bind(nil as [UInt8]?, at: 5)
    #expect(try statement.step())
    for column in 0..<5 {
      #expect(statement.isNull(at: column))
      #expect(statement.int64(at: column) == nil)
      #expect(statement.double(at: column) == nil)
      #expect(statement.string(at: column) == nil)
      #expect(statement.bytes(at: column) == nil)
      #expect(statement.withBytes(at: column) { $0.count } == 0)
    }
  }

  @Test func bytes() throws {
    let statement = try connection.prepare("SELECT ?1, ?2, typeof(?2)")
    let invalid: [UInt8] = [0xD0, 0x41, 0x00, 0xFF]
    try statement.bind(invalid.span, at: 1)
    try statement.bindText(invalid.span, at: 2)
    #expect(try statement.step())
    #expect(statement.bytes(at: 0) == invalid)
    #expect(statement.bytes(at: 1) == invalid)
    #expect(statement.string(at: 1) == "\u{FFFD}A\0\u{FFFD}")
    #expect(statement.string(at: 2) == "text")
    statement.reset()
    try statement.bindText([UInt8]().span, at: 2)
    #expect(try statement.step())
    #expect(statement.value(at: 1) == .text(""))
    statement.reset()
    statement.clearBindings()
    #expect(try statement.step())
    #expect(statement.isNull(at: 0))
  }

  @Test func conversions() throws {
    let statement = try connection.prepare("SELECT 12, '34ab', 5.5, x'3132'")
    #expect(try statement.step())
    #expect(statement.string(at: 0) == "12")
    #expect(statement.int64(at: 1) == 34)
    #expect(statement.int64(at: 2) == 5)
    #expect(statement.bytes(at: 2) == Array("5.5".utf8))
    #expect(statement.string(at: 3) == "12")
  }

  /// Texts of a database in UTF-16 come as UTF-8.
  @Test func utf16() throws {
    try connection.execute("PRAGMA encoding = 'UTF-16'; CREATE TABLE t(a); INSERT INTO t VALUES ('жёлтый 🔥')")
    let statement = try connection.prepare("SELECT a FROM t")
    #expect(try statement.step())
    #expect(statement.bytes(at: 0) == Array("жёлтый 🔥".utf8))
  }

  @Test func rows() throws {
    try connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)")
    let insert = try connection.prepare("INSERT INTO t VALUES (?, ?)")
    #expect(!insert.isReadOnly)
    for number in 1...100 {
      try insert.bind(number, at: 1)
      try insert.bind("text \(number)", at: 2)
      try insert.run()
    }
    let select = try connection.prepare("SELECT a, b AS \"имя\" FROM t WHERE a > ? ORDER BY a")
    #expect(select.isReadOnly)
    #expect(select.columnNames == ["a", "имя"])
    // After the last row the statement may be used again.
    for start in [0, 50, 100] {
      try select.bind(start, at: 1)
      var seen: [Int64] = []
      while try select.step() { if let number = select.int64(at: 0) { seen.append(number) } }
      #expect(seen == Array(Int64(start)..<100).map { $0 + 1 })
    }
  }

  @Test func errors() throws {
    try connection.execute("CREATE TABLE t(a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)")
    let select = try connection.prepare("SELECT a FROM t WHERE a > ?")
    for parameter in [0, 2, -1, Int.max] {
      let error = #expect(throws: SQLiteError.self) { try select.bind(1, at: parameter) }
      #expect(error?.code == .range)
    }
    try select.bind(0, at: 1)
    #expect(try select.step())
    let error = #expect(throws: SQLiteError.self) { try select.bind(1, at: 1) }
    #expect(error?.code == .misuse)
    // A statement that failed may be used again.
    let insert = try connection.prepare("INSERT INTO t VALUES (?)")
    try insert.bind(1, at: 1)
    #expect(throws: SQLiteError.self) { try insert.run() }
    try insert.bind(3, at: 1)
    try insert.run()
    #expect(try connection.firstValue("SELECT max(a) FROM t") == .integer(3))
  }

  @Test func firstValue() throws {
    #expect(try connection.firstValue("SELECT 1 WHERE 0") == nil)
    #expect(try connection.firstValue("CREATE TABLE t(a)") == nil)
    #expect(try connection.firstValue("VALUES (1), (2)") == .integer(1))
  }

  @Test func tooBig() throws {
    let statement = try connection.prepare("SELECT zeroblob(2000000000)")
    let error = #expect(throws: SQLiteError.self) { try statement.step() }
    #expect(error?.code == .tooBig)
  }

  @Test func readingWithoutARow() async {
    await #expect(processExitsWith: .failure) {
      let statement = try SQLiteConnection(.memory).prepare("SELECT 1")
      _ = statement.int64(at: 0)
    }
    await #expect(processExitsWith: .failure) {
      let statement = try SQLiteConnection(.memory).prepare("SELECT 'a'")
      _ = try statement.step()
      _ = try statement.withBytes(at: 0) { (_) throws -> Bool in try statement.step() }
    }
  }
}
