import Testing

@testable import TextFolding

@Suite struct FoldingPropertyTests {
  private func checkShape(_ text: FoldedText, sourceLength: Int) {
    #expect(text.symbols.count + 1 == text.starts.count)
    #expect(text.starts.last == UInt32(sourceLength))
    #expect(zip(text.starts, text.starts.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(!text.symbols.contains(0))
    for index in text.symbols.indices {
      let range = text.sourceRange(of: index..<index + 1)
      #expect(range.lowerBound >= 0 && range.upperBound <= sourceLength && !range.isEmpty)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func anyBytesFold(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var folder = TextFolder()
    var reused = FoldedText()
    // Lead bytes of Cyrillic, marks, emoji and references more often than others.
    let likely: [UInt8] = [
      0xD0, 0xD1, 0x80, 0xBF, 0xCC, 0x86, 0xE2, 0xF0, 0x9F, 0xED, 0xF4, 0x26, 0x23, 0x3B, 0x20, 0x31,
    ]
    for round in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random) : likely[Int.random(in: 0..<likely.count, using: &random)]
      }
      folder.fold(bytes.span, into: &reused)
      checkShape(reused, sourceLength: bytes.count)
      if round % 50 == 0 {
        var fresh = TextFolder()
        #expect(fresh.fold(bytes) == reused)
      }
      #expect(reused.hasInvalidUTF8 == (String(validating: bytes, as: UTF8.self) == nil))
    }
  }

  @Test func illFormedPartsAreThoseOfUnicode() {
    var folder = TextFolder()
    // Table 3-8 of the Unicode Standard.
    let bytes: [UInt8] = [0x61, 0xF1, 0x80, 0x80, 0xE1, 0x80, 0xC2, 0x62, 0x80, 0x63, 0x80, 0xBF, 0x64]
    let text = folder.fold(bytes)
    #expect(notation(text.symbols) == "a<sign><sign><sign>b<sign>c<sign><sign>d")
    #expect(text.starts == [0, 1, 4, 6, 7, 8, 9, 10, 11, 12, 13])
    #expect(text.hasInvalidUTF8)
  }

  static let repeated = [
    "\u{301}", "\u{301}\u{323}", "\u{F73}", "\u{1161}", "&amp;", "&", "&#", "&amp;#0", "amp;", "а.", "\u{200B}",
    "и\u{200B}\u{306}", "х у ", "👍\u{200D}", "🇷", "а", "ﷺ", "}{", "а}{", "х.y.", "а1", "\u{E0041}", "x ", "&#38;",
  ]

  @Test(.timeLimit(.minutes(1)), arguments: repeated)
  func timeIsLinear(unit: String) {
    #if DEBUG
      let size = 400_000
    #else
      let size = 5_000_000
    #endif
    let unit = [UInt8](unit.utf8)
    let bytes = (0..<size).map { unit[$0 % unit.count] }
    for prefix in ["", "и", "&"] {
      var folder = TextFolder()
      var text = FoldedText()
      let duration = ContinuousClock().measure { folder.fold(([UInt8](prefix.utf8) + bytes).span, into: &text) }
      #expect(text.symbols.count + 1 == text.starts.count)
      // Many times what it takes, even on a busy machine; quadratic time would be minutes to hours.
      #expect(duration < .seconds(15))
    }
  }
}
