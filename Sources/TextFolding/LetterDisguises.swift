/// What else a Cyrillic letter may be written as inside a Cyrillic word, by its looks or its sound.
///
/// Folding keeps such characters apart from letters (see ``Symbol``), since one disguise may stand for several letters:
/// the Latin u looks like и and sounds like у. So a pattern's letter admits a set of symbols.
public enum LetterDisguises {
  /// The symbols that may stand for a letter, the letter itself among them; for other symbols that symbol alone.
  public static func symbols(for letter: UInt8) -> [UInt8] {
    guard letter >= Symbol.firstCyrillic else { return [letter] }
    var symbols = [letter]
    for byte in table[Int(letter - Symbol.firstCyrillic)].utf8 {
      switch byte {
      case 0x61...0x7A:
        symbols.append(Symbol.firstDisguisedLatin + (byte - 0x61))
      case 0x30...0x39:
        symbols.append(Symbol.firstDisguisedDigit + (byte - 0x30))
      default:
        if let index = Symbol.signsWithInnerForm.firstIndex(of: byte) {
          symbols.append(Symbol.firstInnerSign + UInt8(index))
        }
      }
    }
    for byte in leadingDigits[Int(letter - Symbol.firstCyrillic)].utf8 {
      symbols.append(Symbol.firstLeadingDigit + (byte - 0x30))
    }
    if letter == kha { symbols.append(Symbol.drawnKha) }
    return symbols
  }

  private static let kha: UInt8 = 0xF5

  /// Latin letters, digits and signs for each letter from а to я. A letter matches a run of what stands for it, so that two
  /// that draw one together («JI», «bI», «10», «9I») are among them one by one.
  private static let table = [
    "a@4", "b68", "bvw8", "rg", "dg9", "e3", "", "z32", "ui1!|", "uijy!1", "k", "l1^ji", "m", "hn", "o0",  // а–о
    "np", "pr", "cs$5", "tm", "yu7", "f", "xh", "cu", "4", "w", "w", "b", "ybi1l|", "b'", "3e", "u10io", "9ri",  // п–я
  ]

  /// Digits in front of a word for each letter from а to я: those alone that look like it, since most are numbers.
  private static let leadingDigits = [
    "", "6", "8", "", "", "", "", "3", "1", "", "", "1", "", "", "0",  // а–о
    "", "", "", "", "", "", "", "", "4", "", "", "", "", "", "3", "", "9",  // п–я
  ]
}
