import PatternScanning
import Rulebook
import Testing

@testable import Moderation

/// Conditions are worked out in rows of one array; what comes of it must be what they mean.
@Suite struct ConditionEvaluatorTests {
  private static let ruleCount = 6
  private static let noRules = CompiledRules.CounterClasses(links: RuleSet([0]), mentions: RuleSet(), phones: RuleSet())

  @Test(arguments: 0..<40)
  func findsWhatTheConditionMeans(seed: UInt64) {
    var generator = SeededGenerator(seed: 900 + seed)
    var evaluator = ConditionEvaluator(counters: Self.noRules)
    var held = 0
    for _ in 0..<200 {
      let table = Self.randomTable(&generator)
      let condition = Self.randomCondition(depth: 2, &generator)
      let comment = FindingFilter.Comment(wordCount: 12, mixedScriptWords: 1)
      let rows = evaluator.combinations(of: condition, in: table, comment)
      let found = rows.map { $0.map { Array(evaluator.rows.indices[evaluator.rows[$0]]) } }
      #expect(found == SlowConditions(table: table).combinations(condition), "\(condition)")
      if found != nil { held += 1 }
    }
    #expect((20...180).contains(held))
  }

  /// Composite matches come in any order of places, and are told in that of the text, those of one place as they came.
  @Test(arguments: 0..<10)
  func matchesAreToldInTheOrderOfTheirPlaces(seed: UInt64) {
    var generator = SeededGenerator(seed: 960 + seed)
    var table = MatchTable(ruleCount: Self.ruleCount)
    for size in [0, 1, 2, 9, 30] {
      table.removeAll()
      var matches: [(start: Int, rule: Int)] = []
      for _ in 0..<size {
        let match = Self.match(
          rule: Int.random(in: 0..<Self.ruleCount, using: &generator), start: Int.random(in: 0..<12, using: &generator))
        table.insert(match)
        matches.append((match.start, match.rule))
      }
      let order = matches.indices.sorted { (matches[$0].start, $0) < (matches[$1].start, $1) }
      #expect(table.indices == order)
      #expect(table.indices(of: RuleSet([1, 4])) == order.filter { [1, 4].contains(matches[$0].rule) })
      #expect((0..<Self.ruleCount).filter { table.present.contains($0) } == Set(matches.map(\.rule)).sorted())
    }
  }

  @Test func aMatchOfSeveralStretchesHasThemInItsOwn() {
    var table = MatchTable(ruleCount: Self.ruleCount)
    table.replaceAll(
      [
        PlacedMatch(Self.place(rule: 0, start: 0, end: 9), parts: 0..<2), Self.match(rule: 1, start: 12),
      ], stretches: [0..<2, 7..<9])
    let parts = table.addStretches(of: [0, 1])
    table.insert(PlacedMatch(Self.place(rule: 2, start: 0, end: 13), parts: parts))
    #expect(Array(table.stretches(of: table.matches[1])) == [12..<13])
    #expect(Array(table.stretches(of: table.matches[2])) == [0..<2, 7..<9, 12..<13])
  }

  // MARK: Random

  private static func place(rule: Int, start: Int, end: Int) -> WordMatch {
    WordMatch(
      id: Int32(rule), start: UInt32(start), end: UInt32(end), firstWord: UInt32(start), lastWord: UInt32(end - 1),
      sentence: UInt32(start / 6), isWhole: true)
  }

  private static func match(rule: Int, start: Int) -> PlacedMatch {
    PlacedMatch(place(rule: rule, start: start, end: start + 1))
  }

  /// Matches in the order of their places, and some behind them that are not.
  private static func randomTable(_ generator: inout SeededGenerator) -> MatchTable {
    var table = MatchTable(ruleCount: ruleCount)
    func match(_ generator: inout SeededGenerator) -> PlacedMatch {
      let start = Int.random(in: 0..<18, using: &generator)
      let rule = Int.random(in: 0..<ruleCount, using: &generator)
      return PlacedMatch(place(rule: rule, start: start, end: start + Int.random(in: 1...3, using: &generator)))
    }
    let sorted = (0..<Int.random(in: 0...9, using: &generator)).map { _ in match(&generator) }
    table.replaceAll(sorted.sorted(by: PlacedMatch.isOrdered), stretches: [])
    for _ in 0..<Int.random(in: 0...3, using: &generator) { table.insert(match(&generator)) }
    return table
  }

