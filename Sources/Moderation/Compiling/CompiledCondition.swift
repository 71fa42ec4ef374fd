internal import Rulebook

/// A ``Condition`` with its selectors resolved.
indirect enum CompiledCondition: Sendable {
  case found(RuleSet)
  case allOf([CompiledCondition])
  case anyOf([CompiledCondition])
  case not(CompiledCondition)
  case near(parts: [RuleSet], reach: Reach, ordered: Bool, without: RuleSet)
  case count(Condition.Counter, Condition.Comparison, Int)
  case points([(points: Int, condition: CompiledCondition)], atLeast: Int)

  init(_ condition: Condition, _ resolver: inout SelectorResolver) {
    switch condition {
    case .found(let selectors): self = .found(resolver.rules(selectors))
    case .allOf(let conditions): self = .allOf(Self.all(conditions, &resolver))
    case .anyOf(let conditions): self = .anyOf(Self.all(conditions, &resolver))
    case .not(let condition): self = .not(CompiledCondition(condition, &resolver))
    case .near(let parts, let reach, let ordered, let without):
      var sets: [RuleSet] = []
      for part in parts { sets.append(resolver.rules(part)) }
      self = .near(parts: sets, reach: reach, ordered: ordered, without: resolver.rules(without))
    case .count(let counter, let comparison, let limit, _): self = .count(counter, comparison, limit)
    case .points(let weights, let atLeast):
      var compiled: [(points: Int, condition: CompiledCondition)] = []
      for weight in weights { compiled.append((weight.points, CompiledCondition(weight.condition, &resolver))) }
      self = .points(compiled, atLeast: atLeast)
    }
  }

  private static func all(_ conditions: [Condition], _ resolver: inout SelectorResolver) -> [CompiledCondition] {
    var compiled: [CompiledCondition] = []
    for condition in conditions { compiled.append(CompiledCondition(condition, &resolver)) }
    return compiled
  }

  /// All rules of which the condition asks, but for those of which there must be none.
  var conditionRules: RuleSet {
    switch self {
    case .found(let rules): rules
    case .near(let parts, _, _, _): parts.reduce(into: RuleSet()) { $0.formUnion($1) }
    case .allOf(let conditions), .anyOf(let conditions):
      conditions.reduce(into: RuleSet()) { $0.formUnion($1.conditionRules) }
    case .points(let weights, _):
      weights.reduce(into: RuleSet()) { $0.formUnion($1.condition.conditionRules) }
    case .not, .count: RuleSet()
    }
  }

  /// Rules of which at least one must have matched for the condition to hold, such that this is seldom; nil if it may
  /// hold without any.
  ///
  /// - Parameter shares: how often each rule matches, as a share of all words.
  /// - Returns: The rules.
  func requiredRules(shares: [Double]) -> RuleSet? {
    func rarest(_ sets: [RuleSet]) -> RuleSet? {
      sets.min { $0.sum(of: shares) < $1.sum(of: shares) }
    }
    switch self {
    case .found(let rules): return rules
    case .near(let parts, _, _, _): return rarest(parts)
    case .allOf(let conditions):
      return rarest(conditions.compactMap { $0.requiredRules(shares: shares) })
    case .anyOf(let conditions):
      var all = RuleSet()
      for condition in conditions {
        guard let rules = condition.requiredRules(shares: shares) else { return nil }
        all.formUnion(rules)
      }
      return all
    case .not, .count: return nil
    case .points(let weights, let atLeast):
      // What needs no match must not be enough by itself; then one of the others is needed.
      var all = RuleSet()
      var free = 0
      for weight in weights where weight.points > 0 {
        if let rules = weight.condition.requiredRules(shares: shares) {
          all.formUnion(rules)
        } else {
          free += weight.points
        }
      }
      return free < atLeast ? all : nil
    }
  }
}
