internal import PatternScanning
internal import Rulebook

/// Finds matches that stand near to each other, one from each of several lists. Buffers; one for each thread.
struct NearSearch: Sendable {
  /// Bounds the search where a rule's words are repeated thousands of times.
  private static let mostSteps = 20_000

  /// What is searched for.
  struct Question {
    /// The rows of the matches that may be chosen, one row for each part.
    var lists: Range<Int>
    /// The row of those of which none may stand between, if there are any.
    var obstacles: Int?
    var reach: Reach
    /// Whether the parts must stand in the order of the lists.
    var isOrdered: Bool
  }

  private var steps = 0
  /// The matches that were chosen so far, in the order of the lists and in that of their places.
  private var chosen: [Int] = []
  private var sorted: [Int] = []

  /// The first combinations, as rows; nil if there are none.
  mutating func combinations(_ question: Question, in table: MatchTable, _ rows: inout IndexRows) -> Range<Int>? {
    steps = 0
    chosen.removeAll(keepingCapacity: true)
    let start = rows.count
    choose(question, in: table, &rows, start)
    return start == rows.count ? nil : start..<rows.count
  }

  /// Chooses a match from the next list, and so on; rows from `start` on are combinations that were found.
  private mutating func choose(_ question: Question, in table: MatchTable, _ rows: inout IndexRows, _ start: Int) {
    guard chosen.count < question.lists.count else {
      if isAllowed(question, in: table, rows) {
        for index in chosen { rows.append(index) }
        rows.endRow()
      }
      return
    }
    for place in candidates(question, in: table, rows) {
      let candidate = rows.indices[place]
      steps += 1
      if rows.count - start >= ConditionEvaluator.mostCombinations || steps > Self.mostSteps { return }
      if question.isOrdered, let last = chosen.last,
        !MatchTable.isNear(table.matches[last], table.matches[candidate], reach: question.reach)
      {
        continue
      }
      if chosen.contains(candidate) { continue }
      chosen.append(candidate)
      choose(question, in: table, &rows, start)
      chosen.removeLast()
    }
  }

  /// Where those stand in the next list that are in the sentence of the first match, since nothing reaches farther unless it
  /// reaches everywhere.
  private func candidates(_ question: Question, in table: MatchTable, _ rows: IndexRows) -> Range<Int> {
    let all = rows[question.lists.lowerBound + chosen.count]
    guard let first = chosen.first, question.reach != .comment else { return all }
    let sentence = table.matches[first].sentence
    let start = rows.indices[all].partitioningIndex { table.matches[$0].sentence >= sentence }
    let end = rows.indices[start..<all.upperBound].partitioningIndex { table.matches[$0].sentence > sentence }
    return start..<end
  }

  /// Whether all that were chosen stand near enough to each other, and no obstacle between.
  private mutating func isAllowed(_ question: Question, in table: MatchTable, _ rows: IndexRows) -> Bool {
    sorted.removeAll(keepingCapacity: true)
    for index in chosen { table.insert(index, into: &sorted) }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where !MatchTable.isNear(table.matches[first], table.matches[second], reach: question.reach) {
      return false
    }
    guard let obstacles = question.obstacles, let first = sorted.first, let last = sorted.last else { return true }
    let (start, end) = (table.matches[first].start, table.matches[last].end)
    return !rows.indices[rows[obstacles]].contains {
      !sorted.contains($0) && start <= table.matches[$0].start && table.matches[$0].end <= end
    }
  }
}
