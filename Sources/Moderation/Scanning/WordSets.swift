/// Sets of words of phrases, each once: for a token of one word, which words its word is.
///
/// Words are numbered from zero, and behind them groups of words (``NeighbourGroups``). Of a set it is known which of its words
/// are anchors of phrases, and which words and groups may be asked for beside an anchor. As a row: how many anchors, each of them in two numbers; then, since numbers have 16 bits, how many of
/// the others there are of each 65,536 numbers, and the others, sorted.
struct WordSets: Sendable {
  private var rows = InternedRows<UInt16>()
  /// How many times 65,536 numbers there may be.
  private let bankCount: Int

  /// The set of no words.
  static let none = 0

  /// 7 MB.
  private static let mostNumbers = 7 << 19

  /// Whether so much is in the store that it should be emptied.
  var isFull: Bool { rows.count > Self.mostNumbers }

  /// Whether places in the store may soon need more than 20 bits.
  var isExhausted: Bool { rows.count > 15 << 18 }

  /// Only the empty set, of numbers below a limit.
  init(limit: Int) {
    bankCount = max(1, (limit + 0xFFFF) >> 16)
    _ = insert(anchors: [], others: [])
  }

  // MARK: Asking

  /// Whether a word or a group is one of the others of a set.
  func contains(_ number: Int, in set: Int) -> Bool {
    let start = set * InternedRows<UInt16>.unit
    let counts = start + 1 + 2 * Int(rows[start])
    var low = counts + bankCount
    for bank in 0..<number >> 16 { low += Int(rows[counts + bank]) }
    var count = Int(rows[counts + number >> 16])
    if count == 0 { return false }
    let wanted = UInt16(truncatingIfNeeded: number)
    // Nobody could foretell how the comparisons come out, so none of them is a branch.
    while count > 1 {
      let half = count >> 1
      low &+= half & (rows[low &+ half] <= wanted ? -1 : 0)
      count &-= half
    }
    return rows[low] == wanted
  }

  /// The places of a set's anchors.
  func anchors(of set: Int) -> StrideTo<Int> {
    let start = set * InternedRows<UInt16>.unit
    return stride(from: start + 1, to: start + 1 + 2 * Int(rows[start]), by: 2)
  }

  /// The anchor at a place.
  func anchor(at place: Int) -> Int { Int(rows[place]) | Int(rows[place + 1]) << 16 }

  // MARK: Adding

  /// The set of sorted numbers, which is added unless it is there; nil if it has too many.
  mutating func insert(anchors: [Int], others: [Int]) -> Int? {
    guard max(anchors.count, others.count) <= Int(UInt16.max) else { return nil }
    rows.append(UInt16(anchors.count))
    for word in anchors {
      rows.append(UInt16(truncatingIfNeeded: word))
      rows.append(UInt16(truncatingIfNeeded: word >> 16))
    }
    var first = 0
    for bank in 1...bankCount {
      let end = others[first...].firstIndex { $0 >= bank << 16 } ?? others.count
      rows.append(UInt16(end - first))
      first = end
    }
    for number in others { rows.append(UInt16(truncatingIfNeeded: number)) }
    return rows.endRow()
  }

  /// Forgets all sets but some and the empty one; yields where these begin from now on. A quarter of the store will be free, so
  /// some of them may go as well.
  mutating func keep(_ kept: Set<Int>) -> [Int: Int] {
    rows.keep(kept.union([Self.none]), mostNumbers: Self.mostNumbers / 4 * 3)
  }
}
