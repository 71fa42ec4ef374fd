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
  /// For each position of the automaton, the columns that lead into it.
  private(set) var columnsOfPosition: [Int32] = []
  private(set) var columnLists: [[UInt8]] = []

  init(of automaton: PositionAutomaton, readings: SymbolReadings) {
    var indexOfSet: [SymbolSet: Int32] = [:]
    var distinct: [SymbolSet] = []
    var plainSets: [SymbolSet: SymbolSet] = [:]
    for written in automaton.sets {
      let set = plainSets[written] ?? readings.plain(written)
      plainSets[written] = set
      if let index = indexOfSet[set] {
        columnsOfPosition.append(index)
      } else {
        indexOfSet[set] = Int32(distinct.count)
        columnsOfPosition.append(Int32(distinct.count))
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
    columnLists = distinct.map { set in
      var seen = Set<UInt8>()
      return set.symbols.map { columns[Int($0)] }.filter { seen.insert($0).inserted }
    }
  }

  /// The columns that lead into a position.
  func columns(into position: PositionAutomaton.Position) -> [UInt8] {
    columnLists[Int(columnsOfPosition[Int(position)])]
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

  /// The positions of all subsets, one after the other.
  private var arena: [Position] = []
  private var subsets: [(range: Range<Int>, atWord: Bool)] = []
  private var index: [UInt64: [Int32]] = [:]
  /// What the roots reach by each column: inside a word, and at its beginning.
  private var rootMoves: [[[Position]]] = []
  private var rootRows: [[UInt32]] = []

  init(automaton: PositionAutomaton, partition: ColumnPartition) {
    self.automaton = automaton
    self.partition = partition
  }

  mutating func run() throws(TooManyStates) {
    let inside = moves(of: [PositionAutomaton.anywhereRoot])
    let atWord = moves(of: [PositionAutomaton.anywhereRoot, PositionAutomaton.wordRoot])
    rootMoves = [inside, atWord]
    _ = state(of: [], atWord: true)
    rootRows = rootMoves.map { moves in
      moves.enumerated().map { column, targets in entry(to: targets, by: column) }
    }
    var number = 0
    var buckets = [[Position]](repeating: [], count: partition.count)
    while number < subsets.count {
      guard subsets.count <= TooManyStates.limit else { throw TooManyStates() }
      let (range, atWord) = subsets[number]
      var touched: [Int] = []
      for position in arena[range] {
        for successor in automaton.successors[Int(position)] {
          for column in partition.columns(into: successor) {
            if buckets[Int(column)].isEmpty { touched.append(Int(column)) }
            buckets[Int(column)].append(successor)
          }
        }
      }
      let root = atWord ? 1 : 0
      var row = rootRows[root]
      for column in touched {
        let targets = Self.sortedUnion(&buckets[column], rootMoves[root][column])
        row[column] = entry(to: targets, by: column)
        buckets[column].removeAll(keepingCapacity: true)
      }
      rows.append(contentsOf: row)
      number += 1
    }
  }

  /// The sorted positions that the given ones reach by each column.
  private func moves(of positions: [Position]) -> [[Position]] {
    var targets = [[Position]](repeating: [], count: partition.count)
    for position in positions {
      for successor in automaton.successors[Int(position)] {
        for column in partition.columns(into: successor) { targets[Int(column)].append(successor) }
      }
    }
    return targets.map { Array(Set($0)).sorted() }
  }

  private static func sortedUnion(_ bucket: inout [Position], _ other: [Position]) -> [Position] {
    bucket.append(contentsOf: other)
    bucket.sort()
    var unique: [Position] = []
    unique.reserveCapacity(bucket.count)
    for position in bucket where unique.last != position { unique.append(position) }
    return unique
  }

  private mutating func entry(to positions: [Position], by column: Int) -> UInt32 {
    let number = state(of: positions, atWord: !partition.isLetter[column])
    let isAccepting = acceptStarts[Int(number)] < acceptStarts[Int(number) + 1]
    return UInt32(number) * UInt32(partition.count) | (isAccepting ? ScanTable.acceptBit : 0)
      | (partition.isAmbiguous[column] ? ScanTable.ambiguousBit : 0)
  }

  /// The number of a subset's state, a new one if it has not been met.
  private mutating func state(of positions: [Position], atWord: Bool) -> Int32 {
    var hash: UInt64 = atWord ? 0x9E37_79B9_7F4A_7C15 : 0xC2B2_AE3D_27D4_EB4F
    for position in positions { hash = (hash ^ UInt64(position)) &* 0x0000_0100_0000_01B3 }
    for number in index[hash] ?? [] {
      let known = subsets[Int(number)]
      if known.atWord == atWord, arena[known.range].elementsEqual(positions) { return number }
    }
    let number = Int32(subsets.count)
    subsets.append((arena.count..<arena.count + positions.count, atWord))
    arena.append(contentsOf: positions)
    index[hash, default: []].append(number)
    for position in positions {
      if let patterns = automaton.accepted[position] { accepts.append(contentsOf: patterns) }
    }
    acceptStarts.append(Int32(accepts.count))
    isIdle.append(!positions.contains { automaton.isAnchored[Int($0)] })
    return number
  }
}
