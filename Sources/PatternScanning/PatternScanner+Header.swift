extension PatternScanner {
  /// What the scanner needs to know of a pattern, in four bytes.
  struct Header: Sendable, BitwiseCopyable {
    /// The number of the set of its ids, and behind it three bits.
    private var bits: UInt32

    init(idSet: Int32, isLiteral: Bool, isSpellable: Bool, isOpen: Bool) {
      bits = UInt32(idSet) << 3 | (isLiteral ? 1 : 0) | (isSpellable ? 2 : 0) | (isOpen ? 4 : 0)
    }

    /// The set of the ids that the pattern is reported by.
    var idSet: Int32 { Int32(bits >> 3) }
    var isLiteral: Bool { bits & 1 != 0 }
    var isSpellable: Bool { bits & 2 != 0 }
    /// Whether its matches reach to the end of the word whatever follows the stem.
    var isOpen: Bool { bits & 4 != 0 }
  }
}