  private static func randomSet(_ generator: inout SeededGenerator) -> RuleSet {
    RuleSet((0..<ruleCount).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 })
  }

  private static func randomCondition(depth: Int, _ generator: inout SeededGenerator) -> CompiledCondition {
    func some(_ generator: inout SeededGenerator) -> [CompiledCondition] {
      (0..<Int.random(in: 1...3, using: &generator)).map { _ in randomCondition(depth: depth - 1, &generator) }
    }
    switch Int.random(in: 0..<(depth == 0 ? 3 : 7), using: &generator) {
    case 0: return .found(randomSet(&generator))
    case 1:
      let parts = (0..<Int.random(in: 1...3, using: &generator)).map { _ in randomSet(&generator) }
      let reaches: [Reach] = [.comment, .sentence, .words(3)]
      return .near(
        parts: parts, reach: reaches[Int.random(in: 0..<3, using: &generator)],
        ordered: Bool.random(using: &generator), without: RuleSet(Bool.random(using: &generator) ? [5] : []))
    case 2: return .count(.links, .atLeast, Int.random(in: 1...2, using: &generator))
    case 3: return .allOf(some(&generator))
    case 4: return .anyOf(some(&generator))
    case 5: return .not(randomCondition(depth: depth - 1, &generator))
    default:
      let weights = some(&generator).map { (points: Int.random(in: -1...3, using: &generator), condition: $0) }
      return .points(weights, atLeast: 2)
    }
  }
}

/// The meaning of conditions, word by word.
private struct SlowConditions {
  let table: MatchTable

  func combinations(_ condition: CompiledCondition) -> [[Int]]? {
    switch condition {
    case .found(let rules):
      let indices = table.indices(of: rules)
      return indices.isEmpty ? nil : indices.prefix(8).map { [$0] }
    case .allOf(let conditions):
      var all: [[Int]] = [[]]
      for condition in conditions {
        guard let some = combinations(condition) else { return nil }
        // The first part with several combinations keeps them, of the others one is enough.
        if all.count == 1 {
          all = some.map { all[0] + $0 }
        } else {
          all = all.map { $0 + some[0] }
        }
      }
      return all
    case .anyOf(let conditions):
      let all = conditions.flatMap { combinations($0) ?? [] }
      return all.isEmpty ? nil : Array(all.prefix(8))
    case .not(let condition): return combinations(condition) == nil ? [[]] : nil
    case .near(let parts, let reach, let ordered, let without):
      let all = choices(parts.map { table.indices(of: $0) }).filter { chosen in
        Set(chosen).count == chosen.count && isNear(chosen, reach, ordered, table.indices(of: without))
      }
      return all.isEmpty ? nil : Array(all.prefix(8))
    case .count(_, let comparison, let limit):
      let count = table.indices(of: RuleSet([0])).count
      return (comparison == .atLeast ? count >= limit : count <= limit) ? [[]] : nil
    case .points(let weights, let atLeast):
      let held = weights.compactMap { weight in combinations(weight.condition).map { (weight.points, $0[0]) } }
      return held.reduce(0) { $0 + $1.0 } >= atLeast ? [Set(held.flatMap(\.1)).sorted()] : nil
    }
  }

  private func choices(_ lists: [[Int]]) -> [[Int]] {
    lists.reduce([[]]) { all, list in all.flatMap { chosen in list.map { chosen + [$0] } } }
  }

  private func isNear(_ chosen: [Int], _ reach: Reach, _ ordered: Bool, _ obstacles: [Int]) -> Bool {
    let places = chosen.map { table.matches[$0] }
    let sorted = ordered ? places : places.sorted { $0.start < $1.start }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where !MatchTable.isNear(first, second, reach: reach) { return false }
    guard let first = sorted.first, let last = sorted.last else { return true }
    return !obstacles.contains { index in
      !chosen.contains(index) && first.start <= table.matches[index].start && table.matches[index].end <= last.end
    }
  }
}
