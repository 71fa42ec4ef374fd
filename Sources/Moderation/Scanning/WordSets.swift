internal import PatternScanning

/// Sets of words of phrases, each once: for a token of one word, which words its word is.
///
/// Words are numbered from zero, and behind them groups of words (``NeighbourGroups``). Of a set it is known which of its words
/// are anchors of phrases, and which words and groups may be asked for beside an anchor.
///
/// A set is a row of numbers of 16 bits: the sizes of open hash tables of what may be asked for, one for each ``bankSize`` numbers;
/// how many anchors there are, and each of them in two numbers; then the tables.
struct WordSets: Sendable {
  private var rows = InternedRows<UInt16>()
  /// How many tables a set has.
  private let bankCount: Int

  /// One less than there are numbers of 16 bits: the last one stands for a free place of a table.
  private static let bankSize = 0xFFFF
  private static let free = UInt16.max

  /// The set of no words.
  static let none = 0

  /// 14 MB.
  private static let mostNumbers = 7 << 20

  /// Whether so much is in the store that it should be emptied.
  var isFull: Bool { rows.count > Self.mostNumbers }

  /// Whether places in the store may soon need more than 20 bits.
  var isExhausted: Bool { rows.count > 15 << 19 }

  /// Only the empty set, of numbers below a limit.
  init(limit: Int) {
    bankCount = max(1, (limit + Self.bankSize - 1) / Self.bankSize)
    _ = insert(anchors: [], others: [])
  }

  // MARK: Asking

  /// Whether a word or a group is one of the others of a set.
  func contains(_ number: Int, in set: Int) -> Bool {
    let start = set * InternedRows<UInt16>.unit
    var table = start + bankCount + 1 + 2 * Int(rows[start + bankCount])
    var bank = start
    var value = number
    while value >= Self.bankSize {
      value -= Self.bankSize
      table += Int(rows[bank])
      bank += 1
    }
    let size = Int(rows[bank])
    if size == 0 { return false }
    let wanted = UInt16(truncatingIfNeeded: value)
    var slot = Self.slot(of: wanted, size)
    while true {
      let known = rows[table &+ slot]
      if known == wanted { return true }
      if known == Self.free { return false }
      slot &+= 1
      if slot == size { slot = 0 }
    }
  }

  /// The places of a set's anchors.
  func anchors(of set: Int) -> StrideTo<Int> {
    let place = set * InternedRows<UInt16>.unit + bankCount
    return stride(from: place + 1, to: place + 1 + 2 * Int(rows[place]), by: 2)
  }

  /// The anchor at a place.
  func anchor(at place: Int) -> Int { Int(rows[place]) | Int(rows[place + 1]) << 16 }

  /// Where a number is looked for first in a table of so many places (Fibonacci hashing, D. Knuth, 1973).
  private static func slot(of value: UInt16, _ size: Int) -> Int { (Int(value &* 0x9E3B) &* size) >> 16 }

  // MARK: Adding

  /// The set of sorted numbers, which is added unless it is there; nil if it has too many.
  mutating func insert(anchors: [Int], others: [Int]) -> Int? {
    guard max(anchors.count, others.count) <= Self.mostMembers else { return nil }
    let starts =
      (0..<bankCount).map { bank in others.partitioningIndex { $0 >= bank * Self.bankSize } } + [others.count]
    for bank in 0..<bankCount { rows.append(UInt16(Self.size(for: starts[bank + 1] - starts[bank]))) }
    rows.append(UInt16(anchors.count))
    for word in anchors {
      rows.append(UInt16(truncatingIfNeeded: word))
      rows.append(UInt16(truncatingIfNeeded: word >> 16))
    }
    for bank in 0..<bankCount where starts[bank] < starts[bank + 1] {
      rows.append(contentsOf: Self.table(of: others[starts[bank]..<starts[bank + 1]], above: bank * Self.bankSize))
    }
    return rows.endRow()
  }

  /// The size of a table for so many must be a number of 16 bits.
  private static let mostMembers = 40_000

  /// How many places a table for so many numbers has: a quarter or more stay free, so that searches soon come to an end.
  private static func size(for count: Int) -> Int { count == 0 ? 0 : count + count / 3 + 1 }

  /// Puts numbers into a table.
  private static func table(of numbers: ArraySlice<Int>, above base: Int) -> [UInt16] {
    var table = [UInt16](repeating: free, count: size(for: numbers.count))
    var places = table.mutableSpan
    for number in numbers {
      let value = UInt16(truncatingIfNeeded: number - base)
      var slot = slot(of: value, places.count)
      while places[slot] != free { slot = slot + 1 == places.count ? 0 : slot + 1 }
      places[slot] = value
    }
    return table
  }

  /// Forgets all sets but some and the empty one; yields where these begin from now on. A quarter of the store will be free, so
  /// some of them may go as well.
  mutating func keep(_ kept: Set<Int>) -> [Int: Int] {
    rows.keep(kept.union([Self.none]), mostNumbers: Self.mostNumbers / 4 * 3)
  }
}
