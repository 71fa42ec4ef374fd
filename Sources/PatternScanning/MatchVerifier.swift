internal import TextFolding

/// Finds the whole match around the end of a stem: backward over the stem to its leftmost beginning, forward over the
/// longest tail, by a ``TailTable`` or a ``RawTailTable``. The walk over the stem keeps the set of positions that are alive
/// (K. Thompson, 1968), so the time grows with the length of the match alone, and the memory not at all.
struct MatchVerifier: Sendable {
  let sets: PositionSets
  let successors: AdjacencyList
  let backward: ReversedList
  /// Whether a tail may end after a position.
  let endsTail: [Bool]
  let tails: TailRules
  /// By the indices of patterns; and where those are that end at each position, see ``SubsetRules``.
  private let stems: [FoundStem]
  private let acceptStarts: [Int32]

  /// Buffers for the walks, one for each thread.
  struct Scratch: Sendable {
    fileprivate var alive: [PositionAutomaton.Position] = []
    fileprivate var next: [PositionAutomaton.Position] = []
    /// The step at which a position was last put into `next`.
    fileprivate var marks: [UInt32] = []
    fileprivate var step: UInt32 = 0
    /// An index of the present text and the beginning of its word, so that a very long word is walked back once.
    fileprivate var knownWordStart: (of: Int, is: Int)?
    /// Where positions come from; fetched when it is first needed.
    fileprivate var backward: AdjacencyList?
    fileprivate var tails: TailTable
    fileprivate var rawTails: RawTailTable
    /// What was found last behind a stem that ends at an index of the present text.
    fileprivate var knownLimit: (of: RawTailTable.Pair, end: Int, limit: Int?)?

    /// No states of tails yet, and room for so many, and for so many of those behind disguised words.
    init(mostTailStates: Int, mostRawTailStates: Int) {
      tails = TailTable(mostStates: mostTailStates)
      rawTails = RawTailTable(mostStates: mostRawTailStates)
    }

    /// Must be called before the matches of another text are verified.
    mutating func beginText() {
      knownWordStart = nil
      knownLimit = nil
    }

    /// Begins a new set of positions.
    fileprivate mutating func advance(positions count: Int) {
      if marks.count < count { marks = [UInt32](repeating: 0, count: count) }
      if step == .max {
        marks = [UInt32](repeating: 0, count: marks.count)
        step = 0
      }
      step += 1
      next.removeAll(keepingCapacity: true)
    }

    fileprivate mutating func insert(_ position: PositionAutomaton.Position) {
      guard marks[Int(position)] != step else { return }
      marks[Int(position)] = step
      next.append(position)
    }
  }

  /// A verifier that shares the automaton with rules.
  init(_ rules: SubsetRules, endsTail: [Bool], tailRoots: [PositionAutomaton.Position]) {
    sets = PositionSets(distinct: rules.sets, kinds: rules.partition.kinds)
    successors = rules.successors
    backward = ReversedList(of: successors)
    self.endsTail = endsTail
    tails = TailRules(partition: rules.partition, successors: successors, endsTail: endsTail, roots: tailRoots)
    stems = rules.stems
    acceptStarts = rules.acceptStarts
  }

  /// What the verifier needs to know of a pattern.
  private struct Stem {
    var end: PositionAutomaton.Position
    var start: Pattern.Start
    var tailRoot: PositionAutomaton.Position
  }

  /// The stem of a pattern with a tail; nil for a literal.
  private func stem(of pattern: Int) -> Stem? {
    let found = stems[pattern]
    guard let tail = found.tail else { return nil }
    // The patterns are numbered in the order of their stems' ends.
    let end = acceptStarts.partitioningIndex { $0 > pattern } - 1
    return Stem(
      end: PositionAutomaton.Position(truncatingIfNeeded: end), start: found.start, tailRoot: tails.roots[Int(tail)])
  }

