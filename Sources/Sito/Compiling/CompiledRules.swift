internal import PatternScanning
internal import Rulebook

/// A rulebook made ready to judge with: the one place where rules meet patterns.
struct CompiledRules: Sendable {
  let numbers: RuleNumbers
  /// Looked for in every comment.
  let triggers: PatternScanner
  /// Looked for where a trigger was found.
  let context: PatternScanner
  let regexes: [SymbolRegex]
  let composites: [CompiledComposite]
  let guards: [CompiledGuard]
  /// The rules that an exception takes back, by the exception's id less ``firstException``.
  let exceptionOwners: [Int]
  let firstException: Int
  let firstLiteral: Int
  /// The regex rules without literals of their own are none: `rules check` refuses them, and they never run.
  let targetClasses: [(target: Target, rules: RuleSet)]
  let objectClasses: [(object: ThreatObject, rules: RuleSet)]
  let counters: CounterClasses

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
  var diagnostics: [Diagnostic] = []

  private var patternCompiler: PatternCompiler
  private var resolver: SelectorResolver
  private var triggers: [Pattern] = []
  private var context: [Pattern] = []
  private var spellable: Set<Int> = []
  private var exceptionOwners: [Int] = []

  init(_ rulebook: Rulebook) {
    self.rulebook = rulebook
    numbers = RuleNumbers(rulebook)
    patternCompiler = PatternCompiler(rulebook.affixClasses)
    resolver = SelectorResolver(numbers)
  }

  mutating func compile() -> CompiledRules {
    for (rule, entry) in rulebook.entries.enumerated() { compile(entry, rule: rule) }
    let firstException = numbers.count
    let firstLiteral = firstException + exceptionOwners.count
    let regexes = compileRegexes(firstLiteral: firstLiteral)
    return CompiledRules(
      numbers: numbers,
      triggers: scanner(triggers),
      context: scanner(context),
      regexes: regexes,
      composites: compileComposites(),
      guards: compileGuards(),
      exceptionOwners: exceptionOwners,
      firstException: firstException,
      firstLiteral: firstLiteral,
      targetClasses: Target.allCases.map { ($0, rules(ofClass: ReservedClass.name(of: $0))) },
      objectClasses: ThreatObject.allCases.map { ($0, rules(ofClass: ReservedClass.name(of: $0))) },
      counters: .init(
        links: rules(ofClass: ReservedClass.links),
        mentions: rules(ofClass: ReservedClass.mentions),
        phones: rules(ofClass: ReservedClass.phones)))
  }

  // MARK: Entries

  private mutating func compile(_ entry: LexiconEntry, rule: Int) {
    let exception = numbers.count + exceptionOwners.count
    add(entry.patterns, id: rule, of: entry)
    guard !entry.exceptions.isEmpty else { return }
    exceptionOwners.append(rule)
    add(entry.exceptions, id: exception, of: entry)
  }

  private mutating func add(_ written: [PatternSyntax], id: Int, of entry: LexiconEntry) {
    for syntax in written {
      do {
        let patterns = try patternCompiler.patterns(for: syntax, id: id, spellings: entry.spellings)
        if entry.isContext { context += patterns } else { triggers += patterns }
      } catch {
        diagnostics.append(Diagnostic(at: syntax.location, error.message(for: syntax.text)))
      }
    }
    if entry.disguise == .full { spellable.insert(id) }
  }

  private mutating func scanner(_ patterns: [Pattern]) -> PatternScanner {
    do {
      return try PatternScanner(patterns, spellable: spellable)
    } catch {
      diagnostics.append(
        Diagnostic(
          at: SourceLocation(file: "classes.tsv", line: 1, column: 1),
          "all patterns together need an automaton of more than \(TooManyStates.limit) states; look for new patterns that begin with '*' and a choice"))
      return .empty
    }
  }

  // MARK: Rules

  private mutating func compileRegexes(firstLiteral: Int) -> [SymbolRegex] {
    var regexes: [SymbolRegex] = []
    for (index, rule) in rulebook.regexRules.enumerated() {
      do {
        let regex = try SymbolRegex(rule.regex)
        guard let literals = regex.requiredLiterals else {
          diagnostics.append(
            Diagnostic(
              at: rule.regexLocation,
              "the expression of '\(rule.id)' has no literal that each match holds; add a word of three letters"))
          regexes.append(regex)
          continue
        }
        for literal in literals {
          if let pattern = PatternCompiler.literalPattern(literal, id: firstLiteral + index) { triggers.append(pattern) }
        }
        regexes.append(regex)
      } catch {
        var location = rule.regexLocation
        location.column += error.column - 1
        diagnostics.append(Diagnostic(at: location, error.message))
        regexes.append(SymbolRegex.neverMatching)
      }
    }
    return regexes
  }

  private mutating func compileComposites() -> [CompiledComposite] {
    var composites: [CompiledComposite] = []
    for (index, rule) in rulebook.compositeRules.enumerated() {
      let condition = CompiledCondition(rule.condition, &resolver)
      composites.append(
        CompiledComposite(
          rule: numbers.firstComposite + index, condition: condition,
          required: condition.requiredRules(count: numbers.count)))
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

extension LexiconEntry {
  /// The spellings in which the entry is looked for.
  fileprivate var spellings: [Spelling] {
    (disguise == .none ? [.plain] : [.disguised]) + (latin ? [.transliterated, .drawn, .mistyped] : [])
  }
}

extension PatternCompiler.Failure {
  fileprivate func message(for pattern: String) -> String {
    switch self {
    case .noLetter: "pattern '\(pattern)' has no letter that must be there; add one outside of groups"
    case .tooManyForms: "pattern '\(pattern)' begins in too many ways; split it into several entries"
    case .unknownClass(let name): "unknown class '\(name)'; define it in classes.tsv"
    case .unknownCharacter(let character): "'\(character)' is not seen in comments after folding; leave it out"
    }
  }
}
