internal import TextFolding

/// All patterns, compiled once, immutable, shared between threads; a scan needs a ``Scratch`` of its own.
///
/// A scan runs one automaton over the text, which reports where stems end, and verifies each of those places. It reports,
/// for each id, the longest ranges of whole words that one of its patterns describes (no range inside another).
public struct PatternScanner: Sendable {
  private let table: ScanTable
  private let verifier: MatchVerifier
  private let readings = SymbolReadings()
  private let patterns: [Header]
  /// The ids whose matches may run across signs that were taken out.
  private let spellableIDs: Set<Int>
  /// The index of the pattern that stands for an inner sign.
  private let innerSignPattern: Int32

  private struct Header {
    var id: Int
    var isLiteral: Bool
    var isSpellable: Bool
    /// Whether its matches reach to the end of the word whatever follows the stem.
    var isOpen: Bool
  }

  /// What a scan found, and its buffers.
  public struct Scratch: Sendable {
    /// The matches of the last scan, by range and id.
    public fileprivate(set) var matches: [Match] = []
    /// The ids of the literals that the last scan saw, each once.
    public fileprivate(set) var literals: [Int] = []
    fileprivate var candidates: [(pattern: Int32, end: Int)] = []
    fileprivate var innerSigns: [Int] = []
    fileprivate var seenLiterals: Set<Int> = []
    /// How far the last match of each open pattern reaches.
    fileprivate var openEnds: [Int32: Int] = [:]
    fileprivate var verifier = MatchVerifier.Scratch()
    fileprivate var word = StrippedWord()

    /// Empty buffers.
    public init() {}
  }

  /// Compiles patterns. Words of `spellable` ids are found across inner signs too: «бл-ядь», «ху🔥й».
  ///
  /// - Throws: ``TooManyStates``.
  public init(_ patterns: [Pattern], spellable: Set<Int> = []) throws(TooManyStates) {
    var automaton = PositionAutomaton()
    var stems: [MatchVerifier.Stem] = []
    var headers: [Header] = []
    let innerSign = Pattern(
      id: -1, start: .anywhere, head: .empty, last: SymbolSet(Symbol.firstInnerSign..<Symbol.drawnKha), tail: nil)
    let all = patterns + [innerSign]
    for (index, pattern) in all.enumerated() {
      let end = automaton.addStem(pattern, index: Int32(index))
      let tailRoot = automaton.addTail(pattern.tail ?? .empty)
      stems.append(.init(end: end, start: pattern.start, last: pattern.last, tailRoot: tailRoot))
      headers.append(
        Header(
          id: pattern.id, isLiteral: pattern.tail == nil, isSpellable: spellable.contains(pattern.id),
          isOpen: pattern.tail?.isOpen ?? false))
    }
    innerSignPattern = Int32(all.count - 1)
    table = try ScanTable(automaton, readings: readings)
    verifier = MatchVerifier(automaton, stems: stems)
    self.patterns = headers
    spellableIDs = spellable
  }

  /// A scanner without patterns.
  public static let empty = PatternScanner()

  private init() {
    table = ScanTable()
    verifier = MatchVerifier(PositionAutomaton(), stems: [])
    patterns = []
    spellableIDs = []
    innerSignPattern = 0
  }

  /// The number of states of the automaton and the bytes of its table.
  public var size: (states: Int, bytes: Int) { (table.stateCount, table.rows.count * 4) }

  /// Scans a folded text; the result is in `scratch`.
  public func scan(_ symbols: Span<UInt8>, scratch: inout Scratch) {
    scratch.matches.removeAll(keepingCapacity: true)
    scratch.literals.removeAll(keepingCapacity: true)
    scratch.candidates.removeAll(keepingCapacity: true)
    scratch.innerSigns.removeAll(keepingCapacity: true)
    scratch.seenLiterals.removeAll(keepingCapacity: true)
    scratch.openEnds.removeAll(keepingCapacity: true)
    findCandidates(in: symbols, scratch: &scratch)
    if scratch.candidates.isEmpty, scratch.innerSigns.isEmpty { return }
    let text = ScannedText(symbols)
    scratch.verifier.beginText()
    for (pattern, end) in scratch.candidates {
      // Behind an earlier stem of an open pattern, its match already reaches to the end of this word.
      if patterns[Int(pattern)].isOpen, let last = scratch.openEnds[pattern], end < last { continue }
      guard let range = verifier.match(Int(pattern), stemEnd: end, in: text, scratch: &scratch.verifier) else {
        continue
      }
      scratch.matches.append(Match(id: patterns[Int(pattern)].id, range: range))
      if patterns[Int(pattern)].isOpen { scratch.openEnds[pattern] = range.upperBound }
    }
    if !spellableIDs.isEmpty { scanStrippedWords(of: symbols, scratch: &scratch) }
    scratch.keepLongestMatches()
  }

