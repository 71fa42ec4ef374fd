/// A set of symbols (bytes) as 256 bits.
public struct SymbolSet: Sendable, Hashable {
  private var bits: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  /// The empty set.
  public init() {}

  /// The set of the symbols in a sequence.
  public init(_ symbols: some Sequence<UInt8>) {
    for symbol in symbols { insert(symbol) }
  }

  /// Whether there is no symbol in the set.
  public var isEmpty: Bool { bits == (0, 0, 0, 0) }

  /// Whether a symbol is in the set.
  public func contains(_ symbol: UInt8) -> Bool {
    let word =
      switch symbol >> 6 {
      case 0: bits.0
      case 1: bits.1
      case 2: bits.2
      default: bits.3
      }
    return word >> UInt64(symbol & 63) & 1 == 1
  }

  /// Puts a symbol into the set.
  public mutating func insert(_ symbol: UInt8) {
    let bit = UInt64(1) << UInt64(symbol & 63)
    switch symbol >> 6 {
    case 0: bits.0 |= bit
    case 1: bits.1 |= bit
    case 2: bits.2 |= bit
    default: bits.3 |= bit
    }
  }

  /// The symbols of both sets.
  public func union(_ other: SymbolSet) -> SymbolSet {
    var result = self
    result.bits.0 |= other.bits.0
    result.bits.1 |= other.bits.1
    result.bits.2 |= other.bits.2
    result.bits.3 |= other.bits.3
    return result
  }

  /// Whether a symbol is in both sets.
  public func intersects(_ other: SymbolSet) -> Bool {
    (bits.0 & other.bits.0) | (bits.1 & other.bits.1) | (bits.2 & other.bits.2) | (bits.3 & other.bits.3) != 0
  }

  /// The highest symbol of the set.
  public var last: UInt8? {
    if bits.3 != 0 { return UInt8(255 - bits.3.leadingZeroBitCount) }
    if bits.2 != 0 { return UInt8(191 - bits.2.leadingZeroBitCount) }
    if bits.1 != 0 { return UInt8(127 - bits.1.leadingZeroBitCount) }
    return bits.0 == 0 ? nil : UInt8(63 - bits.0.leadingZeroBitCount)
  }

  /// The symbols of the set, ascending.
  public var symbols: [UInt8] {
    var symbols: [UInt8] = []
    for (word, first) in [(bits.0, 0), (bits.1, 64), (bits.2, 128), (bits.3, 192)] {
      var rest = word
      while rest != 0 {
        symbols.append(UInt8(first + rest.trailingZeroBitCount))
        rest &= rest &- 1
      }
    }
    return symbols
  }

  /// Whether both sets hold the same symbols.
  public static func == (left: SymbolSet, right: SymbolSet) -> Bool { left.bits == right.bits }

  /// Feeds the set's bits to a hasher.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(bits.0)
    hasher.combine(bits.1)
    hasher.combine(bits.2)
    hasher.combine(bits.3)
  }
}
