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

  /// An empty collection.
  ///
  /// - Parameter firstWordID: the words of phrases are numbered from here; nothing else may have such an id.
  init(_ compiler: PatternCompiler, firstWordID: Int) {
    self.compiler = compiler
    self.firstWordID = firstWordID
  }

  /// Adds a pattern in some spellings, to be reported by an id.
  ///
  /// - Returns: How often it matches, as far as can be told from its letters.
  mutating func add(
    _ syntax: PatternSyntax, id: Int, spellings: [Spelling], isSpellable: Bool
  ) throws(PatternCompiler.Failure) -> Double {
    if isSpellable { spellable.insert(id) }
    var likelihood = 0.0
    for spelling in spellings {
      for phrase in try compiler.phrases(for: syntax, spelling: spelling) {
        if phrase.count == 1, let word = phrase[0] {
          patterns += try PatternCompiler.patterns(for: word, id: id)
          likelihood += SymbolRarity.likelihood(ofInformation: word.reduce(0) { $0 + $1.information })
        } else {
          likelihood += try add(phrase, id: id, isSpellable: isSpellable)
        }
      }
    }
    return likelihood
  }

  /// Adds a pattern that is made already.
  mutating func add(_ pattern: Pattern) { patterns.append(pattern) }

  private mutating func add(
    _ phrase: [[PatternCompiler.Part]?], id: Int, isSpellable: Bool
  ) throws(PatternCompiler.Failure) -> Double {
    let rarity = phrase.map { $0?.reduce(0) { $0 + $1.information } ?? -1 }
    guard let rarest = rarity.max(), rarest >= 0, let anchor = rarity.firstIndex(of: rarest) else { throw .noLetter }
    var ids: [Int?] = []
    for word in phrase {
      guard let word else {
        ids.append(nil)
        continue
      }
      ids.append(try self.id(of: Word(parts: word, isSpellable: isSpellable)))
    }
    phrases.append(Phrase(id: id, words: ids, anchor: anchor))
    return SymbolRarity.likelihood(ofInformation: rarity.reduce(0) { $0 + max($1, 0) })
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
