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
  let layout: PhraseLayout
  /// The phrases and the places in them that a word is the anchor of, for word `firstWord + n` at
  /// `starts[n]..<starts[n + 1]`.
  let uses: [Use]
  let starts: [Int32]
  /// The lowest id of a word of a phrase.
  let firstWord: Int

  /// A word that is an anchor of a phrase, by the indices in ``PhraseLayout``.
  struct Use: Sendable, BitwiseCopyable {
    var phrase: Int32
    var slot: Int32
    var way: Int32
    var word: Int32
  }

  /// Takes phrases whose words have ids in a range.
  public init(_ phrases: [Phrase], wordIDs: Range<Int>) {
    layout = PhraseLayout(phrases)
    firstWord = wordIDs.lowerBound
    var lists = [[Use]](repeating: [], count: wordIDs.count)
    for (index, phrase) in phrases.enumerated() {
      for anchor in phrase.anchors {
        guard let word = phrase.slots[anchor.slot][anchor.way][anchor.word] else { continue }
        let slot = layout.slots(of: index).lowerBound + anchor.slot
        let way = layout.ways(to: slot).lowerBound + anchor.way
        lists[word - firstWord].append(
          Use(
            phrase: Int32(index), slot: Int32(slot), way: Int32(way),
            word: Int32(layout.words(in: way).lowerBound + anchor.word)))
      }
    }
    var starts: [Int32] = [0]
    var uses: [Use] = []
    for list in lists {
      uses += list
      starts.append(Int32(uses.count))
    }
    self.starts = starts
    self.uses = uses
  }

  /// The ids of the phrases of which a word is an anchor.
  public func ids(anchoredBy word: Int) -> [Int] { list(of: word).map { layout.id(of: Int($0.phrase)) } }

  /// Whether a word is an anchor of a phrase.
  public func isAnchor(_ word: Int) -> Bool { starts[word - firstWord] < starts[word - firstWord + 1] }

  private func list(of word: Int) -> ArraySlice<Use> {
    uses[Int(starts[word - firstWord])..<Int(starts[word - firstWord + 1])]
  }

  /// Calls `found` with the longest match of each phrase around a word that is an anchor of it.
  public func forEachPhrase(
    around anchor: WordMatch, in text: borrowing some PhraseWords & ~Copyable, _ found: (FoundPhrase) -> Void
  ) {
    for use in list(of: Int(anchor.id)) {
      let slots = layout.slots(of: Int(use.phrase))
      let words = layout.words(in: Int(use.way))
      let before = Edge(place: Int(anchor.firstWord) - 1, byte: anchor.start, sentence: anchor.sentence)
      let after = Edge(place: Int(anchor.lastWord) + 1, byte: anchor.end, sentence: anchor.sentence)
      guard let wayStart = back(overWords: words.lowerBound..<Int(use.word), from: before, in: text),
        let wayEnd = ahead(overWords: Int(use.word) + 1..<words.upperBound, from: after, in: text),
        let start = back(overSlots: slots.lowerBound..<Int(use.slot), from: wayStart, in: text),
        let end = ahead(overSlots: Int(use.slot) + 1..<slots.upperBound, from: wayEnd, in: text)
      else { continue }
      found(
        FoundPhrase(
          match: WordMatch(
            id: Int32(layout.id(of: Int(use.phrase))), start: start.byte ?? anchor.start, end: end.byte ?? anchor.end,
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

  private func ahead(
    overSlots slots: Range<Int>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.first else { return edge }
    var farthest: Edge?
    for way in layout.ways(to: slot) {
      guard let next = ahead(overWords: layout.words(in: way), from: edge, in: text),
        let end = ahead(overSlots: slots.dropFirst(), from: next, in: text)
      else { continue }
      if end.place > farthest?.place ?? -1 { farthest = end }
    }
    return farthest
  }

  private func ahead(
    overWords words: Range<Int>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    var edge = edge
    for word in words {
      guard edge.place < text.wordCount else { return nil }
      if let id = layout.word(at: word) {
        guard let next = text.word(id, beginningAt: edge.place) else { return nil }
        edge = Edge(place: Int(next.lastWord) + 1, byte: next.end, sentence: next.sentence)
      } else {
        edge = Edge(place: edge.place + 1, byte: nil, sentence: edge.sentence)
      }
    }
    return edge
  }

  // MARK: To the beginning

  private func back(
    overSlots slots: Range<Int>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.last else { return edge }
    var farthest: Edge?
    for way in layout.ways(to: slot) {
      guard let next = back(overWords: layout.words(in: way), from: edge, in: text),
        let start = back(overSlots: slots.dropLast(), from: next, in: text)
      else { continue }
      if start.place < farthest?.place ?? .max { farthest = start }
    }
    return farthest
  }

  private func back(
    overWords words: Range<Int>, from edge: Edge, in text: borrowing some PhraseWords & ~Copyable
  ) -> Edge? {
    var edge = edge
    for word in words.reversed() {
      guard edge.place >= 0 else { return nil }
      if let id = layout.word(at: word) {
        guard let next = text.word(id, endingAt: edge.place) else { return nil }
        edge = Edge(place: Int(next.firstWord) - 1, byte: next.start, sentence: next.sentence)
      } else {
        edge = Edge(place: edge.place - 1, byte: nil, sentence: edge.sentence)
      }
    }
    return edge
  }
}
