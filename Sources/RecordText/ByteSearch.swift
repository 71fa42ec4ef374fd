internal import Glibc

/// Looking for bytes, many at a time. Positions are indices of the whole span; `from` may be at most its count.
extension Span<UInt8> {
  /// The first place of a byte.
  package func firstIndex(of byte: UInt8, from: Int) -> Int? {
    guard from < count else { return nil }
    // memchr stays inside the span's memory.
    return unsafe withUnsafeBytes { memory in
      guard let base = memory.baseAddress, let hit = unsafe memchr(base + from, Int32(byte), memory.count - from) else {
        return nil
      }
      return unsafe UnsafeRawPointer(hit) - base
    }
  }

  /// The first place of either of two bytes.
  package func firstIndex(of first: UInt8, or second: UInt8, from: Int) -> Int? {
    // A zero byte of x sets its high bit in (x - 01…) & ~x & 80…, and nothing below the first of them does.
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    let firsts = ones &* UInt64(first)
    let seconds = ones &* UInt64(second)
    var index = from
    while index &+ 8 <= count {
      let word = UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let a = word ^ firsts
      let b = word ^ seconds
      let zeros = ((a &- ones) & ~a | (b &- ones) & ~b) & highs
      if zeros != 0 { return index &+ zeros.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < count {
      if self[index] == first || self[index] == second { return index }
      index &+= 1
    }
    return nil
  }

  /// How often a byte occurs in a range.
  package func occurrences(of byte: UInt8, in range: Range<Int>) -> Int {
    let part = extracting(range)
    var found = 0
    for index in part.indices where part[index] == byte { found &+= 1 }
    return found
  }

  /// Whether the same bytes stand at a place.
  package func hasPrefix(_ prefix: [UInt8], at place: Int) -> Bool {
    guard place + prefix.count <= count else { return false }
    for index in prefix.indices where self[place + index] != prefix[index] { return false }
    return true
  }
}
