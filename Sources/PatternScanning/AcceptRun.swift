/// What the scanner must know of a pattern whose stem it has found, in eight bytes.
struct FoundStem: Sendable, BitwiseCopyable {
  private var tailNumber: Int32
  /// The index of the set of the stem's last term.
  let lastSet: UInt16
  private let bits: UInt16

  init(tail: Int32?, isSimple: Bool, hasSimpleTail: Bool, lastSet: UInt16) {
    tailNumber = tail ?? -1
    self.lastSet = lastSet
    bits = (isSimple ? 1 : 0) | (hasSimpleTail ? 2 : 0)
  }

  /// The number of its tail, alike for all patterns with the same one; nil for a literal.
  var tail: Int32? { tailNumber < 0 ? nil : tailNumber }
  /// Whether the stem consists of letters alone, unless disguises are involved.
  var isSimple: Bool { bits & 1 != 0 }
  /// Whether the tail ends where letters and digits do, unless disguises are involved.
  var hasSimpleTail: Bool { bits & 2 != 0 }
}

/// Patterns with the same tail whose stems end in one state, so that the tail is tried once for all of them.
struct AcceptRun: Sendable {
  /// The tail's number; nil: the patterns are literals.
  var tail: Int32?
  /// Whether all their stems, and the tail, are simple.
  var isSimple = true
  var hasSimpleTail = true
  /// The symbols that may repeat the last one of some stem.
  var last = SymbolSet()
  /// Where the patterns stand in the list of all that are accepted.
  var patterns: Range<Int32>
}

/// The patterns whose stems end in the states of a ``SubsetTable``, in runs.
struct AcceptLists: Sendable {
  private(set) var patterns: [Int32] = []
  private(set) var runs: [AcceptRun] = []
  /// State number `n` has the runs `runStarts[n]..<runStarts[n + 1]`.
  private var runStarts: [Int32] = [0]

  func isEmpty(_ number: Int) -> Bool { runStarts[number] == runStarts[number + 1] }

  /// The indices of the runs of a state in ``runs``.
  func runs(of number: Int) -> Range<Int> { Int(runStarts[number])..<Int(runStarts[number + 1]) }

  /// The patterns of a run.
  func patterns(of run: Int) -> ArraySlice<Int32> {
    patterns[Int(runs[run].patterns.lowerBound)..<Int(runs[run].patterns.upperBound)]
  }

  mutating func removeAll() {
    patterns.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    runStarts.removeLast(runStarts.count - 1)
  }

  /// Adds the list of the next state.
  mutating func append(_ accepted: [Int32], _ rules: SubsetRules) {
    let stems = rules.stems
    for pattern in accepted.sorted(by: { (stems[Int($0)].tail ?? -1, $0) < (stems[Int($1)].tail ?? -1, $1) }) {
      let stem = stems[Int(pattern)]
      let place = Int32(patterns.count)
      patterns.append(pattern)
      if runs.count == Int(runStarts[runStarts.count - 1]) || runs[runs.count - 1].tail != stem.tail {
        runs.append(AcceptRun(tail: stem.tail, patterns: place..<place))
      }
      runs[runs.count - 1].isSimple = runs[runs.count - 1].isSimple && stem.isSimple
      runs[runs.count - 1].hasSimpleTail = runs[runs.count - 1].hasSimpleTail && stem.hasSimpleTail
      runs[runs.count - 1].last = runs[runs.count - 1].last.union(rules.sets[Int(stem.lastSet)])
      runs[runs.count - 1].patterns = runs[runs.count - 1].patterns.lowerBound..<place + 1
    }
    runStarts.append(Int32(runs.count))
  }
}
