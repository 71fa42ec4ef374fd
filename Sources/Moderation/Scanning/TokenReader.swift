/// Divides a text into tokens, stretches of bytes above U+0020, and makes their keys on the way: eight bytes at a time.
struct TokenReader: ~Escapable {
  private let bytes: RawSpan
  private(set) var position = 0

  /// A token: its bytes, and its key if there are few enough of them.
  struct Token {
    var range: Range<Int>
    var key: TokenMemo.ShortKey?
  }

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>) { self.bytes = unsafe bytes.bytes }

  /// The next token; nil at the end of the text.
  @_lifetime(self: copy self)
  mutating func next() -> Token? {
    while position < bytes.byteCount, byte(at: position) <= 0x20 { position += 1 }
    guard position < bytes.byteCount else { return nil }
    let start = position
    let first = word(at: start)
    var blanks = Self.blanks(in: first)
    if blanks != 0 {
      return token(from: start, count: Self.count(before: blanks), (Self.keep(first, before: blanks), 0, 0))
    }
    let second = word(at: start + 8)
    blanks = Self.blanks(in: second)
    if blanks != 0 {
      return token(from: start, count: 8 + Self.count(before: blanks), (first, Self.keep(second, before: blanks), 0))
    }
    let third = word(at: start + 16)
    blanks = Self.blanks(in: third)
    if blanks != 0 {
      return token(
        from: start, count: 16 + Self.count(before: blanks), (first, second, Self.keep(third, before: blanks)))
    }
    var end = start + 24
    while true {
      blanks = Self.blanks(in: word(at: end))
      if blanks != 0 { break }
      end += 8
    }
    end += Self.count(before: blanks)
    position = end
    return Token(range: start..<end, key: end == start + 24 ? .init(words: (first, second, third)) : nil)
  }

  @_lifetime(self: copy self)
  private mutating func token(from start: Int, count: Int, _ words: (UInt64, UInt64, UInt64)) -> Token {
    position = start + count
    return Token(range: start..<start + count, key: .init(words: words))
  }

  private func byte(at offset: Int) -> UInt8 { unsafe bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self) }

  /// Eight bytes in the order of memory, the first one lowest; what is beyond the end reads as zero.
  private func word(at offset: Int) -> UInt64 {
    // Any bytes are a UInt64, and the load checks its bounds.
    if offset + 8 <= bytes.byteCount {
      return UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var word: UInt64 = 0
    for index in max(offset, 0)..<max(offset, bytes.byteCount) {
      word |= UInt64(byte(at: index)) << UInt64(8 * (index - offset))
    }
    return word
  }

  /// The highest bit of each byte that is at most U+0020, up to the first one; those behind it may be wrong (H. Warren,
  /// Hacker's Delight, 6-1).
  private static func blanks(in word: UInt64) -> UInt64 {
    (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080
  }

  private static func count(before blanks: UInt64) -> Int { blanks.trailingZeroBitCount >> 3 }

  /// The bytes before the first blank, zeros behind.
  private static func keep(_ word: UInt64, before blanks: UInt64) -> UInt64 {
    // The lowest bit that is set is the highest of the blank's byte.
    word & ((blanks & (0 &- blanks)) >> 7 &- 1)
  }
}
