internal import RescanReport
internal import Rulebook
internal import SQLiteDatabase

/// Looks comments up in the ledger.
final class StoredComments {
  /// A comment of the ledger.
  struct Comment {
    var judged: JudgedComment
    var idIsNumber: Bool
    /// The number of its input, from 1.
    var input: Int
    /// Its verdict; nil where nothing was found.
    var line: VerdictLine?
    /// By what its text is known again.
    var fingerprint: TextFingerprint?
  }

  private let rows: SQLiteStatement

  init(_ connection: SQLiteConnection) throws(AnalysisError) {
    rows = try inDatabase { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT id, text, author, date, page, platform, id_is_number, input, verdict, \
        fingerprint, similarity FROM main.comment WHERE seq = ?1
        """)
    }
  }

  /// The comment of a number; nil if there is none.
  func comment(_ number: Int64) throws(AnalysisError) -> Comment? {
    rows.reset()
    let isThere = try inDatabase { () throws(SQLiteError) in
      try rows.bind(number, at: 1)
      return try rows.step()
    }
    guard isThere else { return nil }
    defer { rows.reset() }
    let line = try rows.bytes(at: 8).map { (bytes) throws(AnalysisError) in try VerdictLine(bytes, ofComment: number) }
    var judged = JudgedComment(
      id: rows.string(at: 0) ?? "", text: rows.bytes(at: 1) ?? [], author: rows.string(at: 2), date: rows.int64(at: 3),
      page: rows.string(at: 4), platform: rows.string(at: 5))
    if let line {
      judged.decision = line.decision
      judged.findings = line.findings.compactMap(JudgedComment.Found.init)
      judged.clauses = line.clauses.map { JudgedComment.Cited(cite: $0.cite, orders: $0.orders, labels: $0.labels) }
    }
    return Comment(
      judged: judged, idIsNumber: rows.int64(at: 6) == 1, input: Int(rows.int64(at: 7) ?? 0), line: line,
      fingerprint: rows.int64(at: 9).map { TextFingerprint(text: $0, similarity: rows.int64(at: 10)) })
  }
}

extension VerdictLine {
  /// The verdict of a comment in the ledger.
  init(_ line: [UInt8], ofComment number: Int64) throws(AnalysisError) {
    do throws(JSONDocument.Fault) { try self.init(line) } catch { throw .badVerdict(comment: number) }
  }
}

extension JudgedComment.Found {
  fileprivate init?(_ found: VerdictLine.Found) {
    guard let label = found.label, let tier = found.tier else { return nil }
    self.init(
      label: label, tier: tier, rule: found.rule, target: found.target, object: found.object, spans: found.spans)
  }
}
