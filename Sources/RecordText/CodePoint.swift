/// A code point of UTF-8, or a piece that is none.
package struct CodePoint: Equatable {
  /// Nil: the bytes are the longest beginning of a code point that is broken off, or a byte that begins none (Unicode
  /// 3.9, substitution of maximal subparts).
  package var scalar: Unicode.Scalar?
  package var length: Int
}

extension Span<UInt8> {
  /// The code point at a place, which must be inside.
  package func codePoint(at index: Int) -> CodePoint {
    let first = self[index]
    if first < 0x80 { return CodePoint(scalar: Unicode.Scalar(first), length: 1) }
    let length: Int
    // Bounds of the second byte leave out what is overlong, a surrogate or beyond 10FFFF (Unicode 3.9, table 3-7).
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return CodePoint(scalar: nil, length: 1)
    }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for offset in 1..<length {
      guard index + offset < count, (offset == 1 ? second : 0x80...0xBF).contains(self[index + offset]) else {
        return CodePoint(scalar: nil, length: offset)
      }
      value = value << 6 | UInt32(self[index + offset] & 0x3F)
    }
    return CodePoint(scalar: Unicode.Scalar(value), length: length)
  }

  /// Whether all of it is UTF-8.
  package var isUTF8: Bool {
    var index = 0
    while index < count {
      let point = codePoint(at: index)
      if point.scalar == nil { return false }
      index += point.length
    }
    return true
  }
}
