internal import PatternScanning

/// What was found in tokens, each combination once: a hash table over lists that never change.
struct FactStore: Sendable {
  typealias Facts = TokenMemo.Facts

  private(set) var all: [Facts] = []
  private(set) var matches: [WordMatch] = []
  private(set) var literals: [Int32] = []
  private(set) var sums: [CompiledModels.Sum] = []
  private var hashes: [UInt64] = []
  /// Indices of facts at the places of their hashes, or the next free places; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  private static let mostMatches = 1 << 19

  /// Whether so much is in the store that it should be emptied.
  var isFull: Bool { matches.count > Self.mostMatches || literals.count > Self.mostMatches }

  /// The index of facts, which are added unless they are in the store.
  ///
  /// - Parameters:
  ///   - found: Matches of rules and exceptions.
  ///   - words: Words of phrases, sorted by ``SortedWords``.
  ///   - isAnchor: Whether a word anchors a phrase.
  ///   - seen: The ids of literals.
  ///   - weights: What the features come to under each model; empty where there are none.
  mutating func insert(
    _ found: [WordMatch], words: [WordMatch], isAnchor: (Int) -> Bool, literals seen: [Int],
    sums weights: [CompiledModels.Sum], mixedScriptWords: Int
  ) -> Int32 {
    let before = (matches.count, literals.count, sums.count)
    matches += found
    let wordStart = matches.count
    matches += words
    let anchorStart = matches.count
    for word in words where isAnchor(Int(word.id)) { matches.append(word) }
    for literal in seen { literals.append(Int32(literal)) }
    sums += weights
    let new = Facts(
      matches: Int32(before.0)..<Int32(wordStart), words: Int32(wordStart)..<Int32(anchorStart),
      anchors: Int32(anchorStart)..<Int32(matches.count), literals: Int32(before.1)..<Int32(literals.count),
      sums: Int32(before.2), mixedScriptWords: Int32(mixedScriptWords))
    let hash = hash(of: new)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash, isSame(all[known], new) {
        matches.removeLast(matches.count - before.0)
        literals.removeLast(literals.count - before.1)
        sums.removeLast(sums.count - before.2)
        return Int32(known)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(all.count)
    all.append(new)
    hashes.append(hash)
    if all.count * 2 > slots.count { grow() }
    return Int32(all.count - 1)
  }

  mutating func removeAll() {
    all.removeAll(keepingCapacity: true)
    matches.removeAll(keepingCapacity: true)
    literals.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    for slot in slots.indices { slots[slot] = -1 }
  }

  // MARK: Comparing

  private func hash(of facts: Facts) -> UInt64 {
    var hash: UInt64 = UInt64(facts.matches.count) << 32 | UInt64(facts.words.count)
    func add(_ value: UInt64) { hash = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15 ^ hash >> 29 }
    for index in Int(facts.matches.lowerBound)..<Int(facts.words.upperBound) {
      let match = matches[index]
      add(UInt64(truncatingIfNeeded: match.id) << 32 | UInt64(match.start) << 16 | UInt64(match.end))
      add(UInt64(match.firstWord) << 32 | UInt64(match.lastWord) << 16 | UInt64(match.sentence))
    }
    for index in facts.literals { add(UInt64(truncatingIfNeeded: literals[Int(index)])) }
    for index in Int(facts.sums)..<sums.count {
      add(UInt64(truncatingIfNeeded: sums[index].weight) << 32 | UInt64(UInt32(bitPattern: sums[index].count)))
    }
    add(UInt64(facts.mixedScriptWords))
    return hash ^ hash >> 32
  }

  /// Whether facts in the store are the same as those that were added last.
  private func isSame(_ known: Facts, _ new: Facts) -> Bool {
    let sumCount = sums.count - Int(new.sums)
    return known.mixedScriptWords == new.mixedScriptWords && known.matches.count == new.matches.count
      && known.words.count == new.words.count
      && equal(matches, known.matches.lowerBound, known.words.upperBound, new.matches.lowerBound)
      && known.literals.count == new.literals.count
      && equal(literals, known.literals.lowerBound, known.literals.upperBound, new.literals.lowerBound)
      && Int(known.sums) + sumCount <= Int(new.sums)
      && equal(sums, known.sums, known.sums + Int32(sumCount), new.sums)
  }

  private func equal<Value: Equatable>(_ values: [Value], _ start: Int32, _ end: Int32, _ other: Int32) -> Bool {
    for offset in 0..<Int(end - start) where values[Int(start) + offset] != values[Int(other) + offset] { return false }
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
