/// HTML character references (WHATWG HTML 13.2.5.72 and following): `&#1093;`, `&#x445;`, `&laquo;`.
///
/// Comments arrive escaped once, twice or more, so an ampersand that is itself a reference begins another one:
/// `&amp;amp;#1093;` is «х». A reference that names no character stays as it was typed. Numeric references may lack the
/// semicolon, as in browsers; named ones may not.
enum CharacterReference {
  /// The character that the reference at `offset`, which holds an ampersand, stands for; nil if it is none.
  ///
  /// Reads each byte at most twice, however deep the nesting.
  static func decode(_ bytes: Span<UInt8>, at offset: Int) -> SourceCharacter? {
    var result: SourceCharacter?
    var position = offset + 1
    while let character = one(bytes, after: position) {
      result = character
      if character.codePoint != 0x26 { break }
      position = character.end
    }
    return result
  }

  /// One reference without its ampersand.
  private static func one(_ bytes: Span<UInt8>, after position: Int) -> SourceCharacter? {
    guard position < bytes.count else { return nil }
    return bytes[position] == 0x23 ? numeric(bytes, at: position + 1) : named(bytes, at: position)
  }

  private static func numeric(_ bytes: Span<UInt8>, at start: Int) -> SourceCharacter? {
    guard start < bytes.count else { return nil }
    let isHexadecimal = bytes[start] | 0x20 == 0x78
    let first = isHexadecimal ? start + 1 : start
    var position = first
    var value: UInt32 = 0
    while position < bytes.count, let digit = digit(bytes[position], isHexadecimal) {
      // Held above the last code point, so that no number of digits overflows.
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
      position += 1
    }
    guard position > first, let codePoint = codePoint(value) else { return nil }
    if position < bytes.count, bytes[position] == 0x3B { position += 1 }
    return SourceCharacter(codePoint: codePoint, end: position)
  }

  private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46 where isHexadecimal, 0x61...0x66 where isHexadecimal: UInt32(byte | 0x20) - 0x57
    default: nil
    }
  }

  /// A number as a code point: the C1 controls are those of Windows-1252, as in browsers.
  private static func codePoint(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x80...0x9F: windows1252[Int(value - 0x80)]
    case 1...0xD7FF, 0xE000...0x10FFFF: value
    default: nil
    }
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]

  private static func named(_ bytes: Span<UInt8>, at start: Int) -> SourceCharacter? {
    var key: UInt64 = 0
    var position = start
    while position < bytes.count, position < start + 8, isAlphanumeric(bytes[position]) {
      key = key << 8 | UInt64(bytes[position])
      position += 1
    }
    guard position < bytes.count, bytes[position] == 0x3B, let codePoint = names[key] else { return nil }
    return SourceCharacter(codePoint: codePoint, end: position + 1)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  /// The names in use, each packed into eight bytes.
  private static let names: [UInt64: UInt32] = {
    let list: [(String, Unicode.Scalar)] = [
      ("amp", "&"), ("AMP", "&"), ("lt", "<"), ("LT", "<"), ("gt", ">"), ("GT", ">"), ("quot", "\""), ("QUOT", "\""),
      ("apos", "'"), ("nbsp", "\u{A0}"), ("ensp", "\u{2002}"), ("emsp", "\u{2003}"), ("thinsp", "\u{2009}"),
      ("shy", "\u{AD}"), ("zwnj", "\u{200C}"), ("zwj", "\u{200D}"), ("lrm", "\u{200E}"), ("rlm", "\u{200F}"),
      ("laquo", "«"), ("raquo", "»"), ("lsaquo", "‹"), ("rsaquo", "›"), ("ldquo", "“"), ("rdquo", "”"), ("bdquo", "„"),
      ("lsquo", "‘"), ("rsquo", "’"), ("sbquo", "‚"), ("mdash", "—"), ("ndash", "–"), ("hellip", "…"), ("bull", "•"),
      ("middot", "·"), ("copy", "©"), ("reg", "®"), ("trade", "™"), ("deg", "°"), ("sect", "§"), ("para", "¶"),
      ("times", "×"), ("divide", "÷"), ("plusmn", "±"), ("minus", "−"), ("euro", "€"), ("pound", "£"), ("yen", "¥"),
      ("cent", "¢"), ("acute", "´"), ("uml", "¨"), ("cedil", "¸"), ("macr", "¯"), ("sup2", "²"), ("sup3", "³"),
      ("frac12", "½"), ("frac14", "¼"), ("frac34", "¾"), ("larr", "←"), ("rarr", "→"), ("uarr", "↑"), ("darr", "↓"),
      ("hearts", "♥"), ("ast", "*"), ("num", "#"), ("commat", "@"), ("dollar", "$"), ("excl", "!"), ("quest", "?"),
      ("period", "."), ("comma", ","), ("colon", ":"), ("semi", ";"), ("lpar", "("), ("rpar", ")"), ("sol", "/"),
      ("bsol", "\\"), ("lowbar", "_"), ("vert", "|"), ("percnt", "%"), ("plus", "+"), ("equals", "="), ("Tab", "\t"),
      ("NewLine", "\n"),
    ]
    var names: [UInt64: UInt32] = [:]
    for (name, scalar) in list {
      names[name.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = scalar.value
    }
    return names
  }()
}
