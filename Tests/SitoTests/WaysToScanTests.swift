import Testing

@testable import Moderation

/// A comment is judged token by token, with a memory of tokens, or folded and scanned as a whole: the verdict must be the
/// same.
@Suite struct WaysToScanTests {
  @Test func allWaysAgreeOnTheCorpus() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    for item in Corpus.cases { expectAgreement(on: [UInt8](item.text.utf8), &moderator) }
  }

  /// Pieces of comments, and what folding treats together with its neighbours, in random order with random blanks.
  @Test(arguments: 0..<8)
  func allWaysAgreeOnMixtures(seed: UInt64) throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    var generator = SeededGenerator(seed: seed)
    let tokens = Corpus.cases.shuffled(using: &generator).prefix(300).flatMap { $0.text.split(separator: " ") }.map {
      [UInt8]($0.utf8)
    }
    for _ in 0..<250 {
      var comment: [UInt8] = []
      for _ in 0..<Int.random(in: 1...14, using: &generator) {
        if Int.random(in: 0..<3, using: &generator) == 0, let odd = Self.oddities.randomElement(using: &generator) {
          comment += odd
        } else if let token = tokens.randomElement(using: &generator) {
          comment += token
        }
        comment += Self.blanks.randomElement(using: &generator) ?? [0x20]
      }
      expectAgreement(on: comment, &moderator)
    }
  }

  /// Phrases that reach over the edges of what is remembered: very long tokens, many tokens.
  @Test func allWaysAgreeOnLongComments() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    for item in Corpus.cases.prefix(40) {
      expectAgreement(
        on: [UInt8]((item.text + " " + String(repeating: "ещё раз, ", count: 50) + item.text).utf8), &moderator)
      expectAgreement(on: [UInt8](item.text.replacing(" ", with: "\u{A0}").utf8), &moderator)
      expectAgreement(on: [UInt8]((item.text + String(repeating: "а-я", count: 200)).utf8), &moderator)
    }
  }

  private func expectAgreement(on comment: [UInt8], _ moderator: inout Moderator) {
    let whole = moderator.judge(comment.span, .whole)
    let text = String(decoding: comment, as: UTF8.self)
    #expect(moderator.judge(comment.span, .quick) == whole, "\(text)")
    #expect(moderator.judge(comment.span, .byTokens) == whole, "\(text)")
  }

  private static let blanks: [[UInt8]] =
    ["", " ", " ", " ", " ", "  ", "\n", "\r\n", "\t", "\u{A0}", "\u{2003}", " - ", ", ", ". "].map { [UInt8]($0.utf8) }

  private static let oddities: [[UInt8]] =
    [
      "х", "у", "й", "х.", "у.", "й.", "х.у.й", "и", "в", "я", "}{", "уй}{", ")(уй", "(а", ")", "\u{301}а", "\u{200B}",
      "\u{200D}", "👩\u{200D}", "👩", "🇷", "🇺", "&amp;", "&#1093;", "&#x445;уй", "&nbsp;", "&#32;", "&#769;", "на", "не",
      "p", "🇵", "🇮", "🇿", "х.у.1", "n-u-3-d-я-т", "сра4", "ш/\\юха", ")|(опа", ")(.у.й", "o6o$$@ли", "€бать",
      "10", "т.е.", "!!!", "***", "«", "»", "https://example.ru/а?б=в", "@имя", "A", "B", "\u{AD}", "ё", "е\u{308}",
    ].map { [UInt8]($0.utf8) } + [[0xFF], [0xD0], [0xE2, 0x82], [0x00], [0x7F], [0xC2, 0x85]]
}

/// Numbers that are the same in every run (SplitMix64, G. Steele et al., 2014).
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
