internal import RescanReport
internal import Rulebook
internal import SQLiteDatabase

/// Counts decisions by page or author; the disk sorts, so memory does not grow with their number.
struct RankingQuery {
  /// What is counted by: a column of the ledger's comments.
  enum Column: String { case page, author }

  let column: Column
  /// So many are shown.
  let most: Int

  /// Counts; `all` are the decisions about all comments.
  func run(in connection: SQLiteConnection, all: DecisionTotals) throws(SQLiteError) -> Ranking {
    let rows = try connection.prepare(
      """
      SELECT \(column), platform, \(DecisionKind.columns), count(*) FROM main.comment \
      WHERE error_code IS NULL AND \(column) IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """)
    var first = Ranks<NamedTotals>(most, by: Self.precedes)
    var count = 0
    var current: NamedTotals?
    while try rows.step() {
      let (name, platform) = (rows.string(at: 0) ?? "", rows.string(at: 1))
      if current.map({ $0.name.isSpelled(name) && $0.platform.isSpelled(platform) }) != true {
        if let current { first.add(current) }
        current = NamedTotals(name: name, platform: platform, totals: DecisionTotals())
        count += 1
      }
      let decision = DecisionKind(bits: rows.int64(at: 2) ?? 0)
      current?.totals.add(actions: decision.actions, review: decision.review, count: Int(rows.int64(at: 3) ?? 0))
    }
    if let current { first.add(current) }
    var others = all
    for named in first.values { others.subtract(named.totals) }
    return Ranking(first: first.values, count: count, others: others)
  }

  /// Most deletions first, then most comments; names and platforms as they are sorted by bytes.
  private static func precedes(_ left: NamedTotals, _ right: NamedTotals) -> Bool {
    if left.totals.delete != right.totals.delete { return left.totals.delete > right.totals.delete }
    if left.totals.comments != right.totals.comments { return left.totals.comments > right.totals.comments }
    if left.name != right.name { return left.name.utf8.lexicographicallyPrecedes(right.name.utf8) }
    return (left.platform ?? "").utf8.lexicographicallyPrecedes((right.platform ?? "").utf8)
  }
}

extension DecisionTotals {
  /// Takes out comments that were counted before.
  mutating func subtract(_ other: DecisionTotals) {
    var outcomes: [Outcome: Int] = [:]
    for outcome in Outcome.allCases { outcomes[outcome] = self[outcome] - other[outcome] }
    self = DecisionTotals(
      comments: comments - other.comments, outcomes: outcomes, blacklist: blacklist - other.blacklist,
      noReply: noReply - other.noReply, review: review - other.review)
  }
}
