import Sito
import Testing

@testable import Moderation

/// Long texts are judged in pieces that overlap: nothing is lost at a cut, and offsets are those of the whole.
struct TextPiecesTests {
  /// Sentences in which nothing is found.
  private static let filler = "Во дворе опять не горит фонарь, почините его, пожалуйста. "

  private static func filler(_ count: Int) -> String { String(repeating: filler, count: count) }

  @Test func aShortTextIsOnePiece() {
    for count in [0, 1, TextPieces.longest] {
      let text = [UInt8](repeating: 0x61, count: count)
      #expect(TextPieces.ranges(of: text.span) == [0..<count])
    }
  }

  @Test(arguments: 0..<20)
  func piecesCoverTheTextAndOverlap(seed: UInt64) {
    var generator = SeededGenerator(seed: 300 + seed)
    let alphabet: [Character] = seed < 10 ? ["ы", " ", "a", "😀", "\n"] : ["ы", "😀", "字"]
    let text = [UInt8](String((0..<20_000).compactMap { _ in alphabet.randomElement(using: &generator) }).utf8)
    let ranges = TextPieces.ranges(of: text.span)
    #expect(ranges.first?.lowerBound == 0 && ranges.last?.upperBound == text.count)
    for (piece, next) in zip(ranges, ranges.dropFirst()) {
      #expect(next.lowerBound > piece.lowerBound && next.lowerBound <= piece.upperBound - TextPieces.overlap)
    }
    for piece in ranges {
      #expect(piece.count <= TextPieces.longest)
      // Neither end stands inside a character.
      for place in [piece.lowerBound, piece.upperBound] where place < text.count { #expect(text[place] & 0xC0 != 0x80) }
    }
  }

  @Test func aTextOfContinuationBytesIsCutAsWell() {
    let text = [UInt8](repeating: 0xBF, count: 100_000)
    let ranges = TextPieces.ranges(of: text.span)
    #expect(ranges.last?.upperBound == text.count)
    #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.lowerBound < $1.lowerBound })
  }

  /// A phrase is found once, with its place in the whole text, wherever it stands to the cuts.
  @Test func aPhraseIsFoundAtEveryPlace() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    let phrase = "пошёл ты на х у й"
    let alone = moderator.judge(phrase)
    #expect(alone.findings.contains { $0.label == .profanity })
    let length = Self.filler.utf8.count
    for count in stride(from: TextPieces.longest / length - 8, through: TextPieces.longest / length + 1, by: 1) {
      let before = Self.filler(count)
      let verdict = moderator.judge(before + phrase + ". " + Self.filler(200))
      let offset = before.utf8.count
      #expect(
        verdict.findings.flatMap(\.spans)
          == alone.findings.flatMap(\.spans).map { $0.lowerBound + offset..<$0.upperBound + offset }, "\(count)")
      #expect(verdict.decision == alone.decision)
    }
  }

  @Test func aFindingOfSeveralPiecesIsOne() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    let text = "сука блядь " + Self.filler(200) + "блядь " + Self.filler(200) + "блядь"
    let findings = moderator.judge(text).findings.filter { $0.label == .profanity }
    let spans = try #require(findings.first { $0.spans.count == 3 }?.spans)
    #expect(spans.map { String(decoding: [UInt8](text.utf8)[$0], as: UTF8.self) } == ["блядь", "блядь", "блядь"])
    #expect(Set(findings.map(\.rule)).count == findings.count)
  }

  @Test func allWaysAgreeOnLongTexts() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    let texts = Corpus.cases.map(\.text)
    for start in stride(from: 0, to: min(texts.count, 2_000), by: 500) {
      let text = [UInt8](texts[start..<min(texts.count, start + 500)].joined(separator: " ").utf8)
      let whole = moderator.judge(text.span, .whole)
      #expect(moderator.judge(text.span, .quick) == whole)
      #expect(moderator.judge(text.span, .byTokens) == whole)
      #expect(moderator.explain(text.span).verdict == whole)
    }
  }

  /// What an explanation of a long text tells is told once, in places of the whole text.
  @Test func explanationsAreOfTheWhole() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    let before = Self.filler(150)
    let text = [UInt8]((before + "застрахуй машину. " + Self.filler(150)).utf8)
    let aside = moderator.explain(text.span).setAside
    for match in aside { #expect(match.span.lowerBound >= before.utf8.count) }
    #expect(aside == moderator.explain([UInt8]((before + "застрахуй машину. ").utf8).span).setAside)
  }

  /// Of very many findings each is kept once, and their number does not slow down what is joined to them: with comparing
  /// each with each, this took minutes.
  @Test(.timeLimit(.minutes(1))) func veryManyFindingsAreJoined() throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    let count = 200_000
    let text = [UInt8](String(repeating: "блядь ", count: count).utf8)
    let verdict = moderator.judge(text.span)
    #expect(verdict.findings.map(\.spans.count).max() == count)
    #expect(moderator.explain(text.span).verdict == verdict)
  }
}
