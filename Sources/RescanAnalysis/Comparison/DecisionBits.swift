internal import RescanReport
internal import Rulebook

/// Decisions as numbers, for tables: 1 for `delete`, 2 for `blacklist`, 4 for `no_reply`, 8 for a review.
extension DecisionKind {
  /// The decision of a number.
  init(bits: Int64) {
    self.init(
      actions: Policy.Action.allCases.enumerated().filter { bits & 1 << Int64($0.offset) != 0 }.map(\.element),
      review: bits & 8 != 0)
  }

  /// The number of the decision.
  var bits: Int64 {
    let actions = Policy.Action.allCases.enumerated().filter { self.actions.contains($0.element) }
    return actions.reduce(review ? 8 : 0) { $0 | 1 << Int64($1.offset) }
  }

  /// The number of a decision in the columns of a ledger.
  static let columns = "(deletes + 2 * blacklists + 4 * no_reply + 8 * review)"
  /// That of what else judged the comment.
  static let oldColumns = "(old_deletes + 2 * old_blacklists + 4 * old_no_reply + 8 * old_review)"
}
