/// The deterministic automata for the tails of patterns, made as texts ask for them, see ``SubsetTable``. One for each
/// thread. It knows plain symbols only; where a text holds disguises, the verifier walks over positions.
///
/// Of a step to a state ``TransitionTable/Step/isSpecial`` says whether a tail may end there.
struct TailTable: Sendable {
  typealias Position = PositionAutomaton.Position
  typealias Step = TransitionTable.Step

  /// From here nothing matches.
  static let dead = 0
  /// When there are more states than this, all are forgotten. A walk begun before that makes one for each of its symbols at most.
  private let mostStates: Int

  private var transitions = TransitionTable()
  private var subsets = SubsetStore()
  /// The states before the first symbols of tails, by their numbers; nil where one was not asked for yet.
  private var roots: [Step?] = []
  private var reached: [Position] = []

  /// No states yet, and room for so many.
  init(mostStates: Int) { self.mostStates = mostStates }

  /// The state before a tail.
  @inline(__always)
  mutating func root(of tail: Int, _ rules: TailRules) -> Step {
    if subsets.count <= mostStates, tail < roots.count, let known = roots[tail] { return known }
    return makeRoot(of: tail, rules)
  }

  /// The state behind a symbol of a column.
  @inline(__always)
  mutating func next(_ step: Step, by column: UInt8, _ rules: TailRules) -> Step {
    transitions.step(from: step.state, by: Int(column)) ?? makeNext(step.state, by: column, rules)
  }

  @inline(never)
  private mutating func makeRoot(of tail: Int, _ rules: TailRules) -> Step {
    if subsets.count > mostStates || roots.isEmpty { reset(rules) }
    let root = step(to: [rules.roots[tail]], rules)
    roots[tail] = root
    return root
  }

  @inline(never)
  private mutating func makeNext(_ state: Int, by column: UInt8, _ rules: TailRules) -> Step {
    reached.removeAll(keepingCapacity: true)
    for index in subsets.range(of: state) {
      for successor in rules.successors.indices(of: subsets.positions[index]) {
        let position = rules.successors.neighbours[successor]
        if rules.partition.leads(by: Int(column), into: position), !reached.contains(position) {
          reached.append(position)
        }
      }
    }
    reached.sort()
    let next = step(to: reached, rules)
    transitions.insert(next, from: state, by: Int(column))
    return next
  }

  private mutating func step(to positions: [Position], _ rules: TailRules) -> Step {
    let state = subsets.insert(positions, atWord: false).number
    return Step(state, isSpecial: positions.contains { rules.endsTail[Int($0)] })
  }

  private mutating func reset(_ rules: TailRules) {
    transitions.removeAll()
    subsets.removeAll()
    roots = [Step?](repeating: nil, count: rules.roots.count)
    // The first state is the dead one.
    _ = step(to: [], rules)
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
