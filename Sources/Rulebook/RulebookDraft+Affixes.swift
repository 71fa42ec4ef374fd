/// The check of affix classes: each name once, each reference to something, no circles.
extension RulebookDraft {
  /// Reports wrong classes and references to none, and drops what they leave without sense.
  mutating func resolveAffixClasses() {
    var classes: [String: AffixClass] = [:]
    for affixClass in rulebook.affixClasses {
      if let first = classes[affixClass.name] {
        report(at: affixClass.location, "the class “\(affixClass.name)” is there already, at \(first.location)")
      } else {
        classes[affixClass.name] = affixClass
      }
    }
    var hasUnknown = false
    let names = classes.keys.sorted()
    for reference in classReferences where classes[reference.name] == nil {
      hasUnknown = true
      let proposal = RuleName.proposal(for: reference.name, among: names)
      report(at: reference.location, "unknown class <\(reference.name)>\(proposal)")
    }

    var expansion = AffixExpansion(classes: classes)
    for affixClass in rulebook.affixClasses where affixClass == classes[affixClass.name] {
      if case .wrong(let what) = expansion.measure(affixClass.name) {
        report(at: affixClass.location, "the class “\(affixClass.name)” \(what)")
      }
    }

    rulebook.affixClasses = rulebook.affixClasses.filter { $0 == classes[$0.name] && expansion.isUsable($0.name) }
    if hasUnknown || expansion.hasUnusable || hasSuspects { dropUnusablePatterns(expansion) }
  }

  private mutating func dropUnusablePatterns(_ expansion: AffixExpansion) {
    func isRefused(_ pattern: PatternSyntax) -> Bool {
      !expansion.isUsable(pattern.node) || expansion.canBeEmpty(pattern.node)
    }
    for index in rulebook.entries.indices
    where rulebook.entries[index].patterns.contains(where: isRefused)
      || rulebook.entries[index].exceptions.contains(where: isRefused)
    {
      let entry = rulebook.entries[index]
      for pattern in entry.patterns + entry.exceptions where expansion.canBeEmpty(pattern.node) {
        report(at: pattern.location, "the pattern “\(pattern.text)” can match nothing at all; it needs a letter")
      }
      rulebook.entries[index].patterns.removeAll(where: isRefused)
      rulebook.entries[index].exceptions.removeAll(where: isRefused)
    }
    if rulebook.entries.contains(where: { $0.patterns.isEmpty }) {
      rulebook.entries.removeAll { $0.patterns.isEmpty }
    }
  }
}

/// How large affix classes are with the classes inside them written out, and whether they can be empty.
struct AffixExpansion {
  enum Measure {
    case size(Int, canBeEmpty: Bool)
    /// Why the class itself is wrong.
    case wrong(String)
    /// Refers to an unknown or wrong class.
    case unusable
  }

  /// Letters and signs that a class may stand for, with the classes inside it written out.
  private static let sizeLimit = 20_000
  /// Classes inside classes at most.
  private static let depthLimit = 16

  private let classes: [String: AffixClass]
  private var measures: [String: Measure] = [:]
  /// The classes being measured, outermost first.
  private var path: [String] = []

  init(classes: [String: AffixClass]) { self.classes = classes }

  var hasUnusable: Bool {
    measures.values.contains { if case .size = $0 { false } else { true } }
  }

  func isUsable(_ name: String) -> Bool {
    if case .size? = measures[name] { true } else { false }
  }

  /// Measures a class and, before it, those inside it, each once.
  mutating func measure(_ name: String) -> Measure {
    if let measure = measures[name] { return measure }
    guard let affixClass = classes[name] else { return .unusable }
    if let start = path.firstIndex(of: name) {
      let measure = Measure.wrong("is made of itself")
      for circular in path[start...] { measures[circular] = measure }
      return measure
    }
    if path.count == Self.depthLimit {
      measures[name] = .wrong("stands more than \(Self.depthLimit) classes deep")
      return .unusable
    }
    path.append(name)
    var total = 0
    var canBeEmpty = false
    var isUsable = true
    for member in affixClass.members {
      guard let size = size(of: member.node) else {
        isUsable = false
        continue
      }
      total += size
      canBeEmpty = canBeEmpty || self.canBeEmpty(member.node)
    }
    path.removeLast()
    // A circle found below has named its classes already.
    if let measure = measures[name] { return measure }
    let measure: Measure =
      if !isUsable {
        .unusable
      } else if total > Self.sizeLimit {
        .wrong("is too large: \(total) letters written out")
      } else {
        .size(total, canBeEmpty: canBeEmpty)
      }
    measures[name] = measure
    return measure
  }

  private mutating func size(of node: PatternSyntax.Node) -> Int? {
    switch node {
    case .character, .anyLetters, .mask, .gap: return 1
    case .affixes(let name):
      guard case .size(let size, _) = measure(name) else { return nil }
      return size
    case .sequence(let items), .choice(let items):
      var total = 0
      for item in items {
        guard let size = size(of: item) else { return nil }
        total += size
      }
      return total
    }
  }

  /// Whether every class that a pattern names is usable.
  func isUsable(_ node: PatternSyntax.Node) -> Bool {
    switch node {
    case .affixes(let name): isUsable(name)
    case .sequence(let items), .choice(let items): items.allSatisfy(isUsable)
    case .character, .anyLetters, .mask, .gap: true
    }
  }

  /// Whether a pattern, or a part of one, can match nothing at all.
  func canBeEmpty(_ node: PatternSyntax.Node) -> Bool {
    switch node {
    case .character, .mask, .gap: false
    case .anyLetters: true
    case .affixes(let name): if case .size(_, canBeEmpty: true)? = measures[name] { true } else { false }
    case .sequence(let items): items.allSatisfy(canBeEmpty)
    case .choice(let items): items.contains(where: canBeEmpty)
    }
  }
}
