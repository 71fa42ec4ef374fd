import Testing

import TextFolding

@Suite struct TextCountsTests {
  private func counts(_ text: String) -> TextCounts { TextCounts([UInt8](text.utf8).span) }

  @Test func lettersAndCapitals() {
    let counts = counts("Привет HELLO ё")
    #expect(counts.letters == 12)
    #expect(counts.capitals == 6)
    #expect(counts.cyrillicLetters == 7)
    #expect(counts.latinLetters == 5)
    #expect(counts.whiteSpace == 2)
    #expect(counts.characters == 14)
  }

  static let emojiCases: [(String, Int)] = [
    ("", 0), ("👍", 1), ("👍🏽", 1), ("👍👍", 2), ("👨‍👩‍👧", 1), ("❤️", 1), ("🇷🇺🇺🇸", 2), ("🏴\u{E0067}\u{E007F}", 1), ("1", 0),
    ("©", 0),
    ("#️⃣", 0),
  ]

  @Test(arguments: emojiCases)
  func emoji(_ text: String, _ count: Int) {
    #expect(counts(text).emoji == count)
  }

  static let invisiblesCases: [(String, Int)] = [
    ("a\u{200B}b", 1), ("\u{202E}\u{AD}", 2), ("❤️", 0), ("👨‍👩", 0), ("a b", 0), ("а\u{200D}", 1),
  ]

  @Test(arguments: invisiblesCases)
  func invisibles(_ text: String, _ count: Int) {
    #expect(counts(text).invisibles == count)
  }

  static let lineBreaksCases: [(String, Int)] = [
    ("a\nb", 1), ("a\r\nb", 1), ("\n\n", 2), ("\r\r\n", 2), ("\u{2028}\u{85}", 2), ("a b", 0),
  ]

  @Test(arguments: lineBreaksCases)
  func lineBreaks(_ text: String, _ count: Int) {
    #expect(counts(text).lineBreaks == count)
  }

  @Test func marksDigitsSigns() {
    let counts = counts("а\u{301}\u{489} 1٣ !?$")
    #expect(counts.combiningMarks == 2)
    #expect(counts.digits == 2)
    #expect(counts.signs == 3)
  }

  @Test func anyBytesCount() {
    let counts = TextCounts(([0xFF, 0xD0, 0x41] as [UInt8]).span)
    #expect(counts.characters == 3)
    #expect(counts.letters == 1)
  }
}
