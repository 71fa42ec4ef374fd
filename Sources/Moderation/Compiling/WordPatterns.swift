package import PatternScanning
internal import Rulebook

/// Collects written patterns as patterns for single words and phrases of such words. A word that several phrases share
/// stands here once.
package struct WordPatterns {
  /// For single words: those that are reported, and the words of phrases.
  package private(set) var patterns: [Pattern] = []
  package private(set) var phrases: [Phrase] = []
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

  /// Adds a pattern in some spellings, to be reported by an id; yields how often it matches, as far as can be told from
  /// its letters.
  mutating func add(
    _ syntax: PatternSyntax, id: Int, spellings: [Spelling], isSpellable: Bool
  ) throws(PatternCompiler.Failure) -> Double {
    if isSpellable { spellable.insert(id) }
    var likelihood = 0.0
    for spelling in spellings {
      let slots = try compiler.slots(for: syntax, spelling: spelling)
      if slots.count == 1, slots[0].count == 1, slots[0][0].count == 1, let word = slots[0][0][0] {
        patterns += try PatternCompiler.patterns(for: word, id: id)
        likelihood += SymbolRarity.likelihood(ofInformation: Self.information(of: word))
      } else {
        likelihood += try add(slots, id: id, isSpellable: isSpellable)
      }
    }
    return likelihood
  }

  /// Adds a word or the beginning of words that a model weighs.
  mutating func add(_ feature: LinearModel.Feature, id: Int) throws(PatternCompiler.Failure) {
    let node = PatternSyntax.Node.sequence(
      feature.text.map { .character($0) } + (feature.isStem ? [.anyLetters] : []))
    for word in try compiler.words(of: node) { patterns += try PatternCompiler.patterns(for: word, id: id) }
  }

  /// Adds a pattern that is made already.
  mutating func add(_ pattern: Pattern) { patterns.append(pattern) }

  private mutating func add(
    _ slots: [[[PhraseSplitter.Word]]], id: Int, isSpellable: Bool
  ) throws(PatternCompiler.Failure) -> Double {
    guard let (slot, information) = Self.rarestSlot(of: slots) else { throw .noLetter }
    var anchors: [Phrase.Anchor] = []
    for (way, words) in slots[slot].enumerated() {
      guard let word = Self.rarestWord(of: words)?.index else { continue }
      anchors.append(.init(slot: slot, way: way, word: word))
    }
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
    phrases.append(Phrase(id: id, slots: filled, anchors: anchors))
    return SymbolRarity.likelihood(ofInformation: information)
  }

  /// The slot whose words are met most seldom, and the information in the likeliest of them; nil if each slot may be empty
  /// or hold any words.
  private static func rarestSlot(of slots: [[[PhraseSplitter.Word]]]) -> (index: Int, information: Int)? {
    var best: (index: Int, information: Int)?
    for (index, ways) in slots.enumerated() {
      let rarest = ways.map { rarestWord(of: $0)?.information ?? 0 }
      guard let least = rarest.min(), least > best?.information ?? 0 else { continue }
      best = (index, least)
    }
    return best
  }

  private static func rarestWord(of words: [PhraseSplitter.Word]) -> (index: Int, information: Int)? {
    var best: (index: Int, information: Int)?
    for (index, word) in words.enumerated() {
      guard let word, case let information = information(of: word), information > best?.information ?? 0 else {
        continue
      }
      best = (index, information)
    }
    return best
  }

  private static func information(of word: [PatternCompiler.Part]) -> Int { word.reduce(0) { $0 + $1.information } }

  private mutating func id(of word: Word) throws(PatternCompiler.Failure) -> Int {
    if let id = words[word] { return id }
    let id = firstWordID + words.count
    patterns += try PatternCompiler.patterns(for: word.parts, id: id)
    if word.isSpellable { spellable.insert(id) }
    words[word] = id
    return id
  }
}
