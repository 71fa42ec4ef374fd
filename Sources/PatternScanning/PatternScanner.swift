internal import TextFolding

/// All patterns, compiled once, immutable, shared between threads; a scan needs a ``Scratch`` of its own. A class, so that
/// nothing is copied when it is passed on.
///
/// A scan runs one automaton over the text, which reports where stems end, and verifies each of those places. It reports,
/// for each id, the longest ranges of whole words that one of its patterns describes (no range inside another).
public final class PatternScanner: Sendable {
  let rules: SubsetRules
  let verifier: MatchVerifier
  private let readings = SymbolReadings()
  let patterns: [Header]
  /// Whether matches of some pattern may run across signs that were taken out.
  let hasSpellable: Bool
  /// The index of the pattern that stands for an inner sign.
  private var innerSignPattern: Int32 { Int32(patterns.count - 1) }

  /// What a scan found, and its buffers.
  public struct Scratch: Sendable {
    /// The matches of the last scan, in the order that was asked for.
    public fileprivate(set) var matches: [Match] = []
    /// The ids of the literals that the last scan saw, each once.
    public fileprivate(set) var literals: [Int] = []
    /// Runs of patterns whose stems were found, and the index of the last symbol.
    fileprivate var candidates: [(run: Int, end: Int)] = []
    fileprivate var innerSigns: [Int] = []
    /// The literals once more, where there are many of them.
    private var manyLiterals: Set<Int> = []
    /// Whether secondary patterns are looked for, and the ids of which matches are; nil: all.
    fileprivate var wantsSecondary = false
    fileprivate var wantedIDs: Range<Int>?
    /// How far the last match of each open pattern reaches that was verified by itself; and once more where there are many.
    private var openEnds: [(pattern: Int32, end: Int)] = []
    private var manyOpenEnds: [Int32: Int] = [:]
    /// Whether the last text held symbols that may be read as letters.
    public fileprivate(set) var hasDisguises = false
    /// Whether the last text held signs between letters.
    public fileprivate(set) var hasInnerSigns = false
    fileprivate var verifier = MatchVerifier.Scratch()
    fileprivate var word = StrippedWord()
    fileprivate var table = SubsetTable()
    fileprivate var states: [Int] = []
    fileprivate var nextStates: [Int] = []
    fileprivate var accepted: [Int] = []
    fileprivate var ids: [Int] = []

    /// Empty buffers for the scans of one scanner.
    public init() {}

    /// Begins a scan; what was noted for patterns before is void.
    fileprivate mutating func beginScan() {
      openEnds.removeAll(keepingCapacity: true)
      if !manyOpenEnds.isEmpty { manyOpenEnds.removeAll(keepingCapacity: true) }
      verifier.beginText()
    }

    /// How far the last match of an open pattern reaches.
    fileprivate func openEnd(of pattern: Int32) -> Int? {
      if !manyOpenEnds.isEmpty { return manyOpenEnds[pattern] }
      return openEnds.first { $0.pattern == pattern }?.end
    }

    fileprivate mutating func setOpenEnd(of pattern: Int32, _ end: Int) {
      if !manyOpenEnds.isEmpty {
        manyOpenEnds[pattern] = end
      } else if let index = openEnds.firstIndex(where: { $0.pattern == pattern }) {
        openEnds[index].end = end
      } else {
        openEnds.append((pattern, end))
        guard openEnds.count > Self.few else { return }
        for (pattern, end) in openEnds { manyOpenEnds[pattern] = end }
      }
    }

    /// Forgets the literals.
    fileprivate mutating func removeLiterals() {
      literals.removeAll(keepingCapacity: true)
      if !manyLiterals.isEmpty { manyLiterals.removeAll(keepingCapacity: true) }
    }

