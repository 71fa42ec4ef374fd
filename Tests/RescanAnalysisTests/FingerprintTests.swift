import Testing
import TextFolding

@testable import RescanAnalysis

struct FingerprintTests {
  private static func fingerprint(_ text: String) -> TextFingerprint? {
    var fingerprinter = TextFingerprinter()
    let bytes = [UInt8](text.utf8)
    return fingerprinter.fingerprint(of: bytes.span)
  }

  private static func letters(_ text: String) -> [UInt8] {
    var folder = TextFolder()
    var letters: [UInt8] = []
    let symbols = folder.fold(text).symbols
    FingerprintLetters.collect(from: symbols.span, into: &letters)
    return letters
  }

  static let text = "Продаём саженцы яблонь и груш, доставка по всему району бесплатно, пишите"

  /// Other ways to write the same.
  static let variants = [
    "ПРОДАЁМ САЖЕНЦЫ ЯБЛОНЬ И ГРУШ, ДОСТАВКА ПО ВСЕМУ РАЙОНУ БЕСПЛАТНО, ПИШИТЕ",
    "продаем саженцы яблонь и груш доставка по всему району бесплатно пишите",
    "  Продаём…\nсаженцы – яблонь и груш!!! (доставка) по всему району 🌳🌳 бесплатно:\tпишите!",
    "Прода\u{301}ём са\u{200B}женцы яб\u{AD}лонь и груш, доставка по всему району беспла\u{2060}тно, пишите",
    "Продааааём саженцы яблонь и груууш, доставка по всему району бесплатно, пишитеее",
    "Пpодaём сaженцы яблoнь и гpуш, дocтавка пo вceму райoну бeсплатнo, пишитe",
    "Продаём саженцы ябл0нь и груш, д0ставка по всему району беспл@тно, пишите",
    "Продаём 100 саженцы яблонь и груш, доставка по всему району бесплатно, пишите 8 900 000-00-00",
    "Продаём саженцы яблонь и груш, доставка по всему району бесплатно, пишите https://example.com/a?b=яблоня#c",
    "Продаём саженцы яблонь и груш, доставка по всему району бесплатно, пишите t.me/sad_123",
    "Продаём саженцы яблонь и груш, доставка по всему району бесплатно, пишите:сады-района.рф",
    "Продаём саженцы яблонь и груш, доставка по всему району бесплатно, пишите @sad_123",
    "Продаём саженцы яблонь и груш, доставка по всему району бесплатно, пишите sad.1@example.com.",
    "[id123|Мария Иванова], продаём саженцы яблонь и груш, доставка по всему району бесплатно, пишите",
    "П р о д а ё м саженцы яблонь и груш, доставка по всему району бес платно, пишите",
    "Продаём саженцы яблонь &amp; и груш, доставка по всему району бесплатно, пиши&#1090;е",
  ]

  @Test(arguments: variants)
  func whatFloodersVaryLeavesNoTrace(_ variant: String) throws {
    let expected = try #require(Self.fingerprint(Self.text))
    #expect(Self.fingerprint(variant) == expected)
  }

  /// Other texts, though they are like it.
  @Test(arguments: [
    "Продаём саженцы яблонь и слив, доставка по всему району бесплатно, пишите",
    "Продаём саженцы яблонь и груш, доставка по всему району бесплатно, звоните",
    "Куплю саженцы яблонь и груш, доставка по всему району бесплатно, пишите",
  ])
  func anotherWordIsAnotherText(_ other: String) throws {
    let fingerprint = try #require(Self.fingerprint(other))
    #expect(fingerprint.text != Self.fingerprint(Self.text)?.text)
  }

  /// What is a link, and what only has such signs; blanks stand for what was taken out.
  static let links: [(text: String, kept: String)] = [
    ("смотри тут: http://a.b/в и ещё", "смотри тут  и еще"),
    ("смотриhttps://a.b", "смотри"),
    ("www.example.ru/новости, и ещё", "и еще"),
    ("почта my.name@example.ru", "почта"),
    ("пиши vk.com", "пиши"),
    ("пиши vk.com)второе", "пиши второе"),
    ("Было.Стало", "было стало"),
    ("т.е. и т.д.", "те и тд"),
    ("1.5 метра", "метра"),
    ("кремль.рф", ""),
    ("кремль.рфа", "кремль рфа"),
    ("время 12:30", "время"),
    ("он: да", "он да"),
    ("[id5|Имя], нет", "нет"),
    ("[club5|Имя] нет", "нет"),
    ("[важно|нет]", "важно нет"),
    ("[id5|Имя нет", "id Имя нет"),
    ("@", ""), ("[", ""), (".", ""), (":", ""), ("://", ""), ("a.", "a"), (".ru", "ru"),
  ]

  @Test(arguments: links)
  func linksAreTakenOut(_ text: String, _ kept: String) {
    #expect(Self.letters(text) == Self.letters(kept))
  }

  @Test func shortTextsHaveNone() throws {
    #expect(Self.fingerprint("") == nil)
    #expect(Self.fingerprint("Спасибо!!! 1234567890 1234567890 https://example.com/long/long/long") == nil)
    #expect(Self.fingerprint(String(repeating: "а", count: 1000)) == nil)
    // 24 letters, of which none stands beside its like; with one less there is no fingerprint.
    let letters = String(repeating: "аб", count: 20)
    #expect(Self.fingerprint(String(letters.prefix(23))) == nil)
    let shortest = try #require(Self.fingerprint(String(letters.prefix(24))))
    #expect(shortest.similarity == nil)
    let longer = try #require(Self.fingerprint(String(letters.prefix(39))))
    #expect(longer.similarity == nil)
    let longest = try #require(Self.fingerprint(letters))
    #expect(longest.similarity != nil)
  }

  /// Ledgers are kept and compared: these numbers may not change with the machine, the run or the version.
  @Test func theNumbersStay() {
    #expect(
      Self.fingerprint(Self.text)
        == TextFingerprint(text: 5_971_462_764_167_982_659, similarity: 3_159_855_590_455_126_523))
    let bytes: [UInt8] = Array("Bad bytes ".utf8) + [0xFF, 0xD0, 0x80] + Array(" are no error, just signs".utf8)
    var fingerprinter = TextFingerprinter()
    let fingerprint = fingerprinter.fingerprint(of: bytes.span)
    #expect(fingerprint == TextFingerprint(text: -6_620_010_862_849_675_261, similarity: nil))
  }

  @Test func aFingerprinterRemembersNothing() {
    var fingerprinter = TextFingerprinter()
    for text in [Self.text, "коротко", Self.text + Self.text, "ещё один текст, который достаточно длинен"]
      + Self.variants
    {
      let bytes = [UInt8](text.utf8)
      let fingerprint = fingerprinter.fingerprint(of: bytes.span)
      #expect(fingerprint == Self.fingerprint(text))
    }
  }
}
