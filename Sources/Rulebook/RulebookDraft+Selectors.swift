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
      if errorCount == errors { reportMissingTrigger(of: rule, names) }
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

  /// Word classes under `@context` are looked for only where something else was found: see ``Condition/Trigger``.
  private mutating func reportMissingTrigger(of rule: CompositeRule, _ names: RuleNames) {
    switch rule.condition.trigger(names) {
    case .always: break
    case .sometimes:
      let message = "“\(rule.id)” misses comments in which nothing outside @context was found"
      report(.warning, at: rule.location, message)
    case .never:
      let advice = "it needs a part that is found outside @context, or a count of mixed"
      report(at: rule.location, "“\(rule.id)” would never be tried; \(advice)")
    }
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
  /// The names of which every bearer is under `@context`.
  private var contextOnly: Set<String> = []

  /// The beginning of an id that was noted last; most ids in a row begin alike.
  private var lastBeginning: (name: Substring, place: Int, isContext: Bool) = ("", -1, false)

  init(_ rulebook: Rulebook) {
    let count = rulebook.entries.count + rulebook.regexRules.count + rulebook.compositeRules.count
    standings.reserveCapacity(count + count / 4)
    for index in rulebook.entries.indices {
      // In place: a copy of an entry retains all its parts.
      let isContext = rulebook.entries[index].isContext
      add(rulebook.entries[index].id, rulebook.entries[index].meaning, at: -1, isContext: isContext)
    }
    for rule in rulebook.regexRules { add(rule.id, rule.meaning, at: -1, isContext: false) }
    for model in rulebook.models {
      add(model.id, .finding(model.label, .probable, target: nil, object: nil), at: -1, isContext: false)
    }
    for (place, rule) in rulebook.compositeRules.enumerated() {
      add(rule.id, rule.meaning, at: place, isContext: false)
    }
  }

  /// Adds a rule under all its names: the id, its beginnings, and the label or class.
  private mutating func add(_ id: String, _ meaning: Meaning, at place: Int, isContext: Bool) {
    note(id, at: place, isContext: isContext)
    var dot = id.utf8.firstIndex(of: UInt8(ascii: "."))
    while let index = dot {
      let rest = id.utf8.index(after: index)
      let beginning = (name: id[..<rest], place: place, isContext: isContext)
      if beginning != lastBeginning { note(beginning.name + "*", at: place, isContext: isContext) }
      lastBeginning = beginning
      dot = id.utf8[rest...].firstIndex(of: UInt8(ascii: "."))
    }
    switch meaning {
    case .finding(let label, _, _, _): labels[label] = Self.widened(labels[label], by: place)
    case .wordClass(let name):
      classes.insert(name)
      if name != id { note(name, at: place, isContext: isContext) }
    }
  }

  private mutating func note(_ name: some StringProtocol, at place: Int, isContext: Bool) {
    let name = String(name)
    if let range = standings[name] {
      standings[name] = Self.widened(range, by: place)
      if !isContext, !contextOnly.isEmpty { contextOnly.remove(name) }
    } else {
      standings[name] = (place, place)
      if isContext { contextOnly.insert(name) }
    }
  }

  private static func widened(_ range: (first: Int, last: Int)?, by place: Int) -> (first: Int, last: Int) {
    guard let range else { return (place, place) }
    return (min(range.first, place), max(range.last, place))
  }

  /// Every class and id.
  var proper: [String] { standings.keys.filter { RuleName.isID($0.utf8) }.sorted() }

  func isClass(_ name: String) -> Bool { classes.contains(name) }

  /// Whether it is looked for only in comments where something else was found.
  func isContext(_ selector: Selector) -> Bool { contextOnly.contains(selector.text) }

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
  /// Whether the condition, when it holds, holds because of something that is looked for in every comment. What is
  /// under `@context` is looked for only where something else was found, so it cannot be the reason to look.
  enum Trigger {
    case always, sometimes, never
  }

  func trigger(_ names: RuleNames) -> Trigger {
    switch self {
    case .found(let selectors): Self.any(selectors.map { names.isContext($0) ? .never : .always })
    case .near(let parts, _, _, _):
      Self.all(parts.map { Self.any($0.map { names.isContext($0) ? .never : .always }) })
    case .allOf(let conditions): Self.all(conditions.map { $0.trigger(names) })
    case .anyOf(let conditions): Self.any(conditions.map { $0.trigger(names) })
    case .not: .never
    case .count(.mixed, .atLeast, _, _): .always
    case .count: .never
    case .points(let weights, let atLeast):
      Self.points(weights.map { ($0.points, $0.condition.trigger(names)) }, atLeast)
    }
  }

  /// One of them is enough for the condition to hold.
  private static func any(_ triggers: [Trigger]) -> Trigger {
    if triggers.allSatisfy({ $0 == .always }) { return .always }
    return triggers.allSatisfy { $0 == .never } ? .never : .sometimes
  }

  /// All of them must hold.
  private static func all(_ triggers: [Trigger]) -> Trigger {
    if triggers.contains(.always) { return .always }
    return triggers.contains(.sometimes) ? .sometimes : .never
  }

  /// The points must not be reached without a trigger.
  private static func points(_ weights: [(points: Int, trigger: Trigger)], _ atLeast: Int) -> Trigger {
    func sum(where isCounted: (Trigger) -> Bool) -> Int {
      weights.reduce(0) { isCounted($1.trigger) ? $0 + max($1.points, 0) : $0 }
    }
    if sum(where: { $0 != .always }) < atLeast { return .always }
    return weights.allSatisfy { $0.trigger == .never } ? .never : .sometimes
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