    /// Notes that a literal was seen.
    fileprivate mutating func insert(literal id: Int) {
      if literals.count < Self.few {
        if !literals.contains(id) { literals.append(id) }
        return
      }
      if manyLiterals.isEmpty { manyLiterals.formUnion(literals) }
      if manyLiterals.insert(id).inserted { literals.append(id) }
    }

    /// So many are found fastest by looking at each.
    private static let few = 16
  }

  /// Compiles patterns. Words of `spellable` ids are found across inner signs too: «бл-ядь», «ху🔥й». Patterns of secondary ids,
  /// none of them literals, are looked for only where a scan asks for them.
  public init(
    _ patterns: [Pattern], spellable: Set<Int> = [], isSecondary: (_ id: Int) -> Bool = { _ in false }
  ) {
    var automaton = PositionAutomaton()
    let innerSign = Pattern(
      id: -1, start: .anywhere, head: .empty, last: SymbolSet(Symbol.firstInnerSign..<Symbol.drawnKha), tail: nil)
    let all = patterns + [innerSign]
    let stemEnds = all.map { automaton.addStem($0) }
    // In this order the automaton needs no list of them. Positions are numbered as they come, so the last one stays last.
    let order = all.indices.sorted { (stemEnds[$0], $0) < (stemEnds[$1], $1) }
    var foundStems: [FoundStem] = []
    var tailRoots: [PositionAutomaton.Position] = []
    var tailNumbers: [PositionAutomaton.Position: Int32] = [:]
    var headers: [Header] = []
    for index in order {
      let pattern = all[index]
      let tailRoot = automaton.addTail(pattern.tail ?? .empty)
      let tailNumber = tailNumbers[tailRoot] ?? Int32(tailRoots.count)
      if Int(tailNumber) == tailRoots.count {
        tailNumbers[tailRoot] = tailNumber
        tailRoots.append(tailRoot)
      }
      foundStems.append(
        FoundStem(
          tail: pattern.tail == nil ? nil : tailNumber, start: pattern.start,
          isSimple: pattern.head.isSimple(readings) && readings.isSimple(pattern.last),
          hasSimpleTail: pattern.tail?.isOfWords(readings) ?? true, isSecondary: isSecondary(pattern.id),
          lastSet: automaton.sets.kinds[Int(stemEnds[index])]))
      headers.append(
        Header(
          id: pattern.id, isLiteral: pattern.tail == nil, isSpellable: spellable.contains(pattern.id),
          isOpen: pattern.tail?.isOpen ?? false))
    }
    rules = SubsetRules(automaton, stemEnds: stemEnds, stems: foundStems, readings: readings)
    verifier = MatchVerifier(rules, endsTail: automaton.endsTail, tailRoots: tailRoots)
    self.patterns = headers
    hasSpellable = headers.contains { $0.isSpellable }
  }

  /// A scanner of its parts.
  init(rules: SubsetRules, verifier: MatchVerifier, patterns: [Header], hasSpellable: Bool) {
    self.rules = rules
    self.verifier = verifier
    self.patterns = patterns
    self.hasSpellable = hasSpellable
  }

  /// How matches are sorted.
  public enum Order: Sendable {
    case byPlace, byID
  }

  /// Which patterns a scan looks for.
  public enum Scope: Sendable {
    /// All but the secondary ones.
    case primary
    case all
  }

  /// Scans a folded text, for patterns of some ids or for those of all; the result is in `scratch`.
  public func scan(
    _ symbols: Span<UInt8>, for scope: Scope = .primary, of ids: Range<Int>? = nil, scratch: inout Scratch,
    order: Order = .byPlace
  ) {
    scratch.wantsSecondary = scope == .all
    scratch.wantedIDs = ids
    scratch.matches.removeAll(keepingCapacity: true)
    scratch.removeLiterals()
    scratch.candidates.removeAll(keepingCapacity: true)
    scratch.innerSigns.removeAll(keepingCapacity: true)
    scratch.hasDisguises = false
    scratch.hasInnerSigns = false
    scratch.table.prepare(by: rules)
    scratch.beginScan()
    findCandidates(in: symbols, scratch: &scratch)
    // Matches are there already where room had to be made on the way.
    if scratch.candidates.isEmpty, scratch.innerSigns.isEmpty, scratch.matches.isEmpty { return }
    verifyCandidates(in: symbols, scratch: &scratch)
    if hasSpellable { scanStrippedWords(of: symbols, scratch: &scratch) }
    scratch.keepLongestMatches(order)
  }

