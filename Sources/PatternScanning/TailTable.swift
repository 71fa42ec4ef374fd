/// The deterministic automata for the tails of patterns, made as texts ask for them, see ``SubsetTable``. One for each
/// thread. It knows plain symbols only; where a text holds disguises, the verifier walks over positions.
struct TailTable: Sendable {
  typealias Position = PositionAutomaton.Position

  /// From here nothing matches.
  static let dead: UInt16 = 0
  private static let unknown = UInt16.max
  /// When there are more states than this, all are forgotten. With a hundred columns they take 2 MB. A walk
  /// begun before that makes one for each of its symbols at most: two bytes name 65,535 of them, and no text that is judged at
  /// once has 50,000 symbols.
  private static let mostStates = 8_000

  /// For state `s` and column `c`, at `s * width + c`: the next state, or ``unknown``.
  private var rows: [UInt16] = []
  private var width = 0
  private var isEnd: [Bool] = []
  private var subsets = SubsetStore()
  /// The state before each tail.
  private var roots: [UInt16] = []
  private var reached: [Position] = []

  /// The state before a tail.
  @inline(__always)
  mutating func root(of tail: Int, _ rules: TailRules) -> UInt16 {
    if subsets.count <= Self.mostStates, tail < roots.count, roots[tail] != Self.unknown { return roots[tail] }
    return makeRoot(of: tail, rules)
  }

  /// Whether a tail may end in a state.
  func isEnd(_ state: UInt16) -> Bool { isEnd[Int(state)] }

  /// The state behind a symbol of a column.
  @inline(__always)
  mutating func next(_ state: UInt16, by column: UInt8, _ rules: TailRules) -> UInt16 {
    let known = rows[Int(state) * width + Int(column)]
    return known == Self.unknown ? makeNext(state, by: column, rules) : known
  }

  @inline(never)
  private mutating func makeRoot(of tail: Int, _ rules: TailRules) -> UInt16 {
    if subsets.count > Self.mostStates || roots.isEmpty { reset(rules) }
    roots[tail] = state(of: [rules.roots[tail]], rules)
    return roots[tail]
  }

  @inline(never)
  private mutating func makeNext(_ state: UInt16, by column: UInt8, _ rules: TailRules) -> UInt16 {
    reached.removeAll(keepingCapacity: true)
    for index in subsets.range(of: Int(state)) {
      for successor in rules.successors.indices(of: subsets.positions[index]) {
        let position = rules.successors.neighbours[successor]
        if rules.partition.leads(by: Int(column), into: position), !reached.contains(position) {
          reached.append(position)
        }
      }
    }
    reached.sort()
    let target = self.state(of: reached, rules)
    rows[Int(state) * width + Int(column)] = target
    return target
  }

  private mutating func state(of positions: [Position], _ rules: TailRules) -> UInt16 {
    let (number, isNew) = subsets.insert(positions, atWord: false)
    if isNew {
      isEnd.append(positions.contains { rules.endsTail[Int($0)] })
      rows.append(contentsOf: repeatElement(positions.isEmpty ? Self.dead : Self.unknown, count: width))
    }
    return UInt16(number)
  }

  private mutating func reset(_ rules: TailRules) {
    width = rules.partition.count
    rows.removeAll(keepingCapacity: true)
    isEnd.removeAll(keepingCapacity: true)
    subsets.removeAll()
    roots = [UInt16](repeating: Self.unknown, count: rules.roots.count)
    rows.reserveCapacity((Self.mostStates + 2) * width)
    // The first state is the dead one.
    _ = state(of: [], rules)
  }
}

/// What never changes of the tails.
struct TailRules: Sendable {
  let partition: ColumnPartition
  let successors: AdjacencyList
  let endsTail: [Bool]
  /// The position before each tail.
  let roots: [PositionAutomaton.Position]
}
