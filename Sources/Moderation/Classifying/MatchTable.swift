internal import Rulebook

/// The matches of one comment, in order of their ranges, with quick answers to "which of these rules stand where".
struct MatchTable: Sendable {
  private(set) var matches: [PlacedMatch] = []
  private(set) var present: RuleBits
  /// For each rule the index of its last match, and for each match that of the one before of the same rule; -1 for none.
  private var last: [Int32]
  private var previous: [Int32] = []

  init(ruleCount: Int) {
    present = RuleBits(count: ruleCount)
    last = [Int32](repeating: -1, count: ruleCount)
  }

  /// Adds a match behind those that begin before it or with it.
  mutating func insert(_ match: PlacedMatch) {
    var index = matches.count
    while index > 0, matches[index - 1].range.lowerBound > match.range.lowerBound { index -= 1 }
    var all = matches
    all.insert(match, at: index)
    replaceAll(all)
  }

  /// Takes all matches, sorted by their beginnings.
  mutating func replaceAll(_ sorted: [PlacedMatch]) {
    for match in matches { last[match.rule] = -1 }
    matches = sorted
    present.removeAll()
    previous.removeAll(keepingCapacity: true)
    for (index, match) in sorted.enumerated() {
      present.insert(match.rule)
      previous.append(last[match.rule])
      last[match.rule] = Int32(truncatingIfNeeded: index)
    }
  }

  /// The indices of the matches of a set of rules, ascending.
  func indices(of rules: RuleSet) -> [Int] {
    var indices: [Int] = []
    rules.forEachMember(among: present) { rule in
      var index = last[rule]
      while index >= 0 {
        indices.append(Int(index))
        index = previous[Int(index)]
      }
    }
    if indices.count > 1 { indices.sort() }
    return indices
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
