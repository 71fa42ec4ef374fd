/// The strikes of one author on one page, as they come in the order of time: those within a sliding window, and of all such
/// windows the one with most.
///
/// A window of N days holds strikes of which the last comes less than N times 24 hours after the first. Strikes without a
/// date fall into no window; they count in all.
struct StrikeWindow {
  /// A strike: when, and the number of its comment in the ledger.
  struct Strike: Equatable {
    var date: Int64?
    var comment: Int64
  }

  /// In seconds; nil: all strikes are in one window.
  private let length: Int64?
  /// The strikes in the window that ends with the latest one, from `begin` on.
  private var strikes: [Strike] = []
  private var begin = 0
  /// All strikes.
  private(set) var total = 0
  /// How many strikes the fullest window holds.
  private(set) var most = 0
  /// From the first to the last strike of the fullest window, the latest of several.
  private(set) var period: ClosedRange<Int64>?
  /// The first of its strikes.
  private(set) var evidence: [Strike] = []

  /// So many comments are given as the reason.
  static let mostEvidence = 100

  init(length: Int64?) { self.length = length }

  /// Adds the next strike; those without a date come first.
  mutating func add(_ strike: Strike) {
    total += 1
    guard let length else { return addToAll(strike) }
    guard let date = strike.date else {
      // Shown as long as there is nothing better to show.
      if most == 0, evidence.count < Self.mostEvidence { evidence.append(strike) }
      return
    }
    strikes.append(strike)
    // What cannot be told from "long ago" is long ago.
    while let first = strikes[begin].date,
      date.subtractingReportingOverflow(first).partialValue >= length
        || date.subtractingReportingOverflow(first).overflow
    {
      begin += 1
    }
    if begin > 64, 2 * begin > strikes.count {
      strikes.removeFirst(begin)
      begin = 0
    }
    let count = strikes.count - begin
    guard count >= most, let first = strikes[begin].date else { return }
    most = count
    period = first...date
    evidence = Array(strikes[begin...].prefix(Self.mostEvidence))
  }

  private mutating func addToAll(_ strike: Strike) {
    most += 1
    if evidence.count < Self.mostEvidence { evidence.append(strike) }
    guard let date = strike.date else { return }
    period = (period?.lowerBound ?? date)...date
  }
}
