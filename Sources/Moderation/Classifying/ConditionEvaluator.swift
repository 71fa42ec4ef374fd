internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Says whether the conditions of composite rules hold for a comment, and by which matches.
struct ConditionEvaluator {
  /// More combinations of one rule than this say nothing new.
  private static let mostCombinations = 8
  /// Bounds the search where a rule's words are repeated thousands of times.
  private static let mostSteps = 20_000

  let counters: CompiledRules.CounterClasses
  let comment: FindingFilter.Comment

  /// The combinations of matches (indices into the table) by which a condition holds; one empty combination where it
  /// holds without a match, nil where it does not hold.
  func combinations(_ condition: CompiledCondition, in table: MatchTable) -> [[Int]]? {
    switch condition {
    case .found(let rules):
      let indices = table.indices(of: rules)
      return indices.isEmpty ? nil : indices.prefix(Self.mostCombinations).map { [$0] }
    case .allOf(let conditions):
      var all: [[Int]] = [[]]
      for condition in conditions {
        guard let some = combinations(condition, in: table) else { return nil }
        // One combination each is enough to explain the rule; the first part that has several keeps them.
        if all.count == 1 {
          let shared = all[0]
          all = some.map { shared + $0 }
        } else if let first = some.first {
          all = all.map { $0 + first }
        }
      }
      return all
    case .anyOf(let conditions):
      var all: [[Int]] = []
      for condition in conditions { all += combinations(condition, in: table) ?? [] }
      return all.isEmpty ? nil : Array(all.prefix(Self.mostCombinations))
    case .not(let condition):
      return combinations(condition, in: table) == nil ? [[]] : nil
    case .near(let parts, let reach, let ordered, let without):
      return nearCombinations(parts, reach: reach, ordered: ordered, without: without, in: table)
    case .count(let counter, let comparison, let limit):
      let count = count(counter, in: table)
      return (comparison == .atLeast ? count >= limit : count <= limit) ? [[]] : nil
    case .points(let weights, let atLeast):
      var sum = 0
      var all: [Int] = []
      for weight in weights {
        guard let some = combinations(weight.condition, in: table) else { continue }
        sum += weight.points
        all += some.first ?? []
      }
      return sum >= atLeast ? [Array(Set(all)).sorted()] : nil
    }
  }

  // MARK: Near

  private func nearCombinations(
    _ parts: [RuleSet], reach: Reach, ordered: Bool, without: RuleSet, in table: MatchTable
  ) -> [[Int]]? {
    var candidates: [[Int]] = []
    for part in parts {
      let indices = table.indices(of: part)
      if indices.isEmpty { return nil }
      candidates.append(indices)
    }
    let obstacles = table.indices(of: without)
    var found: [[Int]] = []
    var steps = 0
    var chosen = [Int](repeating: -1, count: parts.count)

    func isAllowed(_ sorted: [Int]) -> Bool {
      for (first, second) in zip(sorted, sorted.dropFirst())
      where !MatchTable.isNear(table.matches[first], table.matches[second], reach: reach) {
        return false
      }
      guard let first = sorted.first, let last = sorted.last else { return true }
      let (start, end) = (table.matches[first].start, table.matches[last].end)
      return !obstacles.contains {
        !sorted.contains($0) && start <= table.matches[$0].start && table.matches[$0].end <= end
      }
    }

    /// Those in the sentence of a match, since nothing reaches farther, unless it reaches everywhere; all for nil.
    func within(_ indices: [Int], of match: Int?) -> ArraySlice<Int> {
      guard let match, reach != .comment else { return indices[...] }
      let sentence = table.matches[match].sentence
      let start = indices.partitioningIndex { table.matches[$0].sentence >= sentence }
      return indices[start...].prefix { table.matches[$0].sentence == sentence }
    }

    func choose(_ part: Int) {
      guard part < parts.count else {
        if isAllowed(chosen.sorted { table.matches[$0].start < table.matches[$1].start }) {
          found.append(chosen)
        }
        return
      }
      for candidate in within(candidates[part], of: part == 0 ? nil : chosen[0]) {
        steps += 1
        if found.count >= Self.mostCombinations || steps > Self.mostSteps { return }
        if ordered, part > 0,
          !MatchTable.isNear(table.matches[chosen[part - 1]], table.matches[candidate], reach: reach)
        {
          continue
        }
        if chosen[..<part].contains(candidate) { continue }
        chosen[part] = candidate
        choose(part + 1)
      }
    }
    choose(0)
    return found.isEmpty ? nil : found
  }

  // MARK: Counts

  private func count(_ counter: Condition.Counter, in table: MatchTable) -> Int {
    switch counter {
    case .words: comment.wordCount
    case .mixed: comment.mixedScriptWords
    case .links: table.indices(of: counters.links).count
    case .mentions: table.indices(of: counters.mentions).count
    case .phones: table.indices(of: counters.phones).count
    default: comment.counts?.count(counter, wordCount: comment.wordCount) ?? 0
    }
  }
}

extension TextCounts {
  /// What a rule counts in the text itself; nil for what is counted among matches and words.
  func count(_ counter: Condition.Counter, wordCount: Int) -> Int? {
    switch counter {
    case .letters: letters
    case .capitals: capitals
    case .digits: digits
    case .emoji: emoji
    case .invisibles: invisibles
    case .capitalShare: Self.share(capitals, of: letters)
    case .emojiShare: Self.share(emoji, of: wordCount)
    case .words, .mixed, .links, .mentions, .phones: nil
    }
  }

  private static func share(_ part: Int, of whole: Int) -> Int {
    whole == 0 ? (part > 0 ? 100 : 0) : part * 100 / whole
  }
}
