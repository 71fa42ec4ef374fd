/// Numbers subsets of positions in the order in which they are met: an open hash table over one array of all of them.
struct SubsetStore: Sendable {
  /// The positions of all subsets, one after the other.
  private(set) var positions: [PositionAutomaton.Position] = []
  private var starts: [UInt32] = [0]
  private var atWord: [Bool] = []
  private var hashes: [UInt64] = []
  /// Numbers of subsets at the places of their hashes, or the next free places; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  var count: Int { hashes.count }

  func isAtWord(_ number: Int) -> Bool { atWord[number] }

  func range(of number: Int) -> Range<Int> { Int(starts[number])..<Int(starts[number + 1]) }

  /// The positions of a subset.
  func positions(of number: Int) -> ArraySlice<PositionAutomaton.Position> { positions[range(of: number)] }

  mutating func removeAll() {
    positions.removeAll(keepingCapacity: true)
    starts.removeLast(starts.count - 1)
    atWord.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }

  /// The number of a subset, and whether it is new.
  mutating func insert(_ subset: [PositionAutomaton.Position], atWord isAtWord: Bool) -> (number: Int, isNew: Bool) {
    var hash: UInt64 = isAtWord ? 0x9E37_79B9_7F4A_7C15 : 0xC2B2_AE3D_27D4_EB4F
    for position in subset { hash = (hash ^ UInt64(UInt32(bitPattern: position))) &* 0xFF51_AFD7_ED55_8CCD }
    hash ^= hash >> 32
    var slot = Int(hash & UInt64(slots.count - 1))
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, atWord[number] == isAtWord, positions[range(of: number)].elementsEqual(subset) {
        return (number, false)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = count
    slots[slot] = Int32(number)
    hashes.append(hash)
    atWord.append(isAtWord)
    positions.append(contentsOf: subset)
    starts.append(UInt32(positions.count))
    if count * 2 > slots.count { grow() }
    return (number, true)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for number in hashes.indices {
      var slot = Int(hashes[number] & UInt64(slots.count - 1))
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number)
    }
  }
}
