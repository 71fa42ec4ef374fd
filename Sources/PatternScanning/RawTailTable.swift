/// The deterministic automata for what follows the stems of patterns, over symbols as they stand: disguises match what they
/// may be read as, and the stem's last letter may be repeated before the tail begins. Made as texts ask for them, see
/// ``SubsetTable``; one for each thread. For plain symbols there is ``TailTable``, and steps are as there.
struct RawTailTable: Sendable {
  typealias Position = PositionAutomaton.Position
  typealias Step = TransitionTable.Step

  /// From here nothing matches.
  static let dead = 0
  /// When there are more states than this, all are forgotten; as for walks begun before that, see ``TailTable``.
  private let mostStates: Int

  private var transitions = TransitionTable()
  private var subsets = SubsetStore()
  private var reached: [Position] = []
  /// In subsets the pair of index `n` is the position `-1 - n`: the root of its tail, at which the stem's last letter may be
  /// repeated.
  private var pairs: [Pair] = []
  private var numbers: [Pair: Int32] = [:]
  /// The states behind stems, by the indices of pairs.
  private var starts: [Step] = []

  /// All that decides about what may follow a stem.
  struct Pair: Sendable, Hashable {
    /// The root of its tail.
    var root: Position
    /// The kind of its last position's set.
    var last: UInt16
  }

  /// No states yet, and room for so many.
  init(mostStates: Int) { self.mostStates = mostStates }

  /// The state behind stems.
  mutating func start(_ pair: Pair, _ verifier: MatchVerifier) -> Step {
    if subsets.count > mostStates || subsets.count == 0 { reset() }
    if let known = numbers[pair] { return starts[Int(known)] }
    let number = Int32(pairs.count)
    pairs.append(pair)
    numbers[pair] = number
    starts.append(step(to: [-1 - number], verifier))
    return starts[Int(number)]
  }

  /// The state behind a symbol.
  mutating func next(_ step: Step, by symbol: UInt8, _ verifier: MatchVerifier) -> Step {
    if let known = transitions.step(from: step.state, by: Int(symbol)) { return known }
    reached.removeAll(keepingCapacity: true)
    for index in subsets.range(of: step.state) {
      let position = subsets.positions[index]
      guard position < 0 else {
        reach(from: position, by: symbol, verifier)
        continue
      }
      let pair = pairs[Int(-1 - position)]
      reach(from: pair.root, by: symbol, verifier)
      if verifier.sets.distinct[Int(pair.last)].contains(symbol) { reached.append(position) }
    }
    reached.sort()
    let next = self.step(to: reached, verifier)
    transitions.insert(next, from: step.state, by: Int(symbol))
    return next
  }

  private mutating func reach(from position: Position, by symbol: UInt8, _ verifier: MatchVerifier) {
    for index in verifier.successors.indices(of: position) {
      let successor = verifier.successors.neighbours[index]
      if verifier.sets[Int(successor)].contains(symbol), !reached.contains(successor) { reached.append(successor) }
    }
  }

  private mutating func step(to positions: [Position], _ verifier: MatchVerifier) -> Step {
    let state = subsets.insert(positions, atWord: false).number
    return Step(
      state, isSpecial: positions.contains { verifier.endsTail[Int($0 < 0 ? pairs[Int(-1 - $0)].root : $0)] })
  }

  private mutating func reset() {
    transitions.removeAll()
    subsets.removeAll()
    pairs.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    // The first state is the dead one. No pair is needed for it.
    _ = subsets.insert([], atWord: false)
  }
}
