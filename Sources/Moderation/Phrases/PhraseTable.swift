internal import PatternScanning

/// Words in a row, with nothing but white space and signs between them.
struct Phrase: Sendable, Hashable {
  /// What is reported.
  var id: Int
  /// One after the other, the ways to fill each place: words by the ids of their patterns, nil for any word. A way may be
  /// empty, and may hold several words.
  var slots: [[[Int?]]]

  /// A phrase of its parts.
  init(id: Int, slots: [[[Int?]]]) {
    self.id = id
    self.slots = slots
  }
}

/// A phrase that was found.
struct FoundPhrase: Sendable {
  /// The match. Its bytes lack those of any words at its ends.
  var match: WordMatch
  /// Whether the first word is any word, so that its bytes must be added.
  var beginsWithAny: Bool
  /// Whether the last word is any word.
  var endsWithAny: Bool
}

/// The words of a text that belong to phrases, by their places among all words of the text.
protocol PhraseWords: ~Copyable {
  /// How many words the text has.
  var wordCount: Int { get }
  /// Whether the word of a number may be one of a group, or a part of one, see ``NeighbourGroups``; false if there is no such
  /// word. To be asked before the others are, since it costs less.
  func mayHold(group: Int, at place: Int) -> Bool
  /// Whether a word of a group begins or ends with the word of a number.
  mutating func word(of group: Int, at place: Int) -> GroupAnswer
  /// The match of a word's pattern that begins with the word of a number.
  mutating func word(_ id: Int, beginningAt place: Int) -> WordMatch?
  /// The match of a word's pattern that ends with the word of a number.
  mutating func word(_ id: Int, endingAt place: Int) -> WordMatch?
  /// Whether it makes no difference any more that a phrase of an id is found.
  mutating func isSettled(_ id: Int) -> Bool
  /// Takes a phrase that was found.
  mutating func insert(_ phrase: FoundPhrase)
}

/// What a text knows of a group of words at some place.
enum GroupAnswer {
  /// The word there, and no more words than it, is one of the group; the id says nothing.
  case word(WordMatch)
  /// There is none.
  case none
  /// Each word of the group must be asked for.
  case unknown
}

/// Finds phrases among the words that a ``PatternScanner`` found. Immutable, shared between threads: a class, so that nothing
/// is copied when it is passed on.
///
/// Each phrase is looked for around the words that fill one of its slots, its *anchors*: the slot whose words are met most
/// seldom.
final class PhraseTable: Sendable {
  let layout: PhraseLayout
  /// Where word `firstWord + n` is an anchor: its uses begin at `anchors[n]` and end where those of the next one begin.
  let anchors: [Anchor]
  let uses: [Use]
  /// What must stand beside each use; apart, since most uses are looked at no further.
  let gates: [Gate]
  /// The lowest id of a word of a phrase.
  let firstWord: Int
  /// Whether word `firstWord + n` stands in a phrase otherwise than as its anchor.
  let isBesideAnchor: [Bool]
  let neighbours: NeighbourGroups
  /// For each slot of ``layout`` the group of the single words that fill it, but for those of anchors.
  let groupsOfSlots: [Int32]
  /// How often each phrase is met, as a share of all words, as far as can be told from its words; only in a table that was
  /// compiled just now.
  let shares: [Double]

  /// An anchor: its phrase, and its slot, its way and its word among all.
  struct Use: Sendable, BitwiseCopyable {
    var phrase: Int32
    var slot: Int32
    var way: Int32
    var word: Int32
  }

  /// The groups of the words that must stand before and behind an anchor.
  struct Gate: Sendable, BitwiseCopyable {
    var previous: Int32
    var next: Int32
  }

  /// The first use of an anchor, and the first of its uses that are deferred.
  struct Anchor: Sendable, BitwiseCopyable {
    var firstUse: Int32
    var firstDeferred: Int32
  }

