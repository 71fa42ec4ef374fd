package import PatternScanning
package import Rulebook

/// The patterns of a rulebook: those of its entries in all their spellings, those of their exceptions, and the literals of
/// its regular expressions. A match's id is the number of the rule; exceptions and literals are numbered behind the rules.
package struct RulePatterns {
  /// Looked for in every comment.
  package private(set) var triggers: [Pattern] = []
  /// Looked for where a trigger was found.
  package private(set) var context: [Pattern] = []
  /// The ids that are looked for across signs between the letters.
  package private(set) var spellable: Set<Int> = []
  /// What could not be compiled and was left out.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The compiled expressions, in the order of the regex rules.
  private(set) var regexes: [SymbolRegex] = []
  /// The rules that the exceptions take back, in the order of the exceptions' ids.
  private(set) var exceptionOwners: [Int] = []
  /// The id of the literals of the first regex rule.
  package let firstLiteral: Int

  private let firstException: Int
  private var patternCompiler: PatternCompiler

  /// Compiles the patterns of a rulebook.
  package init(_ rulebook: Rulebook) {
    patternCompiler = PatternCompiler(rulebook.affixClasses)
    firstException = RuleNumbers(rulebook).count
    firstLiteral = firstException + rulebook.entries.count { !$0.exceptions.isEmpty }
    for (rule, entry) in rulebook.entries.enumerated() { compile(entry, rule: rule) }
    for rule in rulebook.regexRules { compile(rule) }
  }

  private mutating func compile(_ entry: LexiconEntry, rule: Int) {
    let exception = firstException + exceptionOwners.count
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

  private mutating func compile(_ rule: RegexRule) {
    let id = firstLiteral + regexes.count
    do {
      let regex = try SymbolRegex(rule.regex)
      regexes.append(regex)
      guard let literals = regex.requiredLiterals else {
        diagnostics.append(
          Diagnostic(
            at: rule.regexLocation,
            "the expression of '\(rule.id)' has no literal that each match holds; add a word of three letters"))
        return
      }
      triggers += literals.compactMap { PatternCompiler.literalPattern($0, id: id) }
    } catch {
      regexes.append(.neverMatching)
      var location = rule.regexLocation
      location.column += error.column - 1
      diagnostics.append(Diagnostic(at: location, error.message))
    }
  }
}

extension LexiconEntry {
  /// The spellings in which the entry is looked for.
  var spellings: [Spelling] {
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
