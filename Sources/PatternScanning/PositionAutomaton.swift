/// A nondeterministic automaton without empty transitions, by Glushkov's construction (V. M. Glushkov, "The abstract
/// theory of automata", 1961): one state for each place of a symbol set in a pattern.
///
/// Patterns that begin alike share their states, as in a trie, so that a class of prefixes stands here once and not
/// once for every stem behind it.
struct PositionAutomaton {
  typealias Position = Int32

  /// The state before the first symbol of a pattern that begins at a word, and anywhere.
  static let wordRoot: Position = 0
  static let anywhereRoot: Position = 1

  /// The symbols that lead into a position. The roots have the empty set.
  private(set) var sets: PositionSets = {
    var sets = PositionSets()
    sets.append(SymbolSet())
    sets.append(SymbolSet())
    return sets
  }()
  private(set) var successors: [[Position]] = [[], []]
  /// Whether a tail is complete after a position, or before its first symbol if it is a tail's root.
  private(set) var endsTail: [Bool] = [false, false]

  private struct Step: Hashable {
    var sources: [Position]
    var term: PatternTerm
  }
  private var ends: [Step: [Position]] = [:]
  private struct StemEnd: Hashable {
    var sources: [Position]
    var last: SymbolSet
  }
  private var stemEnds: [StemEnd: Position] = [:]

  /// Adds the positions of a term behind `sources` and yields those after which the term is complete. `sources` are
  /// among them if the term may be empty.
  mutating func append(_ term: PatternTerm, after sources: [Position]) -> [Position] {
    switch term {
    case .empty:
      return sources
    case .sequence(let terms):
      return terms.reduce(sources) { append($1, after: $0) }
    case .choice(let terms):
      let step = Step(sources: sources, term: term)
      if let known = ends[step] { return known }
      var all: Set<Position> = []
      for term in terms { all.formUnion(append(term, after: sources)) }
      let sorted = all.sorted()
      ends[step] = sorted
      return sorted
    case .oneOrMore(let set):
      let step = Step(sources: sources, term: term)
      if let known = ends[step] { return known }
      let position = addPosition(set, after: sources)
      connect(position, to: position)
      ends[step] = [position]
      return [position]
    case .zeroOrMore(let set):
      let step = Step(sources: sources, term: term)
      if let known = ends[step] { return known }
      let position = addPosition(set, after: sources)
      connect(position, to: position)
      let all = sources + [position]
      ends[step] = all
      return all
    }
  }

  /// Adds a pattern's stem. The pattern counts as found where its last term begins to match, so that a stretched last
  /// letter is reported once: its position leads nowhere. Yields that position.
  mutating func addStem(_ pattern: Pattern) -> Position {
    let root = pattern.start == .word ? Self.wordRoot : Self.anywhereRoot
    let key = StemEnd(sources: append(pattern.head, after: [root]), last: pattern.last)
    let end = stemEnds[key] ?? addPosition(key.last, after: key.sources)
    stemEnds[key] = end
    return end
  }

  // MARK: Tails

  /// What may follow in a tail: positions, ascending, or its end.
  private struct Continuation: Hashable {
    var positions: [Position]
    var isEnd: Bool
  }

  /// A position of a tail: two with the same set and the same continuation are one.
  private struct TailPosition: Hashable {
    var set: SymbolSet
    var next: Continuation
    var isRepeated: Bool
  }

  private struct TailStep: Hashable {
    var term: PatternTerm
    var next: Continuation
  }

  private var tailRoots: [PatternTerm: Position] = [:]
  private var tailPositions: [TailPosition: Position] = [:]
  private var tailSteps: [TailStep: Continuation] = [:]

  /// Adds a tail that stands by itself, and yields its root, from which the verifier walks forward. Tails are made from
  /// their ends, so that those that end alike share their positions.
  mutating func addTail(_ term: PatternTerm) -> Position {
    if let known = tailRoots[term] { return known }
    let all = prepend(term, to: Continuation(positions: [], isEnd: true))
    let root = tailPosition(SymbolSet(), before: all, isRepeated: false)
    tailRoots[term] = root
    return root
  }

  private mutating func prepend(_ term: PatternTerm, to next: Continuation) -> Continuation {
    switch term {
    case .empty: return next
    case .sequence(let terms): return terms.reversed().reduce(next) { prepend($1, to: $0) }
    case .choice(let terms):
      let step = TailStep(term: term, next: next)
      if let known = tailSteps[step] { return known }
      var positions: Set<Position> = []
      var isEnd = false
      for term in terms {
        let way = prepend(term, to: next)
        positions.formUnion(way.positions)
        isEnd = isEnd || way.isEnd
      }
      let all = Continuation(positions: positions.sorted(), isEnd: isEnd)
      tailSteps[step] = all
      return all
    case .oneOrMore(let set):
      return Continuation(positions: [tailPosition(set, before: next, isRepeated: true)], isEnd: false)
    case .zeroOrMore(let set):
      let position = tailPosition(set, before: next, isRepeated: true)
      return Continuation(positions: Set(next.positions + [position]).sorted(), isEnd: next.isEnd)
    }
  }

  private mutating func tailPosition(_ set: SymbolSet, before next: Continuation, isRepeated: Bool) -> Position {
    let key = TailPosition(set: set, next: next, isRepeated: isRepeated)
    if let known = tailPositions[key] { return known }
    let position = addPosition(set, after: [])
    successors[Int(position)] = isRepeated ? next.positions + [position] : next.positions
    endsTail[Int(position)] = next.isEnd
    tailPositions[key] = position
    return position
  }

  private mutating func addPosition(_ set: SymbolSet, after sources: [Position]) -> Position {
    let position = Position(sets.count)
    sets.append(set)
    successors.append([])
    endsTail.append(false)
    for source in sources { connect(source, to: position) }
    return position
  }

  private mutating func connect(_ source: Position, to target: Position) {
    successors[Int(source)].append(target)
  }
}
