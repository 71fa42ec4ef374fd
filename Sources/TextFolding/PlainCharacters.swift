/// The direct path for ASCII and the Cyrillic block up to U+047F, one symbol a character.
///
/// What it does not know (an ampersand, other scripts, letters not met before) it leaves to its caller.
struct PlainCharacters: ~Copyable {
  /// For ASCII (0–127) and U+0400–047F (128–255): the symbol, and its class in the high byte; 0 if not plain.
  private(set) var table = [UInt16](repeating: 0, count: 256)
  private let alerts = DisguiseWatch.alerts

  init() {
    for byte: UInt8 in 0..<0x80 where byte != UInt8(ascii: "&") { set(Int(byte), Characters.symbol(ofASCII: byte)) }
    for letter: UInt32 in 0x430..<0x450 {
      guard let symbol = Characters.russianLetter(letter) else { continue }
      set(Int(letter - 0x400) + 0x80, symbol)
      set(Int(letter - 0x420) + 0x80, symbol)
    }
    for yo in [0x401, 0x451] { set(yo - 0x400 + 0x80, Symbol.firstCyrillic + 5) }
  }

  private mutating func set(_ index: Int, _ symbol: UInt8) {
    table[index] = UInt16(symbol) | UInt16(SymbolClass.ofSymbol[Int(symbol)]) << 8
  }

  /// Takes a letter into the direct path if it can.
  mutating func learn(_ codePoint: UInt32, _ entry: CharacterEntry) {
    if entry.isPlain, codePoint >= 0x400, codePoint < 0x480 { set(Int(codePoint - 0x400) + 0x80, entry.symbol) }
  }

  /// Folds from a position up to the first character that is not plain; returns where that is.
  func fold(_ bytes: Span<UInt8>, from start: Int, into draft: inout Draft) -> Int {
    draft.reserve(bytes.count - start)
    return fold(bytes, from: start, symbols: &draft.symbols, starts: &draft.starts, watch: &draft.watch)
  }

  private func fold(
    _ bytes: Span<UInt8>, from start: Int, symbols: inout [UInt8], starts: inout [UInt32], watch: inout DisguiseWatch
  ) -> Int {
    let table = table.span
    let alerts = alerts.span
    let room = bytes.count - start
    let firstIndex = symbols.count
    var position = start
    var history = watch.history
    symbols.append(addingCapacity: room) { symbols in
      starts.append(addingCapacity: room) { starts in
        while position < bytes.count {
          let lead = bytes[position]
          var index = lead
          var length = 1
          if lead >= 0x80 {
            guard lead & 0xFE == 0xD0, position + 1 < bytes.count else { break }
            let trail = bytes[position + 1]
            guard trail & 0xC0 == 0x80 else { break }
            index = 0x80 | (lead & 1) << 6 | trail & 0x3F
            length = 2
          }
          let known = table[Int(index)]
          if known == 0 { break }
          history = DisguiseWatch.advance(history, UInt8(truncatingIfNeeded: known >> 8))
          let alert = alerts[Int(history & 511)]
          if alert != 0 { watch.raise(alert, history, at: firstIndex + symbols.count) }
          symbols.append(UInt8(truncatingIfNeeded: known))
          starts.append(UInt32(truncatingIfNeeded: position))
          position += length
        }
      }
    }
    watch.continueWith(history)
    return position
  }
}
