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

/// A phrase that was found.
public struct FoundPhrase: Sendable {
  /// From the first to the last word that is not just any word.
  public var match: WordMatch
  /// How many words more belong to it before and after.
  public var anyBefore: Int
  public var anyAfter: Int
}

/// The words of a text that belong to phrases, by their places among all words of the text.
public protocol PhraseWords: ~Copyable {
  /// How many words the text has.
  var wordCount: Int { get }
  /// The match of a word's pattern that begins with the word of a number.
  func word(_ id: Int, beginningAt place: Int) -> WordMatch?
  /// The match of a word's pattern that ends with the word of a number.
  func word(_ id: Int, endingAt place: Int) -> WordMatch?
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

  /// Whether a word is the anchor of a phrase.
  public func isAnchor(_ word: Int) -> Bool { starts[word - firstWord] < starts[word - firstWord + 1] }

  private func list(of word: Int) -> ArraySlice<Int32> {
    byAnchor[Int(starts[word - firstWord])..<Int(starts[word - firstWord + 1])]
  }

  /// Calls `found` with each phrase that a word is the anchor of.
  public func forEachPhrase(
    around anchor: WordMatch, in text: borrowing some PhraseWords & ~Copyable, _ found: (FoundPhrase) -> Void
  ) {
    for index in list(of: Int(anchor.id)) {
      let phrase = phrases[Int(index)]
      guard let last = Self.end(of: phrase, from: anchor, in: text),
        let first = Self.beginning(of: phrase, from: anchor, in: text)
      else { continue }
      var match = first
      match.id = Int32(phrase.id)
      match.end = last.end
      match.lastWord = last.lastWord
      found(
        FoundPhrase(
          match: match, anyBefore: phrase.words.prefix { $0 == nil }.count,
          anyAfter: phrase.words.reversed().prefix { $0 == nil }.count))
    }
  }

  private static func end(
    of phrase: Phrase, from anchor: WordMatch, in text: borrowing some PhraseWords & ~Copyable
  ) -> WordMatch? {
    var last = anchor
    var place = Int(anchor.lastWord) + 1
    for id in phrase.words[(phrase.anchor + 1)...] {
      guard place < text.wordCount else { return nil }
      if let id {
        guard let next = text.word(id, beginningAt: place) else { return nil }
        last = next
        place = Int(next.lastWord) + 1
      } else {
        place += 1
      }
    }
    return last
  }

  private static func beginning(
    of phrase: Phrase, from anchor: WordMatch, in text: borrowing some PhraseWords & ~Copyable
  ) -> WordMatch? {
    var first = anchor
    var place = Int(anchor.firstWord) - 1
    for id in phrase.words[..<phrase.anchor].reversed() {
      guard place >= 0 else { return nil }
      if let id {
        guard let next = text.word(id, endingAt: place) else { return nil }
        first = next
        place = Int(next.firstWord) - 1
      } else {
        place -= 1
      }
    }
    return first
  }
}

/// Matches of the words of phrases, sorted so that one is found by its id and its place.
public struct SortedWords: Sendable {
  /// Where signs were taken out of a word it may reach over a few places, so one that ends at a place begins not far before.
  private static let longestReach: UInt32 = 24

  /// Whether a match stands before another in the order.
  public static func isOrdered(_ first: WordMatch, _ second: WordMatch) -> Bool {
    (first.id, first.firstWord) < (second.id, second.firstWord)
  }

  /// The match of an id that begins with the word of a number, among those in a range of a sorted list.
  public static func word(
    _ id: Int, beginningAt place: UInt32, in words: borrowing [WordMatch], _ range: Range<Int>
  ) -> WordMatch? {
    let index = firstIndex(id, place, in: words, range)
    return index < range.upperBound && words[index].id == id && words[index].firstWord == place ? words[index] : nil
  }

  /// The match of an id that ends with the word of a number, among those in a range of a sorted list.
  public static func word(
    _ id: Int, endingAt place: UInt32, in words: borrowing [WordMatch], _ range: Range<Int>
  ) -> WordMatch? {
    var index = firstIndex(id, place < longestReach ? 0 : place - longestReach, in: words, range)
    while index < range.upperBound, words[index].id == id, words[index].firstWord <= place {
      if words[index].lastWord == place { return words[index] }
      index += 1
    }
    return nil
  }

  private static func firstIndex(
    _ id: Int, _ place: UInt32, in words: borrowing [WordMatch], _ range: Range<Int>
  ) -> Int {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if (Int(words[middle].id), words[middle].firstWord) < (id, place) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
