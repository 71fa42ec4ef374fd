import PatternScanning
import Testing

@testable import Moderation

/// A phrase is looked for only where a word of its groups stands beside the anchor; what is found must not depend on it.
@Suite struct NeighbourGroupsTests {
  /// A text of single words, each of which is one of the ids 10 to 19.
  private struct Text: PhraseWords {
    let words: [Int]
    /// For each group of several words its members; nil: everything may be anything.
    let groups: NeighbourGroups?
    private(set) var found: [[UInt32]] = []

    init(_ words: [Int], _ groups: NeighbourGroups?) {
      self.words = words
      self.groups = groups
    }

    var wordCount: Int { words.count }

    func mayHold(group: Int, at place: Int) -> Bool {
      guard words.indices.contains(place) else { return false }
      guard let groups else { return true }
      let word = words[place] - 10
      return group < 10 ? group == word : groups.groups[word].contains(Int32(group))
    }

    func word(of group: Int, at place: Int) -> GroupAnswer {
      if groups == nil { return .unknown }
      return mayHold(group: group, at: place) ? .word(match(-1, at: place)) : .none
    }

    private func match(_ id: Int, at place: Int) -> WordMatch {
      let number = UInt32(place)
      return WordMatch(
        id: Int32(id), start: number, end: number + 1, firstWord: number, lastWord: number, sentence: 0, isWhole: true)
    }

    func word(_ id: Int, beginningAt place: Int) -> WordMatch? {
      words.indices.contains(place) && words[place] == id ? match(id, at: place) : nil
    }

    func word(_ id: Int, endingAt place: Int) -> WordMatch? { word(id, beginningAt: place) }

    func isSettled(_ id: Int) -> Bool { false }

    mutating func insert(_ phrase: FoundPhrase) {
      found.append([UInt32(phrase.match.id), phrase.match.firstWord, phrase.match.lastWord])
    }
  }

  /// Some ways to fill a slot: none, one word, several, any word.
  private static func randomSlot(_ generator: inout SeededGenerator) -> [[Int?]] {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      (0..<[0, 1, 1, 1, 2][Int.random(in: 0..<5, using: &generator)]).map { _ in
        Int.random(in: 0..<8, using: &generator) == 0 ? nil : Int.random(in: 10..<20, using: &generator)
      }
    }
  }

  @Test(arguments: 0..<20)
  func findsWhatIsFoundWithoutThem(seed: UInt64) {
    var generator = SeededGenerator(seed: 720 + seed)
    let phrases = (0..<12).map { id in
      Phrase(id: id, slots: (0..<Int.random(in: 2...4, using: &generator)).map { _ in Self.randomSlot(&generator) })
    }
    let table = PhraseTable(phrases, wordIDs: 10..<20, share: { 1 / Double($0) })
    var found = 0
    var spared = 0
    for _ in 0..<200 {
      let words = (0..<12).map { _ in Int.random(in: 10..<20, using: &generator) }
      var all = Text(words, nil)
      var some = Text(words, table.neighbours)
      for place in words.indices {
        guard let anchor = all.word(words[place], beginningAt: place), table.isAnchor(words[place]) else { continue }
        table.findPhrases(around: words[place], at: anchor, deferred: false, in: &all)
        table.findPhrases(around: words[place], at: anchor, deferred: false, in: &some)
        spared += table.ids(anchoredBy: words[place]).count
      }
      #expect(all.found == some.found)
      found += all.found.count
    }
    #expect(found > 20 && found < spared)
  }

  /// Slots with many ways, of which some begin alike, against all ways one by one.
  @Test(arguments: 0..<20)
  func findsTheLongestMatches(seed: UInt64) {
    var generator = SeededGenerator(seed: 760 + seed)
    let phrases = (0..<6).map { id in
      // The first slot, of one word that is rare, is where the phrase is looked for.
      let slots = (0..<Int.random(in: 1...3, using: &generator)).map { _ in
        (0..<Int.random(in: 1...8, using: &generator)).flatMap { _ in Self.randomSlot(&generator) }
      }
      return Phrase(id: id, slots: [[[19]]] + slots)
    }
    let table = PhraseTable(phrases, wordIDs: 10..<20, share: { $0 == 19 ? 0 : 1 })
    var count = 0
    for _ in 0..<40 {
      let words = (0..<12).map { _ in Int.random(in: 10..<20, using: &generator) }
      for groups in [nil, table.neighbours] {
        var text = Text(words, groups)
        var expected: [[UInt32]] = []
        for place in words.indices where words[place] == 19 {
          let anchor = text.word(19, beginningAt: place)
          if let anchor { table.findPhrases(around: 19, at: anchor, deferred: false, in: &text) }
          for phrase in phrases {
            guard let end = Self.ends(of: phrase.slots[...], in: words, from: place).max() else { continue }
            expected.append([UInt32(phrase.id), UInt32(place), UInt32(end - 1)])
          }
        }
        #expect(Set(text.found) == Set(expected))
        count += expected.count
      }
    }
    #expect(count > 50)
  }

  /// Where slots in a row may end that begin at a place.
  private static func ends(of slots: ArraySlice<[[Int?]]>, in words: [Int], from place: Int) -> Set<Int> {
    guard let slot = slots.first else { return [place] }
    return slot.reduce(into: []) { all, way in
      let rest = words[place...]
      guard rest.count >= way.count, zip(way, rest).allSatisfy({ $0 == nil || $0 == $1 }) else { return }
      all.formUnion(ends(of: slots.dropFirst(), in: words, from: place + way.count))
    }
  }

  @Test func aGroupHoldsTheWordsThatMayComeNext() {
    // (10 | 11) [12] (13 14 | 15)
    let phrase = Phrase(id: 0, slots: [[[10], [11]], [[], [12]], [[13, 14], [15]]])
    let table = PhraseTable([phrase], wordIDs: 10..<20, share: { $0 < 12 ? 0 : 1 })
    let next = table.gates.map(\.next)
    #expect(next.count == 2 && Set(next).count == 1)
    let members = (0..<10).filter { table.neighbours.groups[$0].contains(next[0]) }
    #expect(members.map { $0 + 10 } == [12, 13, 15])
    #expect(table.gates.allSatisfy { $0.previous == NeighbourGroups.none })
  }
}