  /// The longest match of pattern `index` whose stem ends with the symbol at `end`, widened to whole words; nil if
  /// there is none.
  func match(_ index: Int, stemEnd end: Int, in text: borrowing ScannedText, scratch: inout Scratch) -> Range<Int>? {
    guard let stem = stem(of: index) else { return nil }
    // The scanner may have read the symbol as one that this pattern does not take it for. The tail costs less, and fails more often.
    guard sets[Int(stem.end)].contains(text.symbols[end]),
      let limit = limit(of: stem, at: end, in: text, scratch: &scratch),
      let start = start(of: stem, at: end, in: text, scratch: &scratch)
    else { return nil }
    return start..<limit
  }

  /// The match of all patterns with a tail whose stems, of letters alone, end at `end`, in a text without disguises in which
  /// the last letter is not repeated; nil if there is none.
  func matchInPlainText(
    tail: Int32, stemEnd end: Int, in text: borrowing ScannedText, scratch: inout Scratch
  ) -> Range<Int>? {
    var step = scratch.tails.root(of: Int(tail), tails)
    var position = end + 1
    var rightmost: Int?
    while true {
      if step.isSpecial, text.isWordEnd(position) { rightmost = position }
      guard position < text.symbols.count else { break }
      step = scratch.tails.next(step, by: tails.partition.columns[Int(text.symbols[position])], tails)
      if step.state == TailTable.dead { break }
      position += 1
    }
    guard let rightmost else { return nil }
    return wordStart(of: end, in: text, scratch: &scratch)..<rightmost
  }

  /// The leftmost index at which the stem may begin.
  private func start(
    of stem: Stem, at end: Int, in text: borrowing ScannedText, scratch: inout Scratch
  ) -> Int? {
    let root = stem.start == .word ? PositionAutomaton.wordRoot : PositionAutomaton.anywhereRoot
    let predecessors = scratch.backward ?? backward.list
    scratch.backward = predecessors
    var leftmost: Int?
    scratch.alive.removeAll(keepingCapacity: true)
    scratch.alive.append(stem.end)
    var end = end
    // Every position in `alive` matches the symbol at `end`.
    while !scratch.alive.isEmpty {
      scratch.advance(positions: sets.count)
      var reachesRoot = false
      for position in scratch.alive {
        for index in predecessors.indices(of: position) {
          let predecessor = predecessors.neighbours[index]
          if predecessor == root {
            reachesRoot = true
          } else if end > 0, sets[Int(predecessor)].contains(text.symbols[end - 1]) {
            scratch.insert(predecessor)
          }
        }
      }
      if reachesRoot, stem.start == .anywhere || text.isWordStart(end) { leftmost = end }
      swap(&scratch.alive, &scratch.next)
      end -= 1
    }
    guard stem.start == .anywhere, let leftmost else { return leftmost }
    return wordStart(of: leftmost, in: text, scratch: &scratch)
  }

  private func wordStart(of index: Int, in text: borrowing ScannedText, scratch: inout Scratch) -> Int {
    var start = index
    while !text.isWordStart(start) {
      if let known = scratch.knownWordStart, known.of == start {
        start = known.is
        break
      }
      start -= 1
    }
    scratch.knownWordStart = (index, start)
    return start
  }

  /// The rightmost index before which the tail may end together with a word.
  private func limit(
    of stem: Stem, at end: Int, in text: borrowing ScannedText, scratch: inout Scratch
  ) -> Int? {
    let pair = RawTailTable.Pair(root: stem.tailRoot, last: sets.kinds[Int(stem.end)])
    // Of the patterns that end at one place many have the same tail.
    if let known = scratch.knownLimit, known.end == end, known.of == pair { return known.limit }
    var step = scratch.rawTails.start(pair, self)
    var rightmost: Int?
    var position = end + 1
    while true {
      if step.isSpecial, text.isWordEnd(position) { rightmost = position }
      guard position < text.symbols.count else { break }
      step = scratch.rawTails.next(step, by: text.symbols[position], self)
      if step.state == RawTailTable.dead { break }
      position += 1
    }
    scratch.knownLimit = (pair, end, rightmost)
    return rightmost
  }
}