  /// Runs the automaton over a text and notes the stems' ends.
  private func findCandidates(in symbols: Span<UInt8>, scratch: inout Scratch) {
    let rows = table.rows.span
    let columns = table.columns.span
    var state = table.start
    var index = 0
    while index < symbols.count {
      let entry = rows[Int(state) + Int(columns[Int(symbols[index])])]
      if entry > ScanTable.stateMask {
        if entry & ScanTable.ambiguousBit != 0 {
          (state, index) = followReadings(from: state, at: index, in: symbols) { state, index in
            note(state, at: index, scratch: &scratch)
          }
          continue
        }
        note(entry & ScanTable.stateMask, at: index, scratch: &scratch)
      }
      state = entry & ScanTable.stateMask
      index += 1
    }
  }

  /// Follows all readings of the symbols from `index` on until they have come to one state again and the next symbol is
  /// plain; yields that state and the index of that symbol. `found` is called where a reading ends a stem.
  private func followReadings(
    from state: UInt32, at index: Int, in symbols: Span<UInt8>,
    found: (UInt32, Int) -> Void
  ) -> (state: UInt32, index: Int) {
    var states = [state]
    var next: [UInt32] = []
    var index = index
    while index < symbols.count, states.count > 1 || readings.isAmbiguous(symbols[index]) {
      next.removeAll(keepingCapacity: true)
      for state in states {
        for symbol in readings[symbols[index]] {
          let entry = table.rows[Int(state) + Int(table.columns[Int(symbol)])]
          let target = entry & ScanTable.stateMask
          if next.contains(target) { continue }
          next.append(target)
          if entry & ScanTable.acceptBit != 0 { found(target, index) }
        }
      }
      swap(&states, &next)
      index += 1
    }
    return (states[0], index)
  }

  private func note(_ state: UInt32, at index: Int, scratch: inout Scratch) {
    for pattern in table.accepted(at: state) {
      let header = patterns[Int(pattern)]
      if pattern == innerSignPattern {
        scratch.innerSigns.append(index)
      } else if header.isLiteral {
        if scratch.seenLiterals.insert(header.id).inserted { scratch.literals.append(header.id) }
      } else {
        scratch.candidates.append((pattern, index))
      }
    }
  }

  /// Scans the words that hold inner signs once more without them, from each place at which a part begins.
  private func scanStrippedWords(of symbols: Span<UInt8>, scratch: inout Scratch) {
    var done = 0
    for position in 0..<scratch.innerSigns.count {
      let sign = scratch.innerSigns[position]
      guard sign >= done else { continue }
      scratch.word.strip(symbols, around: sign)
      done = scratch.word.sourceRange.upperBound
      scanStrippedWord(scratch: &scratch)
    }
  }

  private func scanStrippedWord(scratch: inout Scratch) {
    let word = scratch.word
    let text = ScannedText(word.symbols.span, seams: word.seams.span)
    scratch.verifier.beginText()
    scratch.openEnds.removeAll(keepingCapacity: true)
    var isFirst = true
    for start in word.symbols.indices where start == 0 || word.seams[start] {
      var states = [table.start]
      var next: [UInt32] = []
      for index in start..<word.symbols.count {
        next.removeAll(keepingCapacity: true)
        for state in states {
          for symbol in readings[word.symbols[index]] {
            let entry = table.rows[Int(state) + Int(table.columns[Int(symbol)])]
            let target = entry & ScanTable.stateMask
            if next.contains(target) { continue }
            next.append(target)
            if entry & ScanTable.acceptBit != 0 { noteStripped(target, at: index, in: text, scratch: &scratch) }
          }
        }
        swap(&states, &next)
        // The first round goes through the whole word for patterns that may begin anywhere; the others follow what
        // begins at a seam.
        if !isFirst, states.allSatisfy({ table.isIdle[Int($0) / table.columnCount] }) { break }
      }
      isFirst = false
    }
  }

