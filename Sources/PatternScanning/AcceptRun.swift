/// What the scanner must know of a pattern whose stem it has found, in eight bytes.
struct FoundStem: Sendable, BitwiseCopyable {
  private var tailNumber: Int32
  /// The index of the set of the stem's last term.
  let lastSet: UInt16
  private let bits: UInt16

  init(
    tail: Int32?, start: Pattern.Start, isSimple: Bool, hasSimpleTail: Bool, isSecondary: Bool, lastSet: UInt16
  ) {
    tailNumber = tail ?? -1
    self.lastSet = lastSet
    bits = (isSimple ? 1 : 0) | (hasSimpleTail ? 2 : 0) | (isSecondary ? 4 : 0) | (start == .anywhere ? 8 : 0)
  }

  /// The number of its tail, alike for all patterns with the same one; nil for a literal.
  var tail: Int32? { tailNumber < 0 ? nil : tailNumber }
  /// Whether the stem consists of letters alone, unless disguises are involved.
  var isSimple: Bool { bits & 1 != 0 }
  /// Whether the tail ends where letters and digits do, unless disguises are involved.
  var hasSimpleTail: Bool { bits & 2 != 0 }
  /// Whether the pattern is looked for only where all of them are.
  var isSecondary: Bool { bits & 4 != 0 }
  /// Where a match may begin.
  var start: Pattern.Start { bits & 8 != 0 ? .anywhere : .word }

  /// The order of the runs of a state: literals, then tails, then the tails of secondary patterns.
  fileprivate var order: UInt64 { (isSecondary ? 1 << 32 : 0) | UInt64(tailNumber + 1) }
}

/// Patterns with the same tail whose stems end in one state, so that the tail is tried once for all of them.
struct AcceptRun: Sendable {
  private var tailNumber: Int32
  /// Where the patterns stand in the list of all that are accepted.
  var patterns: Range<Int32>
  /// The index of the symbols that may repeat the last one of some stem.
  var last: UInt16
  /// Whether all their stems, and the tail, are simple.
  var isSimple = true
  var hasSimpleTail = true
  /// Whether the patterns are looked for only where all are.
  let isSecondary: Bool

  fileprivate init(_ stem: FoundStem, at place: Int32) {
    tailNumber = stem.tail ?? -1
    isSecondary = stem.isSecondary
    patterns = place..<place
    last = stem.lastSet
  }

  /// The tail's number; nil: the patterns are literals.
  var tail: Int32? { tailNumber < 0 ? nil : tailNumber }
}

/// The patterns whose stems end in the states of a ``SubsetTable``, in runs. Many states have the same.
struct AcceptLists: Sendable {
  /// For each state the number of its list.
  private var listOfState: [Int32] = []
  /// The positions of each list in which stems end, by the list's number.
  private var lists = SubsetStore()
  private var accepting: [PositionAutomaton.Position] = []
  private(set) var patterns: [Int32] = []
  private(set) var runs: [AcceptRun] = []
  /// The sets of symbols that may repeat the last ones of stems: first those of stems, then their unions, each once.
  private var lastSets: [SymbolSet] = []
  private var unions: [SymbolSet: UInt16] = [:]
  /// The patterns of a state while it is added.
  private var sorted: [(key: UInt64, pattern: Int32)] = []
  /// List number `n` has the runs `runStarts[n]..<runStarts[n + 1]`.
  private var runStarts: [Int32] = [0]

  func isEmpty(_ state: Int) -> Bool { runs(of: state).isEmpty }

  /// The indices of the runs of a state in ``runs``.
  func runs(of state: Int) -> Range<Int> {
    let list = Int(listOfState[state])
    return Int(runStarts[list])..<Int(runStarts[list + 1])
  }

  /// The patterns of a run.
  func patterns(of run: Int) -> ArraySlice<Int32> {
    patterns[Int(runs[run].patterns.lowerBound)..<Int(runs[run].patterns.upperBound)]
  }

  /// Whether a symbol may repeat the last one of some stem of a run.
  func mayRepeat(_ run: AcceptRun, _ symbol: UInt8) -> Bool { lastSets[Int(run.last)].contains(symbol) }

  mutating func removeAll() {
    listOfState.removeAll(keepingCapacity: true)
    lists.removeAll()
    patterns.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    runStarts.removeLast(runStarts.count - 1)
    lastSets.removeAll(keepingCapacity: true)
    unions.removeAll(keepingCapacity: true)
  }

  /// Adds the next state, which has some positions, sorted.
  mutating func append(_ positions: [PositionAutomaton.Position], _ rules: SubsetRules) {
    accepting.removeAll(keepingCapacity: true)
    for position in positions
    where rules.acceptStarts[Int(position)] < rules.acceptStarts[Int(position) + 1] {
      accepting.append(position)
    }
    let (list, isNew) = lists.insert(accepting, atWord: false)
    listOfState.append(Int32(list))
    if isNew { appendList(rules) }
  }

  /// Adds the list of the positions in ``accepting``.
  private mutating func appendList(_ rules: SubsetRules) {
    if lastSets.isEmpty { lastSets = rules.sets }
    sorted.removeAll(keepingCapacity: true)
    for position in accepting {
      for pattern in rules.acceptStarts[Int(position)]..<rules.acceptStarts[Int(position) + 1] {
        sorted.append((rules.stems[Int(pattern)].order, pattern))
      }
    }
    if sorted.count > 1 { sorted.sort { $0.key != $1.key ? $0.key < $1.key : $0.pattern < $1.pattern } }
    var key: UInt64?
    for (next, pattern) in sorted {
      let stem = rules.stems[Int(pattern)]
      let place = Int32(patterns.count)
      patterns.append(pattern)
      if next != key { runs.append(AcceptRun(stem, at: place)) }
      key = next
      var run = runs[runs.count - 1]
      run.isSimple = run.isSimple && stem.isSimple
      run.hasSimpleTail = run.hasSimpleTail && stem.hasSimpleTail
      run.last = union(run.last, stem.lastSet)
      run.patterns = run.patterns.lowerBound..<place + 1
      runs[runs.count - 1] = run
    }
    runStarts.append(Int32(runs.count))
  }

  /// The number of the union of two sets.
  private mutating func union(_ first: UInt16, _ second: UInt16) -> UInt16 {
    if first == second { return first }
    let set = lastSets[Int(first)].union(lastSets[Int(second)])
    if set == lastSets[Int(first)] { return first }
    if let known = unions[set] { return known }
    let number = UInt16(lastSets.count)
    unions[set] = number
    lastSets.append(set)
    return number
  }
}
