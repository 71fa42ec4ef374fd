internal import TextFolding

/// The deterministic automaton for all stems, by the subset construction (M. Rabin, D. Scott, 1959) over the positions
/// of a ``PositionAutomaton``; the root for patterns that may begin anywhere is a member of every subset, that for words
/// of every subset behind a symbol that is no letter. So one pass over the text finds every stem, and no state is dead.
struct ScanTable: Sendable {
  /// Set in an entry of ``rows`` whose target state ends a stem.
  static let acceptBit: UInt32 = 1 << 31
  /// Set in all entries of the columns of symbols that may be read as others; such an entry is for the reading as itself.
  static let ambiguousBit: UInt32 = 1 << 30
  /// What remains of an entry is the target state.
  static let stateMask = ambiguousBit - 1

  /// The column of each symbol; symbols that no pattern tells apart share one.
  let columns: [UInt8]
  /// For state `s` and column `c`, at `s + c`: the target state, which is the index of its row, and the bits above.
  let rows: [UInt32]
  /// The state at the beginning of a text.
  let start: UInt32
  /// Whether no pattern that begins at a word is under way, so that a scan of one word may stop.
  let isIdle: [Bool]
  /// The row length.
  let columnCount: Int
  /// `accepts[acceptStarts[n]..<acceptStarts[n + 1]]`: the patterns whose stem ends at the state of row number `n`.
  let acceptStarts: [Int32]
  let accepts: [Int32]

  var stateCount: Int { columnCount == 0 ? 0 : rows.count / columnCount }

  /// The patterns whose stem ends at a state.
  func accepted(at state: UInt32) -> ArraySlice<Int32> {
    let row = Int(state) / columnCount
    return accepts[Int(acceptStarts[row])..<Int(acceptStarts[row + 1])]
  }

  /// The automaton that finds nothing: one state, one column.
  init() {
    columns = [UInt8](repeating: 0, count: 256)
    rows = [0]
    start = 0
    isIdle = [true]
    columnCount = 1
    acceptStarts = [0, 0]
    accepts = []
  }

  /// - Throws: ``TooManyStates``.
  init(_ automaton: PositionAutomaton, readings: SymbolReadings) throws(TooManyStates) {
    let partition = ColumnPartition(of: automaton, readings: readings)
    var builder = SubsetBuilder(automaton: automaton, partition: partition)
    try builder.run()
    columns = partition.columns
    columnCount = partition.count
    rows = builder.rows
    start = 0
    isIdle = builder.isIdle
    acceptStarts = builder.acceptStarts
    accepts = builder.accepts
  }
}

/// Patterns that hold too many loose ends beside each other need an automaton of more states than is sensible.
public struct TooManyStates: Error, Sendable {
  /// The number of states at most.
  public static let limit = 200_000
}

/// Groups the symbols that every set of an automaton treats alike.
struct ColumnPartition {
  /// The column of each symbol.
  let columns: [UInt8]
  let count: Int
  /// Whether the symbols of a column are letters, and whether they may be read as others.
  let isLetter: [Bool]
  let isAmbiguous: [Bool]
  /// The columns that lead into each kind of position, one after the other, and where each kind's begin.
  private(set) var columnsInto: [UInt8] = []
  private var starts: [Int] = [0]
  private var kindOfPosition: [Int32] = []

  init(of automaton: PositionAutomaton, readings: SymbolReadings) {
    var indexOfSet: [SymbolSet: Int32] = [:]
    var distinct: [SymbolSet] = []
    var plainSets: [SymbolSet: SymbolSet] = [:]
    for written in automaton.sets {
      let set = plainSets[written] ?? readings.plain(written)
      plainSets[written] = set
      if let index = indexOfSet[set] {
        kindOfPosition.append(index)
      } else {
        indexOfSet[set] = Int32(distinct.count)
        kindOfPosition.append(Int32(distinct.count))
        distinct.append(set)
      }
    }
    var columnOfSignature: [[Bool]: UInt8] = [:]
    var columns: [UInt8] = []
    var isLetter: [Bool] = []
    var isAmbiguous: [Bool] = []
    for symbol in UInt8.min...UInt8.max {
      let signature = distinct.map { $0.contains(symbol) } + [Symbol.isLetter(symbol), readings.isAmbiguous(symbol)]
      // At most 256 symbols give at most 256 columns, so the numbers fit a byte.
      let column = columnOfSignature[signature] ?? UInt8(isLetter.count)
      if Int(column) == isLetter.count {
        columnOfSignature[signature] = column
        isLetter.append(Symbol.isLetter(symbol))
        isAmbiguous.append(readings.isAmbiguous(symbol))
      }
      columns.append(column)
    }
    self.columns = columns
    self.isLetter = isLetter
    self.isAmbiguous = isAmbiguous
    count = isLetter.count
    for set in distinct {
      var seen = Set<UInt8>()
      columnsInto += set.symbols.map { columns[Int($0)] }.filter { seen.insert($0).inserted }
      starts.append(columnsInto.count)
    }
  }

  /// Where in ``columnsInto`` the columns stand that lead into a position.
  func columnIndices(into position: PositionAutomaton.Position) -> Range<Int> {
    let kind = Int(kindOfPosition[Int(position)])
    return starts[kind]..<starts[kind + 1]
  }
}

/// The subset construction. A subset is a sorted list of positions without the two roots, and whether the word root
/// belongs to it; what the roots contribute is worked out once, so a state costs only its own positions.
private struct SubsetBuilder {
  typealias Position = PositionAutomaton.Position

