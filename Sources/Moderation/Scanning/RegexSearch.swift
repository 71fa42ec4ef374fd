internal import PatternScanning
internal import TextFolding

/// Runs the regular expressions of a rulebook on one comment after the other: those whose literals were found, each when it
/// is first asked for. Holds the buffers for it; one for each thread.
struct RegexSearch: ~Copyable, Sendable {
  private let rules: CompiledRules
  private var scratch = RegexScratch()
  /// The expressions that may match in the comment, in the order in which their literals were seen.
  private(set) var candidates: [Int] = []
  /// For each expression whether it is a candidate, and which of the ranges are its matches if it ran.
  private var isCandidate: [Bool]
  private var matches: [Range<Int>?]
  private var ranges: [Range<Int>] = []
  /// The alternatives whose literals were all seen, and for each expression the last of its own; -1 for none.
  private var alternatives: [Alternative] = []
  private var lastAlternative: [Int32]
  /// How many sightings of literals there were when the search was last told of them.
  private var sightingCount = 0
  private var text = FoldedText()
  private var reading: [UInt8] = []
  private var bounds = WordBounds()
  private var places = WordPlaces()
  /// Where matches of an expression may begin.
  private var windows: [Range<Int>] = []
  private var isFolded = false

  /// All alternatives of each expression; made when a text first asks for it.
  private var usesByRegex: [[Int]] = []

  private struct Alternative {
    var use: Int
    /// The one before of the same expression, or -1.
    var previous: Int32
  }

  init(_ rules: CompiledRules) {
    self.rules = rules
    isCandidate = [Bool](repeating: false, count: rules.regexes.count)
    matches = [Range<Int>?](repeating: nil, count: rules.regexes.count)
    lastAlternative = [Int32](repeating: -1, count: rules.regexes.count)
  }

  /// Turns to the comment in which something was found.
  mutating func begin(_ found: FoundMatches) {
    for index in candidates {
      isCandidate[index] = false
      matches[index] = nil
      lastAlternative[index] = -1
    }
    candidates.removeAll(keepingCapacity: true)
    alternatives.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    sightingCount = 0
    isFolded = false
    if found.mayHoldAnyLiteral {
      if usesByRegex.isEmpty { usesByRegex = rules.usesOfLiteral.usesByRegex(count: rules.regexes.count) }
      for index in rules.regexes.indices { insert(index) }
    } else {
      extend(found)
    }
  }

  /// Adds the expressions that may match by literals that were found since.
  mutating func extend(_ found: FoundMatches) {
    guard found.literals.count > sightingCount, !found.mayHoldAnyLiteral else { return }
    for literal in found.literals.literals {
      for use in rules.usesOfLiteral.indices(of: literal)
      where rules.usesOfLiteral.isComplete(use, hasSeen: { found.literals.contains($0) }) {
        insert(use: use, found)
      }
    }
    sightingCount = found.literals.count
  }

  private mutating func insert(_ index: Int) {
    isCandidate[index] = true
    candidates.append(index)
  }

  /// Adds an alternative, or looks for it at more places.
  private mutating func insert(use: Int, _ found: FoundMatches) {
    let regex = rules.usesOfLiteral.regex(of: use)
    if !isCandidate[regex] { insert(regex) }
    if sightingCount > 0, holds(use, of: regex) {
      if let place = rules.usesOfLiteral.place(of: use), found.literals.contains(place.literal, since: sightingCount) {
        matches[regex] = nil
      }
      return
    }
    matches[regex] = nil
    alternatives.append(Alternative(use: use, previous: lastAlternative[regex]))
    lastAlternative[regex] = Int32(truncatingIfNeeded: alternatives.count - 1)
  }

  private func holds(_ use: Int, of regex: Int) -> Bool {
    var index = lastAlternative[regex]
    while index >= 0 {
      if alternatives[Int(index)].use == use { return true }
      index = alternatives[Int(index)].previous
    }
    return false
  }

