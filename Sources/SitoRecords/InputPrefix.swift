/// What is known of the bytes of an input up to a place: enough to go on from there, and to see whether they have changed.
package struct InputPrefix: Sendable, Equatable {
  /// How many they are, decompressed.
  package private(set) var count = 0
  /// How many line feeds are among them.
  package private(set) var lines = 0
  // A hash of words of eight bytes, and the bytes that do not make up a word yet, the first the lowest.
  package private(set) var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
  package private(set) var pending: UInt64 = 0

  /// No bytes.
  package init() {}

  /// What was kept.
  package init(count: Int, lines: Int, hash: UInt64, pending: UInt64) {
    self.count = count
    self.lines = lines
    self.hash = hash
    self.pending = pending
  }

  /// Adds the bytes that follow. How they are cut does not matter.
  package mutating func append(_ bytes: Span<UInt8>) {
    var index = 0
    while count & 7 != 0, index < bytes.count {
      add(bytes[index])
      index &+= 1
    }
    while index &+ 8 <= bytes.count {
      // Eight bytes are there.
      let word = UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      lines &+= Self.lineFeeds(in: word)
      mix(word)
      count &+= 8
      index &+= 8
    }
    while index < bytes.count {
      add(bytes[index])
      index &+= 1
    }
  }

  private mutating func add(_ byte: UInt8) {
    if byte == 0x0A { lines &+= 1 }
    pending |= UInt64(byte) << UInt64(8 * (count & 7))
    count &+= 1
    if count & 7 == 0 {
      mix(pending)
      pending = 0
    }
  }

  private mutating func mix(_ word: UInt64) {
    let mixed = (hash ^ word) &* 0xBF58_476D_1CE4_E5B9
    hash = mixed ^ mixed >> 29
  }

  private static func lineFeeds(in word: UInt64) -> Int {
    let lows: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let other = word ^ 0x0A0A_0A0A_0A0A_0A0A
    // The high bit of each byte is set where it is zero.
    return (~((other & lows) &+ lows | other | lows)).nonzeroBitCount
  }
}
