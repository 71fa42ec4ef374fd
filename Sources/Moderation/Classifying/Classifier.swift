internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Makes findings of matches: guards, composite rules, targets. Buffers; one for each thread.
struct Classifier: Sendable {
  private let rules: CompiledRules
  private let filter: FindingFilter
  private var guards: GuardEvaluator
  /// The matches that guards left, and those of composite rules.
  private var table: MatchTable
  private var evaluator: ConditionEvaluator
  /// Indices of the parts of a composite match.
  private var parts: [Int] = []
  /// Which rules these are of, to know which composite rules are worth a look.
  private var evidence = RuleEvidence()

  /// What a comment's matches came to.
  struct Outcome: Sendable {
    var findings: [FoundRule] = []
    /// The rules that match, of findings and of word classes; only where it was asked for.
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
    /// Whether a guard lowered it.
    var isLowered: Bool
    var target: Target?
    var object: ThreatObject?
    var ranges: [Range<Int>]
  }

  init(_ rules: CompiledRules) {
    self.rules = rules
    filter = rules.filter
    guards = GuardEvaluator(rules)
    table = MatchTable(ruleCount: rules.numbers.count)
    evaluator = ConditionEvaluator(counters: rules.counters)
  }

  /// A comment's matches, without those that exceptions took back, in the order of their places.
  struct Input: Sendable {
    var matches: [PlacedMatch]
    /// The stretches of those that have several.
    var stretches: [Range<Int>]
    var comment: FindingFilter.Comment
    /// The length of the comment in bytes.
    var length: Int
    /// Whether to tell, too, which guards hold, and why others left findings alone.
    var isExplained: Bool
  }

  /// Classifies the matches of a comment; `counts` is asked only when a rule counts something.
  mutating func classify(_ input: Input, counts: () -> TextCounts) -> Outcome {
    var outcome = Outcome()
    guards.begin(input.matches)
    if input.isExplained {
      for match in input.matches { outcome.holdingGuards.formUnion(guards.holding(for: match)) }
    }
    evidence.begin(filter, rules)
    table.replaceAll([], stretches: input.stretches)
    for match in input.matches {
      guard let match = apply(guardTo: match, &outcome) else { continue }
      table.insert(match)
      evidence.note(match.rule, isSure: true, filter, rules)
    }
    addComposites(input, counts, &outcome)
    outcome.findings = findings()
    if input.isExplained {
      for index in table.indices where rules.numbers.isFinding(table.matches[index].rule) {
        let match = table.matches[index]
        outcome.misses += guards.misses(for: match).map { (match, $0.guardID, $0.miss) }
      }
      outcome.matchedRules = table.matches.map(\.rule)
    }
    return outcome
  }

  // MARK: Composite rules

  /// Adds the matches of composite rules, in the order in which they are written.
  private mutating func addComposites(_ input: Input, _ counts: () -> TextCounts, _ outcome: inout Outcome) {
    var comment = input.comment
    var position = 0
    while let index = evidence.candidates.first(from: position) {
      position = index + 1
      guard filter.mayHold(index, comment, evidence) else { continue }
      if comment.counts == nil, filter.isCounted(index) { comment.counts = counts() }
      let composite = rules.composites[index]
      let combinations = evaluator.combinations(of: composite.condition, in: table, comment)
      for combination in combinations ?? 0..<0 {
        guard let match = match(of: composite.rule, by: combination, length: input.length) else { continue }
        if input.isExplained { outcome.holdingGuards.formUnion(guards.holding(for: match)) }
        guard let match = apply(guardTo: match, &outcome) else { continue }
        table.insert(match)
        // A rule that this one may lead to and that was passed over stays so.
        evidence.note(match.rule, isSure: true, filter, rules)
      }
    }
  }

  /// The match of a composite rule by a combination: from its first part to its last; the whole text for a rule that only
  /// counts.
  private mutating func match(of rule: Int, by combination: Int, length: Int) -> PlacedMatch? {
    parts.removeAll(keepingCapacity: true)
    for place in evaluator.rows[combination] { table.insert(evaluator.rows.indices[place], into: &parts) }
    var match = WordMatch(
      id: Int32(truncatingIfNeeded: rule), start: 0, end: 0, firstWord: 0, lastWord: 0, sentence: 0, isWhole: true)
    guard let first = parts.first else {
      match.end = UInt32(truncatingIfNeeded: length)
      return length == 0 ? nil : PlacedMatch(match)
    }
    match.start = UInt32(truncatingIfNeeded: table.matches[first].start)
    match.firstWord = UInt32(truncatingIfNeeded: table.matches[first].firstWord)
    match.sentence = UInt32(truncatingIfNeeded: table.matches[first].sentence)
    for index in parts {
      match.end = max(match.end, UInt32(truncatingIfNeeded: table.matches[index].end))
      match.lastWord = max(match.lastWord, UInt32(truncatingIfNeeded: table.matches[index].lastWord))
    }
    return PlacedMatch(match, parts: table.addStretches(of: parts))
  }

  /// The match as a guard leaves it; nil if one takes it back.
  private mutating func apply(guardTo match: PlacedMatch, _ outcome: inout Outcome) -> PlacedMatch? {
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

  // Mutating, though they change nothing: for a call that is not, the whole classifier may be copied.

  /// One finding for each rule and tier, with all places where it was found.
  private mutating func findings() -> [FoundRule] {
    var findings: [FoundRule] = []
    guard table.matches.contains(where: { rules.numbers.isFinding($0.rule) }) else { return findings }
    for index in table.indices {
      let match = table.matches[index]
      guard case .finding(let label, let tier, let target, let object) = rules.numbers.meanings[match.rule] else {
        continue
      }
      if let known = findings.firstIndex(where: { $0.rule == match.rule && $0.isLowered == match.isLowered }) {
        findings[known].ranges += table.stretches(of: match)
        continue
      }
      findings.append(
        FoundRule(
          rule: match.rule, label: label, tier: match.isLowered ? .probable : tier, isLowered: match.isLowered,
          target: label.hasTarget ? target ?? nearest(rules.targetClasses, to: match) : nil,
          object: label == .threat ? object ?? nearest(rules.objectClasses, to: match) : nil,
          ranges: Array(table.stretches(of: match))))
    }
    return findings
  }

  /// The value whose class has the match with the fewest words between; in the same sentence if there is one.
  private mutating func nearest<Value>(_ classes: [(Value, RuleSet)], to match: PlacedMatch) -> Value? {
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

extension Label {
  /// Whether a finding of the label is aimed at somebody.
  fileprivate var hasTarget: Bool {
    switch self {
    case .insult, .threat, .aggression: true
    case .profanity, .coarse, .spam: false
    }
  }
}
