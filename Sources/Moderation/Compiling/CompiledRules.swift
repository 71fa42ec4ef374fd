internal import BinaryImage
internal import PatternScanning
internal import Rulebook

/// A rulebook made ready to judge with: the one place where rules meet patterns. A class, so that the moderators of all
/// threads share it by one reference.
final class CompiledRules: Sendable {
  let numbers: RuleNumbers
  /// Finds single words, literals, and words of phrases. Of these only the anchors are primary.
  let scanner: PatternScanner
  /// Joins words to phrases.
  let phrases: PhraseTable
  /// The ids from here on up to features of models are words of phrases.
  let firstWordID: Int
  func isWord(_ id: Int) -> Bool { firstWordID <= id && id < models.firstFeature }
  let models: CompiledModels
  let regexes: [SymbolRegex]
  let composites: [CompiledComposite]
  let guards: [CompiledGuard]
  /// For each rule, the composite rules for which it is one of those required, and the guards that are concerned with it.
  let compositesRequiring: IndexLists
  let guardsConcerning: IndexLists
  /// The composite rules that require no rule.
  let compositesWithoutRequirement: [Int]
  /// The rules that an exception takes back, by the exception's id less ``firstException``.
  let exceptionOwners: [Int]
  let firstException: Int
  /// The ids from here up to ``firstWordID`` are sets of literals.
  let firstLiteral: Int
  func isLiteral(_ id: Int) -> Bool { firstLiteral <= id && id < firstWordID }
  let usesOfLiteral: LiteralUses
  let targetClasses: [(target: Target, rules: RuleSet)]
  let objectClasses: [(object: ThreatObject, rules: RuleSet)]
  let counters: CounterClasses
  /// Tells which comments are worth classifying.
  let filter: FindingFilter

  fileprivate init(
    _ rulebook: Rulebook, numbers: RuleNumbers, patterns: RulePatterns, scanner: PatternScanner, phrases: PhraseTable,
    composites: [CompiledComposite], guards: [CompiledGuard],
    targetClasses: [(target: Target, rules: RuleSet)], objectClasses: [(object: ThreatObject, rules: RuleSet)],
    counters: CounterClasses
  ) {
    self.numbers = numbers
    self.scanner = scanner
    self.phrases = phrases
    firstWordID = patterns.words.wordIDs.lowerBound
    models = CompiledModels(rulebook.models, featureIDs: patterns.featureIDs, firstRule: numbers.firstModel)
    regexes = patterns.regexes
    self.composites = composites
    self.guards = guards
    compositesRequiring = IndexLists(ofRules: numbers.count, in: composites.map(\.required))
    compositesWithoutRequirement = composites.indices.filter { composites[$0].required == nil }
    guardsConcerning = IndexLists(ofRules: numbers.count, in: guards.map(\.concerned))
    exceptionOwners = patterns.exceptionOwners
    firstException = patterns.firstException
    firstLiteral = patterns.firstLiteral
    usesOfLiteral = LiteralUses(patterns.literals, firstLiteral: firstLiteral, count: firstWordID - firstLiteral)
    self.targetClasses = targetClasses
    self.objectClasses = objectClasses
    self.counters = counters
    filter = FindingFilter(numbers, composites, counters)
  }

  /// Reads what ``write(to:)`` wrote.
  init(from image: inout ImageReader) throws(ImageError) {
    numbers = try image.read()
    scanner = try image.read()
    phrases = try image.read()
    firstWordID = try image.read()
    models = try image.read()
    regexes = try image.read()
    exceptionOwners = try image.numbers()
    firstException = try image.read()
    firstLiteral = try image.read()
    usesOfLiteral = try image.read()
    filter = try image.read()
    let sets = try image.read(RuleSetPool.self)
    guard sets.isSound(ruleCount: numbers.count) else { throw .damaged }
    composites = try CompiledComposite.readAll(from: &image, sets)
    compositesRequiring = try image.read()
    compositesWithoutRequirement = try image.numbers()
    guards = try CompiledGuard.readAll(from: &image, sets)
    guardsConcerning = try image.read()
    targetClasses = try Self.readClasses(from: &image, sets)
    objectClasses = try Self.readClasses(from: &image, sets)
    counters = CounterClasses(
      links: try sets.read(from: &image), mentions: try sets.read(from: &image), phones: try sets.read(from: &image))
  }

  /// Writes everything that judging needs, in the order in which ``init(from:)`` reads it.
  func write(to image: inout ImageWriter) {
    image.write(numbers)
    image.write(scanner)
    image.write(phrases)
    image.write(firstWordID)
    image.write(models)
    image.write(regexes)
    image.write(numbers: exceptionOwners)
    image.write(firstException)
    image.write(firstLiteral)
    image.write(usesOfLiteral)
    image.write(filter)
    // The sets come before what refers to them; to know them it is written twice.
    var sets = RuleSetPool()
    var draft = ImageWriter()
    writeConditions(to: &draft, &sets)
    image.write(sets)
    writeConditions(to: &image, &sets)
  }

  private func writeConditions(to image: inout ImageWriter, _ sets: inout RuleSetPool) {
    CompiledComposite.write(composites, to: &image, &sets)
    image.write(compositesRequiring)
    image.write(numbers: compositesWithoutRequirement)
    CompiledGuard.write(guards, to: &image, &sets)
    image.write(guardsConcerning)
    Self.write(targetClasses, to: &image, &sets)
    Self.write(objectClasses, to: &image, &sets)
    for set in [counters.links, counters.mentions, counters.phones] { sets.write(set, to: &image) }
  }

