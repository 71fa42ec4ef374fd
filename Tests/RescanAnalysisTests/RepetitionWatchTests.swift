import Testing

@testable import RescanAnalysis

struct RepetitionWatchTests {
  @Test func theFirstRepetitionOfAText() {
    var watch = RepetitionWatch(bits: 10)
    let (a, b) = (TextFingerprint(text: 5, similarity: nil), TextFingerprint(text: -7, similarity: nil))
    #expect(
      [a, b, a, a, b, a, b].map { watch.isFirstRepetition($0) } == [false, false, true, false, true, false, false])
  }

  @Test func andOfANearOne() {
    var watch = RepetitionWatch(bits: 10)
    // Only the upper half is the same, then only the lower one, then none.
    let similarities: [Int64] = [
      0x0101_0101_0202_0202, 0x0101_0101_0303_0303, 0x0404_0404_0202_0202, 0x0505_0505_0606_0606,
    ]
    let answers = similarities.enumerated().map {
      watch.isFirstRepetition(TextFingerprint(text: Int64($0.offset) << 40 | 2, similarity: $0.element))
    }
    #expect(answers == [false, true, true, false])
  }

  /// With enough room it is what a set would say; and never more than one text of a key is kept.
  @Test func agreesWithASet() {
    var numbers = RandomNumbers(seed: 3)
    var watch = RepetitionWatch(bits: 20)
    var counts: [Int64: Int] = [:]
    for _ in 0..<20_000 {
      let text = 2 * Int64.random(in: 0..<5000, using: &numbers)
      counts[text, default: 0] += 1
      #expect(watch.isFirstRepetition(TextFingerprint(text: text, similarity: nil)) == (counts[text] == 2))
    }
  }
}
