package import RescanReport
package import Rulebook
package import SQLiteDatabase

/// Counts a complete ledger for the report. Everything but the rows of the months and of the rules that fired is counted on
/// the disk, so memory does not grow with the archive.
package struct SummaryBuilder {
  /// How much of everything is shown.
  package struct Extent: Sendable {
    package var pages = 30
    package var authors = 30
    package var rules = 40
    package var wordsOfRule = 5
    package var samplesOfLabel = 8
    package var reviews = 60
    package var proposals = 100
    package var evidence = 10
    package var floods = 50
    package var authorsOfFlood = 10
    package var idsOfFlood = 20

    package init() {}
  }

  private let connection: SQLiteConnection
  private let policy: Policy
  private let offset: TimeZoneOffset
  private let extent: Extent

  /// Takes a ledger, the policy that its comments were judged by, by which offset months are counted, and how much is shown.
  package init(
    of connection: SQLiteConnection, policy: Policy, offset: TimeZoneOffset = .moscow, extent: Extent = Extent()
  ) {
    self.connection = connection
    self.policy = policy
    self.offset = offset
    self.extent = extent
  }

  /// What was found in all.
  ///
  /// - Parameters:
  ///   - ruleset: names the rules.
  ///   - version: the program's, as it is to be shown.
  ///   - strikes: who has strikes; nil: they are not shown.
  ///   - comparison: what changed; nil: nothing was compared.
  /// - Returns: All that the report shows.
  /// - Throws: What the database says, or that a verdict is damaged.
  package func summary(
    ruleset: String, version: String = "", strikes: AuthorStrikes? = nil,
    comparison: DecisionComparison? = nil
  ) throws(AnalysisError) -> RescanSummary {
    var summary = RescanSummary(
      policy: JudgingPolicy(
        id: policy.id, act: policy.act, summary: policy.summary, monthlySummaryCite: policy.monthlySummary),
      ruleset: ruleset, version: version, utcOffset: offset.seconds)
    var walk = LedgerWalk(inputs: try inDatabase(connection.inputNames), offset: offset)
    var found = FindingTotals(policy: policy, samples: extent.samplesOfLabel, reviews: extent.reviews)
    try walk.run(over: connection, &found)
    walk.fill(&summary)
    summary.labels = found.labelTotals
    summary.clauses = found.clauseTotals
    summary.rules = found.ruleTotals(most: extent.rules, words: extent.wordsOfRule)
    summary.rulesFired = found.rulesFired
    let all = walk.totals
    (summary.pages, summary.authors) = try inDatabase { () throws(SQLiteError) in
      (
        try RankingQuery(column: .page, most: extent.pages).run(in: connection, all: all),
        try RankingQuery(column: .author, most: extent.authors).run(in: connection, all: all)
      )
    }
    let comments = try StoredComments(connection)
    var samples: Set<Int64> = []
    for candidates in found.sampleCandidates {
      samples.formUnion(try VariedSelection.choose(extent.samplesOfLabel, of: candidates, comments))
    }
    let reviews = try VariedSelection.choose(extent.reviews, of: found.reviewCandidates, comments)
    summary.samples = try Self.judged(samples.sorted(), comments)
    summary.reviews = try Self.judged(reviews.sorted(), comments)
    summary.unreadable = try inDatabase(unreadable)
    if let strikes { try add(strikes, to: &summary) }
    summary.comparison = comparison
    return summary
  }

  private func add(_ strikes: AuthorStrikes, to summary: inout RescanSummary) throws(AnalysisError) {
    summary.blacklist = try strikes.proposals(most: (extent.proposals, extent.evidence))
    guard summary.blacklist?.after != nil else { return }
    let months = try strikes.proposalsByMonth(utcOffset: offset.seconds)
    for index in summary.months.indices {
      summary.months[index].proposedAuthors = months[summary.months[index].month] ?? 0
    }
  }

  private static func judged(
    _ numbers: [Int64], _ comments: StoredComments
  ) throws(AnalysisError) -> [JudgedComment] {
    var judged: [JudgedComment] = []
    for number in numbers { if let comment = try comments.comment(number) { judged.append(comment.judged) } }
    return judged
  }

  /// By reason, the most frequent first.
  private func unreadable() throws(SQLiteError) -> [UnreadableTotals] {
    // The other columns are those of the row with the least number.
    let rows = try connection.prepare(
      """
      SELECT error_code, count(*), min(seq), error_message, error_line, name FROM main.comment \
      JOIN main.input ON input.number = comment.input WHERE error_code IS NOT NULL GROUP BY error_code ORDER BY 2 DESC, 1
      """)
    var totals: [UnreadableTotals] = []
    while try rows.step() {
      totals.append(
        UnreadableTotals(
          code: rows.string(at: 0) ?? "", message: rows.string(at: 3) ?? "", count: Int(rows.int64(at: 1) ?? 0),
          firstInput: rows.string(at: 5) ?? "", firstLine: Int(rows.int64(at: 4) ?? 0)))
    }
    return totals
  }
}
