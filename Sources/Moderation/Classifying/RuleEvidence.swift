/// Which rules match in a comment, surely or by assumption, as a ``FindingFilter`` asks for them. Buffers, one for each thread.
struct RuleEvidence: Sendable {
  private enum State: UInt8 { case unknown, assumed, tried, sure, refuted }

  private var states: [State] = []
  private var noted: [Int] = []
  /// The rules that were assumed to match, in the order in which they were noted.
  private(set) var assumptions: [Int] = []
  /// For each set of the filter how many of its rules match.
  private var tallies: [Tally] = []
  /// The number of the comment, by which tallies of earlier ones are told.
  private var comment: UInt32 = 0
  /// The composite rules that may hold, by their indices.
  private(set) var candidates = RuleBits(count: 0)
  /// The sets that were marked last.
  private var marks: [UInt32] = []
  private var lastMark: UInt32 = 0

  /// How many rules of a set match in a comment, and how many of them surely.
  private struct Tally {
    var comment: UInt32 = 0
    var matching: UInt32 = 0
    var sure: UInt32 = 0
  }

  /// Forgets the last comment.
  mutating func begin(_ filter: FindingFilter, _ rules: CompiledRules) {
    if states.count != filter.isFinding.count {
      states = [State](repeating: .unknown, count: filter.isFinding.count)
      tallies = [Tally](repeating: Tally(), count: filter.setCount)
      marks = [UInt32](repeating: 0, count: filter.setCount)
      candidates = RuleBits(count: rules.composites.count)
    }
    comment &+= 1
    if comment == 0 {
      tallies = [Tally](repeating: Tally(), count: filter.setCount)
      comment = 1
    }
    for rule in noted { states[rule] = .unknown }
    noted.removeAll(keepingCapacity: true)
    assumptions.removeAll(keepingCapacity: true)
    candidates.removeAll()
    for index in rules.compositesWithoutRequirement { candidates.insert(index) }
  }

  /// Notes that a rule matches; by assumption, if it has not been tried. The second time nothing changes.
  mutating func note(_ rule: Int, isSure: Bool, _ filter: FindingFilter, _ rules: CompiledRules) {
    guard states[rule] == .unknown else { return }
    states[rule] = isSure ? .sure : .assumed
    noted.append(rule)
    if !isSure { assumptions.append(rule) }
    count(filter.setsHolding, rule, isSure: isSure)
    rules.compositesRequiring.forEach(in: rule) { candidates.insert($0) }
  }

  /// Counts a rule in the sets that hold it.
  private mutating func count(_ setsHolding: IndexLists, _ rule: Int, isSure: Bool) {
    let (comment, sure) = (comment, UInt32(isSure ? 1 : 0))
    var tallies = tallies.mutableSpan
    setsHolding.forEach(in: rule) { set in
      let known = tallies[set]
      tallies[set] =
        known.comment == comment
        ? Tally(comment: comment, matching: known.matching + 1, sure: known.sure + sure)
        : Tally(comment: comment, matching: 1, sure: sure)
    }
  }

  /// Whether a rule was assumed to match and has not been tried.
  func isAssumed(_ rule: Int) -> Bool { states[rule] == .assumed }

  /// Begins to try a rule that was assumed to match; it goes on counting as one that does.
  mutating func beginToTry(_ rule: Int) { states[rule] = .tried }

  /// Notes what came of trying a rule.
  mutating func settle(_ rule: Int, _ matches: Bool, _ filter: FindingFilter) {
    states[rule] = matches ? .sure : .refuted
    filter.setsHolding.forEach(in: rule) { set in
      if matches { tallies[set].sure += 1 } else { tallies[set].matching -= 1 }
    }
  }

  /// Whether a rule of a set matches.
  func holds(_ set: Int) -> Bool { tallies[set].comment == comment && tallies[set].matching > 0 }

  // MARK: Marks

  /// Takes all marks off.
  mutating func unmark() { lastMark &+= 1 }

  mutating func mark(_ set: Int) { marks[set] = lastMark }

  /// Whether a set that is marked holds by assumption alone.
  func isMarkedAndUnsure(_ set: Int) -> Bool {
    marks[set] == lastMark && (tallies[set].comment != comment || tallies[set].sure == 0)
  }
}
