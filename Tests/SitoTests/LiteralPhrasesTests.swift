import Testing

@testable import Moderation
@testable import PatternScanning

@Suite struct LiteralPhrasesTests {
  typealias Word = RegexLiteral.Word

  /// Of few words, so that many phrases differ at one place alone.
  private static let words = (0..<5).map { number in
    Word(elements: [number == 0 ? .letters : .symbol(0xE0 + UInt8(number))], beginsWord: true, endsWord: number != 1)
  }

  private static func phrases(of joined: [[Word]]) -> [[Word]] {
    joined.reduce([[]]) { starts, words in starts.flatMap { start in words.map { start + [$0] } } }
  }

  /// The joined phrases stand for the same phrases, and for each of them once.
  @Test(arguments: 0..<40)
  func joinedPhrasesStandForTheSame(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var phrases: [[Word]] = []
    for _ in 0..<Int.random(in: 1...60, using: &generator) {
      let phrase = (0..<Int.random(in: 2...4, using: &generator)).compactMap { _ in
        Self.words.randomElement(using: &generator)
      }
      if !phrases.contains(phrase) { phrases.append(phrase) }
    }
    let joined = LiteralPhrases.joined(phrases)
    let expanded = joined.flatMap { Self.phrases(of: $0) }
    #expect(Set(expanded) == Set(phrases))
    #expect(expanded.count == phrases.count)
    #expect(phrases.count < 40 || joined.count < phrases.count)
  }

  @Test func aProductBecomesOnePhrase() {
    let choices = [[0, 1], [2, 3, 4], [1, 2]].map { $0.map { Self.words[$0] } }
    for phrases in [Self.phrases(of: choices), Self.phrases(of: choices).reversed()] {
      #expect(LiteralPhrases.joined(phrases).map { $0.map { Set($0) } } == [choices.map { Set($0) }])
    }
  }
}
