internal import PatternScanning
package import Rulebook
internal import TextFolding

/// The patterns of a rulebook: those of its entries in all their spellings, those of their exceptions, and the literals of
/// its regular expressions. A match's id is the number of the rule; behind the rules are numbered the exceptions, the
/// literals and the words of phrases.
package struct RulePatterns {
  /// A set of literals that an alternative needs: its id, and how far a match may reach before one, see
  /// ``RequiredSet/lead``.
  typealias NeededLiteral = (id: Int, lead: Int?)

  package private(set) var words: WordPatterns
  /// What could not be compiled and was left out.
  package private(set) var diagnostics: [Diagnostic] = []
  /// The compiled expressions, in the order of the regex rules.
  private(set) var regexes: [SymbolRegex] = []
  /// The rules that the exceptions take back, in the order of the exceptions' ids.
  private(set) var exceptionOwners: [Int] = []
  /// How often the literals of each expression are met, as a share of all words.
  private(set) var regexShares: [Double] = []
  /// For each expression its alternatives, each by the sets of literals that it needs, the rarest first; empty for one that
  /// has an error.
  private(set) var literals: [[[NeededLiteral]]] = []
  /// The ids of the features of each model.
  private(set) var featureIDs: [Range<Int>] = []
  /// The id of the first exception, and of the first set of literals.
  let firstException: Int
  let firstLiteral: Int

  /// Compiles the patterns of a rulebook.
  package init(_ rulebook: Rulebook) {
    firstException = RuleNumbers(rulebook).count
    firstLiteral = firstException + rulebook.entries.count { !$0.exceptions.isEmpty }
    let frequencies = WordFrequencies(rulebook.frequencies)
    var sets = LiteralSets(firstID: firstLiteral)
    for rule in rulebook.regexRules {
      let (regex, problem) = Self.compile(rule, frequencies)
      if let problem { diagnostics.append(problem) }
      regexes.append(regex)
      literals.append(
        regex.alternatives.map { $0.map { (sets.id(of: $0.literals, at: rule.regexLocation), $0.lead) } })
    }
    words = WordPatterns(PatternCompiler(rulebook.affixClasses), firstWordID: sets.ids.upperBound)
    for (rule, entry) in rulebook.entries.enumerated() { compile(entry, rule: rule) }
    regexShares = regexes.map { regex in
      regex.alternatives.reduce(0) { share, sets in share + (sets.first.map { frequencies.share(of: $0.literals) } ?? 1)
      }
    }
    for (set, id) in zip(sets.sets, sets.ids) {
      do {
        try words.add(set.literals, id: id)
      } catch {
        diagnostics.append(Diagnostic(at: set.location, error.message(for: "(the words of the expression)")))
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
        try words.add(syntax, id: id, spellings: entry.spellings, isSpellable: entry.disguise == .full)
      } catch {
        diagnostics.append(Diagnostic(at: syntax.location, error.message(for: syntax.text)))
      }
    }
  }

  /// An expression, and what is wrong with it.
  private static func compile(_ rule: RegexRule, _ frequencies: WordFrequencies) -> (SymbolRegex, Diagnostic?) {
    do {
      let regex = try SymbolRegex(rule.regex, frequencies)
      if !regex.alternatives.contains(where: \.isEmpty) { return (regex, nil) }
      return (
        regex,
        Diagnostic(
          at: rule.regexLocation,
          "the expression of '\(rule.id)' may match without any word or sign that is rare enough to be looked for; add one to each alternative"
        )
      )
    } catch {
      var location = rule.regexLocation
      location.column += error.column - 1
      return (.neverMatching, Diagnostic(at: location, error.message))
    }
  }
}

/// Numbers different sets of literals.
private struct LiteralSets {
  let firstID: Int
  /// The sets, each with the place of the first expression that needs it.
  private(set) var sets: [(literals: [RegexLiteral], location: SourceLocation)] = []
  private var known: [[RegexLiteral]: Int] = [:]

  init(firstID: Int) { self.firstID = firstID }

  var ids: Range<Int> { firstID..<firstID + sets.count }

  mutating func id(of set: [RegexLiteral], at location: SourceLocation) -> Int {
    if let id = known[set] { return id }
    let id = ids.upperBound
    sets.append((set, location))
    known[set] = id
    return id
  }
}

extension WordFrequencies {
  /// The frequencies of a rulebook's words.
  fileprivate init(_ frequencies: [WordFrequency]) {
    var folder = TextFolder()
    self.init(
      frequencies.map { (symbols: folder.fold($0.word).symbols, share: Double($0.perMillion) / 1_000_000) })
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
