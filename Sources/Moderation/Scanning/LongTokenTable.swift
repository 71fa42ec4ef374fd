/// What is known of tokens that are too long for the slots of a ``TokenMemo``: an open hash table over one array of all their
/// bytes.
struct LongTokenTable: Sendable {
  typealias Knowledge = TokenMemo.Knowledge

  private struct Entry: Sendable {
    var start: UInt32
    var count: UInt32
    var hash: UInt64
    var knowledge: Knowledge
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  /// Indices of entries at the places of their hashes, or the next free places; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1 << 10)

  var count: Int { entries.count }
  /// The length of all tokens together.
  var byteCount: Int { bytes.count }

  /// What is known of a token, which counts as met again from now on.
  mutating func recall(_ token: Span<UInt8>) -> Knowledge? {
    guard let index = index(of: token, Self.hash(token)) else { return nil }
    entries[index].knowledge.markAsMetAgain()
    return entries[index].knowledge
  }

  /// Adds a token that is not in the table.
  mutating func insert(_ knowledge: Knowledge, of token: Span<UInt8>) {
    if entries.count * 2 >= slots.count { grow() }
    let entry = Entry(
      start: UInt32(truncatingIfNeeded: bytes.count), count: UInt32(truncatingIfNeeded: token.count),
      hash: Self.hash(token), knowledge: knowledge)
    slots[freeSlot(for: entry.hash)] = Int32(truncatingIfNeeded: entries.count)
    entries.append(entry)
    bytes.append(addingCapacity: token.count) { output in
      for index in token.indices { output.append(token[index]) }
    }
  }

  /// Forgets all tokens, and yields some of them.
  mutating func removeAll(yielding isMeant: (Knowledge) -> Bool) -> [(bytes: [UInt8], knowledge: Knowledge)] {
    let some = entries.filter { isMeant($0.knowledge) }.map { entry in
      (bytes: Array(bytes[Int(entry.start)..<Int(entry.start) + Int(entry.count)]), knowledge: entry.knowledge)
    }
    bytes.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
    return some
  }

  private func freeSlot(for hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for index in entries.indices { slots[freeSlot(for: entries[index].hash)] = Int32(truncatingIfNeeded: index) }
  }

  private func index(of token: Span<UInt8>, _ hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if entries[index].hash == hash, isSame(token, as: entries[index]) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isSame(_ token: Span<UInt8>, as entry: Entry) -> Bool {
    guard token.count == Int(entry.count) else { return false }
    for index in token.indices where bytes[Int(entry.start) + index] != token[index] { return false }
    return true
  }

  private static func hash(_ token: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in token.indices { hash = (hash ^ UInt64(token[index])) &* 0xFF51_AFD7_ED55_8CCD }
    return hash ^ hash >> 32
  }
}
