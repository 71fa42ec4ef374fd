internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Makes findings of matches: guards, composite rules, targets. One for each thread.
struct Classifier: Sendable {
  private let rules: CompiledRules

  /// What a comment's matches came to.
  struct Outcome: Sendable {
    var findings: [FoundRule] = []
    /// The rules that match, of findings and of word classes.
    var matchedRules: [Int] = []
    /// What guards took back.
    var cancelled: [(match: PlacedMatch, guardID: String)] = []
    /// What guards lowered to `probable`.
    var lowered: [(match: PlacedMatch, guardID: String)] = []
    /// The ids of all guards that hold for a match; only where it was asked for.
    var holdingGuards: Set<String> = []
    /// The guards that left a finding alone, and why; only where it was asked for.
    var misses: [(match: PlacedMatch, guardID: String, miss: GuardEvaluator.Miss)] = []
  }

  /// A finding with the bytes it was found in.
  struct FoundRule: Sendable {
    var rule: Int
    var label: Label
    var tier: Tier
    var target: Target?
    var object: ThreatObject?
    var ranges: [Range<Int>]
  }

  init(_ rules: CompiledRules) { self.rules = rules }

  /// A comment's matches, without those that exceptions took back, in the order of their places.
  struct Input: Sendable {
    var matches: [PlacedMatch]
    var wordCount: Int
    var mixedScriptWords: Int
    /// The length of the comment in bytes.
    var length: Int
    /// Whether to tell, too, which guards hold, and why others left findings alone.
    var isExplained: Bool
  }

  /// Classifies the matches of a comment; `counts` is asked only when a rule counts something.
  func classify(_ input: Input, counts: () -> TextCounts) -> Outcome {
    var outcome = Outcome()
    var table = MatchTable(ruleCount: rules.numbers.count)
    table.replaceAll(input.matches)
    var guardEvaluator = GuardEvaluator(rules, table: table)
    if input.isExplained {
      for match in input.matches { outcome.holdingGuards.formUnion(guardEvaluator.holding(for: match)) }
    }
    table.replaceAll(input.matches.compactMap { apply(&guardEvaluator, to: $0, &outcome) })

    var candidates = CompositeCandidates(rules, table.matches)
    withoutActuallyEscaping(counts) { counts in
      var known: TextCounts?
      let evaluator = ConditionEvaluator(
        counters: rules.counters, wordCount: input.wordCount, mixedScriptWords: input.mixedScriptWords
      ) {
        let all = known ?? counts()
        known = all
        return all
      }
      while let index = candidates.next() {
        let composite = rules.composites[index]
        guard let combinations = evaluator.combinations(composite.condition, in: table) else { continue }
        let matches = combinations.compactMap { combination in
          Self.composite(composite.rule, of: combination.map { table.matches[$0] }, length: input.length)
        }
        for match in matches {
          if input.isExplained { outcome.holdingGuards.formUnion(guardEvaluator.holding(for: match)) }
          guard let match = apply(&guardEvaluator, to: match, &outcome) else { continue }
          table.insert(match)
          candidates.insert(compositesRequiring: match.rule)
        }
      }
    }
    outcome.findings = findings(in: table)
    if input.isExplained {
      for match in table.matches where rules.numbers.isFinding(match.rule) {
        outcome.misses += guardEvaluator.misses(for: match).map { (match, $0.guardID, $0.miss) }
      }
    }
    outcome.matchedRules = table.matches.map(\.rule)
    return outcome
  }

  // MARK: Composite rules

