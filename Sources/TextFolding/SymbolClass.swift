/// The kinds of symbols that tell whether a cluster (a stretch without white space) may hold a disguise: three bits.
enum SymbolClass {
  static let white: UInt8 = 0
  static let cyrillic: UInt8 = 1
  static let latin: UInt8 = 2  // and letters of other scripts
  static let digit: UInt8 = 3
  static let sign: UInt8 = 4
  static let replacement: UInt8 = 5  // @ and $, which stand for а and с
  static let closing: UInt8 = 6  // } ) >, which begin a drawn х
  static let opening: UInt8 = 7  // { ( <, which end it

  static func isLetter(_ kind: UInt8) -> Bool { kind == cyrillic || kind == latin }
  static func mayBeLetter(_ kind: UInt8) -> Bool { isLetter(kind) || kind == digit || kind == replacement }
  static func isSign(_ kind: UInt8) -> Bool { kind >= sign }
  static func isBetweenWords(_ kind: UInt8) -> Bool { kind == white || kind >= sign }

  /// The class of each symbol that the first stage makes.
  static let ofSymbol: [UInt8] = (0..<256).map { value in
    let symbol = UInt8(value)
    switch symbol {
    case Symbol.space, Symbol.lineBreak: return white
    case Symbol.firstCyrillic...: return cyrillic
    case 0x61...0x7A, Symbol.otherLetter: return latin
    case 0x30...0x39: return digit
    case UInt8(ascii: "@"), UInt8(ascii: "$"): return replacement
    case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: ">"): return closing
    case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "<"): return opening
    default: return sign
    }
  }
}

/// Notices, symbol by symbol, the places that the second stage of folding has to look at.
///
/// It remembers the classes of the last 21 symbols as a shift register; the last three decide, by a look-up, whether a
/// place deserves a closer look. It may raise a false alarm but misses nothing, see `DisguiseTests`.
struct DisguiseWatch {
  /// The class of the latest symbol in the low three bits, that of the one before above it, and so on.
  private(set) var history: UInt64 = 0

  /// Indices of symbols in clusters that may hold a disguise, ascending.
  private(set) var suspects: [Int] = []

  /// Whether a single letter stands by itself somewhere, and whether three of them stand in a row.
  private(set) var hasLoneLetter = false
  private(set) var hasSpacedLetters = false

  mutating func reset() {
    history = 0
    suspects.removeAll(keepingCapacity: true)
    hasLoneLetter = false
    hasSpacedLetters = false
  }

  /// Takes note of the next symbol's class; the caller looks up ``alerts`` and calls ``raise(_:at:)``.
  static func advance(_ history: UInt64, _ kind: UInt8) -> UInt64 { history << 3 | UInt64(kind) }

  mutating func note(_ kind: UInt8, at index: Int) {
    history = Self.advance(history, kind)
    let alert = Self.alerts[Int(history & 511)]
    if alert != 0 { raise(alert, history, at: index) }
  }

  /// Takes back the latest symbols.
  mutating func withdraw(_ count: Int) { history = count < 21 ? history >> UInt64(3 * count) : 0 }

  mutating func continueWith(_ history: UInt64) { self.history = history }

  mutating func raise(_ alert: UInt8, _ history: UInt64, at index: Int) {
    if alert & Self.suspicious != 0 { suspects.append(index) }
    if alert & Self.singleLetter != 0 {
      hasLoneLetter = true
      if !hasSpacedLetters { hasSpacedLetters = Self.endsWithSpacedLetters(history) }
    }
  }

  static let suspicious: UInt8 = 1
  static let singleLetter: UInt8 = 2

  /// What the classes of three neighbours mean; indexed by nine bits, the latest symbol's class lowest.
  static let alerts: [UInt8] = (0..<512).map { index in
    typealias Kind = SymbolClass
    let (a, b, c) = (UInt8(index >> 6 & 7), UInt8(index >> 3 & 7), UInt8(index & 7))
    let isSuspicious =
      if c == Kind.cyrillic {
        b == Kind.latin || b == Kind.digit || b == Kind.replacement || Kind.isSign(b) && a != Kind.white
      } else {
        b == Kind.cyrillic && (c == Kind.latin || c == Kind.replacement)
          || (a == Kind.cyrillic || a == Kind.digit) && b == Kind.digit && c == Kind.latin
          || a == Kind.cyrillic && b == Kind.digit && Kind.isBetweenWords(c)
          || a == Kind.cyrillic && b == Kind.closing && c == Kind.opening
      }
    let isSingleLetter = Kind.isBetweenWords(a) && Kind.isLetter(b) && Kind.isBetweenWords(c)
    return (isSuspicious ? suspicious : 0) | (isSingleLetter ? singleLetter : 0)
  }

  /// Whether three single letters, or digits or signs that stand for letters, with one to three separators, each time as
  /// many, come before the latest symbol.
  private static func endsWithSpacedLetters(_ history: UInt64) -> Bool {
    func kind(_ back: Int) -> UInt8 { UInt8(truncatingIfNeeded: history >> UInt64(3 * back)) & 7 }
    return (2...4).contains { distance in
      (0...2 * distance + 2).allSatisfy { back in
        back % distance == 1
          ? SymbolClass.mayBeLetter(kind(back)) : SymbolClass.isBetweenWords(kind(back))
      }
    }
  }
}
