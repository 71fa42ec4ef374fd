/// The check of selectors: each must name something, and what a rule over findings names must stand before it.
extension RulebookDraft {
  /// Reports selectors that name nothing, or only what comes too late; drops rules and guards that have one.
  mutating func resolveSelectors() {
    let names = RuleNames(rulebook)
    var composites: [CompositeRule] = []
    for (place, rule) in rulebook.compositeRules.enumerated() {
      let errors = errorCount
      for selector in rule.condition.selectors {
        switch names.standing(of: selector) {
        case .unknown: reportUnknown(selector, names)
        case .rule(let first, _) where first >= place:
          let what = first == place && selector.names(rule) ? "the rule itself" : "a later rule only"
          report(at: selector.location, "“\(selector.text)” names \(what); a rule may refer to those before it")
        case .rule(_, let last) where last >= place && selector.isClass(names):
          let message = "“\(selector.text)” gains words by a rule that comes later and does not count here"
          report(.warning, at: selector.location, message)
        case .rule: break
        }
      }
      if errorCount == errors { reportMissingTrigger(of: rule) }
      if errorCount == errors { composites.append(rule) }
    }
    rulebook.compositeRules = composites

    rulebook.guards = rulebook.guards.filter { rule in
      let errors = errorCount
      for selector in rule.selectors + rule.context + rule.unless {
        if case .unknown = names.standing(of: selector) { reportUnknown(selector, names) }
      }
      for selector in rule.selectors where selector.isClass(names) {
        report(at: selector.location, "“\(selector.text)” is a class of words; a guard takes back findings of labels")
      }
      return errorCount == errors
    }
  }

  private mutating func reportUnknown(_ selector: Selector, _ names: RuleNames) {
    switch selector.kind {
    case .label(let name):
      let proposal = RuleName.proposal(for: name, among: Label.allCases.map(\.rawValue))
      report(at: selector.location, "unknown label “\(name)”\(proposal)")
    case .prefix: report(at: selector.location, "no rule has an id that begins as in “\(selector.text)”")
    case .name where Label(rawValue: selector.text) != nil:
      report(at: selector.location, "“\(selector.text)” is a label; write label:\(selector.text)")
    case .name:
      let proposal = RuleName.proposal(for: selector.text, among: names.proper)
      report(at: selector.location, "no class and no rule is named “\(selector.text)”\(proposal)")
    }
  }

  /// A rule that asks for no word is tried only where a word of mixed script is: see ``Condition/needsWord``.
  private mutating func reportMissingTrigger(of rule: CompositeRule) {
    if rule.condition.needsWord || rule.condition.needsMixedScript { return }
    report(
      at: rule.location,
      "“\(rule.id)” may hold without any word; let it ask for something that is found, or for a count of mixed")
  }
}

extension Selector {
  static let labelPrefix = "label:"

  /// What a selector names, by its spelling.
  enum Kind {
    /// A word class or a rule id.
    case name
    /// The beginning of ids, with the dot.
    case prefix
    case label(String)
  }

  var kind: Kind {
    if text.hasPrefix(Self.labelPrefix) { return .label(String(text.dropFirst(Self.labelPrefix.count))) }
    return text.hasSuffix(".*") ? .prefix : .name
  }

  fileprivate func isClass(_ names: RuleNames) -> Bool { names.isClass(text) }

  /// Whether the selector names just this rule, or the class that the rule makes.
  fileprivate func names(_ rule: CompositeRule) -> Bool { text == rule.id || rule.meaning == .wordClass(text) }
}

/// All that selectors can name, and where it stands among the rules.
struct RuleNames {
  enum Standing {
    case unknown
    /// The places of the first and last composite rule of that name; -1 for what is found before all of them.
    case rule(first: Int, last: Int)
  }

  private var standings: [String: (first: Int, last: Int)] = [:]
  private var labels: [Label: (first: Int, last: Int)] = [:]
  private var classes: Set<String> = []

