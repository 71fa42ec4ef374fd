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
/// States are named by where their row begins in ``rows``.
struct SubsetTable: Sendable {
  typealias Position = PositionAutomaton.Position

  /// Set in an entry of ``rows`` whose target state ends a stem.
  static let acceptBit: UInt32 = 1 << 31
  /// Set in all entries of the columns of symbols that may be read as others; such an entry is for the reading as itself.
  static let ambiguousBit: UInt32 = 1 << 30
  /// What remains of an entry is the target state.
  static let stateMask = ambiguousBit - 1
  /// An entry that nobody has asked for yet.
  static let unknown = UInt32.max

  /// When there are more states than this, all are forgotten and made anew as they are needed. With a hundred columns they
  /// take 8 MB.
  private static let mostStates = 20_000

  /// For state `s` and column `c`, at `s + c`: the target state and the bits above, or ``unknown``.
  private(set) var rows: [UInt32] = []
  /// The patterns whose stem ends at each state.
  private(set) var accepts = AcceptLists()
  private var subsets = SubsetStore()
  private var merged: [Position] = []

  /// The state at the beginning of a text.
  static let start: UInt32 = 0

  /// Forgets everything if there are too many states; `states` are named anew.
  mutating func makeRoom(keeping states: inout [UInt32], by rules: SubsetRules) {
    guard subsets.count > Self.mostStates else { return }
    let kept = states.map { state in
      let number = Int(state) / rules.partition.count
      return (positions: Array(subsets.positions(of: number)), atWord: subsets.isAtWord(number))
    }
    rows.removeAll(keepingCapacity: true)
    accepts.removeAll()
    subsets.removeAll()
    prepare(by: rules)
    states = kept.map { self.state(of: $0.positions, atWord: $0.atWord, rules) }
  }

  var isFull: Bool { subsets.count > Self.mostStates }

  /// Makes the state at the beginning of a text if there is none yet.
  mutating func prepare(by rules: SubsetRules) {
    guard subsets.count == 0 else { return }
    // Memory that is not used yet costs nothing, and a table that grows would have to be copied.
    rows.reserveCapacity((Self.mostStates + 2) * rules.partition.count)
    _ = state(of: [], atWord: true, rules)
  }

  /// The entry of a state for a column.
  mutating func entry(of state: UInt32, by column: Int, _ rules: SubsetRules) -> UInt32 {
    let known = rows[Int(state) + column]
    return known == Self.unknown ? makeEntry(of: state, by: column, rules) : known
  }

  /// The runs of patterns whose stem ends at a state, see ``accepts``.
  func runs(at state: UInt32, _ rules: SubsetRules) -> Range<Int> {
    accepts.runs(of: Int(state) / rules.partition.count)
  }

  /// The same state where a word may begin with the next symbol.
  mutating func atWord(_ state: UInt32, _ rules: SubsetRules) -> UInt32 {
    let number = Int(state) / rules.partition.count
    return subsets.isAtWord(number)
      ? state : self.state(of: Array(subsets.positions(of: number)), atWord: true, rules)
  }

  mutating func makeEntry(of state: UInt32, by column: Int, _ rules: SubsetRules) -> UInt32 {
    let partition = rules.partition
    let number = Int(state) / partition.count
    merged.removeAll(keepingCapacity: true)
    merged.append(contentsOf: rules.rootMoves[subsets.isAtWord(number) ? 1 : 0][column])
    for place in subsets.range(of: number) {
      for index in rules.successors.indices(of: subsets.positions[place]) {
        let successor = rules.successors.neighbours[index]
        if partition.leads(by: column, into: successor) { merged.append(successor) }
      }
    }
    merged.sortAndDropDuplicates()
    let target = self.state(of: merged, atWord: !partition.isLetter[column], rules)
    let row = Int(target) / partition.count
    let entry =
      target | (accepts.isEmpty(row) ? 0 : Self.acceptBit)
      | (partition.isAmbiguous[column] ? Self.ambiguousBit : 0)
    rows[Int(state) + column] = entry
    return entry
  }

  /// The state of a sorted list of positions, a new one if it has not been met.
  private mutating func state(of positions: [Position], atWord: Bool, _ rules: SubsetRules) -> UInt32 {
    let (number, isNew) = subsets.insert(positions, atWord: atWord)
    let width = rules.partition.count
    guard isNew else { return UInt32(number * width) }
    var accepted: [Int32] = []
    for position in positions {
      accepted += rules.acceptStarts[Int(position)]..<rules.acceptStarts[Int(position) + 1]
    }
    accepts.append(accepted, rules)
    rows.append(contentsOf: repeatElement(Self.unknown, count: width))
    return UInt32(number * width)
  }
}

extension [PositionAutomaton.Position] {
  /// Sorts the positions and drops what comes twice.
  fileprivate mutating func sortAndDropDuplicates() {
    guard count > 1 else { return }
    sort()
    var kept = 1
    for index in 1..<count where self[index] != self[kept - 1] {
      self[kept] = self[index]
      kept += 1
    }
    removeLast(count - kept)
  }
}
