/// Reads the inside of a JSON string (RFC 8259, section 7), whose escapes are well formed.
package enum JSONString {
  /// The code point that an escape stands for, and how long the escape is. Surrogates that follow each other are one.
  package static func escapedUnit(_ string: Span<UInt8>, at index: Int) -> (scalar: Unicode.Scalar, length: Int) {
    guard index + 1 < string.count else { return ("\\", string.count - index) }
    switch string[index + 1] {
    case UInt8(ascii: "b"): return ("\u{8}", 2)
    case UInt8(ascii: "f"): return ("\u{C}", 2)
    case UInt8(ascii: "n"): return ("\n", 2)
    case UInt8(ascii: "r"): return ("\r", 2)
    case UInt8(ascii: "t"): return ("\t", 2)
    case UInt8(ascii: "u"): break
    case let other: return (Unicode.Scalar(other), 2)
    }
    let unit = codeUnit(string, at: index)
    if let scalar = Unicode.Scalar(unit) { return (scalar, 6) }
    let second = codeUnit(string, at: index + 6)
    guard unit < 0xDC00, (0xDC00..<0xE000).contains(second) else { return ("\u{FFFD}", 6) }
    let value = 0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)
    return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
  }

  /// The number of the escape `\uXXXX` at a place; 0 if there is none.
  private static func codeUnit(_ string: Span<UInt8>, at index: Int) -> UInt32 {
    guard index + 6 <= string.count, string[index] == backslash, string[index + 1] == UInt8(ascii: "u") else {
      return 0
    }
    var unit: UInt32 = 0
    for place in index + 2..<index + 6 {
      let digit = string[place]
      let value = digit <= UInt8(ascii: "9") ? digit &- UInt8(ascii: "0") : (digit | 0x20) &- UInt8(ascii: "a") &+ 10
      unit = unit << 4 | UInt32(value & 0xF)
    }
    return unit
  }
}

private let backslash = UInt8(ascii: "\\")
