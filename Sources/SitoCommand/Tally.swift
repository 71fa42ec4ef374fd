import Rulebook
import Sito
import Synchronization

/// What a run found, in numbers.
struct Tally: Sendable {
  /// Comments with at least one finding, and those that are not clear under the policy.
  var found = 0
  var flagged = 0
  var review = 0
  var labels: [Label: Int] = [:]
  var actions: [Policy.Action: Int] = [:]

  mutating func count(_ verdict: Verdict) {
    if !verdict.decision.isClear { flagged += 1 }
    guard !verdict.findings.isEmpty else { return }
    found += 1
    if verdict.decision.review { review += 1 }
    for label in Set(verdict.findings.map(\.label)) { labels[label, default: 0] += 1 }
    for action in verdict.decision.actions { actions[action, default: 0] += 1 }
  }

  mutating func add(_ other: Tally) {
    found += other.found
    flagged += other.flagged
    review += other.review
    labels.merge(other.labels, uniquingKeysWith: +)
    actions.merge(other.actions, uniquingKeysWith: +)
  }
}

/// The sum of the tallies of all threads.
final class SharedTally: Sendable {
  private let sum = Mutex(Tally())

  func add(_ tally: Tally) { sum.withLock { $0.add(tally) } }

  var total: Tally { sum.withLock { $0 } }
}
