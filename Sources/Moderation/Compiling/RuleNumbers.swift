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

  /// Whether a match of the rule is a finding, not a word of a class.
  func isFinding(_ rule: Int) -> Bool {
    if case .finding = meanings[rule] { true } else { false }
  }
}

/// A set of rule numbers.
struct RuleSet: Sendable, Hashable {
  private(set) var words: [UInt64]

  /// Takes over the bits of the rules 0 to 63, and so on.
  init(words: [UInt64]) { self.words = words }

  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  func contains(_ rule: Int) -> Bool { words[rule >> 6] >> UInt64(rule & 63) & 1 == 1 }

  mutating func insert(_ rule: Int) { words[rule >> 6] |= 1 << UInt64(rule & 63) }

  mutating func formUnion(_ other: RuleSet) {
    for index in words.indices { words[index] |= other.words[index] }
  }

  mutating func removeAll() {
    for index in words.indices { words[index] = 0 }
  }

  /// The lowest member that is not below a number.
  func first(from rule: Int) -> Int? {
    var word = rule >> 6
    guard word < words.count else { return nil }
    var bits = (words[word] >> UInt64(rule & 63)) << UInt64(rule & 63)
    while bits == 0 {
      word += 1
      guard word < words.count else { return nil }
      bits = words[word]
    }
    return word * 64 + bits.trailingZeroBitCount
  }

  /// The sum of what a list holds for the members.
  func sum(of values: [Double]) -> Double {
    var sum = 0.0
    var next = first(from: 0)
    while let rule = next {
      sum += values[rule]
      next = first(from: rule + 1)
    }
    return sum
  }

  func intersects(_ other: RuleSet) -> Bool {
    for index in words.indices where words[index] & other.words[index] != 0 { return true }
    return false
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
    var all = RuleSet(count: numbers.count)
    for selector in selectors { all.formUnion(rules(selector.text)) }
    return all
  }

  private mutating func rules(_ text: String) -> RuleSet {
    if let rules = known[text] { return rules }
    var rules = RuleSet(count: numbers.count)
    for rule in 0..<numbers.count where isNamed(rule, by: text) { rules.insert(rule) }
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
