/// Where the states of a ``SubsetTable`` or of a table of tails lead: an open hash table, for of some hundred columns a state is
/// asked for two or three.
struct TransitionTable: Sendable {
  /// A step: the state behind it, and whether more must be looked at than that.
  struct Step: Sendable, BitwiseCopyable {
    fileprivate let bits: UInt32

    private static let flag: UInt32 = 1 << 31

    fileprivate init(bits: UInt32) { self.bits = bits }

    init(_ state: Int, isSpecial: Bool) { bits = UInt32(state) | (isSpecial ? Self.flag : 0) }

    /// For stems, whether the state ends one, or the symbol may be read as another one: then the state is that behind the reading
    /// as itself.
    var isSpecial: Bool { bits & Self.flag != 0 }
    var state: Int { Int(bits & ~Self.flag) }
  }

  /// A state and a column, and the step; zero where there is none.
  private var slots = [UInt64](repeating: 0, count: 1 << fewestBits)
  private var count = 0
  /// By how much a hash is shifted to make it an index.
  private var shift = UInt64(64 - fewestBits)

  private static let fewestBits = 12

  /// The step from a state by a column, which are less than 2²³ and 2⁸; nil if it is not known.
  func step(from state: Int, by column: Int) -> Step? {
    let key = Self.key(state, column)
    var index = index(of: key)
    while true {
      let slot = slots[index]
      if slot >> 32 == key { return Step(bits: UInt32(truncatingIfNeeded: slot)) }
      if slot == 0 { return nil }
      index = (index + 1) & (slots.count - 1)
    }
  }

  /// Adds a step that is not known.
  mutating func insert(_ step: Step, from state: Int, by column: Int) {
    if (count + 1) * 8 > slots.count * 5 { grow() }
    count += 1
    place(Self.key(state, column) << 32 | UInt64(step.bits))
  }

  mutating func removeAll() {
    count = 0
    for index in slots.indices { slots[index] = 0 }
  }

  /// Never zero.
  private static func key(_ state: Int, _ column: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: state) << 8 | UInt64(truncatingIfNeeded: column) | 1 << 31
  }

  private func index(of key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> shift) }

  private mutating func place(_ slot: UInt64) {
    var index = index(of: slot >> 32)
    while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    shift -= 1
    for slot in old where slot != 0 { place(slot) }
  }
}