  /// Takes phrases.
  ///
  /// - Parameters:
  ///   - phrases: The phrases.
  ///   - wordIDs: The ids of their words.
  ///   - share: How often a word is met, as a share of all words.
  ///   - isDeferred: Whether a phrase of an id is looked for only when all of them are.
  init(
    _ phrases: [Phrase], wordIDs: Range<Int>, share: (Int) -> Double, isDeferred: (Int) -> Bool = { _ in false }
  ) {
    let layout = PhraseLayout(phrases)
    var shares: [Double] = []
    var lists = [[Use]](repeating: [], count: wordIDs.count)
    for phrase in phrases.indices {
      let anchors = layout.anchors(of: phrase, share)
      shares.append(anchors.share)
      for use in anchors.uses {
        if let word = layout.word(at: Int(use.word)) { lists[word - wordIDs.lowerBound].append(use) }
      }
    }
    var uses: [Use] = []
    var gates: [Gate] = []
    var anchors: [Anchor] = []
    var numbering = NeighbourGroups.Numbering(wordCount: wordIDs.count)
    func group(beside use: Use, ahead: Bool) -> Int32 {
      numbering.number(of: layout.words(beside: use, ahead: ahead).map { Set($0.map { $0 - wordIDs.lowerBound }) })
    }
    for list in lists {
      let deferred = list.filter { isDeferred(layout.id(of: Int($0.phrase))) }
      let others = list.filter { !isDeferred(layout.id(of: Int($0.phrase))) }
      anchors.append(Anchor(firstUse: Int32(uses.count), firstDeferred: Int32(uses.count + others.count)))
      uses += others + deferred
      for use in others + deferred {
        gates.append(Gate(previous: group(beside: use, ahead: false), next: group(beside: use, ahead: true)))
      }
    }
    anchors.append(Anchor(firstUse: Int32(uses.count), firstDeferred: Int32(uses.count)))
    let anchorSlots = Set(uses.map(\.slot))
    groupsOfSlots = (0..<layout.slotCount).map { slot in
      let words = layout.singleWays(to: slot).compactMap { layout.word(at: layout.words(in: $0).lowerBound) }
      if words.isEmpty || anchorSlots.contains(Int32(slot)) { return NeighbourGroups.none }
      return numbering.number(of: Set(words.map { $0 - wordIDs.lowerBound }))
    }
    var isBesideAnchor = [Bool](repeating: false, count: wordIDs.count)
    let anchored = Set(uses.map(\.word))
    for place in layout.words.indices where !anchored.contains(Int32(place)) {
      if let word = layout.word(at: place) { isBesideAnchor[word - wordIDs.lowerBound] = true }
    }
    firstWord = wordIDs.lowerBound
    self.layout = layout
    self.isBesideAnchor = isBesideAnchor
    neighbours = numbering.groups()
    self.shares = shares
    self.anchors = anchors
    self.uses = uses
    self.gates = gates
  }

  /// A table of its parts.
  init(
    layout: PhraseLayout, anchors: [Anchor], gates: [Gate], uses: [Use], isBesideAnchor: [Bool],
    neighbours: NeighbourGroups, groupsOfSlots: [Int32], firstWord: Int
  ) {
    self.layout = layout
    self.groupsOfSlots = groupsOfSlots
    self.isBesideAnchor = isBesideAnchor
    self.neighbours = neighbours
    self.anchors = anchors
    self.gates = gates
    self.uses = uses
    self.firstWord = firstWord
    shares = []
  }

  /// The ids of the phrases of which a word is an anchor.
  func ids(anchoredBy word: Int) -> [Int] { list(of: word).map { layout.id(of: Int(uses[$0].phrase)) } }

  /// The numbers of words and of groups of words are below this.
  var wordLimit: Int { neighbours.limit }

  /// Whether a word may be asked for beside an anchor.
  func isAskedFor(_ word: Int) -> Bool { isBesideAnchor[word - firstWord] }

  /// Whether a word is an anchor of a phrase.
  func isAnchor(_ word: Int) -> Bool { !list(of: word).isEmpty }

  private func list(of word: Int) -> Range<Int> {
    Int(anchors[word - firstWord].firstUse)..<Int(anchors[word - firstWord + 1].firstUse)
  }

  /// Finds the longest match of each phrase around a word that is an anchor of it, of those that are deferred or of the
  /// others. The anchor is the word of an id, and stands where a match of any id does.
  @inline(__always)
  func findPhrases(
    around id: Int, at anchor: WordMatch, deferred: Bool, in text: inout some PhraseWords & ~Copyable
  ) {
    let number = id - firstWord
    let first = deferred ? anchors[number].firstDeferred : anchors[number].firstUse
    let end = deferred ? anchors[number + 1].firstUse : anchors[number].firstDeferred
    for index in Int(first)..<Int(end) {
      let gate = gates[index]
      if gate.next != NeighbourGroups.none, !text.mayHold(group: Int(gate.next), at: Int(anchor.lastWord) + 1) {
        continue
      }
      if gate.previous != NeighbourGroups.none,
        !text.mayHold(group: Int(gate.previous), at: Int(anchor.firstWord) - 1)
      {
        continue
      }
      findPhrase(uses[index], at: anchor, in: &text)
    }
  }