  let automaton: PositionAutomaton
  let partition: ColumnPartition
  var rows: [UInt32] = []
  var isIdle: [Bool] = []
  var acceptStarts: [Int32] = [0]
  var accepts: [Int32] = []

  private let successors: AdjacencyList
  private var subsets = SubsetStore()
  /// What the roots reach by each column: inside a word, and at its beginning.
  private var rootMoves: [[[Position]]] = []
  /// The positions that the subset at hand reaches by each column.
  private var buckets: [[Position]]

  init(automaton: PositionAutomaton, partition: ColumnPartition) {
    self.automaton = automaton
    self.partition = partition
    successors = AdjacencyList(automaton.successors)
    buckets = [[Position]](repeating: [], count: partition.count)
  }

  mutating func run() throws(TooManyStates) {
    let inside = moves(of: [PositionAutomaton.anywhereRoot])
    let atWord = moves(of: [PositionAutomaton.anywhereRoot, PositionAutomaton.wordRoot])
    rootMoves = [inside, atWord]
    _ = state(of: [], atWord: true)
    var rootRows: [[UInt32]] = []
    for moves in rootMoves {
      rootRows.append(moves.indices.map { column in entry(to: moves[column], by: column) })
    }
    var number = 0
    while number < subsets.count {
      guard subsets.count <= TooManyStates.limit else { throw TooManyStates() }
      let root = subsets.isAtWord(number) ? 1 : 0
      let start = rows.count
      rows.append(contentsOf: rootRows[root])
      for column in fillBuckets(from: number) {
        Self.insert(rootMoves[root][column], into: &buckets[column])
        rows[start + column] = entry(to: buckets[column], by: column)
        buckets[column].removeAll(keepingCapacity: true)
      }
      number += 1
    }
  }

  /// Puts what a subset reaches into the buckets and yields the columns of those that are not empty.
  private mutating func fillBuckets(from number: Int) -> [Int] {
    var touched: [Int] = []
    for place in subsets.range(of: number) {
      for index in successors.indices(of: subsets.positions[place]) {
        let successor = successors.neighbours[index]
        for place in partition.columnIndices(into: successor) {
          let column = Int(partition.columnsInto[place])
          if buckets[column].isEmpty { touched.append(column) }
          buckets[column].append(successor)
        }
      }
    }
    return touched
  }

  /// The sorted positions that the given ones reach by each column.
  private func moves(of positions: [Position]) -> [[Position]] {
    var targets = [[Position]](repeating: [], count: partition.count)
    for position in positions {
      for successor in automaton.successors[Int(position)] {
        for place in partition.columnIndices(into: successor) {
          targets[Int(partition.columnsInto[place])].append(successor)
        }
      }
    }
    return targets.map { Array(Set($0)).sorted() }
  }

  /// Adds positions to a bucket, sorts it, and drops what comes twice.
  private static func insert(_ positions: [Position], into bucket: inout [Position]) {
    bucket.append(contentsOf: positions)
    guard bucket.count > 1 else { return }
    bucket.sort()
    var kept = 1
    for index in 1..<bucket.count where bucket[index] != bucket[kept - 1] {
      bucket[kept] = bucket[index]
      kept += 1
    }
    bucket.removeLast(bucket.count - kept)
  }

  private mutating func entry(to positions: [Position], by column: Int) -> UInt32 {
    let number = state(of: positions, atWord: !partition.isLetter[column])
    let isAccepting = acceptStarts[number] < acceptStarts[number + 1]
    return UInt32(number) * UInt32(partition.count) | (isAccepting ? ScanTable.acceptBit : 0)
      | (partition.isAmbiguous[column] ? ScanTable.ambiguousBit : 0)
  }

  /// The number of a subset's state, a new one if it has not been met.
  private mutating func state(of positions: [Position], atWord: Bool) -> Int {
    let (number, isNew) = subsets.insert(positions, atWord: atWord)
    guard isNew else { return number }
    var isAnchored = false
    for position in positions {
      isAnchored = isAnchored || automaton.isAnchored[Int(position)]
      if automaton.isAccepting[Int(position)], let patterns = automaton.accepted[position] {
        accepts.append(contentsOf: patterns)
      }
    }
    acceptStarts.append(Int32(accepts.count))
    isIdle.append(!isAnchored)
    return number
  }
}

/// Numbers subsets of positions in the order in which they are met: an open hash table over one array of all of them.
private struct SubsetStore {
  /// The positions of all subsets, one after the other.
  private(set) var positions: [PositionAutomaton.Position] = []
  private var starts: [Int] = [0]
  private var atWord: [Bool] = []
  private var hashes: [UInt64] = []
  /// Numbers of subsets at the places of their hashes, or the next free places; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 1 << 12)

  var count: Int { hashes.count }

  func isAtWord(_ number: Int) -> Bool { atWord[number] }

  func range(of number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

  /// The number of a subset, and whether it is new.
  mutating func insert(_ subset: [PositionAutomaton.Position], atWord isAtWord: Bool) -> (number: Int, isNew: Bool) {
    var hash: UInt64 = isAtWord ? 0x9E37_79B9_7F4A_7C15 : 0xC2B2_AE3D_27D4_EB4F
    for position in subset { hash = (hash ^ UInt64(position)) &* 0xFF51_AFD7_ED55_8CCD }
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
    starts.append(positions.count)
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
