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
  private(set) var columnsInto: [UInt8] = []
  private var starts: [Int] = [0]
  private var kindOfPosition: [Int32] = []
  /// The columns that lead into each kind of position, as bits.
  private var columnBits: [SymbolSet] = []

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
      columnBits.append(SymbolSet(columnsInto[starts[starts.count - 1]...]))
      starts.append(columnsInto.count)
    }
  }

  /// Where in ``columnsInto`` the columns stand that lead into a position.
  func columnIndices(into position: PositionAutomaton.Position) -> Range<Int> {
    let kind = Int(kindOfPosition[Int(position)])
    return starts[kind]..<starts[kind + 1]
  }

  /// Whether the symbols of a column lead into a position.
  func leads(by column: Int, into position: PositionAutomaton.Position) -> Bool {
    columnBits[Int(kindOfPosition[Int(position)])].contains(UInt8(truncatingIfNeeded: column))
  }
}
