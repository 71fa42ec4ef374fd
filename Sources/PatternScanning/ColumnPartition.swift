internal import TextFolding

/// Groups the symbols that every set of an automaton treats alike.
struct ColumnPartition: Sendable {
  /// The column of each symbol.
  let columns: [UInt8]
  let count: Int
  /// Whether the symbols of a column are letters, and whether they may be read as others.
  let isLetter: [Bool]
  let isAmbiguous: [Bool]
  /// The columns that lead into each kind of position, one after the other, and where each kind's begin.
  let columnsInto: [UInt8]
  let starts: [Int32]
  /// The kind of each position.
  let kinds: [UInt16]
  /// For each column the kinds of positions into which it leads, as bits of so many words: those of one column lie together, since
  /// many kinds are asked about it at once.
  private let kindBits: [UInt64]
  private let wordsOfColumn: Int

  init(of automaton: PositionAutomaton, readings: SymbolReadings) {
    let plainSets = automaton.sets.distinct.map { readings.plain($0) }
    var seenSets: Set<SymbolSet> = []
    let distinct = plainSets.filter { seenSets.insert($0).inserted }
    kinds = automaton.sets.kinds
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
    var columnsInto: [UInt8] = []
    var starts: [Int32] = [0]
    for set in plainSets {
      var seen = Set<UInt8>()
      let into = set.symbols.map { columns[Int($0)] }.filter { seen.insert($0).inserted }
      columnsInto += into
      starts.append(Int32(columnsInto.count))
    }
    self.columnsInto = columnsInto
    self.starts = starts
    (kindBits, wordsOfColumn) = Self.kindBits(columnCount: count, columnsInto, starts)
  }

  /// A partition of its parts.
  init(
    columns: [UInt8], isLetter: [Bool], isAmbiguous: [Bool], columnsInto: [UInt8], starts: [Int32], kinds: [UInt16]
  ) {
    self.columns = columns
    count = isLetter.count
    self.isLetter = isLetter
    self.isAmbiguous = isAmbiguous
    self.columnsInto = columnsInto
    self.starts = starts
    self.kinds = kinds
    (kindBits, wordsOfColumn) = Self.kindBits(columnCount: isLetter.count, columnsInto, starts)
  }

  private static func kindBits(
    columnCount: Int, _ columnsInto: [UInt8], _ starts: [Int32]
  ) -> (bits: [UInt64], wordsOfColumn: Int) {
    let words = (starts.count + 62) / 64
    var bits = [UInt64](repeating: 0, count: columnCount * words)
    for kind in starts.indices.dropLast() {
      for place in Int(starts[kind])..<Int(starts[kind + 1]) {
        bits[Int(columnsInto[place]) * words + kind >> 6] |= 1 << UInt64(kind & 63)
      }
    }
    return (bits, words)
  }

  /// Where in ``columnsInto`` the columns stand that lead into a position.
  func columnIndices(into position: PositionAutomaton.Position) -> Range<Int> {
    let kind = Int(kinds[Int(position)])
    return Int(starts[kind])..<Int(starts[kind + 1])
  }

  /// Whether the symbols of a column lead into a position.
  func leads(by column: Int, into position: PositionAutomaton.Position) -> Bool {
    leads(by: column, intoKind: kinds[Int(position)])
  }

  /// Whether the symbols of a column lead into the positions of a kind.
  func leads(by column: Int, intoKind kind: UInt16) -> Bool {
    kindBits[column * wordsOfColumn + Int(kind >> 6)] >> UInt64(kind & 63) & 1 == 1
  }
}
