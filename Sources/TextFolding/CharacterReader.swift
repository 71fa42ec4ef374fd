/// One character of the source: a code point, and where the next character begins.
struct SourceCharacter {
  var codePoint: UInt32
  var end: Int
  var isIllFormed = false
}

/// Reads the characters of a source one by one.
enum CharacterReader {
  /// The character at an offset inside `bytes`, an HTML character reference counting as the character it names.
  static func character(in bytes: Span<UInt8>, at offset: Int) -> SourceCharacter {
    if bytes[offset] == 0x26, let referred = CharacterReference.decode(bytes, at: offset) { return referred }
    return characterAsTyped(in: bytes, at: offset)
  }

  /// The character at an offset inside `bytes`; an ampersand is an ampersand.
  @inline(__always)
  static func characterAsTyped(in bytes: Span<UInt8>, at offset: Int) -> SourceCharacter {
    let lead = bytes[offset]
    if lead < 0x80 { return SourceCharacter(codePoint: UInt32(lead), end: offset + 1) }
    if lead >= 0xC2, lead < 0xE0, offset + 1 < bytes.count, bytes[offset + 1] & 0xC0 == 0x80 {
      return SourceCharacter(
        codePoint: UInt32(lead & 0x1F) << 6 | UInt32(bytes[offset + 1] & 0x3F), end: offset + 2)
    }
    return multibyte(in: bytes, at: offset, lead: lead)
  }

  /// Decodes UTF-8; a maximal ill-formed subpart (Unicode 3.9, table 3-7) reads as U+FFFD.
  private static func multibyte(in bytes: Span<UInt8>, at offset: Int, lead: UInt8) -> SourceCharacter {
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return SourceCharacter(codePoint: 0xFFFD, end: offset + 1, isIllFormed: true)
    }
    var codePoint = UInt32(lead & (0xFF >> UInt8(length + 1)))
    var position = offset + 1
    while position < offset + length {
      guard position < bytes.count, second.contains(bytes[position]) else {
        return SourceCharacter(codePoint: 0xFFFD, end: position, isIllFormed: true)
      }
      codePoint = codePoint << 6 | UInt32(bytes[position] & 0x3F)
      second = 0x80...0xBF
      position += 1
    }
    return SourceCharacter(codePoint: codePoint, end: position)
  }
}
