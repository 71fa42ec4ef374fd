extension PatternScanner {
  /// What the scanner needs to know of a pattern, in four bytes.
  struct Header: Sendable, BitwiseCopyable {
    /// The id, of which -1 is the lowest, and behind it three bits.
    private var bits: UInt32

    init(id: Int, isLiteral: Bool, isSpellable: Bool, isOpen: Bool) {
      bits = UInt32(id + 1) << 3 | (isLiteral ? 1 : 0) | (isSpellable ? 2 : 0) | (isOpen ? 4 : 0)
    }

    var id: Int { Int(bits >> 3) - 1 }
    var isLiteral: Bool { bits & 1 != 0 }
    var isSpellable: Bool { bits & 2 != 0 }
    /// Whether its matches reach to the end of the word whatever follows the stem.
    var isOpen: Bool { bits & 4 != 0 }
  }
}
