/// What the rules against spam count in a comment.
///
/// Made on demand from the raw bytes by asking ICU about each character; the hot path of folding has no part in it.
/// Character references are not decoded and nothing is normalized: this is how the comment was typed.
public struct TextCounts: Sendable, Equatable {
  /// Code points; a maximal ill-formed subpart of invalid UTF-8 is one.
  public private(set) var characters = 0

  /// Letters of any script (general categories L*).
  public private(set) var letters = 0

  /// Letters in upper or title case.
  public private(set) var capitals = 0

  /// Letters of the Cyrillic script.
  public private(set) var cyrillicLetters = 0

  /// Letters from `a` to `z` in either case.
  public private(set) var latinLetters = 0

  /// Decimal digits of any script.
  public private(set) var digits = 0

  /// Emoji; what zero-width joiners, skin tones and flags make one is counted once.
  public private(set) var emoji = 0

  /// Code points that show nothing and are no white space: zero-width and bidirectional controls, soft hyphens, tags.
  /// Joiners and variation selectors that follow an emoji belong to it and are not counted.
  public private(set) var invisibles = 0

  /// Combining marks (M*), without variation selectors.
  public private(set) var combiningMarks = 0

  /// Line breaks; a carriage return with a line feed is one.
  public private(set) var lineBreaks = 0

  /// White space, line breaks among it.
  public private(set) var whiteSpace = 0

  /// Punctuation and symbols (P* and S*) that are no emoji.
  public private(set) var signs = 0

  private init() {}

  /// Counts the characters of one comment, UTF-8 that may be invalid.
  public init(_ bytes: Span<UInt8>) {
    var position = 0
    var previous = Previous()
    let kinds = FrequentCharacters.kinds
    var frequent = FrequentCharacters()
    while position < bytes.count {
      let character = CharacterReader.characterAsTyped(in: bytes, at: position)
      position = character.end
      let kind = character.codePoint < kinds.count ? kinds[Int(character.codePoint)] : FrequentCharacters.other
      if kind == FrequentCharacters.other {
        count(character.codePoint, after: &previous)
        continue
      }
      previous = Previous(codePoint: character.codePoint)
      frequent.add(kind)
      if frequent.isFull { take(&frequent) }
    }
    take(&frequent)
  }

  /// Counts of characters that need no look at their neighbours: one byte for each kind, so that a character is one addition.
  private struct FrequentCharacters {
    private(set) var counts: UInt64 = 0
    private(set) var characters = 0

    /// Stands for all other characters.
    static let other: UInt64 = 0

    /// The first code points, Latin, Greek and Cyrillic with their signs: what each adds to the counts. Bytes, from the lowest:
    /// letters, capitals, Cyrillic letters, Latin letters, digits, combining marks, signs, blanks.
    static let kinds: [UInt64] = (0..<UInt32(0x530)).map { c in
      if c == 0x20 { return 1 << 56 }
      if ICU.isDefaultIgnorable(c) || ICU.isEmoji(c) && c >= 0x80 { return other }
      var counts = TextCounts()
      counts.countPlain(c, after: 0)
      if counts.whiteSpace + counts.invisibles > 0 { return other }
      return UInt64(
        counts.letters | counts.capitals << 8 | counts.cyrillicLetters << 16 | counts.latinLetters << 24
          | counts.digits << 32 | counts.combiningMarks << 40 | counts.signs << 48)
    }

    /// Whether one more could make a count outgrow its byte.
    var isFull: Bool { characters == 255 }

    mutating func add(_ kind: UInt64) {
      counts += kind
      characters += 1
    }
  }

  /// Adds counts, and sets them back to zero.
  private mutating func take(_ frequent: inout FrequentCharacters) {
    func count(_ byte: UInt64) -> Int { Int(frequent.counts >> (8 * byte) & 0xFF) }
    characters += frequent.characters
    letters += count(0)
    capitals += count(1)
    cyrillicLetters += count(2)
    latinLetters += count(3)
    digits += count(4)
    combiningMarks += count(5)
    signs += count(6)
    whiteSpace += count(7)
    frequent = FrequentCharacters()
  }

  /// What has to be remembered of the character before.
  private struct Previous {
    var codePoint: UInt32 = 0
    var isInEmoji = false
    var isHalfAFlag = false
  }

  private mutating func count(_ c: UInt32, after previous: inout Previous) {
    defer { previous.codePoint = c }
    characters += 1
    if c >= 0x1F1E6, c <= 0x1F1FF {
      if !previous.isHalfAFlag { emoji += 1 }
      previous.isHalfAFlag.toggle()
      previous.isInEmoji = true
      return
    }
    previous.isHalfAFlag = false
    if c >= 0x80, ICU.isEmoji(c), c != 0xA9, c != 0xAE {
      let continues = previous.isInEmoji && (previous.codePoint == 0x200D || ICU.isEmojiModifier(c))
      if !continues { emoji += 1 }
      previous.isInEmoji = true
      return
    }
    if ICU.isDefaultIgnorable(c) {
      if !(previous.isInEmoji && Self.belongsToEmoji(c)) {
        invisibles += 1
        previous.isInEmoji = false
      }
      return
    }
    previous.isInEmoji = false
    countPlain(c, after: previous.codePoint)
  }

  private mutating func countPlain(_ c: UInt32, after previous: UInt32) {
    let category = ICU.generalCategory(of: c)
    if category.isMajor("L") {
      letters += 1
      if category.isCategory("L", "u") || category.isCategory("L", "t") { capitals += 1 }
      if ICU.isCyrillic(c) { cyrillicLetters += 1 }
      if c < 0x80 { latinLetters += 1 }
    } else if category.isCategory("N", "d") {
      digits += 1
    } else if category.isMajor("M") {
      combiningMarks += 1
    } else if category.isMajor("P") || category.isMajor("S") {
      signs += 1
    } else if ICU.isWhiteSpace(c) {
      whiteSpace += 1
      let isLineBreak = c >= 0x0A && c <= 0x0D || c == 0x85 || c == 0x2028 || c == 0x2029
      if isLineBreak, !(c == 0x0A && previous == 0x0D) { lineBreaks += 1 }
    } else if category.isCategory("C", "f") {
      invisibles += 1
    }
  }

  /// Zero-width joiner, variation selectors and tags.
  private static func belongsToEmoji(_ c: UInt32) -> Bool {
    c == 0x200D || c == 0xFE0E || c == 0xFE0F || c >= 0xE0020 && c <= 0xE007F
  }
}