  /// Looks for the matches around the stems that were found.
  private func verifyCandidates(in symbols: Span<UInt8>, scratch: inout Scratch) {
    let text = ScannedText(symbols)
    let isPlainText = !scratch.hasDisguises && !scratch.hasInnerSigns
    // Of a long word each match must not be looked for from each of its letters, see ``verify``.
    let isShort = isPlainText && symbols.count <= SymbolReadings.longestWord
    for index in scratch.candidates.indices {
      let (number, end) = scratch.candidates[index]
      if let ids = scratch.wantedIDs,
        !scratch.table.accepts.patterns(of: number).contains(where: { isPattern($0, of: ids) })
      {
        continue
      }
      let run = scratch.table.accepts.runs[number]
      let isPlain =
        run.isSimple && (run.hasSimpleTail || isPlainText)
        && (end + 1 == symbols.count || !scratch.table.accepts.mayRepeat(run, symbols[end + 1]))
        && (isShort || readings.isPlainWord(around: end, in: symbols))
      if isPlain, let tail = run.tail {
        guard let range = verifier.matchInPlainText(tail: tail, stemEnd: end, in: text, scratch: &scratch.verifier)
        else { continue }
        for pattern in scratch.table.accepts.patterns(of: number) {
          if let ids = scratch.wantedIDs, !isPattern(pattern, of: ids) { continue }
          scratch.matches.append(Match(id: patterns[Int(pattern)].id, range: range))
        }
      } else if !Self.isDeepInRun(end, of: symbols) {
        for pattern in scratch.table.accepts.patterns(of: number) {
          verify(pattern, stemEnd: end, in: text, scratch: &scratch)
        }
      }
    }
  }

  private func isPattern(_ pattern: Int32, of ids: Range<Int>) -> Bool { ids.contains(patterns[Int(pattern)].id) }

  /// Whether a symbol follows so many of the same that each stem that ends with it ended with the one before as well, and a
  /// match was looked for from there. Or a text of one sign would be walked over from each of its places.
  private static func isDeepInRun(_ index: Int, of symbols: Span<UInt8>) -> Bool {
    guard index >= longestRun else { return false }
    for other in index - longestRun..<index where symbols[other] != symbols[index] { return false }
    return true
  }

  /// More of the same symbols than any stem has places.
  private static let longestRun = 64

  private func verify(_ pattern: Int32, stemEnd end: Int, in text: borrowing ScannedText, scratch: inout Scratch) {
    let header = patterns[Int(pattern)]
    if let ids = scratch.wantedIDs, !ids.contains(header.id) { return }
    // Behind an earlier stem of an open pattern, its match already reaches to the end of this word.
    if header.isOpen, let last = scratch.openEnd(of: pattern), end < last { return }
    guard let range = verifier.match(Int(pattern), stemEnd: end, in: text, scratch: &scratch.verifier) else { return }
    scratch.matches.append(Match(id: header.id, range: range))
    if header.isOpen { scratch.setOpenEnd(of: pattern, range.upperBound) }
  }

  /// Makes room for more states. The candidates so far, which are runs of the present ones, are verified before.
  private func makeRoom(in symbols: Span<UInt8>, scratch: inout Scratch) {
    guard scratch.table.isFull else { return }
    // What comes behind has not been looked at.
    let hasDisguises = scratch.hasDisguises
    scratch.hasDisguises = true
    verifyCandidates(in: symbols, scratch: &scratch)
    scratch.hasDisguises = hasDisguises
    scratch.candidates.removeAll(keepingCapacity: true)
    scratch.table.makeRoom(keeping: &scratch.states, by: rules)
  }

