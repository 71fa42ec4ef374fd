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
  let idSets: IDSets
  /// Whether matches of some pattern may run across signs that were taken out.
  private let hasSpellable: Bool
  /// The index of the pattern that stands for an inner sign.
  private var innerSignPattern: Int32 { Int32(patterns.count - 1) }

  /// A scanner of its parts.
  init(rules: SubsetRules, verifier: MatchVerifier, patterns: [Header], idSets: IDSets) {
    self.rules = rules
    self.verifier = verifier
    self.patterns = patterns
    self.idSets = idSets
    hasSpellable = patterns.contains { $0.isSpellable }
  }

  /// Adds the ids of a set, ascending, to others; see ``Scratch/idSets``.
  public func appendIDs(ofSet set: Int32, to ids: inout [Int]) {
    for place in idSets.places(of: set) { ids.append(idSets[place]) }
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
    search(symbols, for: scope, of: ids, scratch: &scratch)
    listMatches(scratch: &scratch, order: order)
  }

  /// Makes ``Scratch/matches`` of what a search found.
  public func listMatches(scratch: inout Scratch, order: Order = .byPlace) { scratch.listMatches(idSets, order) }

  /// Does all of a scan but for making a list of the matches, which takes long where many ids match, and is not always needed.
  public func search(
    _ symbols: Span<UInt8>, for scope: Scope = .primary, of ids: Range<Int>? = nil, scratch: inout Scratch
  ) {
    beginSearch(symbols, for: scope, of: ids, scratch: &scratch)
    completeSearch(symbols, scratch: &scratch)
  }

  /// Does the first part of a search: finds the stems, and the literals.
  public func beginSearch(
    _ symbols: Span<UInt8>, for scope: Scope = .primary, of ids: Range<Int>? = nil, scratch: inout Scratch
  ) {
    scratch.beginSearch(for: scope, of: ids)
    scratch.table.prepare(by: rules)
    findCandidates(in: symbols, scratch: &scratch)
  }

  /// Does the rest of a search in the same text, see ``Scratch/hasSimpleStemsOnly``.
  public func completeSearch(_ symbols: Span<UInt8>, scratch: inout Scratch) {
    // Matches are there already where room had to be made on the way.
    if scratch.candidates.isEmpty, scratch.innerSigns.isEmpty, scratch.found.isEmpty { return }
    verifyCandidates(in: symbols, scratch: &scratch)
    if hasSpellable { scanStrippedWords(of: symbols, scratch: &scratch) }
  }

  /// Looks for the matches around the stems that were found.
  private func verifyCandidates(in symbols: Span<UInt8>, scratch: inout Scratch) {
    let text = ScannedText(symbols)
    let isPlainText = !scratch.hasDisguises && !scratch.hasInnerSigns
    // Of a long word each match must not be looked for from each of its letters, see ``verify``.
    let isShort = isPlainText && symbols.count <= SymbolReadings.longestWord
    for index in scratch.candidates.indices {
      let (number, end) = scratch.candidates[index]
      let run = scratch.table.accepts.runs[number]
      let places = Int(run.patterns.lowerBound)..<Int(run.patterns.upperBound)
      if let ids = scratch.wantedIDs,
        !places.contains(where: { isPattern(scratch.table.accepts.patterns[$0], of: ids) })
      {
        continue
      }
      let isPlain =
        run.isSimple && (run.hasSimpleTail || isPlainText)
        && (end + 1 == symbols.count || !scratch.table.accepts.mayRepeat(run, symbols[end + 1]))
        && (isShort || readings.isPlainWord(around: end, in: symbols))
      if isPlain, let tail = run.tail {
        guard let range = verifier.matchInPlainText(tail: tail, stemEnd: end, in: text, scratch: &scratch.verifier)
        else { continue }
        for place in places { scratch.insert(patterns[Int(scratch.table.accepts.patterns[place])].idSet, range) }
      } else if !Self.isDeepInRun(end, of: symbols) {
        for place in places {
          verify(scratch.table.accepts.patterns[place], stemEnd: end, in: text, scratch: &scratch)
        }
      }
    }
  }

  private func isPattern(_ pattern: Int32, of ids: Range<Int>) -> Bool {
    idSets.intersects(patterns[Int(pattern)].idSet, ids)
  }

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
    if let ids = scratch.wantedIDs, !idSets.intersects(header.idSet, ids) { return }
    // Behind an earlier stem of an open pattern, its match already reaches to the end of this word.
    if header.isOpen, let last = scratch.openEnd(of: pattern), end < last { return }
    guard let range = verifier.match(Int(pattern), stemEnd: end, in: text, scratch: &scratch.verifier) else { return }
    scratch.insert(header.idSet, range)
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
          for place in idSets.places(of: patterns[Int(pattern)].idSet) { scratch.insert(literal: idSets[place]) }
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
    scratch.beginText()
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
    if let ids = scratch.wantedIDs, !idSets.intersects(header.idSet, ids) { return }
    if header.isOpen, let last = scratch.openEnd(of: pattern), index < last { return }
    guard let range = verifier.match(Int(pattern), stemEnd: index, in: text, scratch: &scratch.verifier) else { return }
    if header.isOpen { scratch.setOpenEnd(of: pattern, range.upperBound) }
    guard scratch.word.hasSeam(inside: range) else { return }
    scratch.insert(header.idSet, scratch.word.sourceRange(of: range))
  }
}
