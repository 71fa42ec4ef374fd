internal import PatternScanning
package import Rulebook

/// The patterns of a rulebook: those of its entries in all their spellings, those of their exceptions, and the literals of
/// its regular expressions. A match's id is the number of the rule; behind the rules are numbered the exceptions, the
/// literals and the words of phrases.
package struct RulePatterns {
  package private(set) var words: WordPatterns
  /// What could not be compiled and was left out.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The compiled expressions, in the order of the regex rules.
  private(set) var regexes: [SymbolRegex] = []
  /// The rules that the exceptions take back, in the order of the exceptions' ids.
  private(set) var exceptionOwners: [Int] = []
  /// How often each rule matches, as far as can be told from its letters; composite rules are left at zero.
  private(set) var likelihoods: [Double]
  /// The ids of the sets of literals that each expression needs, the rarest first; empty for one that has an error.
  package let literalIDs: [Range<Int>]
  /// The ids of the features of each model.
  private(set) var featureIDs: [Range<Int>] = []
  /// The id of the first exception, and of the first set of literals.
  let firstException: Int
  let firstLiteral: Int

  /// Compiles the patterns of a rulebook.
  package init(_ rulebook: Rulebook) {
    firstException = RuleNumbers(rulebook).count
    firstLiteral = firstException + rulebook.entries.count { !$0.exceptions.isEmpty }
    likelihoods = [Double](repeating: 0, count: firstException)
    var literals: [[[[UInt8]]]] = []
    var literalIDs: [Range<Int>] = []
    var id = firstLiteral
    for rule in rulebook.regexRules {
      let (regex, problem) = Self.compile(rule)
      if let problem { diagnostics.append(problem) }
      regexes.append(regex)
      literals.append(([regex.requiredLiterals].compactMap { $0 }) + regex.otherLiterals)
      literalIDs.append(id..<id + literals[literals.count - 1].count)
      id = literalIDs[literalIDs.count - 1].upperBound
    }
    self.literalIDs = literalIDs
    words = WordPatterns(PatternCompiler(rulebook.affixClasses), firstWordID: id)
    for (rule, entry) in rulebook.entries.enumerated() { compile(entry, rule: rule) }
    for (index, sets) in literals.enumerated() {
      if let rarest = sets.first {
        likelihoods[rulebook.entries.count + index] = rarest.reduce(0) {
          $0 + SymbolRarity.likelihood(ofInformation: SymbolRarity.information($1[...]))
        }
      }
      for (set, id) in zip(sets, literalIDs[index]) {
        for literal in set {
          if let pattern = PatternCompiler.literalPattern(literal, id: id) { words.add(pattern) }
        }
      }
    }
    var firstFeature = words.wordIDs.upperBound
    for model in rulebook.models {
      featureIDs.append(firstFeature..<firstFeature + model.features.count)
      firstFeature += model.features.count
      for (feature, id) in zip(model.features, featureIDs[featureIDs.count - 1]) {
        do {
          try words.add(feature, id: id)
        } catch {
          diagnostics.append(Diagnostic(at: model.location, error.message(for: feature.written)))
        }
      }
    }
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
        let likelihood = try words.add(
          syntax, id: id, spellings: entry.spellings, isSpellable: entry.disguise == .full)
        if id < firstException { likelihoods[id] += likelihood }
      } catch {
        diagnostics.append(Diagnostic(at: syntax.location, error.message(for: syntax.text)))
      }
    }
  }

  /// An expression, and what is wrong with it.
  private static func compile(_ rule: RegexRule) -> (SymbolRegex, Diagnostic?) {
    do {
      let regex = try SymbolRegex(rule.regex)
      if regex.requiredLiterals != nil { return (regex, nil) }
      return (
        regex,
        Diagnostic(
          at: rule.regexLocation,
          "the expression of '\(rule.id)' has no literal that each match holds; add a word of three letters")
      )
    } catch {
      var location = rule.regexLocation
      location.column += error.column - 1
      return (.neverMatching, Diagnostic(at: location, error.message))
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
