internal import SQLiteDatabase

/// The statements that write rows, and how far an input was read.
final class RowInsertion {
  /// Most comments have no findings, and are spared most of the columns.
  private let clear: SQLiteStatement
  private let full: SQLiteStatement
  private let finding: SQLiteStatement
  private let clause: SQLiteStatement
  private let movement: SQLiteStatement

  init(_ connection: SQLiteConnection) throws(SQLiteError) {
    clear = try connection.prepare(
      """
      INSERT INTO comment VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, 0, 0, 0, ?11, NULL, NULL, NULL, \
      ?12, 0, 0, 0, 0, NULL, NULL, NULL, NULL)
      """)
    let parameters = (1...27).map { "?\($0)" }.joined(separator: ", ")
    full = try connection.prepare("INSERT INTO comment VALUES (\(parameters))")
    finding = try connection.prepare("INSERT INTO finding VALUES (?1, ?2, ?3, ?4, ?5)")
    clause = try connection.prepare("INSERT INTO clause VALUES (?1, ?2, ?3, ?4)")
    movement = try connection.prepare("UPDATE input SET position = ?2, done = ?3, bytes = ?4 WHERE number = ?1")
  }

  func move(_ input: Ledger.Input, number: Int) throws(SQLiteError) {
    try movement.bind(number, at: 1)
    try movement.bind(input.position, at: 2)
    try movement.bind(input.isDone ? 1 : 0, at: 3)
    try movement.bind(input.bytes, at: 4)
    try movement.run()
  }

  func insert(_ row: LedgerRow, seq: Int64, input: Int) throws(SQLiteError) {
    if row.isClear {
      try bindCommon(row, seq, input, to: clear)
      try clear.bind(row.invalidUTF8 ? 1 : 0, at: 11)
      try clear.bind(row.other == nil ? 0 : 1, at: 12)
      return try clear.run()
    }
    try bindCommon(row, seq, input, to: full)
    try bindRest(row)
    try full.run()
    for found in row.findings { try insert(found, of: seq) }
    for applied in row.clauses { try insert(applied, of: seq) }
  }

  private func insert(_ found: LedgerRow.Finding, of seq: Int64) throws(SQLiteError) {
    try finding.bind(seq, at: 1)
    try finding.bind(found.label, at: 2)
    try finding.bind(found.tier, at: 3)
    try finding.bind(found.rule, at: 4)
    try finding.bind(found.target, at: 5)
    try finding.run()
  }

  private func insert(_ applied: LedgerRow.Clause, of seq: Int64) throws(SQLiteError) {
    try clause.bind(seq, at: 1)
    try clause.bind(applied.cite, at: 2)
    try clause.bind(applied.actions, at: 3)
    try clause.bind(applied.labels, at: 4)
    try clause.run()
  }

  private func bindCommon(
    _ row: LedgerRow, _ seq: Int64, _ input: Int, to statement: SQLiteStatement
  ) throws(SQLiteError) {
    try statement.bind(seq, at: 1)
    try statement.bind(input, at: 2)
    try statement.bind(row.id, at: 3)
    try statement.bind(row.idIsNumber ? 1 : 0, at: 4)
    try statement.bind(row.author, at: 5)
    try statement.bind(row.date, at: 6)
    try statement.bind(row.page, at: 7)
    try statement.bind(row.platform, at: 8)
    try statement.bind(row.fingerprint, at: 9)
    try statement.bind(row.similarity, at: 10)
  }

  private func bindRest(_ row: LedgerRow) throws(SQLiteError) {
    try bind(row.decision, from: 11)
    try full.bind(row.invalidUTF8 ? 1 : 0, at: 15)
    try bindText(row.verdict, at: 16)
    try bindText(row.csv, at: 17)
    try full.bind(row.text, at: 18)
    try full.bind(row.other == nil ? 0 : 1, at: 19)
    try bind(row.other?.decision ?? LedgerRow.Decision(), from: 20)
    try bindText(row.other?.verdict, at: 24)
    try full.bind(row.fault?.code, at: 25)
    try full.bind(row.fault?.message, at: 26)
    try full.bind(row.fault?.line, at: 27)
  }

  private func bind(_ decision: LedgerRow.Decision, from parameter: Int) throws(SQLiteError) {
    try full.bind(decision.deletes ? 1 : 0, at: parameter)
    try full.bind(decision.blacklists ? 1 : 0, at: parameter + 1)
    try full.bind(decision.noReply ? 1 : 0, at: parameter + 2)
    try full.bind(decision.review ? 1 : 0, at: parameter + 3)
  }

  private func bindText(_ text: [UInt8]?, at parameter: Int) throws(SQLiteError) {
    guard let text else { return try full.bindNull(at: parameter) }
    try full.bindText(text.span, at: parameter)
  }
}