  /// Runs the automaton over a text and notes the stems' ends.
  private func findCandidates(in symbols: Span<UInt8>, scratch: inout Scratch) {
    let columns = rules.partition.columns
    var state = SubsetTable.start
    var index = 0
    while index < symbols.count {
      if scratch.table.isFull {
        scratch.states = [state]
        makeRoom(in: symbols, scratch: &scratch)
        state = scratch.states[0]
      }
      let column = Int(columns[Int(symbols[index])])
      let step = scratch.table.step(from: state, by: column, rules)
      if step.isSpecial {
        if rules.partition.isAmbiguous[column] {
          (state, index) = followReadings(from: state, at: index, in: symbols, scratch: &scratch)
          continue
        }
        note(step.state, at: index, scratch: &scratch)
      }
      state = step.state
      index += 1
    }
  }

  /// Follows all readings of the symbols from `index` on until they have come to one state again and the next symbol is
  /// plain; yields that state and the index of that symbol.
  private func followReadings(
    from state: Int, at index: Int, in symbols: Span<UInt8>, scratch: inout Scratch
  ) -> (state: Int, index: Int) {
    scratch.states.removeAll(keepingCapacity: true)
    scratch.states.append(state)
    var index = index
    while index < symbols.count, scratch.states.count > 1 || readings.isAmbiguous(symbols[index]) {
      if readings.isAmbiguous(symbols[index]) {
        if readings.isDisguise(symbols[index]) { scratch.hasDisguises = true } else { scratch.hasInnerSigns = true }
      }
      makeRoom(in: symbols, scratch: &scratch)
      advance(by: symbols[index], scratch: &scratch)
      for place in scratch.accepted.indices { note(scratch.accepted[place], at: index, scratch: &scratch) }
      index += 1
    }
    return (scratch.states[0], index)
  }

  /// Takes the states of a scratch a step further, by every reading of a symbol; `accepted` are then those of the new states
  /// that end a stem.
  private func advance(by symbol: UInt8, scratch: inout Scratch) {
    scratch.nextStates.removeAll(keepingCapacity: true)
    scratch.accepted.removeAll(keepingCapacity: true)
    for place in scratch.states.indices {
      for reading in readings[symbol] {
        let column = Int(rules.partition.columns[Int(reading)])
        let target = scratch.table.step(from: scratch.states[place], by: column, rules).state
        if scratch.nextStates.contains(target) { continue }
        scratch.nextStates.append(target)
        if scratch.table.isAccepting(target) { scratch.accepted.append(target) }
      }
    }
    swap(&scratch.states, &scratch.nextStates)
  }

  private func note(_ state: Int, at index: Int, scratch: inout Scratch) {
    for run in scratch.table.runs(at: state) {
      // Secondary ones stand behind the others.
      if scratch.table.accepts.runs[run].isSecondary, !scratch.wantsSecondary { break }
      if scratch.table.accepts.runs[run].tail != nil {
        scratch.candidates.append((run, index))
        continue
      }
      for pattern in scratch.table.accepts.patterns(of: run) {
        if pattern == innerSignPattern {
          scratch.innerSigns.append(index)
        } else {
          scratch.insert(literal: patterns[Int(pattern)].id)
        }
      }
    }
  }