  /// Finds the longest match of a phrase around its anchor.
  @inline(never)
  private func findPhrase(_ use: Use, at anchor: WordMatch, in text: inout some PhraseWords & ~Copyable) {
    let phrase = Int(use.phrase)
    let id = layout.ids[phrase]
    if text.isSettled(Int(id)) { return }
    let way = layout.words(in: Int(use.way))
    let word = Int(use.word)
    let before = Edge(place: Int(anchor.firstWord) - 1, byte: anchor.start, sentence: anchor.sentence)
    let after = Edge(place: Int(anchor.lastWord) + 1, byte: anchor.end, sentence: anchor.sentence)
    guard let wayStart = back(over: way.lowerBound..<word, from: before, in: &text),
      let wayEnd = ahead(over: word + 1..<way.upperBound, from: after, in: &text),
      let start = back(overSlots: layout.slots(of: phrase).lowerBound..<Int(use.slot), from: wayStart, in: &text),
      let end = ahead(overSlots: Int(use.slot) + 1..<layout.slots(of: phrase).upperBound, from: wayEnd, in: &text)
    else { return }
    text.insert(
      FoundPhrase(
        match: WordMatch(
          id: id, start: start.byte ?? anchor.start, end: end.byte ?? anchor.end,
          firstWord: UInt32(start.place + 1), lastWord: UInt32(end.place - 1), sentence: start.sentence,
          isWhole: true),
        beginsWithAny: start.byte == nil, endsWithAny: end.byte == nil))
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
    overSlots slots: Range<Int>, from edge: Edge, in text: inout some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.first else { return edge }
    var farthest: Edge?
    var ways = layout.ways(to: slot)
    switch answer(of: slot, at: edge.place, in: &text) {
    case .unknown: break
    case .none: ways = layout.otherWays(to: slot)
    case .word(let word):
      let next = Edge(place: edge.place + 1, byte: word.end, sentence: word.sentence)
      farthest = ahead(overSlots: slots.dropFirst(), from: next, in: &text)
      ways = layout.otherWays(to: slot)
    }
    // Ways that begin with the same word stand together, so that it is asked for once.
    var absent: Int32?
    for way in ways {
      let words = layout.words(in: way)
      var edge = edge
      if let first = words.first {
        if layout.words[first] == absent { continue }
        guard let next = ahead(over: first, from: edge, in: &text) else {
          absent = layout.words[first]
          continue
        }
        edge = next
      }
      guard let next = ahead(over: words.dropFirst(), from: edge, in: &text),
        let end = ahead(overSlots: slots.dropFirst(), from: next, in: &text)
      else { continue }
      if end.place > farthest?.place ?? -1 { farthest = end }
    }
    return farthest
  }

  private func answer(of slot: Int, at place: Int, in text: inout some PhraseWords & ~Copyable) -> GroupAnswer {
    let group = groupsOfSlots[slot]
    return group == NeighbourGroups.none ? .unknown : text.word(of: Int(group), at: place)
  }

  private func ahead(
    over range: Range<Int>, from edge: Edge, in text: inout some PhraseWords & ~Copyable
  ) -> Edge? {
    var edge = edge
    for index in range {
      guard let next = ahead(over: index, from: edge, in: &text) else { return nil }
      edge = next
    }
    return edge
  }

  private func ahead(over word: Int, from edge: Edge, in text: inout some PhraseWords & ~Copyable) -> Edge? {
    guard edge.place < text.wordCount else { return nil }
    guard let id = layout.word(at: word) else {
      return Edge(place: edge.place + 1, byte: nil, sentence: edge.sentence)
    }
    guard let next = text.word(id, beginningAt: edge.place) else { return nil }
    return Edge(place: Int(next.lastWord) + 1, byte: next.end, sentence: next.sentence)
  }

  // MARK: To the beginning

  private func back(
    overSlots slots: Range<Int>, from edge: Edge, in text: inout some PhraseWords & ~Copyable
  ) -> Edge? {
    guard let slot = slots.last else { return edge }
    var farthest: Edge?
    var ways = layout.ways(to: slot)
    switch answer(of: slot, at: edge.place, in: &text) {
    case .unknown: break
    case .none: ways = layout.otherWays(to: slot)
    case .word(let word):
      let next = Edge(place: edge.place - 1, byte: word.start, sentence: word.sentence)
      farthest = back(overSlots: slots.dropLast(), from: next, in: &text)
      ways = layout.otherWays(to: slot)
    }
    for way in ways {
      guard let next = back(over: layout.words(in: way), from: edge, in: &text),
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
      if let id = layout.word(at: index) {
        guard let next = text.word(id, endingAt: edge.place) else { return nil }
        edge = Edge(place: Int(next.firstWord) - 1, byte: next.start, sentence: next.sentence)
      } else {
        edge = Edge(place: edge.place - 1, byte: nil, sentence: edge.sentence)
      }
    }
    return edge
  }
}
