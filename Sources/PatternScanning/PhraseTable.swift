/// Words in a row, with nothing but white space and signs between them.
public struct Phrase: Sendable, Hashable {
  /// What is reported.
  public var id: Int
  /// One after the other, the ways to fill each place: words by the ids of their patterns, nil for any word. A way may be
  /// empty, and may hold several words.
  public var slots: [[[Int?]]]
  /// Words of which every match holds one: for each way to fill one slot, the word that is met most seldom.
  public var anchors: [Anchor]

  /// The place of a word in a phrase.
  public struct Anchor: Sendable, Hashable {
    /// The index of the slot, of the way to fill it, and of the word in that way.
    public var slot: Int
    /// See `slot`.
    public var way: Int
    /// See `slot`.
    public var word: Int

    /// A place.
    public init(slot: Int, way: Int, word: Int) {
      self.slot = slot
      self.way = way
      self.word = word
    }
  }

  /// A phrase of its parts.
  public init(id: Int, slots: [[[Int?]]], anchors: [Anchor]) {
    self.id = id
    self.slots = slots
    self.anchors = anchors
  }
}

/// A phrase that was found.
public struct FoundPhrase: Sendable {
  /// The match. Its bytes lack those of any words at its ends.
  public var match: WordMatch
  /// Whether the first word is any word, so that its bytes must be added.
  public var beginsWithAny: Bool
  /// Whether the last word is any word.
  public var endsWithAny: Bool
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
  /// The phrases and the places in them that a word is the anchor of, for word `firstWord + n` at
  /// `starts[n]..<starts[n + 1]`.
  private let uses: [(phrase: Int32, anchor: Int32)]
  private let starts: [Int32]
  /// The lowest id of a word of a phrase.
  private let firstWord: Int

  /// Takes phrases whose words have ids in a range.
  public init(_ phrases: [Phrase], wordIDs: Range<Int>) {
    self.phrases = phrases
    firstWord = wordIDs.lowerBound
    var lists = [[(phrase: Int32, anchor: Int32)]](repeating: [], count: wordIDs.count)
    for (index, phrase) in phrases.enumerated() {
      for (number, anchor) in phrase.anchors.enumerated() {
        guard let word = phrase.slots[anchor.slot][anchor.way][anchor.word] else { continue }
        lists[word - firstWord].append((Int32(index), Int32(number)))
      }
    }
    var starts: [Int32] = [0]
    var uses: [(phrase: Int32, anchor: Int32)] = []
    for list in lists {
      uses += list
      starts.append(Int32(uses.count))
    }
    self.starts = starts
    self.uses = uses
  }

  /// The ids of the phrases of which a word is an anchor.
  public func ids(anchoredBy word: Int) -> [Int] { list(of: word).map { phrases[Int($0.phrase)].id } }

  /// Whether a word is an anchor of a phrase.
  public func isAnchor(_ word: Int) -> Bool { starts[word - firstWord] < starts[word - firstWord + 1] }

  private func list(of word: Int) -> ArraySlice<(phrase: Int32, anchor: Int32)> {
    uses[Int(starts[word - firstWord])..<Int(starts[word - firstWord + 1])]
  }

  /// Calls `found` with the longest match of each phrase around a word that is an anchor of it.
  public func forEachPhrase(
    around anchor: WordMatch, in text: borrowing some PhraseWords & ~Copyable, _ found: (FoundPhrase) -> Void
  ) {
    for use in list(of: Int(anchor.id)) {
      let phrase = phrases[Int(use.phrase)]
      let place = phrase.anchors[Int(use.anchor)]
      let way = phrase.slots[place.slot][place.way]
      let before = Edge(place: Int(anchor.firstWord) - 1, byte: anchor.start, sentence: anchor.sentence)
      let after = Edge(place: Int(anchor.lastWord) + 1, byte: anchor.end, sentence: anchor.sentence)
      guard let wayStart = Self.back(over: way[..<place.word], from: before, in: text),
        let wayEnd = Self.ahead(over: way[(place.word + 1)...], from: after, in: text),
        let start = Self.back(over: phrase.slots[..<place.slot], from: wayStart, in: text),
        let end = Self.ahead(over: phrase.slots[(place.slot + 1)...], from: wayEnd, in: text)
      else { continue }
      found(
        FoundPhrase(
          match: WordMatch(
            id: Int32(phrase.id), start: start.byte ?? anchor.start, end: end.byte ?? anchor.end,
            firstWord: UInt32(start.place + 1), lastWord: UInt32(end.place - 1), sentence: start.sentence,
            isWhole: true),
          beginsWithAny: start.byte == nil, endsWithAny: end.byte == nil))
    }
  }

  /// How far a phrase reaches to one side.
  private struct Edge {
    /// The number of the word beside it.
    var place: Int
    /// Where its outermost word begins or ends; nil if that is any word.
    var byte: UInt32?
    /// The sentence of the outermost word that is not any word.
    var sentence: UInt32
  }

  // MARK: To the end

  private static func ahead(
    over slots: ArraySlice<[[Int?]]>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.first else { return edge }
    var farthest: Edge?
    for way in slot {
      guard let next = ahead(over: way[...], from: edge, in: text),
        let end = ahead(over: slots.dropFirst(), from: next, in: text)
      else { continue }
      if end.place > farthest?.place ?? -1 { farthest = end }
    }
    return farthest
  }

  private static func ahead(
    over words: ArraySlice<Int?>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    var edge = edge
    for id in words {
      guard edge.place < text.wordCount else { return nil }
      if let id {
        guard let next = text.word(id, beginningAt: edge.place) else { return nil }
        edge = Edge(place: Int(next.lastWord) + 1, byte: next.end, sentence: next.sentence)
      } else {
        edge = Edge(place: edge.place + 1, byte: nil, sentence: edge.sentence)
      }
    }
    return edge
  }

  // MARK: To the beginning

  private static func back(
    over slots: ArraySlice<[[Int?]]>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.last else { return edge }
    var farthest: Edge?
    for way in slot {
      guard let next = back(over: way[...], from: edge, in: text),
        let start = back(over: slots.dropLast(), from: next, in: text)
      else { continue }
      if start.place < farthest?.place ?? .max { farthest = start }
    }
    return farthest
  }

  private static func back(
    over words: ArraySlice<Int?>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    var edge = edge
    for id in words.reversed() {
      guard edge.place >= 0 else { return nil }
      if let id {
        guard let next = text.word(id, endingAt: edge.place) else { return nil }
        edge = Edge(place: Int(next.firstWord) - 1, byte: next.start, sentence: next.sentence)
      } else {
        edge = Edge(place: edge.place - 1, byte: nil, sentence: edge.sentence)
      }
    }
    return edge
  }
}
