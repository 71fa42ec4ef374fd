internal import BinaryImage
internal import PatternScanning
internal import Rulebook

/// A rulebook made ready to judge with: the one place where rules meet patterns. A class, so that the moderators of all
/// threads share it by one reference.
final class CompiledRules: Sendable {
  let numbers: RuleNumbers
  /// Finds single words.
  let scanner: PatternScanner
  /// Joins words to phrases.
  let phrases: PhraseTable
  /// The ids from here on are words of phrases.
  let firstWordID: Int
  /// For each id but those of features, whether a verdict may depend on it alone: a comment without such a match is clear.
  private let triggers: [Bool]
  func isTrigger(_ id: Int) -> Bool { id < triggers.count && triggers[id] }
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
  /// The ids of the sets of literals of each expression, the rarest first.
  let literalIDs: [Range<Int>]
  private let firstLiteral: Int
  /// For each set of literals the index of the expression whose rarest set it is, or -1.
  private let regexOfLiteral: [Int32]

  /// The expression whose rarest set of literals has an id.
  func regex(ofRarest literal: Int) -> Int? {
    let index = regexOfLiteral[literal - firstLiteral]
    return index < 0 ? nil : Int(index)
  }
  let targetClasses: [(target: Target, rules: RuleSet)]
  let objectClasses: [(object: ThreatObject, rules: RuleSet)]
  let counters: CounterClasses

  fileprivate init(
    _ rulebook: Rulebook, numbers: RuleNumbers, patterns: RulePatterns, composites: [CompiledComposite],
    guards: [CompiledGuard],
    targetClasses: [(target: Target, rules: RuleSet)], objectClasses: [(object: ThreatObject, rules: RuleSet)],
    counters: CounterClasses
  ) {
    self.numbers = numbers
    scanner = PatternScanner(patterns.words.patterns, spellable: patterns.words.spellable)
    phrases = PhraseTable(patterns.words.phrases, wordIDs: patterns.words.wordIDs)
    firstWordID = patterns.words.wordIDs.lowerBound
    triggers = Self.triggers(numbers, patterns, composites, phrases)
    models = CompiledModels(rulebook.models, featureIDs: patterns.featureIDs, firstRule: numbers.firstModel)
    regexes = patterns.regexes
    self.composites = composites
    self.guards = guards
    compositesRequiring = IndexLists(ofRules: numbers.count, in: composites.map(\.required))
    compositesWithoutRequirement = composites.indices.filter { composites[$0].required == nil }
    guardsConcerning = IndexLists(ofRules: numbers.count, in: guards.map(\.concerned))
    exceptionOwners = patterns.exceptionOwners
    firstException = patterns.firstException
    literalIDs = patterns.literalIDs
    firstLiteral = patterns.firstLiteral
    var regexOfLiteral = [Int32](repeating: -1, count: firstWordID - firstLiteral)
    for (index, ids) in literalIDs.enumerated() {
      if let rarest = ids.first { regexOfLiteral[rarest - firstLiteral] = Int32(index) }
    }
    self.regexOfLiteral = regexOfLiteral
    self.targetClasses = targetClasses
    self.objectClasses = objectClasses
    self.counters = counters
  }

  /// Reads what ``write(to:)`` wrote.
  init(from image: inout ImageReader) throws(ImageError) {
    numbers = try image.read()
    scanner = try image.read()
    phrases = try image.read()
    firstWordID = try image.read()
    triggers = try image.flags()
    models = try image.read()
    regexes = try image.read()
    exceptionOwners = try image.numbers()
    firstException = try image.read()
    literalIDs = try image.read()
    firstLiteral = try image.read()
    regexOfLiteral = try image.scalars()
    let sets = try image.read(RuleSetPool.self)
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
    image.write(flags: triggers)
    image.write(models)
    image.write(regexes)
    image.write(numbers: exceptionOwners)
    image.write(firstException)
    image.write(literalIDs)
    image.write(firstLiteral)
    image.write(scalars: regexOfLiteral)
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

  /// The ids on which a verdict may depend: rules that are findings, those of which a composite rule needs one, and what
  /// leads to such rules.
  private static func triggers(
    _ numbers: RuleNumbers, _ patterns: RulePatterns, _ composites: [CompiledComposite], _ phrases: PhraseTable
  ) -> [Bool] {
    var needed = RuleSet(count: numbers.count)
    for composite in composites {
      if let required = composite.required { needed.formUnion(required) }
    }
    var isTrigger = [Bool](repeating: false, count: patterns.words.wordIDs.upperBound)
    for rule in 0..<numbers.count { isTrigger[rule] = numbers.isFinding(rule) || needed.contains(rule) }
    for (index, ids) in patterns.literalIDs.enumerated() {
      if let rarest = ids.first { isTrigger[rarest] = isTrigger[numbers.firstRegex + index] }
    }
    for word in patterns.words.wordIDs { isTrigger[word] = phrases.ids(anchoredBy: word).contains { isTrigger[$0] } }
    return isTrigger
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
    CompiledRules(
      rulebook, numbers: numbers,
      patterns: patterns,
      composites: compileComposites(),
      guards: compileGuards(),
      targetClasses: Target.allCases.map { ($0, rules(ofClass: ReservedClass.name(of: $0))) },
      objectClasses: ThreatObject.allCases.map { ($0, rules(ofClass: ReservedClass.name(of: $0))) },
      counters: .init(
        links: rules(ofClass: ReservedClass.links),
        mentions: rules(ofClass: ReservedClass.mentions),
        phones: rules(ofClass: ReservedClass.phones)))
  }

  private mutating func compileComposites() -> [CompiledComposite] {
    var composites: [CompiledComposite] = []
    for (index, rule) in rulebook.compositeRules.enumerated() {
      let condition = CompiledCondition(rule.condition, &resolver)
      composites.append(
        CompiledComposite(
          rule: numbers.firstComposite + index, condition: condition,
          required: condition.requiredRules(count: numbers.count, likelihoods: patterns.likelihoods)))
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
