internal import PatternScanning

/// What was found in tokens, each combination once, packed into one array so that the facts of a token lie in one or two
/// lines of the processor's cache.
///
/// Facts are a header of six numbers, then sums, literals, anchors, matches and words of phrases; see ``FactStore/Header``.
struct FactStore: Sendable {
  /// The numbers of all facts, one after the other, each beginning at a multiple of ``unit``.
  private var numbers: [UInt32] = []
  private var hashes: [UInt64] = []
  /// Where each facts begin, in units, and behind the last where the next ones will.
  private var starts: [UInt32] = [0]
  /// Indices of facts at the places of their hashes, or the next free places; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  private static let unit = 4
  /// 16 MB.
  private static let mostNumbers = 1 << 22

  /// Whether so much is in the store that it should be emptied.
  var isFull: Bool { numbers.count > Self.mostNumbers }

  /// Whether places in the store may soon need more than 21 bits.
  var isExhausted: Bool { numbers.count > Self.mostNumbers + Self.mostNumbers / 2 }

  // MARK: Reading

  /// How many of each there are, and where they begin.
  struct Header {
    var sums: Range<Int>
    var literals: Range<Int>
    var anchors: Range<Int>
    var matches: Range<Int>
    var words: Range<Int>
    var mixedScriptWords: Int
  }

  private static let headerSize = 6
  private static let sumSize = 2
  private static let matchSize = 2

  /// The header of facts that begin at a unit.
  func header(_ facts: Int) -> Header {
    let start = facts * Self.unit
    let sums = start + Self.headerSize
    let literals = sums + Int(numbers[start]) * Self.sumSize
    let anchors = literals + Int(numbers[start + 1])
    let matches = anchors + Int(numbers[start + 2]) * Self.matchSize
    let words = matches + Int(numbers[start + 3]) * Self.matchSize
    return Header(
      sums: sums..<literals, literals: literals..<anchors, anchors: anchors..<matches, matches: matches..<words,
      words: words..<words + Int(numbers[start + 4]) * Self.matchSize, mixedScriptWords: Int(numbers[start + 5]))
  }

  /// Adds what the features of a token come to.
  func addSums(_ facts: Int, to sums: inout [CompiledModels.Sum]) {
    var place = facts * Self.unit + Self.headerSize
    for model in sums.indices {
      sums[model].add(.init(weight: Int32(bitPattern: numbers[place]), count: Int32(bitPattern: numbers[place + 1])))
      place += Self.sumSize
    }
  }

  /// The id of a literal at a place.
  func literal(at place: Int) -> Int { Int(numbers[place]) }

  /// The places of matches, of anchors or of words in a range of the store.
  func places(_ range: Range<Int>) -> StrideTo<Int> {
    stride(from: range.lowerBound, to: range.upperBound, by: Self.matchSize)
  }

  /// The match at a place.
  func match(at place: Int) -> WordMatch { WordMatch(id: numbers[place], packed: numbers[place + 1]) }

  /// The match of an id among words that satisfies a condition on its first and its last word.
  func word(_ id: Int, in words: Range<Int>, where isMeant: (WordMatch) -> Bool) -> WordMatch? {
    for place in places(words) where numbers[place] == UInt32(truncatingIfNeeded: id) {
      let match = match(at: place)
      if isMeant(match) { return match }
    }
    return nil
  }

  // MARK: Adding

  /// What is to be stored of a token.
  struct Entry {
    /// What the features come to under each model; empty where there are none.
    var sums: [CompiledModels.Sum] = []
    var literals: [Int] = []
    /// Words at which phrases are looked for.
    var anchors: [WordMatch] = []
    /// Matches of rules and exceptions.
    var matches: [WordMatch] = []
    /// Words of phrases that cannot be compared as they stand.
    var words: [WordMatch] = []
    var mixedScriptWords = 0
  }

  /// Where facts begin, in units; they are added unless they are in the store.
  mutating func insert(_ entry: Entry) -> Int {
    let start = numbers.count
    append(entry)
    return insertNumbers(from: start)
  }

  /// Where the facts begin, in units, that were appended last; they are dropped if they are in the store already.
  private mutating func insertNumbers(from start: Int) -> Int {
    let hash = hash(from: start)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash, isSame(known, from: start) {
        numbers.removeLast(numbers.count - start)
        return Int(starts[known])
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(hashes.count)
    hashes.append(hash)
    starts.append(UInt32(numbers.count / Self.unit))
    if hashes.count * 2 > slots.count { grow() }
    return start / Self.unit
  }

  /// Forgets all facts but some, which are told by where they begin, in units; yields where these begin from now on. A quarter
  /// of the store will be free, so some of them may go as well.
  mutating func keep(_ kept: Set<Int>) -> [Int: Int] {
    let (oldNumbers, oldStarts) = (numbers, starts)
    numbers = []
    hashes.removeAll(keepingCapacity: true)
    starts = [0]
    for slot in slots.indices { slots[slot] = -1 }
    var places: [Int: Int] = [:]
    for (start, end) in zip(oldStarts, oldStarts.dropFirst()) where kept.contains(Int(start)) {
      if numbers.count > Self.mostNumbers / 4 * 3 { break }
      let first = numbers.count
      numbers += oldNumbers[Int(start) * Self.unit..<Int(end) * Self.unit]
      places[Int(start)] = insertNumbers(from: first)
    }
    return places
  }

  private mutating func append(_ entry: Entry) {
    for count in [
      entry.sums.count, entry.literals.count, entry.anchors.count, entry.matches.count, entry.words.count,
      entry.mixedScriptWords,
    ] {
      numbers.append(UInt32(count))
    }
    for sum in entry.sums {
      numbers.append(UInt32(bitPattern: sum.weight))
      numbers.append(UInt32(bitPattern: sum.count))
    }
    for literal in entry.literals { numbers.append(UInt32(literal)) }
    for anchor in entry.anchors { append(anchor) }
    for match in entry.matches { append(match) }
    for word in entry.words { append(word) }
    while !numbers.count.isMultiple(of: Self.unit) { numbers.append(0) }
  }

  private mutating func append(_ match: WordMatch) {
    numbers.append(UInt32(bitPattern: match.id))
    numbers.append(match.packed)
  }

  // MARK: Comparing

  private func hash(from start: Int) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for index in start..<numbers.count {
      hash = (hash ^ UInt64(numbers[index])) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash >> 29
    }
    return hash ^ hash >> 32
  }

  /// Whether facts in the store are those that were appended last.
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
