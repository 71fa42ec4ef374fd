/// Words in a row, with nothing but white space and signs between them.
public struct Phrase: Sendable, Hashable {
  /// What is reported.
  public var id: Int
  /// One after the other, the ways to fill each place: words by the ids of their patterns, nil for any word. A way may be
  /// empty, and may hold several words.
  public var slots: [[[Int?]]]

  /// A phrase of its parts.
  public init(id: Int, slots: [[[Int?]]]) {
    self.id = id
    self.slots = slots
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
  /// How the word of a number begins, if it is what its symbols say.
  func opening(ofWord place: Int) -> WordOpenings?
  /// The match of a word's pattern that begins with the word of a number.
  mutating func word(_ id: Int, beginningAt place: Int) -> WordMatch?
  /// The match of a word's pattern that ends with the word of a number.
  mutating func word(_ id: Int, endingAt place: Int) -> WordMatch?
}

/// Finds phrases among the words that a ``PatternScanner`` found. Immutable, shared between threads.
///
/// Each phrase is looked for around the words that fill one of its slots, its *anchors*: the slot whose words are met most
/// seldom.
public struct PhraseTable: Sendable {
  /// What is reported for each phrase.
  private var ids: [Int32] = []
  /// Phrase `p` has the slots `slotStarts[p]..<slotStarts[p + 1]`, slot `s` the ways `wayStarts[s]..<wayStarts[s + 1]`, way
  /// `w` the words `wordStarts[w]..<wordStarts[w + 1]`.
  private var slotStarts: [Int32] = [0]
  private var wayStarts: [Int32] = [0]
  private var wordStarts: [Int32] = [0]
  /// The ids of words; ``anyWord`` for any.
  private var words: [Int32] = []
  /// Where word `firstWord + n` is an anchor: `uses[useStarts[n]..<useStarts[n + 1]]`.
  private var useStarts: [Int32] = [0]
  /// Where among them the deferred ones begin.
  private var deferredStarts: [Int32] = []
  private var uses: [Use] = []
  /// The lowest id of a word of a phrase.
  private let firstWord: Int
  /// How often each phrase is met, as a share of all words, as far as can be told from its words.
  public private(set) var shares: [Double] = []

  private static let anyWord: Int32 = -1

  /// An anchor: its phrase, its slot among those of the phrase, and the way and the word among all.
  private struct Use: Sendable {
    var phrase: Int32
    var slot: Int32
    var way: Int32
    var word: Int32
    /// How the words before and behind begin; ``WordOpenings/all`` also where there need not be any.
    var before = WordOpenings.all
    var after = WordOpenings.all
  }

  /// Takes phrases.
  ///
  /// - Parameters:
  ///   - phrases: The phrases.
  ///   - wordIDs: The ids of their words.
  ///   - share: How often a word is met, as a share of all words.
  ///   - openings: How a word may begin.
  ///   - isDeferred: Whether a phrase of an id is looked for only when all of them are.
  public init(
    _ phrases: [Phrase], wordIDs: Range<Int>, share: (Int) -> Double,
    openings: (Int) -> WordOpenings = { _ in .all }, isDeferred: (Int) -> Bool = { _ in false }
  ) {
    firstWord = wordIDs.lowerBound
    var lists = [[Use]](repeating: [], count: wordIDs.count)
    for (index, phrase) in phrases.enumerated() {
      ids.append(Int32(phrase.id))
      var best: (share: Double, uses: [Use])?
      var all = 1.0
      for slot in phrase.slots {
        var slotUses: [Use] = []
        var slotShare = 0.0
        for way in slot {
          var rarest: (share: Double, word: Int32)?
          for word in way {
            if let word, share(word) < rarest?.share ?? .infinity { rarest = (share(word), Int32(words.count)) }
            words.append(word.map { Int32($0) } ?? Self.anyWord)
          }
          slotUses.append(
            Use(
              phrase: Int32(index), slot: Int32(wayStarts.count - 1), way: Int32(wordStarts.count - 1),
              word: rarest?.word ?? Self.anyWord))
          slotShare += rarest?.share ?? 1
          wordStarts.append(Int32(words.count))
        }
        wayStarts.append(Int32(wordStarts.count - 1))
        all *= min(1, slotShare * Self.attraction)
        if !slotUses.contains(where: { $0.word == Self.anyWord }), slotShare < best?.share ?? .infinity {
          best = (slotShare, slotUses)
        }
      }
      slotStarts.append(Int32(wayStarts.count - 1))
      shares.append(min(best?.share ?? 1, all))
      for use in best?.uses ?? [] { lists[Int(words[Int(use.word)]) - firstWord].append(use) }
    }
    for list in lists {
      let uses = list.map { withNeighbours($0, openings) }
      self.uses += uses.filter { !isDeferred(Int(ids[Int($0.phrase)])) }
      deferredStarts.append(Int32(self.uses.count))
      self.uses += uses.filter { isDeferred(Int(ids[Int($0.phrase)])) }
      useStarts.append(Int32(self.uses.count))
    }
  }

  /// An anchor with what is known of the words beside it.
  private func withNeighbours(_ use: Use, _ openings: (Int) -> WordOpenings) -> Use {
    var use = use
    let way = words(of: Int(use.way))
    let slots = Int(slotStarts[Int(use.phrase)])..<Int(slotStarts[Int(use.phrase) + 1])
    let place = Int(use.word)
    use.after =
      place + 1 < way.upperBound ? all([place + 1], openings) : all(nextTo: use, slots, by: 1, openings)
    use.before =
      place > way.lowerBound ? all([place - 1], openings) : all(nextTo: use, slots, by: -1, openings)
    return use
  }

