internal import PatternScanning
internal import TextFolding

/// Runs the regular expressions of a rulebook on one comment after the other: those whose literals were found, each when it
/// is first asked for. Holds the buffers for it; one for each thread.
struct RegexSearch: ~Copyable, Sendable {
  private let rules: CompiledRules
  private var scratch = RegexScratch()
  /// The expressions that may match in the comment, in the order in which their literals were seen.
  private(set) var candidates: [Int] = []
  /// For each expression whether it is a candidate, and where it was found if it ran.
  private var isCandidate: [Bool]
  private var ranges: [[Range<Int>]?]
  private var text = FoldedText()
  private var reading: [UInt8] = []
  private var isFolded = false

  init(_ rules: CompiledRules) {
    self.rules = rules
    isCandidate = [Bool](repeating: false, count: rules.regexes.count)
    ranges = [[Range<Int>]?](repeating: nil, count: rules.regexes.count)
  }

  /// Turns to the comment in which something was found.
  mutating func begin(_ found: FoundMatches) {
    for index in candidates {
      isCandidate[index] = false
      ranges[index] = nil
    }
    candidates.removeAll(keepingCapacity: true)
    isFolded = false
    if found.mayHoldAnyLiteral {
      for index in rules.regexes.indices { insert(index) }
    } else {
      extend(found)
    }
  }

  /// Adds the expressions that may match by literals that were found since.
  mutating func extend(_ found: FoundMatches) {
    for literal in found.literals {
      for use in rules.usesOfLiteral.indices(of: literal) {
        let regex = rules.usesOfLiteral.regex(of: use)
        if !isCandidate[regex], rules.usesOfLiteral.isComplete(use, hasSeen: { found.hasSeen(literal: $0) }) {
          insert(regex)
        }
      }
    }
  }

  private mutating func insert(_ index: Int) {
    isCandidate[index] = true
    candidates.append(index)
  }

  /// Whether an expression, a candidate, matches in the comment.
  mutating func matches(_ index: Int, in bytes: Span<UInt8>, _ scanner: inout CommentScanner) -> Bool {
    !search(index, in: bytes, &scanner).isEmpty
  }

  /// The matches of all candidates by their places, of the rules numbered from `firstRule` on.
  mutating func allMatches(in bytes: Span<UInt8>, _ scanner: inout CommentScanner, firstRule: Int) -> [PlacedMatch] {
    var all: [(rule: Int, range: Range<Int>)] = []
    for index in candidates {
      for range in search(index, in: bytes, &scanner) { all.append((firstRule + index, range)) }
    }
    guard !all.isEmpty else { return [] }
    var indices: [Int] = []
    for (_, range) in all { text.addPlacesNeeded(by: range, to: &indices) }
    let places = WordPlaces(text.symbols.span, at: indices.sorted())
    return all.map { PlacedMatch(text.placed($0.rule, $0.range, places)) }
  }

  private mutating func search(_ index: Int, in bytes: Span<UInt8>, _ scanner: inout CommentScanner) -> [Range<Int>] {
    if let known = ranges[index] { return known }
    if !isFolded {
      isFolded = true
      scanner.fold(bytes, into: &text)
      var new: [UInt8] = []
      swap(&new, &reading)
      let symbols = text.symbols
      SymbolReading.read(symbols.span, into: &new)
      swap(&new, &reading)
    }
    let reading = reading
    let found = rules.regexes[index].matches(in: reading.span, scratch: &scratch)
    ranges[index] = found
    return found
  }
}
