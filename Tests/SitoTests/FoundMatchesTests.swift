import PatternScanning
import Testing

@testable import Moderation

/// Phrases are put among the matches that are there already, and drive those out that stand inside them.
@Suite struct FoundMatchesTests {
  /// Few ids and places, so that many meet; some with so many phrases that they are sorted rather than compared.
  @Test(arguments: [(1, 6, 8), (2, 20, 15), (3, 60, 40), (4, 400, 400)])
  func phrasesArePutInTheirPlaces(seed: UInt64, matchCount: Int, phraseCount: Int) {
    var generator = SeededGenerator(seed: 900 + seed)
    var found = FoundMatches(literalIDs: 50..<60, modelCount: 0)
    for _ in 0..<20 {
      found.reset()
      var expected: [WordMatch] = []
      // As they come from tokens: in the order of their places, and none inside another.
      for number in 0..<matchCount {
        let match = Self.match(Int.random(in: 0..<50, using: &generator), 10 * number..<10 * number + 8)
        found.append(match)
        expected.append(match)
      }
      for _ in 0..<3 {
        let phrases = (0..<phraseCount).map { _ in
          let start = Int.random(in: 0..<10 * matchCount, using: &generator)
          let length = Int.random(in: 1..<40, using: &generator)
          return Self.match(Int.random(in: 0..<50, using: &generator), start..<start + length)
        }
        found.append(phrases: phrases)
        expected = Self.longest(of: expected + phrases)
        #expect(found.matches == expected)
      }
    }
  }

  /// All that are not inside another one of the same id, each once, by their places.
  private static func longest(of matches: [WordMatch]) -> [WordMatch] {
    var kept: [WordMatch] = []
    for match in matches where !kept.contains(where: { $0.id == match.id && holds($0, match) }) {
      kept.removeAll { $0.id == match.id && holds(match, $0) }
      kept.append(match)
    }
    return kept.sorted { ($0.start, $0.end, $0.id) < ($1.start, $1.end, $1.id) }
  }

  private static func holds(_ outer: WordMatch, _ inner: WordMatch) -> Bool {
    outer.start <= inner.start && inner.end <= outer.end
  }

  private static func match(_ id: Int, _ bytes: Range<Int>) -> WordMatch {
    WordMatch(
      id: Int32(id), start: UInt32(bytes.lowerBound), end: UInt32(bytes.upperBound), firstWord: 0, lastWord: 0,
      sentence: 0, isWhole: true)
  }
}
