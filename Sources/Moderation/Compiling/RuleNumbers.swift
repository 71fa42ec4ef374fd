internal import Rulebook

/// Numbers for everything that can match, in the order entries, regex rules, composite rules,
/// models; and what each means.
struct RuleNumbers: Sendable {
  let ids: StringTable
  let meanings: [Meaning]
  let locations: LocationTable
  let firstRegex: Int
  let firstComposite: Int
  let firstModel: Int

  init(_ rulebook: Rulebook) {
    ids = StringTable(
      rulebook.entries.map(\.id) + rulebook.regexRules.map(\.id) + rulebook.compositeRules.map(\.id)
        + rulebook.models.map(\.id))
    meanings =
      rulebook.entries.map(\.meaning) + rulebook.regexRules.map(\.meaning) + rulebook.compositeRules.map(\.meaning)
      + rulebook.models.map { .finding($0.label, .probable, target: nil, object: nil) }
    locations = LocationTable(
      rulebook.entries.map(\.location) + rulebook.regexRules.map(\.location)
        + rulebook.compositeRules.map(\.location) + rulebook.models.map(\.location))
    firstRegex = rulebook.entries.count
    firstComposite = rulebook.entries.count + rulebook.regexRules.count
    firstModel = firstComposite + rulebook.compositeRules.count
  }

  var count: Int { ids.count }

  /// The index of a rule among the composite ones; nil for another.
  func composite(of rule: Int) -> Int? {
    firstComposite..<firstModel ~= rule ? rule - firstComposite : nil
  }

  /// Whether a match of the rule is a finding, not a word of a class.
  func isFinding(_ rule: Int) -> Bool {
    if case .finding = meanings[rule] { true } else { false }
  }
}

/// Finds the rules that a selector names.
struct SelectorResolver {
  private let numbers: RuleNumbers
  private let ids: [String]
  private var known: [String: RuleSet] = [:]

  init(_ numbers: RuleNumbers) {
    self.numbers = numbers
    ids = Array(numbers.ids)
  }

  /// The union of what the selectors name; unknown names give nothing (the rulebook's check reports them).
  mutating func rules(_ selectors: [Selector]) -> RuleSet {
    selectors.reduce(into: RuleSet()) { $0.formUnion(rules($1.text)) }
  }

  private mutating func rules(_ text: String) -> RuleSet {
    if let rules = known[text] { return rules }
    let rules = RuleSet((0..<numbers.count).filter { isNamed($0, by: text) })
    known[text] = rules
    return rules
  }

  private func isNamed(_ rule: Int, by text: String) -> Bool {
    if text.hasSuffix(".*") { return ids[rule].hasPrefix(text.dropLast()) }
    switch numbers.meanings[rule] {
    case .wordClass(let name): return name == text || ids[rule] == text
    case .finding(let label, _, _, _): return "label:" + label.rawValue == text || ids[rule] == text
    }
  }
}
