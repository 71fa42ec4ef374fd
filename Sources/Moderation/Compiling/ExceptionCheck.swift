internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Finds exceptions that can never apply: no text that they describe holds a match of their entry. An exception with `*`
/// stands for more texts than can be tried and is passed over.
struct ExceptionCheck {
  /// An exception that describes more texts than this is passed over too.
  private static let mostTexts = 2_000

  private let affixes: [String: [PatternSyntax]]
  private let patternCompiler: PatternCompiler

  init(_ classes: [AffixClass]) {
    affixes = Dictionary(classes.map { ($0.name, $0.members) }, uniquingKeysWith: { first, _ in first })
    patternCompiler = PatternCompiler(classes)
  }

  /// A warning for each useless exception of an entry.
  func warnings(for entry: LexiconEntry) -> [Diagnostic] {
    guard !entry.exceptions.isEmpty else { return [] }
    guard let search = ExceptionSearch(entry, patternCompiler) else { return [] }
    var finder = search
    var warnings: [Diagnostic] = []
    for exception in entry.exceptions {
      guard let texts = texts(of: exception.node) else { continue }
      let applies = texts.contains { finder.matches($0) }
      if !applies {
        let message = "the exception '\(exception.text)' never applies: '\(entry.id)' does not match there; take it out"
        warnings.append(Diagnostic(.warning, at: exception.location, message))
      }
    }
    return warnings
  }

  /// Every text that a pattern describes; nil if there are too many.
  private func texts(of node: PatternSyntax.Node) -> [String]? {
    switch node {
    case .character(let character): return [String(character)]
    case .gap: return [" "]
    case .mask: return ["*"]
    case .anyLetters: return nil
    case .affixes(let name): return union((affixes[name] ?? []).map(\.node))
    case .choice(let nodes): return union(nodes)
    case .sequence(let nodes):
      var all = [""]
      for node in nodes {
        guard let some = texts(of: node), all.count * some.count <= Self.mostTexts else { return nil }
        all = all.flatMap { start in some.map { start + $0 } }
      }
      return all
    }
  }

  private func union(_ nodes: [PatternSyntax.Node]) -> [String]? {
    var all: [String] = []
    for node in nodes {
      guard let some = texts(of: node), all.count + some.count <= Self.mostTexts else { return nil }
      all += some
    }
    return all
  }
}

/// Finds one entry in texts.
private struct ExceptionSearch {
  private let scanner: PatternScanner
  private let phrases: PhraseTable
  private var scratch: PatternScanner.Scratch

  /// nil if a pattern of the entry cannot be compiled, which is reported elsewhere.
  init?(_ entry: LexiconEntry, _ compiler: PatternCompiler) {
    var words = WordPatterns(compiler, firstWordID: 1)
    for syntax in entry.patterns {
      guard (try? words.add(syntax, id: 0, spellings: entry.spellings, isSpellable: false)) != nil else { return nil }
    }
    scanner = PatternScanner(words.patterns)
    phrases = PhraseTable(words.phrases, wordIDs: words.wordIDs) { _ in 0 }
    scratch = PatternScanner.Scratch()
  }

  mutating func matches(_ text: String) -> Bool {
    var folder = TextFolder()
    let text = folder.fold(text)
    scanner.scan(text.symbols.span, scratch: &scratch)
    if scratch.matches.contains(where: { $0.id == 0 }) { return true }
    let places = WordPlaces(text.symbols.span)
    let matches = scratch.matches.map { text.placed($0.id, $0.range, places) }
    var words = FoundWords(wordCount: places.wordCount, words: matches.sorted(by: SortedWords.isOrdered))
    for word in words.words { phrases.findPhrases(around: Int(word.id), at: word, deferred: false, in: &words) }
    return words.holdPhrase
  }
}

private struct FoundWords: PhraseWords {
  let wordCount: Int
  let words: [WordMatch]
  private(set) var holdPhrase = false

  init(wordCount: Int, words: [WordMatch]) {
    self.wordCount = wordCount
    self.words = words
  }

  mutating func insert(_ phrase: FoundPhrase) { holdPhrase = true }

  func isSettled(_ id: Int) -> Bool { holdPhrase }

  func mayHold(group: Int, at place: Int) -> Bool { 0 <= place && place < wordCount }

  func word(of group: Int, at place: Int) -> GroupAnswer { .unknown }

  func word(_ id: Int, beginningAt place: Int) -> WordMatch? {
    SortedWords.word(id, beginningAt: UInt32(place), in: words, words.indices)
  }

  func word(_ id: Int, endingAt place: Int) -> WordMatch? {
    SortedWords.word(id, endingAt: UInt32(place), in: words, words.indices)
  }
}
