/// What folding does with one code point, packed.
struct CharacterEntry {
  /// Bits 0–7: the symbol; 8–15: flags; 16–31: where several symbols are kept.
  let bits: UInt32

  /// The first symbol; meaningless unless ``isPlain``.
  var symbol: UInt8 { UInt8(truncatingIfNeeded: bits) }

  /// One symbol, whatever stands before, and no sequence starts here.
  var isPlain: Bool { bits & ~0xFF == Flag.known }

  var isKnown: Bool { bits & Flag.known != 0 }
  var isSingle: Bool { bits & (Flag.none | Flag.several) == 0 }

  /// No normalization boundary before it: it may combine with what stands before.
  var extends: Bool { bits & Flag.extends != 0 }

  /// Dropped by NFKC_Casefold itself, wherever it stands.
  var isIgnorable: Bool { bits & Flag.ignorable != 0 }

  var isEmoji: Bool { bits & Flag.emoji != 0 }
  var isRegionalIndicator: Bool { bits & Flag.regional != 0 }

  /// A letter of another script shown by a Cyrillic symbol.
  var isForeign: Bool { bits & Flag.foreign != 0 }

  fileprivate enum Flag {
    static let known: UInt32 = 1 << 8
    static let none: UInt32 = 1 << 9
    static let several: UInt32 = 1 << 10
    static let extends: UInt32 = 1 << 11
    static let ignorable: UInt32 = 1 << 12
    static let emoji: UInt32 = 1 << 13
    static let regional: UInt32 = 1 << 14
    static let foreign: UInt32 = 1 << 15
  }
}

/// The answers of ``Characters`` in a two-stage table (Unicode 5.1), asked for one by one when first needed, so that
/// starting costs nothing and a text pays only for the characters it uses.
struct CharacterTable {
  private static let pageSize = 128

  /// For each page of code points, its number among `entries`; 0 for a page that nothing has asked for.
  private var pages = [UInt16](repeating: 0, count: 0x110000 / pageSize)
  private var entries = [UInt32](repeating: 0, count: pageSize)
  private var expansions: [[UInt8]] = []

  /// What to do with a code point; one beyond U+10FFFF counts as U+FFFD.
  mutating func entry(of codePoint: UInt32) -> CharacterEntry {
    let c = codePoint < 0x110000 ? Int(codePoint) : 0xFFFD
    let page = Int(pages[c / Self.pageSize])
    if page != 0 {
      let entry = CharacterEntry(bits: entries[page * Self.pageSize + c % Self.pageSize])
      if entry.isKnown { return entry }
    }
    return make(c)
  }

  /// The symbols of an entry that is not single.
  func expansion(of entry: CharacterEntry) -> [UInt8] {
    let index = Int(entry.bits >> 16)
    return index < expansions.count && !entry.isSingle && entry.bits & CharacterEntry.Flag.none == 0
      ? expansions[index] : []
  }

  private mutating func make(_ c: Int) -> CharacterEntry {
    if pages[c / Self.pageSize] == 0 {
      pages[c / Self.pageSize] = UInt16(truncatingIfNeeded: entries.count / Self.pageSize)
      entries.append(contentsOf: repeatElement(0, count: Self.pageSize))
    }
    let entry = Self.describe(UInt32(c), expansions: &expansions)
    entries[Int(pages[c / Self.pageSize]) * Self.pageSize + c % Self.pageSize] = entry.bits
    return entry
  }

  private static func describe(_ c: UInt32, expansions: inout [[UInt8]]) -> CharacterEntry {
    typealias Flag = CharacterEntry.Flag
    let substitute = Characters.substitute(for: c)
    let symbols = Characters.symbols(of: c)
    var bits = Flag.known
    if substitute == c {
      let isIgnorable = ICU.nfkcCasefold([UInt16](codePoint: c)).isEmpty
      if isIgnorable { bits |= Flag.ignorable }
      if isIgnorable || !ICU.hasBoundary(before: c) { bits |= Flag.extends }
    }
    if symbols == [Symbol.emoji] { bits |= Flag.emoji }
    if c >= 0x1F1E6, c <= 0x1F1FF { bits |= Flag.regional }
    if Characters.isForeignCyrillic(c, symbols: symbols) { bits |= Flag.foreign }
    if symbols.count == 1 {
      bits |= UInt32(symbols[0])
    } else if symbols.isEmpty {
      bits |= Flag.none
    } else {
      // No more than 1,500 code points expand, so the index fits its 16 bits.
      bits |= Flag.several | UInt32(truncatingIfNeeded: expansions.count) << 16
      expansions.append(symbols)
    }
    return CharacterEntry(bits: bits)
  }
}
