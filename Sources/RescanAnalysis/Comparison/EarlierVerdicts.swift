internal import RescanReport
package import SQLiteDatabase

/// The verdicts of an earlier run, which a re-scan is compared with: put into a temporary table of the ledger's database.
package final class EarlierVerdicts {
  /// How many there are, records that could not be read among them.
  package private(set) var count = 0
  /// The ruleset of the verdicts; empty where they name none.
  package private(set) var ruleset = ""
  /// The id of their policy; empty where they name none.
  package private(set) var policy = ""
  /// The names of the inputs they name, in the order in which they come first; empty where they name none.
  private(set) var inputs: [String] = []
  private var numbers: [String: Int] = [:]
  private let connection: SQLiteConnection
  private let insertion: SQLiteStatement

  /// Makes an empty table.
  package init(in connection: SQLiteConnection) throws(AnalysisError) {
    self.connection = connection
    insertion = try inDatabase { () throws(SQLiteError) in
      try connection.prepareForAnalysis()
      try connection.execute(
        """
        DROP TABLE IF EXISTS temp.earlier;
        CREATE TEMP TABLE earlier (n INTEGER PRIMARY KEY, input INTEGER NOT NULL, id TEXT NOT NULL, \
        decision INTEGER, verdict TEXT)
        """)
      return try connection.prepare("INSERT INTO earlier VALUES (?1, ?2, ?3, ?4, ?5)")
    }
  }

  /// Whether a line is one of `verdicts.jsonl`, or of `sito classify --format jsonl`.
  package static func isVerdict(_ line: [UInt8]) -> Bool { (try? VerdictLine(line)) != nil }

  /// Adds lines of `verdicts.jsonl`, or of `sito classify --format jsonl`, in their order.
  package func add(lines: [[UInt8]]) throws(AnalysisError) {
    try inTransaction { () throws(AnalysisError) in
      for line in lines {
        let verdict: VerdictLine
        do throws(JSONDocument.Fault) {
          verdict = try VerdictLine(line)
        } catch {
          throw .noVerdict(line: count + 1, byte: error.offset)
        }
        try add(verdict, line: line)
      }
    }
  }

  private func add(_ verdict: VerdictLine, line: [UInt8]) throws(AnalysisError) {
    if ruleset.isEmpty { ruleset = verdict.ruleset }
    if policy.isEmpty { policy = verdict.policy }
    try add(
      id: verdict.id, input: verdict.input, decision: verdict.isFault ? nil : verdict.decision.bits,
      verdict: verdict.findings.isEmpty ? nil : line)
  }

  /// Adds the verdicts of a `verdicts.sqlite`.
  package func add(tablesAt path: String) throws(AnalysisError) {
    try inTransaction { () throws(AnalysisError) in
      let rows = try inDatabase { () throws(SQLiteError) in
        let result = try SQLiteConnection(.file(path), access: .readOnly)
        return try result.prepare(
          """
          SELECT id, input, "delete" + 2 * blacklist + 4 * no_reply + 8 * review, verdict, error_code \
          FROM comment ORDER BY seq
          """)
      }
      while try inDatabase(rows.step) {
        let line = rows.bytes(at: 3)
        if let line, ruleset.isEmpty, let verdict = try? VerdictLine(line) {
          ruleset = verdict.ruleset
          policy = verdict.policy
        }
        try add(
          id: rows.string(at: 0) ?? "", input: rows.string(at: 1),
          decision: rows.isNull(at: 4) ? rows.int64(at: 2) : nil, verdict: line)
      }
    }
  }

  private func add(id: String, input: String?, decision: Int64?, verdict: [UInt8]?) throws(AnalysisError) {
    count += 1
    let number = input.map(number) ?? 0
    try inDatabase { () throws(SQLiteError) in
      try insertion.bind(count, at: 1)
      try insertion.bind(number, at: 2)
      try insertion.bind(id, at: 3)
      try insertion.bind(decision, at: 4)
      if let verdict { try insertion.bindText(verdict.span, at: 5) } else { try insertion.bindNull(at: 5) }
      try insertion.run()
    }
  }

  private func number(ofInput name: String) -> Int {
    if let number = numbers[name] { return number }
    inputs.append(name)
    numbers[name] = inputs.count
    return inputs.count
  }

  private func inTransaction(_ body: () throws(AnalysisError) -> Void) throws(AnalysisError) {
    try inDatabase { () throws(SQLiteError) in try connection.begin(.deferred) }
    do throws(AnalysisError) {
      try body()
    } catch {
      // What went wrong first says more.
      try? connection.rollback()
      throw error
    }
    try inDatabase(connection.commit)
  }

  /// For each of the earlier inputs, from 1, the number of the same one in a ledger; nil where it has none. The same
  /// is the one of the same name, or where no name is the same, the one at the same place.
  func numbers(in ledger: [String]) -> [Int?] {
    let byName = inputs.map { name in ledger.firstIndex(of: name).map { $0 + 1 } }
    if byName.contains(where: { $0 != nil }) { return byName }
    return inputs.indices.map { $0 < ledger.count ? $0 + 1 : nil }
  }
}
