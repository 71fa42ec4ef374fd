internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Says whether the conditions of composite rules hold for a comment, and by which matches. Buffers; one for each thread.
struct ConditionEvaluator: Sendable {
  /// More combinations of one rule than this say nothing new.
  static let mostCombinations = 8

  private let counters: CompiledRules.CounterClasses
  private var comment = FindingFilter.Comment(wordCount: 0, mixedScriptWords: 0)
  /// What was found for the condition, and on the way to it.
  var rows = IndexRows()
  private var indices: [Int] = []
  var near = NearSearch()

  init(counters: CompiledRules.CounterClasses) { self.counters = counters }

  /// The combinations of matches (rows of indices into the table, in ``rows`` until the next call) by which a condition holds:
  /// one empty combination where it holds without a match, nil where it does not hold. What rules count in the text must be
  /// known of the comment.
  mutating func combinations(
    of condition: CompiledCondition, in table: MatchTable, _ comment: FindingFilter.Comment
  ) -> Range<Int>? {
    self.comment = comment
    rows.removeAll()
    return combinations(condition, in: table)
  }

  private mutating func combinations(_ condition: CompiledCondition, in table: MatchTable) -> Range<Int>? {
    switch condition {
    case .found(let rules):
      find(rules, in: table)
      for index in indices.prefix(Self.mostCombinations) {
        rows.append(index)
        rows.endRow()
      }
      return indices.isEmpty ? nil : rows.count - min(indices.count, Self.mostCombinations)..<rows.count
    case .allOf(let conditions):
      var all = emptyCombination()
      for condition in conditions {
        guard let some = combinations(condition, in: table) else { return nil }
        all = products(of: all, and: some)
      }
      return all
    case .anyOf(let conditions):
      var all = 0..<0
      for condition in conditions {
        if let some = combinations(condition, in: table) { all = rows.joined(all, some) }
      }
      return all.isEmpty ? nil : all.prefix(Self.mostCombinations)
    case .not(let condition):
      return combinations(condition, in: table) == nil ? emptyCombination() : nil
    case .near(let parts, let reach, let ordered, let without):
      var first: Int?
      for part in parts {
        guard let row = addRow(of: part, in: table) else { return nil }
        first = first ?? row
      }
      let obstacles = addRow(of: without, in: table)
      let lists = (first ?? rows.count)..<(first ?? rows.count) + parts.count
      return near.combinations(
        NearSearch.Question(lists: lists, obstacles: obstacles, reach: reach, isOrdered: ordered), in: table, &rows)
    case .count(let counter, let comparison, let limit):
      let count = count(counter, in: table)
      return (comparison == .atLeast ? count >= limit : count <= limit) ? emptyCombination() : nil
    case .points(let weights, let atLeast):
      var sum = 0
      var all: Int?
      for weight in weights {
        guard let some = combinations(weight.condition, in: table) else { continue }
        sum += weight.points
        if let all { rows.append(row: all) }
        rows.append(row: some.lowerBound)
        rows.endRow()
        all = rows.count - 1
      }
      return sum >= atLeast ? sortedCombination(all) : nil
    }
  }

  // MARK: Rows

  /// Puts the indices of the matches of a set into ``indices``.
  private mutating func find(_ rules: RuleSet, in table: MatchTable) {
    indices.removeAll(keepingCapacity: true)
    table.appendIndices(of: rules, to: &indices)
  }

  /// Adds the indices of the matches of a set as a row; nil if there are none.
  private mutating func addRow(of rules: RuleSet, in table: MatchTable) -> Int? {
    find(rules, in: table)
    if indices.isEmpty { return nil }
    for index in indices { rows.append(index) }
    rows.endRow()
    return rows.count - 1
  }

  private mutating func emptyCombination() -> Range<Int> {
    rows.endRow()
    return rows.count - 1..<rows.count
  }

  private func isEmptyCombination(_ combinations: Range<Int>) -> Bool {
    combinations.count == 1 && rows[combinations.lowerBound].isEmpty
  }

  /// One combination of each part is enough to explain a rule; the first part that has several keeps them.
  private mutating func products(of all: Range<Int>, and some: Range<Int>) -> Range<Int> {
    if isEmptyCombination(some) { return all }
    if isEmptyCombination(all) { return some }
    let start = rows.count
    if all.count == 1 {
      for row in some {
        rows.append(row: all.lowerBound)
        rows.append(row: row)
        rows.endRow()
      }
    } else {
      for row in all {
        rows.append(row: row)
        rows.append(row: some.lowerBound)
        rows.endRow()
      }
    }
    return start..<rows.count
  }

  /// A combination with each index of a row once; the empty one for nil.
  private mutating func sortedCombination(_ row: Int?) -> Range<Int> {
    guard let row else { return emptyCombination() }
    indices.removeAll(keepingCapacity: true)
    for place in rows[row] { indices.append(rows.indices[place]) }
    indices.sort()
    for place in indices.indices where place == 0 || indices[place] != indices[place - 1] {
      rows.append(indices[place])
    }
    rows.endRow()
    return rows.count - 1..<rows.count
  }

  // MARK: Counts

  private mutating func count(_ counter: Condition.Counter, in table: MatchTable) -> Int {
    switch counter {
    case .words: return comment.wordCount
    case .mixed: return comment.mixedScriptWords
    case .links: find(counters.links, in: table)
    case .mentions: find(counters.mentions, in: table)
    case .phones: find(counters.phones, in: table)
    default: return comment.counts?.count(counter, wordCount: comment.wordCount) ?? 0
    }
    return indices.count
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
