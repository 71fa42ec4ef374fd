internal import Rulebook

/// The matches of one comment, in order of their ranges, with quick answers to "which of these rules stand where".
struct MatchTable: Sendable {
  private(set) var matches: [PlacedMatch] = []
  private(set) var present: RuleBits

  init(ruleCount: Int) { present = RuleBits(count: ruleCount) }

  mutating func removeAll() {
    matches.removeAll(keepingCapacity: true)
    present.removeAll()
  }

  /// Adds a match behind those that begin before it or with it.
  mutating func insert(_ match: PlacedMatch) {
    var index = matches.count
    while index > 0, matches[index - 1].range.lowerBound > match.range.lowerBound { index -= 1 }
    matches.insert(match, at: index)
    present.insert(match.rule)
  }

  /// Takes all matches, sorted by their beginnings.
  mutating func replaceAll(_ sorted: [PlacedMatch]) {
    matches = sorted
    present.removeAll()
    for match in sorted { present.insert(match.rule) }
  }

  mutating func lower(at index: Int) { matches[index].isLowered = true }

  /// The indices of the matches of a set of rules.
  func indices(of rules: RuleSet) -> [Int] {
    guard rules.intersects(present) else { return [] }
    return matches.indices.filter { rules.contains(matches[$0].rule) }
  }

  /// Whether two matches stand so near to each other; the first must not end behind the beginning of the second.
  static func isNear(_ first: PlacedMatch, _ second: PlacedMatch, reach: Reach) -> Bool {
    guard first.range.upperBound <= second.range.lowerBound else { return false }
    return switch reach {
    case .comment: true
    case .sentence: first.sentence == second.sentence
    case .words(let count): first.sentence == second.sentence && second.firstWord - first.lastWord - 1 <= count
    }
  }
}
