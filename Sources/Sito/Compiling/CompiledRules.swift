internal import PatternScanning
internal import Rulebook

/// A rulebook made ready to judge with: the one place where rules meet patterns. A class, so that the moderators of all
/// threads share it by one reference.
final class CompiledRules: Sendable {
  let numbers: RuleNumbers
  /// Finds single words, literals, and of the words of phrases those at which phrases are looked for.
  let scanner: PatternScanner
  /// Finds all words of phrases, for texts in which they cannot be compared symbol by symbol.
  let wordScanner: PatternScanner
  /// Compares words with those of phrases.
  let words: WordTable
  /// Joins words to phrases.
  let phrases: PhraseTable
  /// The ids from here on are words of phrases.
  let firstWordID: Int
  let models: CompiledModels
  let regexes: [SymbolRegex]
  let composites: [CompiledComposite]
  let guards: [CompiledGuard]
  /// For each rule, the composite rules for which it is one of those required, and the guards that are concerned with it.
  let compositesRequiring: [[Int32]]
  let guardsConcerning: [[Int32]]
  /// The composite rules that require no rule.
  let compositesWithoutRequirement: [Int]
  /// The rules that an exception takes back, by the exception's id less ``firstException``.
  let exceptionOwners: [Int]
  let firstException: Int
  /// For each expression its alternatives, each by the ids of the sets of literals that it needs, the rarest first.
  let literalIDs: [[[Int]]]
  /// The ids from here up to ``firstWordID`` are sets of literals.
  let firstLiteral: Int
  func isLiteral(_ id: Int) -> Bool { firstLiteral <= id && id < firstWordID }
  /// For each set of literals the expressions that have an alternative of which it is the rarest, and the alternative.
  private let usesOfLiteral: [[(regex: Int, alternative: Int)]]

  /// The expressions of which an alternative needs a set of literals first of all.
  func uses(ofLiteral id: Int) -> [(regex: Int, alternative: Int)] { usesOfLiteral[id - firstLiteral] }
  let targetClasses: [(target: Target, rules: RuleSet)]
  let objectClasses: [(object: ThreatObject, rules: RuleSet)]
  let counters: CounterClasses
  /// Tells which comments are worth classifying.
  let filter: FindingFilter

  fileprivate init(
    _ rulebook: Rulebook, numbers: RuleNumbers, patterns: RulePatterns, scanners: Scanners, phrases: PhraseTable,
    composites: [CompiledComposite], guards: [CompiledGuard],
    targetClasses: [(target: Target, rules: RuleSet)], objectClasses: [(object: ThreatObject, rules: RuleSet)],
    counters: CounterClasses
  ) {
    self.numbers = numbers
    scanner = scanners.rules
    wordScanner = scanners.words
    words = scanners.table
    self.phrases = phrases
    firstWordID = patterns.words.wordIDs.lowerBound
    models = CompiledModels(rulebook.models, featureIDs: patterns.featureIDs, firstRule: numbers.firstModel)
    regexes = patterns.regexes
    self.composites = composites
    self.guards = guards
    compositesRequiring = Self.indices(ofRules: numbers.count, composites.map(\.required))
    compositesWithoutRequirement = composites.indices.filter { composites[$0].required == nil }
    guardsConcerning = Self.indices(ofRules: numbers.count, guards.map(\.concerned))
    exceptionOwners = patterns.exceptionOwners
    firstException = patterns.firstException
    literalIDs = patterns.literalIDs
    firstLiteral = patterns.firstLiteral
    var usesOfLiteral = [[(regex: Int, alternative: Int)]](repeating: [], count: firstWordID - firstLiteral)
    for (regex, alternatives) in literalIDs.enumerated() {
      for (alternative, ids) in alternatives.enumerated() {
        if let rarest = ids.first { usesOfLiteral[rarest - firstLiteral].append((regex, alternative)) }
      }
    }
    self.usesOfLiteral = usesOfLiteral
    self.targetClasses = targetClasses
    self.objectClasses = objectClasses
    self.counters = counters
    filter = FindingFilter(numbers, composites, counters)
  }

  /// For each rule the indices of the sets that hold it.
  private static func indices(ofRules count: Int, _ sets: [RuleSet?]) -> [[Int32]] {
    var indices = [[Int32]](repeating: [], count: count)
    for (index, set) in sets.enumerated() {
      guard let set else { continue }
      for rule in 0..<count where set.contains(rule) { indices[rule].append(Int32(index)) }
    }
    return indices
  }

  /// What finds words.
  fileprivate struct Scanners {
    var rules: PatternScanner
    var words: PatternScanner
    var table: WordTable
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
    let wordScanner = PatternScanner(
      patterns.words.patterns.filter { wordIDs.contains($0.id) }, spellable: patterns.words.spellable)
    let wordShares = RuleShares(wordScanner, rulebook.frequencies, idCount: idCount)
    let needed = idsOfFindings()
    let table = WordTable(patterns.words.patterns, ids: wordIDs)
    let phrases = PhraseTable(
      patterns.words.phrases, wordIDs: wordIDs, share: { wordShares[$0] },
      openings: { table.openings(of: $0) }, isDeferred: { !needed.contains($0) })
    let scanner = PatternScanner(
      patterns.words.patterns.filter { !wordIDs.contains($0.id) || phrases.isAnchor($0.id) || !table.holds($0.id) },
      spellable: patterns.words.spellable)
    let shares = RuleShares(scanner, rulebook.frequencies, idCount: idCount)
    return CompiledRules(
      rulebook, numbers: numbers,
      patterns: patterns,
      scanners: CompiledRules.Scanners(rules: scanner, words: wordScanner, table: table),
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
    var rules = RuleSet(count: numbers.count)
    for rule in 0..<numbers.count where numbers.isFinding(rule) { rules.insert(rule) }
    for composite in rulebook.compositeRules {
      rules.formUnion(CompiledCondition(composite.condition, &resolver).conditionRules(count: numbers.count))
    }
    for name in [ReservedClass.links, ReservedClass.mentions, ReservedClass.phones] {
      rules.formUnion(self.rules(ofClass: name))
    }
    var ids = Set((0..<numbers.count).filter { rules.contains($0) })
    for (index, alternatives) in patterns.literalIDs.enumerated() where rules.contains(numbers.firstRegex + index) {
      for sets in alternatives { ids.formUnion(sets) }
    }
    return ids
  }

  private mutating func compileComposites(_ shares: [Double]) -> [CompiledComposite] {
    var shares = shares
    var composites: [CompiledComposite] = []
    for (index, rule) in rulebook.compositeRules.enumerated() {
      let condition = CompiledCondition(rule.condition, &resolver)
      let required = condition.requiredRules(count: numbers.count, shares: shares)
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
