import PatternScanning
import Testing

@testable import Moderation

/// What is kept of a token's words, in few bytes.
@Suite struct WordSetsTests {
  /// With 16 bits a number, and with numbers that need more.
  @Test(arguments: [300, 65_535, 65_536, 65_537, 131_070, 131_071, 400_000])
  func aSetHoldsItsNumbers(limit: Int) throws {
    var generator = SeededGenerator(seed: 710)
    var sets = WordSets(limit: limit)
    var known: [Int: (anchors: [Int], others: Set<Int>)] = [:]
    for count in [0, 1, 2, 7, 40, 250] {
      for _ in 0..<20 {
        let others = Set((0..<count).map { _ in Int.random(in: 0..<limit, using: &generator) } + [limit - 1, 0])
        let anchors = others.sorted().filter { _ in Bool.random(using: &generator) }
        let set = sets.insert(anchors: anchors, others: others.sorted())
        known[try #require(set)] = (anchors, others)
      }
    }
    for (set, numbers) in known {
      #expect(sets.anchors(of: set).map { sets.anchor(at: $0) } == numbers.anchors)
      for number in numbers.others { #expect(sets.contains(number, in: set)) }
      for _ in 0..<50 {
        let number = Int.random(in: 0..<limit, using: &generator)
        #expect(sets.contains(number, in: set) == numbers.others.contains(number))
        #expect(!sets.contains(number, in: WordSets.none))
      }
    }
  }

  @Test func theSameSetIsKeptOnce() {
    var sets = WordSets(limit: 100)
    let first = sets.insert(anchors: [1], others: [1, 2])
    #expect(sets.insert(anchors: [2], others: [1, 2]) != first)
    #expect(sets.insert(anchors: [1], others: [1, 3]) != first)
    #expect(sets.insert(anchors: [1], others: [1, 2]) == first)
    #expect(sets.insert(anchors: [], others: []) == WordSets.none)
  }

  @Test func aSetThatIsTooLargeIsRefused() {
    var sets = WordSets(limit: 200_000)
    #expect(sets.insert(anchors: [], others: Array(0..<70_000)) == nil)
    #expect(sets.insert(anchors: [], others: Array(0..<39_000)) != nil)
  }

  @Test func keptSetsMoveAndOthersGo() throws {
    var sets = WordSets(limit: 1_000)
    var all: [Int] = []
    for number in 0..<50 {
      let set = sets.insert(anchors: [number], others: [number, number + 100])
      all.append(try #require(set))
    }
    let kept = Set(all.enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element))
    let moved = sets.keep(kept)
    #expect(Set(moved.keys) == kept.union([WordSets.none]))
    for (number, old) in all.enumerated() {
      guard let new = moved[old] else { continue }
      #expect(sets.contains(number + 100, in: new) && !sets.contains(number + 101, in: new))
      #expect(sets.anchors(of: new).map { sets.anchor(at: $0) } == [number])
    }
    #expect(moved[WordSets.none] == WordSets.none)
  }
}