  private func noteStripped(_ state: UInt32, at index: Int, in text: borrowing ScannedText, scratch: inout Scratch) {
    for pattern in table.accepted(at: state) where patterns[Int(pattern)].isSpellable {
      let header = patterns[Int(pattern)]
      if header.isLiteral { continue }
      if header.isOpen, let last = scratch.openEnds[pattern], index < last { continue }
      guard let range = verifier.match(Int(pattern), stemEnd: index, in: text, scratch: &scratch.verifier) else {
        continue
      }
      if header.isOpen { scratch.openEnds[pattern] = range.upperBound }
      guard scratch.word.hasSeam(inside: range) else { continue }
      scratch.matches.append(Match(id: header.id, range: scratch.word.sourceRange(of: range)))
    }
  }
}

extension PatternTerm {
  /// Whether the term goes on over any symbols that a word may consist of.
  fileprivate var isOpen: Bool {
    if case .zeroOrMore = self { true } else { false }
  }
}

extension PatternScanner.Scratch {
  /// Sorts the matches and drops those that stand inside another of the same id.
  fileprivate mutating func keepLongestMatches() {
    guard matches.count > 1 else { return }
    matches.sort {
      ($0.id, $0.range.lowerBound, -$0.range.upperBound) < ($1.id, $1.range.lowerBound, -$1.range.upperBound)
    }
    var kept: [Match] = []
    for match in matches {
      // By this order, a match that holds this one is among those kept, and the last of them reaches farthest.
      if let last = kept.last, last.id == match.id, last.range.upperBound >= match.range.upperBound { continue }
      kept.append(match)
    }
    kept.sort { ($0.range.lowerBound, $0.range.upperBound, $0.id) < ($1.range.lowerBound, $1.range.upperBound, $1.id) }
    matches = kept
  }
}

/// A stretch without white space, its inner signs taken out.
struct StrippedWord: Sendable {
  private(set) var symbols: [UInt8] = []
  /// Whether signs were taken out before each symbol.
  private(set) var seams: [Bool] = []
  private(set) var sourceRange = 0..<0
  private var sources: [Int] = []
  /// The number of seams before and at each symbol.
  private var seamCounts: [Int] = []

  /// Takes the stretch around an index.
  mutating func strip(_ text: Span<UInt8>, around index: Int) {
    func isBlank(_ symbol: UInt8) -> Bool { symbol == Symbol.space || symbol == Symbol.lineBreak }
    var start = index
    while start > 0, !isBlank(text[start - 1]) { start -= 1 }
    var end = index
    while end < text.count, !isBlank(text[end]) { end += 1 }
    sourceRange = start..<end
    symbols.removeAll(keepingCapacity: true)
    seams.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    seamCounts.removeAll(keepingCapacity: true)
    var seamCount = 0
    var isSeam = false
    for source in start..<end {
      if (Symbol.firstInnerSign..<Symbol.drawnKha).contains(text[source]) {
        isSeam = true
      } else {
        symbols.append(text[source])
        if isSeam { seamCount += 1 }
        seams.append(isSeam)
        seamCounts.append(seamCount)
        sources.append(source)
        isSeam = false
      }
    }
  }

  /// Whether a sign was taken out between the first and the last symbol of a range.
  func hasSeam(inside range: Range<Int>) -> Bool {
    seamCounts[range.upperBound - 1] > seamCounts[range.lowerBound]
  }

  /// The range in the text for a range of symbols, which must not be empty.
  func sourceRange(of range: Range<Int>) -> Range<Int> {
    sources[range.lowerBound]..<sources[range.upperBound - 1] + 1
  }
}