  /// Finds where matches of an expression may begin: in front of the literals of the alternatives by which it may match.
  private mutating func findWindows(of regex: Int, _ found: borrowing FoundMatches) {
    windows.removeAll(keepingCapacity: true)
    if appendWindows(of: regex, found) {
      joinWindows()
    } else {
      windows.removeAll(keepingCapacity: true)
      windows.append(0..<reading.count)
    }
  }

  /// false: a match may begin anywhere.
  private mutating func appendWindows(of regex: Int, _ found: borrowing FoundMatches) -> Bool {
    guard found.hasPlacesOfLiterals else { return false }
    if found.mayHoldAnyLiteral {
      var longestLead = 0
      for use in usesByRegex[regex] {
        guard let lead = appendWindows(ofUse: use, found) else { return false }
        longestLead = max(longestLead, lead)
      }
      // A literal that was missed holds or spans an odd word, and begins no more stretches before it than the lead counts for
      // the literal itself.
      for place in found.oddPlaces { windows.append(bounds.window(around: place, lead: longestLead)) }
      return true
    }
    var index = lastAlternative[regex]
    while index >= 0 {
      guard appendWindows(ofUse: alternatives[Int(index)].use, found) != nil else { return false }
      index = alternatives[Int(index)].previous
    }
    return true
  }

  /// Yields the lead of the alternative; nil if it has none.
  private mutating func appendWindows(ofUse use: Int, _ found: borrowing FoundMatches) -> Int? {
    guard let (literal, lead) = rules.usesOfLiteral.place(of: use) else { return nil }
    found.literals.forEachPlace(of: literal) { windows.append(bounds.window(around: $0, lead: lead)) }
    return lead
  }

  /// Puts the windows in order, those that touch as one.
  private mutating func joinWindows() {
    if windows.count < 2 { return }
    windows.sort { $0.lowerBound < $1.lowerBound }
    var last = 0
    for index in windows.indices.dropFirst() {
      if windows[index].lowerBound <= windows[last].upperBound {
        windows[last] = windows[last].lowerBound..<max(windows[last].upperBound, windows[index].upperBound)
      } else {
        last += 1
        windows[last] = windows[index]
      }
    }
    windows.removeLast(windows.count - last - 1)
  }

  /// Whether an expression, a candidate, matches in the comment.
  mutating func matches(_ index: Int, in bytes: Span<UInt8>, _ scanner: inout CommentScanner) -> Bool {
    !matches(of: index, in: bytes, &scanner).isEmpty
  }

  /// Adds the matches of all candidates, of the rules numbered from `firstRule` on, each rule's by their places.
  mutating func appendMatches(
    in bytes: Span<UInt8>, _ scanner: inout CommentScanner, firstRule: Int, to matches: inout [PlacedMatch]
  ) {
    var hasPlaces = false
    for index in candidates {
      for range in ranges(of: index, in: bytes, &scanner) {
        if !hasPlaces {
          let symbols = text.symbols
          places.measure(symbols.span)
          hasPlaces = true
        }
        matches.append(PlacedMatch(text.placed(firstRule + index, range, places)))
      }
    }
  }

  /// Where an expression, a candidate, matches in the folded comment.
  mutating func ranges(
    of index: Int, in bytes: Span<UInt8>, _ scanner: inout CommentScanner
  ) -> ArraySlice<Range<Int>> {
    let matches = matches(of: index, in: bytes, &scanner)
    return ranges[matches]
  }

  /// Which of the ranges these are.
  private mutating func matches(
    of index: Int, in bytes: Span<UInt8>, _ scanner: inout CommentScanner
  ) -> Range<Int> {
    if let known = matches[index] { return known }
    if !isFolded {
      isFolded = true
      scanner.fold(bytes, into: &text)
      var new: [UInt8] = []
      swap(&new, &reading)
      let symbols = text.symbols
      SymbolReading.read(symbols.span, into: &new)
      swap(&new, &reading)
      bounds.measure(symbols, reading: scanner.found.hasOddWords ? reading : nil)
    }
    findWindows(of: index, scanner.found)
    let reading = reading
    let first = ranges.count
    rules.regexes[index].appendMatches(in: reading.span, startingIn: windows, scratch: &scratch, to: &ranges)
    matches[index] = first..<ranges.count
    return first..<ranges.count
  }
}