  /// The match of a composite rule: from its first part to its last; the whole text for a rule that only counts.
  private static func composite(_ rule: Int, of parts: [PlacedMatch], length: Int) -> PlacedMatch? {
    let sorted = parts.sorted { $0.range.lowerBound < $1.range.lowerBound }
    guard let first = sorted.first, let last = sorted.last else {
      return length == 0
        ? nil
        : PlacedMatch(rule: rule, range: 0..<length, firstWord: 0, lastWord: 0, sentence: 0)
    }
    let end = sorted.reduce(last.range.upperBound) { max($0, $1.range.upperBound) }
    return PlacedMatch(
      rule: rule, range: first.range.lowerBound..<end, parts: sorted.flatMap(\.stretches), firstWord: first.firstWord,
      lastWord: sorted.reduce(last.lastWord) { max($0, $1.lastWord) }, sentence: first.sentence)
  }

  /// The match as a guard leaves it; nil if one takes it back.
  private func apply(
    _ guards: inout GuardEvaluator, to match: PlacedMatch, _ outcome: inout Outcome
  ) -> PlacedMatch? {
    guard let rule = guards.guard(against: match) else { return match }
    switch rule.effect {
    case .cancel:
      outcome.cancelled.append((match, rule.id))
      return nil
    case .lower:
      outcome.lowered.append((match, rule.id))
      var lowered = match
      lowered.isLowered = true
      return lowered
    }
  }

  // MARK: Findings

  /// One finding for each rule and tier, with all places where it was found.
  private func findings(in table: MatchTable) -> [FoundRule] {
    var findings: [FoundRule] = []
    var indexOfKey: [FindingKey: Int] = [:]
    for match in table.matches {
      guard case .finding(let label, let tier, let target, let object) = rules.numbers.meanings[match.rule] else {
        continue
      }
      let key = FindingKey(rule: match.rule, isLowered: match.isLowered)
      if let index = indexOfKey[key] {
        findings[index].ranges.append(contentsOf: match.stretches)
        continue
      }
      indexOfKey[key] = findings.count
      findings.append(
        FoundRule(
          rule: match.rule, label: label, tier: match.isLowered ? .probable : tier,
          target: label.hasTarget ? target ?? nearest(rules.targetClasses, to: match, in: table) : nil,
          object: label == .threat ? object ?? nearest(rules.objectClasses, to: match, in: table) : nil,
          ranges: match.stretches))
    }
    return findings
  }

  private struct FindingKey: Hashable {
    var rule: Int
    var isLowered: Bool
  }

  /// The value whose class has the match with the fewest words between; in the same sentence if there is one.
  private func nearest<Value>(
    _ classes: [(Value, RuleSet)], to match: PlacedMatch, in table: MatchTable
  ) -> Value? {
    var best: (value: Value, distance: Int)?
    for (value, rules) in classes {
      for index in table.indices(of: rules) {
        let other = table.matches[index]
        let words = max(other.firstWord - match.lastWord, match.firstWord - other.lastWord, 0)
        let distance = words + (other.sentence == match.sentence ? 0 : 1_000)
        if distance < best?.distance ?? .max { best = (value, distance) }
      }
    }
    return best?.value
  }
}

/// The composite rules that are worth a look, in the order in which they are written.
private struct CompositeCandidates {
  private let rules: CompiledRules
  private var bits: RuleBits
  private var position = 0

  init(_ rules: CompiledRules, _ matches: [PlacedMatch]) {
    self.rules = rules
    bits = RuleBits(count: rules.composites.count)
    for index in rules.compositesWithoutRequirement { bits.insert(index) }
    for match in matches { insert(compositesRequiring: match.rule) }
  }

  /// Adds those that a match may lead to; one that was passed over stays so.
  mutating func insert(compositesRequiring rule: Int) {
    for index in rules.compositesRequiring[rule] { bits.insert(Int(index)) }
  }

  /// The next one; nil when all were looked at.
  mutating func next() -> Int? {
    guard let index = bits.first(from: position) else { return nil }
    position = index + 1
    return index
  }
}

extension Label {
  /// Whether a finding of the label is aimed at somebody.
  fileprivate var hasTarget: Bool {
    switch self {
    case .insult, .threat, .aggression: true
    case .profanity, .coarse, .spam: false
    }
  }
}
