/// Rows of numbers, each once, in one array: an open hash table over the rows. A row is told by where it begins.
struct InternedRows<Number: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable {
  /// The numbers of all rows, one after the other; rows begin at multiples of ``unit``, with zeros before the next one.
  private(set) var numbers: [Number] = []
  private var hashes: [UInt64] = []
  /// Where each row begins, in units, and behind the last where the next one will.
  private var starts: [UInt32] = [0]
  /// Indices of rows at the places of their hashes, or the next free places; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  /// A row is told by a multiple of so many numbers, which take 16 bytes, so that it takes fewer bits.
  static var unit: Int { 16 / MemoryLayout<Number>.size }

  /// How many numbers there are, with the zeros between rows.
  var count: Int { numbers.count }

  subscript(index: Int) -> Number { numbers[index] }

  /// Where the numbers of a row stand, which is told by its own number, with the zeros behind.
  func row(_ number: Int) -> Range<Int> { Int(starts[number]) * Self.unit..<Int(starts[number + 1]) * Self.unit }

  /// Adds a number to the row that is being written.
  mutating func append(_ number: Number) { numbers.append(number) }

  /// Adds numbers to it.
  mutating func append(contentsOf more: [Number]) { numbers += more }

  /// Ends the row that is being written, and yields where it begins, in units; it is dropped if there is one like it.
  mutating func endRow() -> Int { Int(starts[endNumberedRow().number]) }

  /// Ends the row that is being written, and yields its number, in the order in which rows came, and whether it is new; if it is not,
  /// it is dropped.
  mutating func endNumberedRow() -> (number: Int, isNew: Bool) {
    while !numbers.count.isMultiple(of: Self.unit) { numbers.append(0) }
    let start = Int(starts[starts.count - 1]) * Self.unit
    let hash = hash(from: start)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash, isSame(known, from: start) {
        numbers.removeLast(numbers.count - start)
        return (known, false)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = hashes.count
    slots[slot] = Int32(number)
    hashes.append(hash)
    starts.append(UInt32(numbers.count / Self.unit))
    if hashes.count * 2 > slots.count { grow() }
    return (number, true)
  }

  /// Forgets all rows but some, as long as they have no more numbers than that together; yields where these begin from now on.
  mutating func keep(_ kept: Set<Int>, mostNumbers: Int) -> [Int: Int] {
    let (oldNumbers, oldStarts) = (numbers, starts)
    numbers = []
    hashes.removeAll(keepingCapacity: true)
    starts = [0]
    for slot in slots.indices { slots[slot] = -1 }
    var places: [Int: Int] = [:]
    for (start, end) in zip(oldStarts, oldStarts.dropFirst()) where kept.contains(Int(start)) {
      if numbers.count > mostNumbers { break }
      numbers += oldNumbers[Int(start) * Self.unit..<Int(end) * Self.unit]
      places[Int(start)] = endRow()
    }
    return places
  }

  // MARK: Comparing

  private func hash(from start: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for unit in stride(from: start, to: numbers.count, by: Self.unit) {
      for index in unit..<unit + Self.unit {
        hash = hash &* 0x1_0000_01B3 ^ UInt64(truncatingIfNeeded: numbers[index])
      }
      hash ^= hash >> 29
      hash = hash &* 0xBF58_476D_1CE4_E5B9
    }
    return hash ^ hash >> 32
  }

  /// Whether a row is the one that is being written.
  private func isSame(_ known: Int, from start: Int) -> Bool {
    let first = Int(starts[known]) * Self.unit
    guard Int(starts[known + 1]) * Self.unit - first == numbers.count - start else { return false }
    for offset in 0..<numbers.count - start where numbers[first + offset] != numbers[start + offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for index in hashes.indices {
      var slot = Int(truncatingIfNeeded: hashes[index]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
