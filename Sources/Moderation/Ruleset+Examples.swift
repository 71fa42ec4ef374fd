public import Rulebook

extension Rulebook {
  /// The number of examples of all rules.
  public var exampleCount: Int {
    var count = 0
    forEachRuleWithExamples { count += $0.matching.count + $0.notMatching.count }
    return count
  }

  /// What an example can be held against.
  fileprivate struct RuleWithExamples {
    var id: String
    var matching: [Example]
    var notMatching: [Example]
  }

  fileprivate func forEachRuleWithExamples(_ body: (RuleWithExamples) -> Void) {
    for rule in entries { body(.init(id: rule.id, matching: rule.matching, notMatching: rule.notMatching)) }
    for rule in regexRules { body(.init(id: rule.id, matching: rule.matching, notMatching: rule.notMatching)) }
    for rule in compositeRules { body(.init(id: rule.id, matching: rule.matching, notMatching: rule.notMatching)) }
    for rule in guards { body(.init(id: rule.id, matching: rule.matching, notMatching: rule.notMatching)) }
  }
}

extension Ruleset {
  /// The examples that do not do what they should: those under `match` in which the rule does not match, and those under
  /// `no-match` in which it does. A guard matches where it takes something back or lowers it.
  public func failingExamples() -> [Diagnostic] {
    var failures: [Diagnostic] = []
    var moderator = Moderator(self)
    rulebook.forEachRuleWithExamples { rule in
      for example in rule.matching where !moderator.matchingRules(of: example.text).contains(rule.id) {
        failures.append(Diagnostic(at: example.location, "'\(rule.id)' does not match: \(example.text)"))
      }
      for example in rule.notMatching where moderator.matchingRules(of: example.text).contains(rule.id) {
        failures.append(Diagnostic(at: example.location, "'\(rule.id)' matches: \(example.text)"))
      }
    }
    return failures
  }
}
