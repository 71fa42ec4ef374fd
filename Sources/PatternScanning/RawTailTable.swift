/// The deterministic automata for what follows the stems of patterns, over symbols as they stand: disguises match what they
/// may be read as, and the stem's last letter may be repeated before the tail begins. Made as texts ask for them, see
/// ``SubsetTable``; one for each thread. For plain symbols there is ``TailTable``.
struct RawTailTable: Sendable {
  typealias Position = PositionAutomaton.Position

  /// From here nothing matches.
  static let dead: UInt16 = 0
  private static let unknown = UInt16.max
  private static let width = 256
  /// When there are more states than this, all are forgotten. They take half a kilobyte each. As for walks begun
  /// before that, see ``TailTable``.
  private static let mostStates = 4_000

  /// For state `s` and symbol `x`, at `s * width + x`: the next state, or ``unknown``.
  private var rows: [UInt16] = []
  private var isEnd: [Bool] = []
  private var subsets = SubsetStore()
  private var reached: [Position] = []
  /// In subsets the pair of index `n` is the position `-1 - n`: the root of its tail, at which the stem's last letter may be
  /// repeated.
  private var pairs: [Pair] = []
  private var numbers: [Pair: Int32] = [:]
  /// The states behind stems, by the indices of pairs.
  private var starts: [UInt16] = []

  /// All that decides about what may follow a stem.
  struct Pair: Sendable, Hashable {
    /// The root of its tail.
    var root: Position
    /// The kind of its last position's set.
    var last: UInt16
  }

  /// The state behind stems.
  mutating func start(_ pair: Pair, _ verifier: MatchVerifier) -> UInt16 {
    if subsets.count > Self.mostStates || subsets.count == 0 { reset() }
    if let known = numbers[pair] { return starts[Int(known)] }
    let number = Int32(pairs.count)
    pairs.append(pair)
    numbers[pair] = number
    starts.append(state(of: [-1 - number], verifier))
    return starts[Int(number)]
  }

  /// Whether a match may end in a state.
  func isEnd(_ state: UInt16) -> Bool { isEnd[Int(state)] }

  /// The state behind a symbol.
  mutating func next(_ state: UInt16, by symbol: UInt8, _ verifier: MatchVerifier) -> UInt16 {
    let place = Int(state) * Self.width + Int(symbol)
    let known = rows[place]
    if known != Self.unknown { return known }
    reached.removeAll(keepingCapacity: true)
    for index in subsets.range(of: Int(state)) {
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
    let target = self.state(of: reached, verifier)
    rows[place] = target
    return target
  }

  private mutating func reach(from position: Position, by symbol: UInt8, _ verifier: MatchVerifier) {
    for index in verifier.successors.indices(of: position) {
      let successor = verifier.successors.neighbours[index]
      if verifier.sets[Int(successor)].contains(symbol), !reached.contains(successor) { reached.append(successor) }
    }
  }

  private mutating func state(of positions: [Position], _ verifier: MatchVerifier) -> UInt16 {
    let (number, isNew) = subsets.insert(positions, atWord: false)
    if isNew {
      isEnd.append(positions.contains { verifier.endsTail[Int($0 < 0 ? pairs[Int(-1 - $0)].root : $0)] })
      rows.append(contentsOf: repeatElement(positions.isEmpty ? Self.dead : Self.unknown, count: Self.width))
    }
    return UInt16(number)
  }

  private mutating func reset() {
    rows.removeAll(keepingCapacity: true)
    isEnd.removeAll(keepingCapacity: true)
    subsets.removeAll()
    pairs.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    // The first state is the dead one. No pair is needed for it.
    _ = subsets.insert([], atWord: false)
    isEnd.append(false)
    rows.append(contentsOf: repeatElement(Self.dead, count: Self.width))
  }
}
