internal import PatternScanning
internal import Rulebook

/// The matches of one comment, with quick answers to "which of these rules stand where". Buffers; one for each thread.
///
/// Matches have indices in the order in which they came, and are told in the order of their places.
struct MatchTable: Sendable {
  private(set) var matches: [PlacedMatch] = []
  /// The stretches of matches that have several.
  private var stretches: [Range<Int>] = []
  private(set) var present: RuleBits
  /// For each rule the index of its last match, and for each match that of the one before of the same rule; -1 for none.
  private var last: [Int32]
  private var previous: [Int32] = []
  /// Whether indices are in the order of places.
  private var isOrdered = true

  init(ruleCount: Int) {
    present = RuleBits(count: ruleCount)
    last = [Int32](repeating: -1, count: ruleCount)
  }

  /// Forgets the last comment.
  mutating func removeAll() {
    for match in matches {
      last[match.rule] = -1
      present.remove(match.rule)
    }
    matches.removeAll(keepingCapacity: true)
    previous.removeAll(keepingCapacity: true)
    stretches.removeAll(keepingCapacity: true)
    isOrdered = true
  }

  /// Takes the matches of a comment in the order of their places, and the stretches of those that have several.
  mutating func replaceAll(_ matches: [PlacedMatch], stretches: [Range<Int>]) {
    removeAll()
    self.stretches += stretches
    for match in matches { insert(match) }
  }

  /// Adds a match; among those that begin at the same place it comes last.
  mutating func insert(_ match: PlacedMatch) {
    if let before = matches.last, match.start < before.start { isOrdered = false }
    present.insert(match.rule)
    previous.append(last[match.rule])
    last[match.rule] = Int32(truncatingIfNeeded: matches.count)
    matches.append(match)
  }

  /// Adds the stretches of matches once more, for a match that is to be made of these.
  mutating func addStretches(of indices: [Int]) -> Range<Int32> {
    let first = stretches.count
    for index in indices {
      let match = matches[index]
      if match.parts.isEmpty {
        stretches.append(match.range)
      } else {
        for part in match.parts { stretches.append(stretches[Int(part)]) }
      }
    }
    return Int32(truncatingIfNeeded: first)..<Int32(truncatingIfNeeded: stretches.count)
  }

  /// The stretches of bytes that a match consists of.
  func stretches(of match: PlacedMatch) -> ArraySlice<Range<Int>> {
    match.parts.isEmpty ? [match.range] : stretches[Int(match.parts.lowerBound)..<Int(match.parts.upperBound)]
  }

  /// The indices of all matches.
  var indices: [Int] {
    var indices = Array(matches.indices)
    sort(&indices)
    return indices
  }

  /// The indices of the matches of a set of rules.
  func indices(of rules: RuleSet) -> [Int] {
    var indices: [Int] = []
    appendIndices(of: rules, to: &indices)
    return indices
  }

  /// Puts the indices of the matches of a set of rules into an empty array.
  func appendIndices(of rules: RuleSet, to indices: inout [Int]) {
    rules.forEachMember(among: present) { rule in
      var index = last[rule]
      while index >= 0 {
        indices.append(Int(index))
        index = previous[Int(index)]
      }
    }
    sort(&indices)
  }

  /// Puts the index of a match among others, in the order of their places.
  func insert(_ index: Int, into indices: inout [Int]) {
    let place = indices.firstIndex { matches[index].start < matches[$0].start }
    indices.insert(index, at: place ?? indices.count)
  }

  private func sort(_ indices: inout [Int]) {
    if indices.count < 2 { return }
    if isOrdered { return indices.sort() }
    indices.sort { (matches[$0].start, $0) < (matches[$1].start, $1) }
  }

  /// Whether two matches stand so near to each other; the first must not end behind the beginning of the second.
  static func isNear(_ first: PlacedMatch, _ second: PlacedMatch, reach: Reach) -> Bool {
    guard first.end <= second.start else { return false }
    return switch reach {
    case .comment: true
    case .sentence: first.sentence == second.sentence
    case .words(let count): first.sentence == second.sentence && second.firstWord - first.lastWord - 1 <= count
    }
  }
}
