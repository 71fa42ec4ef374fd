/// The symbols that lead into each position. Many positions share few sets.
struct PositionSets: Sendable {
  /// The sets, each once.
  private(set) var distinct: [SymbolSet] = []
  /// For each position the index of its set.
  private(set) var kinds: [UInt16] = []
  private var kindOfSet: [SymbolSet: UInt16] = [:]

  /// No positions.
  init() {}

  /// Takes over what was taken out of another value; nothing can be appended.
  init(distinct: [SymbolSet], kinds: [UInt16]) {
    self.distinct = distinct
    self.kinds = kinds
  }

  var count: Int { kinds.count }

  /// The set of a position.
  subscript(position: Int) -> SymbolSet { distinct[Int(kinds[position])] }

  /// Adds a position.
  mutating func append(_ set: SymbolSet) {
    if let kind = kindOfSet[set] {
      kinds.append(kind)
    } else {
      let kind = UInt16(distinct.count)
      kindOfSet[set] = kind
      kinds.append(kind)
      distinct.append(set)
    }
  }

}
