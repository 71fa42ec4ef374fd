internal import RescanReport
internal import Rulebook
internal import SQLiteDatabase

/// Goes once over all comments of a ledger, and counts what needs no sorting.
struct LedgerWalk {
  private let offset: TimeZoneOffset
  private var inputs: [InputTotals]
  private var period: ClosedRange<Int64>?
  private var undated = 0
  private var months: [CalendarMonth: MonthTotals] = [:]
  /// What was decided about all comments.
  private(set) var totals = DecisionTotals()

  init(inputs: [String], offset: TimeZoneOffset) {
    self.inputs = inputs.map { InputTotals(name: $0, comments: 0) }
    self.offset = offset
  }

  mutating func run(over connection: SQLiteConnection, _ found: inout FindingTotals) throws(AnalysisError) {
    let rows = try inDatabase { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT seq, input, date, \(DecisionKind.columns), error_code IS NOT NULL, verdict FROM main.comment ORDER BY seq
        """)
    }
    while try inDatabase(rows.step) {
      let number = rows.int64(at: 0) ?? 0
      let input = Int(rows.int64(at: 1) ?? 0) - 1
      if rows.int64(at: 4) == 1 {
        if inputs.indices.contains(input) { inputs[input].unreadable += 1 }
        continue
      }
      if inputs.indices.contains(input) { inputs[input].comments += 1 }
      let decision = DecisionKind(bits: rows.int64(at: 3) ?? 0)
      let labels = try rows.bytes(at: 5).map { (bytes) throws(AnalysisError) in
        found.add(try VerdictLine(bytes, ofComment: number), comment: number)
      }
      count(decision, labels ?? [], date: rows.int64(at: 2))
    }
  }

  private mutating func count(_ decision: DecisionKind, _ labels: Set<Label>, date: Int64?) {
    totals.add(actions: decision.actions, review: decision.review)
    guard let date else { return undated += 1 }
    period = min(period?.lowerBound ?? date, date)...max(period?.upperBound ?? date, date)
    let month = CalendarMonth(of: date, utcOffset: offset.seconds)
    var counted = months[month] ?? MonthTotals(month: month, totals: DecisionTotals())
    counted.totals.add(actions: decision.actions, review: decision.review)
    for label in labels { counted.labels[label, default: 0] += 1 }
    months[month] = counted
  }

  /// Puts what was counted into a summary.
  func fill(_ summary: inout RescanSummary) {
    summary.inputs = inputs
    summary.period = period
    summary.undated = undated
    summary.totals = totals
    summary.months = months.values.sorted { $0.month < $1.month }
  }
}
