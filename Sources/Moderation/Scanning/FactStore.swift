internal import PatternScanning

/// What was found in tokens, each combination once, packed into one array so that the facts of a token lie in one or two
/// lines of the processor's cache.
///
/// Facts are a header of six numbers, then sums, literals, ids, anchors and matches; see ``FactStore/Header``.
struct FactStore: Sendable {
  private var rows = InternedRows<UInt32>()

  /// 16 MB.
  private static let mostNumbers = 1 << 22

  /// Whether so much is in the store that it should be emptied.
  var isFull: Bool { rows.count > Self.mostNumbers }

  /// Whether places in the store may soon need more than 21 bits.
  var isExhausted: Bool { rows.count > Self.mostNumbers + Self.mostNumbers / 2 }

  // MARK: Reading

  /// How many of each there are, and where they begin.
  struct Header {
    var sums: Range<Int>
    var literals: Range<Int>
    var idsOfWord: Range<Int>
    var anchors: Range<Int>
    var matches: Range<Int>
    var mixedScriptWords: Int
  }

  private static let headerSize = 6
  private static let sumSize = 3
  private static let matchSize = 2

  /// The header of facts that begin at a unit.
  func header(_ facts: Int) -> Header {
    let start = facts * InternedRows<UInt32>.unit
    let sums = start + Self.headerSize
    let literals = sums + Int(rows[start]) * Self.sumSize
    let ids = literals + Int(rows[start + 1])
    let anchors = ids + Int(rows[start + 2])
    let matches = anchors + Int(rows[start + 3]) * Self.matchSize
    return Header(
      sums: sums..<literals, literals: literals..<ids, idsOfWord: ids..<anchors, anchors: anchors..<matches,
      matches: matches..<matches + Int(rows[start + 4]) * Self.matchSize, mixedScriptWords: Int(rows[start + 5]))
  }

  /// Adds what the features of a token come to.
  func addSums(_ facts: Int, to sums: inout [CompiledModels.Sum]) {
    for model in sums.indices { sums[model].add(sum(facts, of: model)) }
  }

  /// What they come to under a model; facts that have sums have one for each.
  func sum(_ facts: Int, of model: Int) -> CompiledModels.Sum {
    let place = facts * InternedRows<UInt32>.unit + Self.headerSize + model * Self.sumSize
    return CompiledModels.Sum(
      weight: Int32(bitPattern: rows[place]), count: Int32(bitPattern: rows[place + 1]),
      strongest: Int32(bitPattern: rows[place + 2]))
  }

  /// The id at a place, of a literal or of those of the only word.
  func id(at place: Int) -> Int { Int(rows[place]) }

  /// The places of matches or of anchors in a range of the store.
  func places(_ range: Range<Int>) -> StrideTo<Int> {
    stride(from: range.lowerBound, to: range.upperBound, by: Self.matchSize)
  }

  /// The match at a place.
  func match(at place: Int) -> WordMatch { WordMatch(id: rows[place], packed: rows[place + 1]) }

  // MARK: Adding

  /// What is to be stored of a token.
  struct Entry {
    /// What the features come to under each model; empty where there are none.
    var sums: [CompiledModels.Sum] = []
    var literals: [Int] = []
    /// Words at which phrases are looked for, unless the token has a set of them.
    var anchors: [WordMatch] = []
    /// The ids of rules and exceptions that match just the only word of a simple token.
    var idsOfWord: [Int] = []
    /// Other matches of rules and exceptions.
    var matches: [WordMatch] = []
    var mixedScriptWords = 0

    var isEmpty: Bool {
      literals.isEmpty && idsOfWord.isEmpty && matches.isEmpty && sums.isEmpty && anchors.isEmpty
        && mixedScriptWords == 0
    }
  }

  /// Where facts begin, in units; they are added unless they are in the store.
  mutating func insert(_ entry: Entry) -> Int {
    rows.append(UInt32(entry.sums.count))
    rows.append(UInt32(entry.literals.count))
    rows.append(UInt32(entry.idsOfWord.count))
    rows.append(UInt32(entry.anchors.count))
    rows.append(UInt32(entry.matches.count))
    rows.append(UInt32(entry.mixedScriptWords))
    for sum in entry.sums {
      rows.append(UInt32(bitPattern: sum.weight))
      rows.append(UInt32(bitPattern: sum.count))
      rows.append(UInt32(bitPattern: sum.strongest))
    }
    for literal in entry.literals { rows.append(UInt32(literal)) }
    for id in entry.idsOfWord { rows.append(UInt32(id)) }
    for anchor in entry.anchors { append(anchor) }
    for match in entry.matches { append(match) }
    return rows.endRow()
  }

  private mutating func append(_ match: WordMatch) {
    rows.append(UInt32(bitPattern: match.id))
    rows.append(match.packed)
  }

  /// Forgets all facts but some, which are told by where they begin, in units; yields where these begin from now on. A quarter
  /// of the store will be free, so some of them may go as well.
  mutating func keep(_ kept: Set<Int>) -> [Int: Int] { rows.keep(kept, mostNumbers: Self.mostNumbers / 4 * 3) }
}