  /// The classes whose matches are counted.
  struct CounterClasses: Sendable {
    var links: RuleSet
    var mentions: RuleSet
    var phones: RuleSet
  }
}

/// A composite rule with what must be there before it is worth a look.
struct CompiledComposite: Sendable {
  var rule: Int
  var condition: CompiledCondition
  /// One of these must have matched; nil: the condition may hold without any.
  var required: RuleSet?
}

/// A guard with its selectors resolved.
struct CompiledGuard: Sendable {
  var id: String
  var effect: Guard.Effect
  var concerned: RuleSet
  var side: Guard.Side
  var context: RuleSet
  var reach: Reach
  var unless: RuleSet
}

/// The names of the word classes that the engine itself looks at.
enum ReservedClass {
  static let links = "link"
  static let mentions = "mention"
  static let phones = "phone"
  static func name(of target: Target) -> String { "target-\(target.rawValue)" }
  static func name(of object: ThreatObject) -> String { "object-\(object.rawValue)" }
}

extension CompiledRules {
  /// Compiles a rulebook; what cannot be compiled is left out and reported.
  static func compile(_ rulebook: Rulebook) -> (rules: CompiledRules, diagnostics: [Diagnostic]) {
    var compiler = RulebookCompiler(rulebook)
    return (compiler.compile(), compiler.diagnostics)
  }
}

/// The steps of compiling a rulebook, and what they find wrong.
private struct RulebookCompiler {
  let rulebook: Rulebook
  let numbers: RuleNumbers
  let patterns: RulePatterns
  var diagnostics: [Diagnostic]
  private var resolver: SelectorResolver

  init(_ rulebook: Rulebook) {
    self.rulebook = rulebook
    numbers = RuleNumbers(rulebook)
    patterns = RulePatterns(rulebook)
    diagnostics = patterns.diagnostics
    resolver = SelectorResolver(numbers)
  }

  mutating func compile() -> CompiledRules {
    let wordIDs = patterns.words.wordIDs
    let idCount = patterns.featureIDs.last?.upperBound ?? wordIDs.upperBound
    let wordShares = RuleShares(
      PatternScanner(
        patterns.words.patterns.filter { wordIDs.contains($0.id) }, spellable: patterns.words.spellable),
      rulebook.frequencies, idCount: idCount)
    let needed = idsOfFindings()
    let phrases = PhraseTable(
      patterns.words.phrases, wordIDs: wordIDs, share: { wordShares[$0] }, isDeferred: { !needed.contains($0) })
    let scanner = PatternScanner(
      patterns.words.patterns, spellable: patterns.words.spellable,
      isSecondary: { wordIDs.contains($0) && !phrases.isAnchor($0) })
    let shares = RuleShares(scanner, rulebook.frequencies, idCount: idCount)
    return CompiledRules(
      rulebook, numbers: numbers,
      patterns: patterns,
      scanner: scanner,
      phrases: phrases,
      composites: compileComposites(shares.ofRules(numbers, patterns, phrases)),
      guards: compileGuards(),
      targetClasses: Target.allCases.map { ($0, rules(ofClass: ReservedClass.name(of: $0))) },
      objectClasses: ThreatObject.allCases.map { ($0, rules(ofClass: ReservedClass.name(of: $0))) },
      counters: .init(
        links: rules(ofClass: ReservedClass.links),
        mentions: rules(ofClass: ReservedClass.mentions),
        phones: rules(ofClass: ReservedClass.phones)))
  }

  /// The ids on which it depends whether there is anything to be found: all but exceptions, and what only guards ask for.
  private mutating func idsOfFindings() -> Set<Int> {
    var rules = RuleSet((0..<numbers.count).filter { numbers.isFinding($0) })
    for composite in rulebook.compositeRules {
      rules.formUnion(CompiledCondition(composite.condition, &resolver).conditionRules)
    }
    for name in [ReservedClass.links, ReservedClass.mentions, ReservedClass.phones] {
      rules.formUnion(self.rules(ofClass: name))
    }
    var ids = Set(rules.members)
    for (index, alternatives) in patterns.literals.enumerated() where rules.contains(numbers.firstRegex + index) {
      for sets in alternatives { ids.formUnion(sets.map(\.id)) }
    }
    return ids
  }

  private mutating func compileComposites(_ shares: [Double]) -> [CompiledComposite] {
    var shares = shares
    var composites: [CompiledComposite] = []
    for (index, rule) in rulebook.compositeRules.enumerated() {
      let condition = CompiledCondition(rule.condition, &resolver)
      let required = condition.requiredRules(shares: shares)
      // Those that come later may ask for this one.
      shares[numbers.firstComposite + index] = required?.sum(of: shares) ?? 1
      composites.append(
        CompiledComposite(rule: numbers.firstComposite + index, condition: condition, required: required))
    }
    return composites
  }

  private mutating func compileGuards() -> [CompiledGuard] {
    var guards: [CompiledGuard] = []
    for rule in rulebook.guards {
      guards.append(
        CompiledGuard(
          id: rule.id, effect: rule.effect, concerned: resolver.rules(rule.selectors), side: rule.side,
          context: resolver.rules(rule.context), reach: rule.reach, unless: resolver.rules(rule.unless)))
    }
    return guards
  }

  private mutating func rules(ofClass name: String) -> RuleSet {
    resolver.rules([Selector(name, at: SourceLocation(file: "", line: 0, column: 0))])
  }
}