  /// How the words beside a slot begin.
  private func all(
    nextTo use: Use, _ slots: Range<Int>, by step: Int, _ openings: (Int) -> WordOpenings
  ) -> WordOpenings {
    let slot = Int(use.slot) + step
    guard slots.contains(slot) else { return .all }
    var places: [Int] = []
    for way in ways(of: slot) {
      guard let place = step > 0 ? words(of: way).first : words(of: way).last else { return .all }
      places.append(place)
    }
    return all(places, openings)
  }

  private func all(_ places: [Int], _ openings: (Int) -> WordOpenings) -> WordOpenings {
    places.reduce(.none) { all, place in
      all.union(words[place] == Self.anyWord ? .all : openings(Int(words[place])))
    }
  }

  /// Words that belong together are met together more often than by chance.
  private static let attraction = 5.0

  /// The ids of the phrases of which a word is an anchor.
  public func ids(anchoredBy word: Int) -> [Int] { list(of: word).map { Int(ids[Int(uses[$0].phrase)]) } }

  /// Whether a word is an anchor of a phrase.
  public func isAnchor(_ word: Int) -> Bool { !list(of: word).isEmpty }

  private func list(of word: Int) -> Range<Int> {
    Int(useStarts[word - firstWord])..<Int(useStarts[word - firstWord + 1])
  }

  /// Adds the longest match of each phrase around a word that is an anchor of it, of those that are deferred or of the
  /// others.
  public func addPhrases(
    around anchor: WordMatch, deferred: Bool, in text: inout some PhraseWords & ~Copyable,
    to found: inout [FoundPhrase]
  ) {
    let all = list(of: Int(anchor.id))
    let split = Int(deferredStarts[Int(anchor.id) - firstWord])
    let range = deferred ? split..<all.upperBound : all.lowerBound..<split
    if range.isEmpty { return }
    let previous = text.neighbour(Int(anchor.firstWord) - 1)
    let next = text.neighbour(Int(anchor.lastWord) + 1)
    for index in range {
      guard uses[index].after.intersects(next), uses[index].before.intersects(previous) else { continue }
      let use = uses[index]
      let way = Int(use.way)
      let word = Int(use.word)
      let before = Edge(place: Int(anchor.firstWord) - 1, byte: anchor.start, sentence: anchor.sentence)
      let after = Edge(place: Int(anchor.lastWord) + 1, byte: anchor.end, sentence: anchor.sentence)
      let phrase = Int(use.phrase)
      guard let wayStart = back(over: Int(wordStarts[way])..<word, from: before, in: &text),
        let wayEnd = ahead(over: word + 1..<Int(wordStarts[way + 1]), from: after, in: &text),
        let start = back(overSlots: Int(slotStarts[phrase])..<Int(use.slot), from: wayStart, in: &text),
        let end = ahead(overSlots: Int(use.slot) + 1..<Int(slotStarts[phrase + 1]), from: wayEnd, in: &text)
      else { continue }
      found.append(
        FoundPhrase(
          match: WordMatch(
            id: ids[phrase], start: start.byte ?? anchor.start, end: end.byte ?? anchor.end,
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

  private func ways(of slot: Int) -> Range<Int> { Int(wayStarts[slot])..<Int(wayStarts[slot + 1]) }
  private func words(of way: Int) -> Range<Int> { Int(wordStarts[way])..<Int(wordStarts[way + 1]) }

  // MARK: To the end

  private func ahead(
    overSlots slots: Range<Int>, from edge: Edge, in text: inout some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.first else { return edge }
    var farthest: Edge?
    for way in ways(of: slot) {
      guard let next = ahead(over: words(of: way), from: edge, in: &text),
        let end = ahead(overSlots: slots.dropFirst(), from: next, in: &text)
      else { continue }
      if end.place > farthest?.place ?? -1 { farthest = end }
    }
    return farthest
  }

  private func ahead(
    over range: Range<Int>, from edge: Edge, in text: inout some PhraseWords & ~Copyable
  ) -> Edge? {
    var edge = edge
    for index in range {
      guard edge.place < text.wordCount else { return nil }
      if words[index] == Self.anyWord {
        edge = Edge(place: edge.place + 1, byte: nil, sentence: edge.sentence)
      } else {
        guard let next = text.word(Int(words[index]), beginningAt: edge.place) else { return nil }
        edge = Edge(place: Int(next.lastWord) + 1, byte: next.end, sentence: next.sentence)
      }
    }
    return edge
  }

  // MARK: To the beginning

  private func back(
    overSlots slots: Range<Int>, from edge: Edge, in text: inout some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.last else { return edge }
    var farthest: Edge?
    for way in ways(of: slot) {
      guard let next = back(over: words(of: way), from: edge, in: &text),
        let start = back(overSlots: slots.dropLast(), from: next, in: &text)
      else { continue }
      if start.place < farthest?.place ?? .max { farthest = start }
    }
    return farthest
  }

  private func back(
    over range: Range<Int>, from edge: Edge, in text: inout some PhraseWords & ~Copyable
  ) -> Edge? {
    var edge = edge
    for index in range.reversed() {
      guard edge.place >= 0 else { return nil }
      if words[index] == Self.anyWord {
        edge = Edge(place: edge.place - 1, byte: nil, sentence: edge.sentence)
      } else {
        guard let next = text.word(Int(words[index]), endingAt: edge.place) else { return nil }
        edge = Edge(place: Int(next.firstWord) - 1, byte: next.start, sentence: next.sentence)
      }
    }
    return edge
  }
}

extension PhraseWords where Self: ~Copyable {
  /// How a word beside an anchor begins. Where there is none, everything is possible: what needs it will fail by itself.
  fileprivate func neighbour(_ place: Int) -> WordOpenings {
    guard place >= 0, place < wordCount else { return .all }
    return opening(ofWord: place) ?? .all
  }
}