  /// Scans the words that hold inner signs once more without them; a word may begin with each part.
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
    scratch.beginScan()
    scratch.states.removeAll(keepingCapacity: true)
    scratch.states.append(SubsetTable.start)
    for index in word.symbols.indices {
      scratch.table.makeRoom(keeping: &scratch.states, by: rules)
      if word.seams[index] {
        for place in scratch.states.indices {
          scratch.states[place] = scratch.table.atWord(scratch.states[place], rules)
        }
      }
      advance(by: word.symbols[index], scratch: &scratch)
      if scratch.accepted.isEmpty || Self.isDeepInRun(index, of: word.symbols.span) { continue }
      for place in scratch.accepted.indices {
        noteStripped(scratch.accepted[place], at: index, in: word, scratch: &scratch)
      }
    }
  }

  private func noteStripped(_ state: Int, at index: Int, in word: StrippedWord, scratch: inout Scratch) {
    let text = ScannedText(word.symbols.span, seams: word.seams.span)
    for run in scratch.table.runs(at: state) {
      if scratch.table.accepts.runs[run].isSecondary, !scratch.wantsSecondary { break }
      for pattern in scratch.table.accepts.patterns(of: run) where patterns[Int(pattern)].isSpellable {
        verifyStripped(pattern, stemEnd: index, in: text, scratch: &scratch)
      }
    }
  }

  private func verifyStripped(
    _ pattern: Int32, stemEnd index: Int, in text: borrowing ScannedText, scratch: inout Scratch
  ) {
    let header = patterns[Int(pattern)]
    if header.isLiteral { return }
    if let ids = scratch.wantedIDs, !ids.contains(header.id) { return }
    if header.isOpen, let last = scratch.openEnd(of: pattern), index < last { return }
    guard let range = verifier.match(Int(pattern), stemEnd: index, in: text, scratch: &scratch.verifier) else { return }
    if header.isOpen { scratch.setOpenEnd(of: pattern, range.upperBound) }
    guard scratch.word.hasSeam(inside: range) else { return }
    scratch.matches.append(Match(id: header.id, range: scratch.word.sourceRange(of: range)))
  }
}

extension PatternTerm {
  /// Whether the term consists of letters, unless disguises are involved.
  fileprivate func isSimple(_ readings: SymbolReadings) -> Bool {
    switch self {
    case .empty: true
    case .oneOrMore(let set), .zeroOrMore(let set): readings.isSimple(set)
    case .sequence(let terms), .choice(let terms): terms.allSatisfy { $0.isSimple(readings) }
    }
  }

  /// Whether the term goes on over any symbols that a word may consist of.
  fileprivate var isOpen: Bool {
    if case .zeroOrMore = self { true } else { false }
  }
}

extension PatternScanner.Scratch {
  /// Sorts the matches and drops those that stand inside another of the same id.
  fileprivate mutating func keepLongestMatches(_ order: PatternScanner.Order) {
    guard matches.count > 1 else { return }
    let range = matches[0].range
    if matches.allSatisfy({ $0.range == range }) {
      // Most often all of them are the same word.
      ids.removeAll(keepingCapacity: true)
      for match in matches { ids.append(match.id) }
      ids.sort()
      matches.removeAll(keepingCapacity: true)
      for id in ids where matches.last?.id != id { matches.append(Match(id: id, range: range)) }
      return
    }
    // There may be very many, and tuples are compared more slowly.
    matches.sort { $0.id != $1.id ? $0.id < $1.id : $0.range.lowerBound < $1.range.lowerBound }
    var kept = 1
    for index in 1..<matches.count {
      let match = matches[index]
      let last = matches[kept - 1]
      // By this order, a match that holds this one is among those kept, and the last of them reaches farthest.
      if last.id == match.id, last.range.upperBound >= match.range.upperBound { continue }
      if last.id != match.id || last.range.lowerBound != match.range.lowerBound { kept += 1 }
      matches[kept - 1] = match
    }
    matches.removeLast(matches.count - kept)
    guard order == .byPlace else { return }
    matches.sort {
      if $0.range.lowerBound != $1.range.lowerBound { return $0.range.lowerBound < $1.range.lowerBound }
      if $0.range.upperBound != $1.range.upperBound { return $0.range.upperBound < $1.range.upperBound }
      return $0.id < $1.id
    }
  }
}
