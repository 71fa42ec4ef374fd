/// One symbol of a folded text: a byte that names what a reader sees, not how it was typed.
///
/// The layout is chosen so that a folded text is itself readable and can be handed to a byte-wise regex engine:
/// printable ASCII stands for itself (letters in lower case), and the 32 Russian letters without ё have their
/// places of Windows-1251 (`0xE0…0xFF`). The other values tell *disguises* from plain characters, because a pattern
/// may admit them where a plain character would be another word.
///
/// | range | holds |
/// | --- | --- |
/// | `0x01` | an emoji or pictograph (a whole sequence is one symbol) |
/// | `0x02` | a sign without a place of its own |
/// | `0x03` | a letter of a script that is neither Cyrillic nor like Latin |
/// | `0x0A`, `0x20` | a line break; white space, also control characters |
/// | `0x21…0x7E` | ASCII, letters in lower case |
/// | `0x80…0x9C` | an *inner sign*: a sign or emoji between the letters of one Cyrillic word |
/// | `0xA0…0xA9` | a digit inside a Cyrillic word |
/// | `0xB0…0xB9` | a digit in front of a Cyrillic word or at its end |
/// | `0xC0…0xD9` | a Latin letter inside a Cyrillic word |
/// | `0xE0…0xFF` | а … я (ё is е) |
public enum Symbol {
  /// An emoji or pictograph; a whole sequence is one symbol.
  public static let emoji: UInt8 = 0x01
  /// A sign without a place of its own, an ill-formed byte, a private or unassigned code point.
  public static let otherSign: UInt8 = 0x02
  /// A letter of a script that is neither Cyrillic nor like Latin.
  public static let otherLetter: UInt8 = 0x03
  /// A line break of any kind.
  public static let lineBreak: UInt8 = 0x0A
  /// White space other than a line break, or a control character.
  public static let space: UInt8 = 0x20

  /// The signs that have an inner form, in the order of their inner symbols from ``firstInnerSign``.
  ///
  /// The last two are ``emoji`` and ``otherSign``. Square and curly brackets share the forms of the round ones,
  /// the grave accent and the double quote that of the apostrophe.
  public static let signsWithInnerForm: [UInt8] =
    [UInt8](".,-_*#@$%&!?/\\|+=~^'()<>:;".utf8) + [emoji, otherSign]

  /// The symbol of the first entry of ``signsWithInnerForm``.
  public static let firstInnerSign: UInt8 = 0x80

  /// Two signs that together draw an х, «}{», «)(» or «><», beside a Cyrillic letter.
  public static let drawnKha: UInt8 = 0x9C

  /// A disguising digit is this value and the digit's value.
  public static let firstDisguisedDigit: UInt8 = 0xA0

  /// A digit in front of a word or at its end is this value and the digit's value: it may be a number after all («3 банка» without the
  /// blank), so fewer letters are read in it.
  public static let firstLeadingDigit: UInt8 = 0xB0

  /// Whether a symbol is a digit in a Cyrillic word.
  public static func isDisguisedDigit(_ symbol: UInt8) -> Bool {
    symbol >= firstDisguisedDigit && symbol < firstDisguisedDigit + 10
      || symbol >= firstLeadingDigit && symbol < firstLeadingDigit + 10
  }

  /// A disguising Latin letter is this value and its distance from `a`.
  public static let firstDisguisedLatin: UInt8 = 0xC0

  /// The symbol of «а»; the others follow in the order of the alphabet without ё.
  public static let firstCyrillic: UInt8 = 0xE0

  /// Whether a symbol is a letter of any script, disguised or not.
  @inlinable
  public static func isLetter(_ symbol: UInt8) -> Bool {
    symbol >= firstDisguisedLatin && symbol != 0xDA && symbol != 0xDB && symbol != 0xDC && symbol != 0xDD
      && symbol != 0xDE && symbol != 0xDF
      || symbol >= 0x61 && symbol <= 0x7A || symbol == otherLetter
  }
}
