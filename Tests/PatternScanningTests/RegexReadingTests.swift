import PatternScanning
import Testing
import TextFolding

@Suite struct RegexReadingTests {
  /// A word in which each symbol is a disguise or an inner sign, and what it is read as.
  @Test(
    arguments: [
      ([0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC], "авсдефгнийклм"),
      ([0xCD, 0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9], "порягстившхуз"),
      ([0xB0, 0xB1, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9], "0123456789"),
      ([0xA0, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA8, 0xA9], "0123456789"),
      ([0xF5, 0x9C, 0xE9], "ххй"),
      ([0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C], ".,-_*#@$%&!?/"),
      ([0x8D, 0x8E, 0x8F, 0x90, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99], "\\|+=~^'()<>:;"),
      ([0x9A, 0x01, 0x61, 0x2A, 0x20, 0xE0], "☺☺a* а"),
    ] as [([UInt8], String)])
  func undoesDisguises(symbols: [UInt8], expected: String) {
    var reading: [UInt8] = [1, 2, 3]
    SymbolReading.read(symbols.span, into: &reading)
    #expect(RegexNotation.text(reading) == expected)
  }

  @Test func keepsLengthAndPlainSymbols() {
    let all = Array(UInt8.min...UInt8.max)
    var reading: [UInt8] = []
    SymbolReading.read(all.span, into: &reading)
    #expect(reading == all.map(SymbolReading.plainSymbol(of:)))
    // Nothing is read as a disguise, so reading twice is reading once.
    var again: [UInt8] = []
    SymbolReading.read(reading.span, into: &again)
    #expect(again == reading)
    for symbol in Array(0x20...0x7E) + Array(Symbol.firstCyrillic...0xFF) as [UInt8] {
      #expect(SymbolReading.plainSymbol(of: symbol) == symbol)
    }
  }
}
