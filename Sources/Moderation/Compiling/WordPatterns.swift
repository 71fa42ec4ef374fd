package import PatternScanning
internal import Rulebook

/// Collects written patterns as patterns for single words and phrases of such words. A word that several phrases share
/// stands here once.
package struct WordPatterns {
  /// For single words: those that are reported, and the words of phrases.
  package private(set) var patterns: [Pattern] = []
  private(set) var phrases: [Phrase] = []
  /// The ids that are looked for across signs between the letters.
  package private(set) var spellable: Set<Int> = []
  /// The ids of the words of phrases.
  package var wordIDs: Range<Int> { firstWordID..<firstWordID + words.count }

  private let firstWordID: Int
  private var words: [Word: Int] = [:]
  private var compiler: PatternCompiler

  private struct Word: Hashable {
    var parts: [PatternCompiler.Part]
    var isSpellable: Bool
  }

  /// An empty collection. The words of phrases are numbered from `firstWordID` on; nothing else may have such an id.
  init(_ compiler: PatternCompiler, firstWordID: Int) {
    self.compiler = compiler
    self.firstWordID = firstWordID
  }

  /// Adds a pattern in some spellings, to be reported by an id.
  mutating func add(
    _ syntax: PatternSyntax, id: Int, spellings: [Spelling], isSpellable: Bool
  ) throws(PatternCompiler.Failure) {
    if isSpellable { spellable.insert(id) }
    for spelling in spellings {
      let slots = try compiler.slots(for: syntax, spelling: spelling)
      if slots.count == 1, slots[0].count == 1, slots[0][0].count == 1, let word = slots[0][0][0] {
        patterns += try PatternCompiler.patterns(for: word, id: id)
      } else {
        try add(slots, id: id, isSpellable: isSpellable)
      }
    }
  }

  /// Adds a word or the beginning of words that a model weighs.
  mutating func add(_ feature: LinearModel.Feature, id: Int) throws(PatternCompiler.Failure) {
    let node = PatternSyntax.Node.sequence(
      feature.text.map { .character($0) } + (feature.isStem ? [.anyLetters] : []))
    for word in try compiler.words(of: node) { patterns += try PatternCompiler.patterns(for: word, id: id) }
  }

  /// Adds the literals of a set, to be reported as seen by an id: by patterns that are literals themselves, by words, and by
  /// phrases.
  mutating func add(_ literals: [RegexLiteral], id: Int) throws(PatternCompiler.Failure) {
    var phrases: [[RegexLiteral.Word]] = []
    for literal in literals {
      switch literal {
      case .text(let symbols, let beginsWord):
        patterns += PatternCompiler.literalPattern(symbols, beginsWord: beginsWord, id: id)
      case .words(let words) where words.count == 1:
        guard let parts = PatternCompiler.parts(of: words[0]) else { continue }
        patterns += try PatternCompiler.patterns(for: parts, id: id)
      case .words(let words): phrases.append(words)
      }
    }
    do {
      for phrase in LiteralPhrases.joined(phrases) { try add(phrase, id: id) }
    } catch {
      // Joined they may have too many forms.
      for phrase in phrases { try add(phrase.map { [$0] }, id: id) }
    }
  }

  /// Adds a phrase of which each place is filled by one of some words.
  private mutating func add(_ places: [[RegexLiteral.Word]], id: Int) throws(PatternCompiler.Failure) {
    var slots: [[[PhraseSplitter.Word]]] = []
    for words in places {
      let forms = words.compactMap { PatternCompiler.parts(of: $0) }
      if forms.count < words.count {
        slots.append([[nil]])
        continue
      }
      var ways: [[PhraseSplitter.Word]] = [[forms.count == 1 ? forms[0] : [.choice(forms)]]]
      // The same word for all phrases, since a number would be hundreds of them otherwise.
      if words.contains(where: { !$0.beginsWord }) { ways.append([PatternCompiler.wordWithDigit]) }
      slots.append(ways)
    }
    try add(slots, id: id, isSpellable: false)
  }

  private mutating func add(
    _ slots: [[[PhraseSplitter.Word]]], id: Int, isSpellable: Bool
  ) throws(PatternCompiler.Failure) {
    // Some slot must be filled by words that are not any words, or nothing could be looked for.
    guard slots.contains(where: { $0.allSatisfy { $0.contains { $0 != nil } } }) else { throw .noLetter }
    var filled: [[[Int?]]] = []
    for ways in slots {
      var ids: [[Int?]] = []
      for words in ways {
        var way: [Int?] = []
        for word in words {
          guard let word else {
            way.append(nil)
            continue
          }
          way.append(try self.id(of: Word(parts: word, isSpellable: isSpellable)))
        }
        ids.append(way)
      }
      filled.append(ids)
    }
    phrases.append(Phrase(id: id, slots: filled))
  }

  private mutating func id(of word: Word) throws(PatternCompiler.Failure) -> Int {
    if let id = words[word] { return id }
    let id = firstWordID + words.count
    patterns += try PatternCompiler.patterns(for: word.parts, id: id)
    if word.isSpellable { spellable.insert(id) }
    words[word] = id
    return id
  }
}
