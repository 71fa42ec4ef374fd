import CICU

/// ICU, as far as folding needs it, in safe Swift. Slow (a call costs 50 to 500 ns): answers are kept in tables.
enum ICU {
  /// NFKC_Casefold of UTF-16 code units; the units themselves if ICU fails.
  static func nfkcCasefold(_ units: [UInt16]) -> [UInt16] {
    // Safe: the pointers are used during the call only, each with its own length.
    unsafe units.withUnsafeBufferPointer { source in
      unsafe collect(capacity: source.count + 32) { target, capacity in
        unsafe cicu_nfkc_casefold(source.baseAddress, Int32(clamping: source.count), target, capacity)
      }
    } ?? units
  }

  /// What a code point maps to in NFKC_Casefold, decomposed, or nil if to itself.
  static func nfkcCasefoldMapping(of c: UInt32) -> [UInt16]? {
    unsafe collect(capacity: 32) { unsafe cicu_nfkc_casefold_mapping(c, $0, $1) }
  }

  /// The canonical decomposition of a code point, or nil if it has none.
  static func canonicalDecomposition(of c: UInt32) -> [UInt16]? {
    unsafe collect(capacity: 8) { unsafe cicu_nfd(c, $0, $1) }
  }

  /// The confusable skeleton of a code point (UTS #39).
  static func skeleton(of c: UInt32) -> [UInt16] {
    let units = [UInt16](codePoint: c)
    return unsafe units.withUnsafeBufferPointer { source in
      unsafe collect(capacity: 32) { target, capacity in
        unsafe cicu_skeleton(source.baseAddress, Int32(clamping: source.count), target, capacity)
      }
    } ?? units
  }

  /// Whether NFKC_Casefold of a text can be made apart for what stands before and from a code point.
  static func hasBoundary(before c: UInt32) -> Bool { cicu_has_boundary_before(c) }

  static func combiningClass(of c: UInt32) -> UInt8 { cicu_combining_class(c) }
  static func generalCategory(of c: UInt32) -> GeneralCategory { GeneralCategory(rawValue: cicu_category(c)) }
  static func isWhiteSpace(_ c: UInt32) -> Bool { cicu_is_white_space(c) }
  static func isEmoji(_ c: UInt32) -> Bool { cicu_is_emoji(c) }
  static func isEmojiModifier(_ c: UInt32) -> Bool { cicu_is_emoji_modifier(c) }
  static func isDefaultIgnorable(_ c: UInt32) -> Bool { cicu_is_default_ignorable(c) }
  static func isCyrillic(_ c: UInt32) -> Bool { cicu_is_cyrillic(c) }

  /// The value of a decimal digit of any script, or of another number sign worth 0 to 9.
  static func digitValue(of c: UInt32) -> UInt8? { UInt8(exactly: cicu_digit_value(c)) }

  /// Whether two letters of the alphabet, `a` as 0, name a region that has a flag.
  static func isRegion(_ first: UInt8, _ second: UInt8) -> Bool {
    first < 26 && second < 26 && regions[Int(first) * 26 + Int(second)]
  }

  private static let regions: [Bool] = {
    let alphabet = CChar(0x41)...0x5A
    return alphabet.flatMap { first in alphabet.map { second in cicu_is_region(first, second) } }
  }()

  /// Calls a function of cicu.h that writes a string, a second time if the first capacity was too small.
  private static func collect(
    capacity: Int, _ call: (UnsafeMutablePointer<UInt16>?, Int32) -> Int32
  ) -> [UInt16]? {
    var capacity = capacity
    for _ in 0..<2 {
      var length = -1
      // Safe: the callee writes no more than the capacity it is told, and `count` is what it wrote.
      let units = unsafe [UInt16](unsafeUninitializedCapacity: capacity) { buffer, count in
        length = Int(unsafe call(buffer.baseAddress, Int32(clamping: capacity)))
        count = length >= 0 && length <= capacity ? length : 0
      }
      if length < 0 { return nil }
      if length <= capacity { return units }
      capacity = length
    }
    return nil
  }
}

/// A general category of Unicode: its major class and the category itself, each by its letter.
struct GeneralCategory {
  let rawValue: UInt16

  /// The major class, the first letter of the category's name: `L`, `M`, `N`, `P`, `S`, `Z` or `C`.
  var major: UInt8 { UInt8(truncatingIfNeeded: rawValue >> 8) }

  func isMajor(_ letter: Unicode.Scalar) -> Bool { UInt32(major) == letter.value }
  func isCategory(_ major: Unicode.Scalar, _ minor: Unicode.Scalar) -> Bool {
    UInt32(rawValue) == major.value << 8 | minor.value
  }
}

extension [UInt16] {
  /// One code point in UTF-16.
  init(codePoint c: UInt32) {
    self = []
    append(codePoint: c)
  }

  mutating func append(codePoint c: UInt32) {
    if c < 0x10000 {
      append(UInt16(truncatingIfNeeded: c))
    } else {
      append(UInt16(truncatingIfNeeded: 0xD7C0 &+ (c >> 10)))
      append(UInt16(truncatingIfNeeded: 0xDC00 | (c & 0x3FF)))
    }
  }

  /// The code points of well-formed UTF-16.
  var codePoints: [UInt32] {
    var result: [UInt32] = []
    result.reserveCapacity(count)
    for unit in self {
      if unit & 0xFC00 == 0xDC00, let lead = result.last, lead & 0xFFFF_FC00 == 0xD800 {
        result[result.count - 1] = 0x10000 &+ (lead & 0x3FF) << 10 | UInt32(unit & 0x3FF)
      } else {
        result.append(UInt32(unit))
      }
    }
    return result
  }
}