  /// The beginning of an id that was noted last; most ids in a row begin alike.
  private var lastBeginning: (name: Substring, place: Int) = ("", -1)

  init(_ rulebook: Rulebook) {
    let count = rulebook.entries.count + rulebook.regexRules.count + rulebook.compositeRules.count
    standings.reserveCapacity(count + count / 4)
    for index in rulebook.entries.indices {
      // In place: a copy of an entry retains all its parts.
      add(rulebook.entries[index].id, rulebook.entries[index].meaning, at: -1)
    }
    for rule in rulebook.regexRules { add(rule.id, rule.meaning, at: -1) }
    for model in rulebook.models {
      add(model.id, .finding(model.label, .probable, target: nil, object: nil), at: -1)
    }
    for (place, rule) in rulebook.compositeRules.enumerated() {
      add(rule.id, rule.meaning, at: place)
    }
  }

  /// Adds a rule under all its names: the id, its beginnings, and the label or class.
  private mutating func add(_ id: String, _ meaning: Meaning, at place: Int) {
    note(id, at: place)
    var dot = id.utf8.firstIndex(of: UInt8(ascii: "."))
    while let index = dot {
      let rest = id.utf8.index(after: index)
      let beginning = (name: id[..<rest], place: place)
      if beginning != lastBeginning { note(beginning.name + "*", at: place) }
      lastBeginning = beginning
      dot = id.utf8[rest...].firstIndex(of: UInt8(ascii: "."))
    }
    switch meaning {
    case .finding(let label, _, _, _): labels[label] = Self.widened(labels[label], by: place)
    case .wordClass(let name):
      classes.insert(name)
      if name != id { note(name, at: place) }
    }
  }

  private mutating func note(_ name: some StringProtocol, at place: Int) {
    let name = String(name)
    standings[name] = Self.widened(standings[name], by: place)
  }

  private static func widened(_ range: (first: Int, last: Int)?, by place: Int) -> (first: Int, last: Int) {
    guard let range else { return (place, place) }
    return (min(range.first, place), max(range.last, place))
  }

  /// Every class and id.
  var proper: [String] { standings.keys.filter { RuleName.isID($0.utf8) }.sorted() }

  func isClass(_ name: String) -> Bool { classes.contains(name) }

  func standing(of selector: Selector) -> Standing {
    var range = standings[selector.text]
    if case .label(let name) = selector.kind, let label = Label(rawValue: name) {
      // A label is known even while no rule has it.
      range = labels[label] ?? (-1, -1)
    }
    return range.map { .rule(first: $0.first, last: $0.last) } ?? .unknown
  }
}

extension Condition {
  /// Whether the condition holds only where some rule or word class was found.
  var needsWord: Bool {
    switch self {
    case .found, .near: true
    case .allOf(let conditions): conditions.contains(where: \.needsWord)
    case .anyOf(let conditions): conditions.allSatisfy(\.needsWord)
    case .not, .count: false
    case .points(let weights, let atLeast):
      weights.reduce(0) { $1.condition.needsWord ? $0 : $0 + max($1.points, 0) } < atLeast
    }
  }

  /// Whether the condition holds only where a word mixes scripts.
  var needsMixedScript: Bool {
    switch self {
    case .count(.mixed, .atLeast, let limit, _): limit > 0
    case .allOf(let conditions): conditions.contains(where: \.needsMixedScript)
    case .anyOf(let conditions): conditions.allSatisfy { $0.needsMixedScript || $0.needsWord }
    case .found, .near, .not, .count, .points: false
    }
  }

  /// Every selector in it.
  var selectors: [Selector] {
    switch self {
    case .found(let selectors): selectors
    case .allOf(let conditions), .anyOf(let conditions): conditions.flatMap(\.selectors)
    case .not(let condition): condition.selectors
    case .near(let parts, _, _, let without): parts.flatMap { $0 } + without
    case .count: []
    case .points(let weights, _): weights.flatMap(\.condition.selectors)
    }
  }
}
