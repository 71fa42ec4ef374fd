/// Words in a row, with nothing but white space and signs between them.
public struct Phrase: Sendable, Hashable {
  /// What is reported.
  public var id: Int
  /// The ids of the words' patterns, one after the other; nil stands for any word.
  public var words: [Int?]
  /// The index of the word that is met most seldom; it has an id.
  public var anchor: Int

  /// A phrase of its parts.
  public init(id: Int, words: [Int?], anchor: Int) {
    self.id = id
    self.words = words
    self.anchor = anchor
  }
}

/// Finds phrases among the words that a ``PatternScanner`` found. Immutable, shared between threads.
public struct PhraseTable: Sendable {
  private let phrases: [Phrase]
  /// The indices of the phrases whose anchor is word `firstWord + n`, at `starts[n]..<starts[n + 1]`.
  private let byAnchor: [Int32]
  private let starts: [Int32]
  /// The lowest id of a word of a phrase.
  private let firstWord: Int

  /// Takes phrases whose words have ids in a range.
  public init(_ phrases: [Phrase], wordIDs: Range<Int>) {
    self.phrases = phrases
    firstWord = wordIDs.lowerBound
    var lists = [[Int32]](repeating: [], count: wordIDs.count)
    for (index, phrase) in phrases.enumerated() {
      if let word = phrase.words[phrase.anchor] { lists[word - firstWord].append(Int32(index)) }
    }
    var starts: [Int32] = [0]
    var byAnchor: [Int32] = []
    for list in lists {
      byAnchor += list
      starts.append(Int32(byAnchor.count))
    }
    self.starts = starts
    self.byAnchor = byAnchor
  }

  /// The ids of the phrases of which a word is the anchor.
  public func ids(anchoredBy word: Int) -> [Int] { list(of: word).map { phrases[Int($0)].id } }

  private func list(of word: Int) -> ArraySlice<Int32> {
    byAnchor[Int(starts[word - firstWord])..<Int(starts[word - firstWord + 1])]
  }

  /// Calls `found` with each phrase's id, and its first and its last word that is not just any word.
  ///
  /// - Parameters:
  ///   - words: matches of the words of phrases, ascending by their first words.
  ///   - wordCount: how many words the text has.
  public func forEachPhrase(
    in words: borrowing [WordMatch], wordCount: Int, _ found: (_ id: Int, _ first: WordMatch, _ last: WordMatch) -> Void
  ) {
    for anchor in words.indices where words[anchor].isWhole {
      for index in list(of: Int(words[anchor].id)) {
        let phrase = phrases[Int(index)]
        var first = anchor
        var last = anchor
        guard
          Self.follow(phrase.words[(phrase.anchor + 1)...], words, from: anchor, wordCount, &last),
          Self.precede(phrase.words[..<phrase.anchor], words, from: anchor, &first)
        else { continue }
        found(phrase.id, words[first], words[last])
      }
    }
  }

  private static func follow(
    _ rest: ArraySlice<Int?>, _ words: borrowing [WordMatch], from anchor: Int, _ wordCount: Int, _ last: inout Int
  ) -> Bool {
    var place = Int(words[anchor].lastWord) + 1
    for id in rest {
      guard place < wordCount else { return false }
      guard let id else {
        place += 1
        continue
      }
      var index = last + 1
      while index < words.count, words[index].firstWord < place { index += 1 }
      while index < words.count, words[index].firstWord == place, !words[index].isWord(id) { index += 1 }
      guard index < words.count, words[index].firstWord == place else { return false }
      last = index
      place = Int(words[index].lastWord) + 1
    }
    return true
  }

  private static func precede(
    _ rest: ArraySlice<Int?>, _ words: borrowing [WordMatch], from anchor: Int, _ first: inout Int
  ) -> Bool {
    var place = Int(words[anchor].firstWord) - 1
    for id in rest.reversed() {
      guard place >= 0 else { return false }
      guard let id else {
        place -= 1
        continue
      }
      var index = first - 1
      while index >= 0, !words[index].isWord(id) || words[index].lastWord != place {
        guard Int(words[index].firstWord) >= place - longestReach else { return false }
        index -= 1
      }
      guard index >= 0 else { return false }
      first = index
      place = Int(words[index].firstWord) - 1
    }
    return true
  }

  /// A word may reach over a few places where signs were taken out of it, so one that ends at a place begins not far
  /// before it.
  private static let longestReach = 24
}

extension WordMatch {
  fileprivate func isWord(_ id: Int) -> Bool { self.id == id && isWhole }
}
