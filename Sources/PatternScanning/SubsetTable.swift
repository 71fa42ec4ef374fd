internal import TextFolding

/// What never changes of the automaton for all stems: the positions, and where they lead. Shared by threads.
///
/// The root for patterns that may begin anywhere is a member of every subset, that for words of every subset behind a
/// symbol that is no letter; what the two contribute is worked out once. So one pass over a text finds every stem, and no
/// state is dead.
struct SubsetRules: Sendable {
  typealias Position = PositionAutomaton.Position

  let partition: ColumnPartition
  let successors: AdjacencyList
  /// The kinds of the neighbours in ``successors``, see ``ColumnPartition/kinds``: of hundreds of successors a few are reached by a
  /// symbol, and to look at those of the others one by one would mean to wait for memory each time.
  let successorKinds: [UInt16]
  /// The patterns whose stem ends at position `p` are `acceptStarts[p]..<acceptStarts[p + 1]`.
  let acceptStarts: [Int32]
  /// By the indices of patterns.
  let stems: [FoundStem]
  /// The sets of symbols that lead into positions, each once.
  let sets: [SymbolSet]
  /// What the roots reach by each column: inside a word, and where a word may begin.
  let rootMoves: [[[Position]]]

  /// The rules of an automaton; the patterns are numbered in the order of their stems' ends.
  init(_ automaton: PositionAutomaton, stemEnds: [Position], stems: [FoundStem], readings: SymbolReadings) {
    self.stems = stems
    sets = automaton.sets.distinct
    let partition = ColumnPartition(of: automaton, readings: readings)
    self.partition = partition
    successors = AdjacencyList(automaton.successors)
    successorKinds = successors.neighbours.map { partition.kinds[Int($0)] }
    var starts = [Int32](repeating: 0, count: automaton.sets.count + 1)
    for end in stemEnds { starts[Int(end) + 1] += 1 }
    for position in 0..<automaton.sets.count { starts[position + 1] += starts[position] }
    acceptStarts = starts
    func moves(of roots: [Position]) -> [[Position]] {
      var targets = [[Position]](repeating: [], count: partition.count)
      for root in roots {
        for successor in automaton.successors[Int(root)] {
          for place in partition.columnIndices(into: successor) {
            targets[Int(partition.columnsInto[place])].append(successor)
          }
        }
      }
      return targets.map { Array(Set($0)).sorted() }
    }
    rootMoves = [
      moves(of: [PositionAutomaton.anywhereRoot]),
      moves(of: [PositionAutomaton.anywhereRoot, PositionAutomaton.wordRoot]),
    ]
  }
}

/// The deterministic automaton for all stems, by the subset construction (M. Rabin, D. Scott, 1959), made as texts ask
/// for it, as in K. Thompson's matcher (1968) and RE2: a state costs nothing until a text reaches it. One for each thread.
///
/// States are numbered in the order in which they are met.
struct SubsetTable: Sendable {
  typealias Position = PositionAutomaton.Position

  /// When there are more states than this, all are forgotten and made anew as they are needed. Room is made before each symbol,
  /// which leads to some hundred new ones at most.
  private let mostStates: Int

  private var transitions = TransitionTable()
  /// The patterns whose stem ends at each state.
  private(set) var accepts = AcceptLists()
  private var subsets = SubsetStore()
  private var merged: [Position] = []

  /// The state at the beginning of a text.
  static let start = 0

  /// No states yet, and room for so many.
  init(mostStates: Int) { self.mostStates = mostStates }

  /// Forgets everything if there are too many states; `states` are named anew.
  mutating func makeRoom(keeping states: inout [Int], by rules: SubsetRules) {
    guard subsets.count > mostStates else { return }
    let kept = states.map { state in
      (positions: Array(subsets.positions(of: state)), atWord: subsets.isAtWord(state))
    }
    transitions.removeAll()
    accepts.removeAll()
    subsets.removeAll()
    prepare(by: rules)
    states = kept.map { self.state(of: $0.positions, atWord: $0.atWord, rules) }
  }

  var isFull: Bool { subsets.count > mostStates }

  /// Makes the state at the beginning of a text if there is none yet.
  mutating func prepare(by rules: SubsetRules) {
    guard subsets.count == 0 else { return }
    _ = state(of: [], atWord: true, rules)
  }

  /// The step from a state by a column.
  mutating func step(from state: Int, by column: Int, _ rules: SubsetRules) -> TransitionTable.Step {
    transitions.step(from: state, by: column) ?? makeStep(from: state, by: column, rules)
  }

  /// Whether a state ends a stem.
  func isAccepting(_ state: Int) -> Bool { !accepts.isEmpty(state) }

  /// The runs of patterns whose stem ends at a state, see ``accepts``.
  func runs(at state: Int) -> Range<Int> { accepts.runs(of: state) }

  /// The same state where a word may begin with the next symbol.
  mutating func atWord(_ state: Int, _ rules: SubsetRules) -> Int {
    subsets.isAtWord(state) ? state : self.state(of: Array(subsets.positions(of: state)), atWord: true, rules)
  }

  private mutating func makeStep(
    from state: Int, by column: Int, _ rules: SubsetRules
  ) -> TransitionTable.Step {
    let partition = rules.partition
    merged.removeAll(keepingCapacity: true)
    merged.append(contentsOf: rules.rootMoves[subsets.isAtWord(state) ? 1 : 0][column])
    for place in subsets.range(of: state) {
      for index in rules.successors.indices(of: subsets.positions[place]) {
        if partition.leads(by: column, intoKind: rules.successorKinds[index]) {
          merged.append(rules.successors.neighbours[index])
        }
      }
    }
    merged.sortAndDropDuplicates()
    let target = self.state(of: merged, atWord: !partition.isLetter[column], rules)
    let step = TransitionTable.Step(target, isSpecial: isAccepting(target) || partition.isAmbiguous[column])
    transitions.insert(step, from: state, by: column)
    return step
  }

  /// The state of a sorted list of positions, a new one if it has not been met.
  private mutating func state(of positions: [Position], atWord: Bool, _ rules: SubsetRules) -> Int {
    let (number, isNew) = subsets.insert(positions, atWord: atWord)
    guard isNew else { return number }
    accepts.append(positions, rules)
    return number
  }
}
