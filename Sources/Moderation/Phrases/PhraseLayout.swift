/// Phrases in flat arrays: slots, ways and words are numbered through all phrases.
struct PhraseLayout: Sendable {
  /// Stands for any word.
  static let anyWord: Int32 = -1

  let ids: [Int32]
  /// The slots of phrase `p` are `slotStarts[p]..<slotStarts[p + 1]`, and so on.
  let slotStarts: [Int32]
  let wayStarts: [Int32]
  let wordStarts: [Int32]
  let words: [Int32]
  /// For each slot the end of its ways that are one word each, and not any word; they come first.
  let singleWayEnds: [Int32]

  init(_ phrases: [Phrase]) {
    var slotStarts: [Int32] = [0]
    var wayStarts: [Int32] = [0]
    var wordStarts: [Int32] = [0]
    var words: [Int32] = []
    var singleWayEnds: [Int32] = []
    for phrase in phrases {
      for slot in Self.withoutDetours(phrase.slots) {
        let singleWays = slot.filter(Self.isSingleWord)
        singleWayEnds.append(Int32(wordStarts.count - 1 + singleWays.count))
        for way in singleWays + slot.filter({ !Self.isSingleWord($0) }).sorted(by: Self.isOrdered) {
          for word in way { words.append(word.map { Int32($0) } ?? Self.anyWord) }
          wordStarts.append(Int32(words.count))
        }
        wayStarts.append(Int32(wordStarts.count - 1))
      }
      slotStarts.append(Int32(wayStarts.count - 1))
    }
    ids = phrases.map { Int32($0.id) }
    self.slotStarts = slotStarts
    self.wayStarts = wayStarts
    self.wordStarts = wordStarts
    self.words = words
    self.singleWayEnds = singleWayEnds
  }

  /// By their first words, then by the next ones.
  private static func isOrdered(_ first: [Int?], _ second: [Int?]) -> Bool {
    first.lexicographicallyPrecedes(second) { $0 ?? Int(anyWord) < $1 ?? Int(anyWord) }
  }

  /// Whether a way is one word, and not any word.
  private static func isSingleWord(_ way: [Int?]) -> Bool { way.count == 1 && way[0] != nil }

  /// The same slots, with those in a row that may each be any word or none as one of so many words at most: there are many
  /// ways through the former, and all lead to the same few places.
  private static func withoutDetours(_ slots: [[[Int?]]]) -> [[[Int?]]] {
    var joined: [[[Int?]]] = []
    var isOptional = false
    for slot in slots {
      let mayBeAnyWord = slot.count == 2 && slot.contains([]) && slot.contains([nil])
      if mayBeAnyWord, isOptional, let last = joined.popLast() {
        joined.append(last + [[Int?](repeating: nil, count: last.count)])
      } else {
        joined.append(mayBeAnyWord ? [[], [nil]] : slot)
      }
      isOptional = mayBeAnyWord
    }
    return joined
  }

  /// What is reported of a phrase.
  func id(of phrase: Int) -> Int { Int(ids[phrase]) }

  /// How many slots all phrases have together.
  var slotCount: Int { wayStarts.count - 1 }

  /// The slots of a phrase, one after the other.
  func slots(of phrase: Int) -> Range<Int> { Int(slotStarts[phrase])..<Int(slotStarts[phrase + 1]) }

  /// The ways to fill a slot.
  func ways(to slot: Int) -> Range<Int> { Int(wayStarts[slot])..<Int(wayStarts[slot + 1]) }

  /// The ways to fill a slot that are one word each, and the others, of which those that begin with the same word stand together.
  func singleWays(to slot: Int) -> Range<Int> { Int(wayStarts[slot])..<Int(singleWayEnds[slot]) }
  func otherWays(to slot: Int) -> Range<Int> { Int(singleWayEnds[slot])..<Int(wayStarts[slot + 1]) }

  /// The places of the words of a way.
  func words(in way: Int) -> Range<Int> { Int(wordStarts[way])..<Int(wordStarts[way + 1]) }

  /// The id of the word at a place; nil for any word.
  func word(at place: Int) -> Int? { words[place] == Self.anyWord ? nil : Int(words[place]) }
}
