import NaiveMatching
import PatternScanning
import Testing
import TextFolding

/// Numbers that are the same in every run (SplitMix64, G. Steele et al., 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct PatternScannerTests {
  /// Three letters, a disguised digit, an inner sign that is no letter and one that may be, a sign and a blank: so few that
  /// words collide all the time.
  static let alphabet: [UInt8] = [0xE0, 0xE1, 0xE2, 0xA6, 0x83, 0x86, 0x2A, 0x20]

  static func randomSet(_ generator: inout SeededGenerator) -> SymbolSet {
    let letter = alphabet[Int.random(in: 0..<3, using: &generator)]
    // A letter, sometimes with its disguise, seldom a sign.
    return switch Int.random(in: 0..<8, using: &generator) {
    case 0: SymbolSet([letter, 0xA6])
    case 1: SymbolSet([0x83, 0x2A])
    case 2: SymbolSet([letter, 0x86])
    default: SymbolSet([letter])
    }
  }

  typealias SetMaker = (inout SeededGenerator) -> SymbolSet

  static func randomTerm(
    depth: Int, of set: SetMaker = randomSet, _ generator: inout SeededGenerator
  ) -> PatternTerm {
    switch Int.random(in: 0..<(depth == 0 ? 4 : 8), using: &generator) {
    case 0: return .zeroOrMore(set(&generator))
    case 1: return .empty
    case 2, 3: return .oneOrMore(set(&generator))
    case 4, 5: return .choice((0..<2).map { _ in randomTerm(depth: depth - 1, of: set, &generator) })
    default: return .sequence((0..<3).map { _ in randomTerm(depth: depth - 1, of: set, &generator) })
    }
  }

  static func randomPattern(id: Int, _ generator: inout SeededGenerator) -> Pattern {
    let isLiteral = Int.random(in: 0..<6, using: &generator) == 0
    return Pattern(
      id: id, start: isLiteral || Bool.random(using: &generator) ? .anywhere : .word,
      head: randomTerm(depth: 2, &generator), last: randomSet(&generator),
      tail: isLiteral ? nil : randomTerm(depth: 2, &generator))
  }

  /// Texts that repeat one or two symbols far more often than patterns are long, with something else before and behind.
  @Test(arguments: 0..<12)
  func agreesWithTheNaiveMatcherOnRuns(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 900 + seed)
    for _ in 0..<3 {
      let patterns = (0..<4).map { Self.randomPattern(id: $0 / 2, &generator) }
      let scanner = PatternScanner(patterns, spellable: [0])
      let naive = NaiveMatcher(patterns: patterns, spellable: [0])
      var scratch = PatternScanner.Scratch()
      for _ in 0..<4 {
        let unit = (0..<Int.random(in: 1...2, using: &generator)).compactMap { _ in
          Self.alphabet.dropLast().randomElement(using: &generator)
        }
        let edges = (0..<2).map { _ in (0..<Int.random(in: 0...2, using: &generator)).map { _ in Self.alphabet[0] } }
        let run = Array(repeating: unit, count: Int.random(in: 66...90, using: &generator) / unit.count).flatMap { $0 }
        let text = edges[0] + run + edges[1]
        scanner.scan(text.span, scratch: &scratch)
        #expect(Set(scratch.matches) == naive.matches(in: text), "\(text) in \(patterns)")
      }
    }
  }

  @Test(arguments: 0..<40)
  func agreesWithTheNaiveMatcher(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<5 {
      let patterns = (0..<Int.random(in: 1...6, using: &generator)).map { Self.randomPattern(id: $0 / 2, &generator) }
      let spellable = Set((0..<3).filter { _ in Bool.random(using: &generator) })
      let scanner = PatternScanner(patterns, spellable: spellable)
      let naive = NaiveMatcher(patterns: patterns, spellable: spellable)
      var scratch = PatternScanner.Scratch()
      for _ in 0..<25 {
        let text = (0..<Int.random(in: 0...14, using: &generator)).map { _ in
          Self.alphabet[Int.random(in: 0..<Self.alphabet.count, using: &generator)]
        }
        scanner.scan(text.span, scratch: &scratch)
        let expected = naive.matches(in: text)
        #expect(Set(scratch.matches) == expected, "\(text) in \(patterns)")
        #expect(scratch.matches.count == expected.count)
        // A literal may be seen in a disguise that its sets do not admit: the expression behind it decides.
        #expect(naive.literals(in: text).isSubset(of: scratch.literals), "\(text) in \(patterns)")
        if !text.contains(where: { [0x86, 0xA6].contains($0) }) {
          #expect(naive.literals(in: text) == Set(scratch.literals), "\(text) in \(patterns)")
        }
      }
    }
  }

  /// Words that are verified together and words that must be looked at one by one, in one text: plain, disguised, with
  /// digits, across signs, and longer than any word.
  @Test(arguments: 0..<40)
  func agreesWithTheNaiveMatcherOnMixedWords(seed: UInt64) {
    var generator = SeededGenerator(seed: 2_000 + seed)
    var matchCount = 0
    for _ in 0..<4 {
      // Few heads and tails, so that many stems end in one place and share their tails.
      let heads = (0..<3).map { _ in Self.randomTerm(depth: 1, of: Self.randomWordSet, &generator) }
      let tails = (0..<3).map { _ in Self.randomTerm(depth: 2, of: Self.randomWordSet, &generator) } + [.empty]
      let patterns = (0..<10).map { number in
        Pattern(
          id: number / 2, start: Bool.random(using: &generator) ? .anywhere : .word,
          head: heads[Int.random(in: 0..<heads.count, using: &generator)], last: Self.randomWordSet(&generator),
          tail: tails[Int.random(in: 0..<tails.count, using: &generator)])
      }
      let spellable = Set((0..<5).filter { _ in Bool.random(using: &generator) })
      let scanner = PatternScanner(patterns, spellable: spellable)
      let naive = NaiveMatcher(patterns: patterns, spellable: spellable)
      var scratch = PatternScanner.Scratch()
      for _ in 0..<20 {
        let text = Self.mixedText(&generator)
        scanner.scan(text.span, scratch: &scratch)
        let expected = naive.matches(in: text)
        #expect(Set(scratch.matches) == expected, "\(text) in \(patterns)")
        #expect(scratch.matches.count == expected.count)
        matchCount += expected.count
      }
    }
    #expect(matchCount > 40)
  }

  /// Patterns that differ in nothing but their ids, all of them or some of these, in either order.
  @Test(arguments: 0..<30)
  func patternsThatAreAlikeAreReportedByEachID(seed: UInt64) {
    var generator = SeededGenerator(seed: 2_500 + seed)
    var matchCount = 0
    var wordCount = 0
    for _ in 0..<4 {
      let some = (0..<4).map { _ in
        Pattern(
          id: 0, start: Bool.random(using: &generator) ? .anywhere : .word,
          head: Self.randomTerm(depth: 1, of: Self.randomWordSet, &generator), last: Self.randomWordSet(&generator),
          tail: Self.randomTerm(depth: 1, of: Self.randomWordSet, &generator))
      }
      let patterns = (0..<24).map { number in
        var pattern = some[Int.random(in: 0..<some.count, using: &generator)]
        pattern.id = number / 3
        return pattern
      }
      let spellable = Set((0..<8).filter { _ in Bool.random(using: &generator) })
      let scanner = PatternScanner(patterns, spellable: spellable)
      let naive = NaiveMatcher(patterns: patterns, spellable: spellable)
      var scratch = PatternScanner.Scratch()
      for _ in 0..<20 {
        let text = Self.mixedText(&generator)
        let expected = naive.matches(in: text)
        scanner.search(text.span, scratch: &scratch)
        let isOneWord = Set(expected.map(\.range)).count == 1
        if let word = expected.first?.range, scratch.collectIDSets(of: word) {
          #expect(isOneWord && !scratch.idSets.isEmpty)
          wordCount += 1
        }
        scanner.listMatches(scratch: &scratch)
        #expect(Set(scratch.matches) == expected && scratch.matches.count == expected.count)
        #expect(scratch.matches == scratch.matches.sorted(by: Self.isOrderedByPlace))
        let ids = Int.random(in: 0..<4, using: &generator)..<Int.random(in: 4..<9, using: &generator)
        scanner.scan(text.span, of: ids, scratch: &scratch, order: .byID)
        #expect(Set(scratch.matches) == expected.filter { ids.contains($0.id) })
        #expect(scratch.matches.map(\.id) == scratch.matches.map(\.id).sorted())
        matchCount += expected.count
      }
    }
    #expect(matchCount > 40 && wordCount > 0)
  }

  private static func isOrderedByPlace(_ first: Match, _ second: Match) -> Bool {
    (first.range.lowerBound, first.range.upperBound, first.id)
      < (second.range.lowerBound, second.range.upperBound, second.id)
  }

  /// As compiled rules have them: a letter with its disguises, a digit, any symbols of a word; seldom what hides letters.
  private static func randomWordSet(_ generator: inout SeededGenerator) -> SymbolSet {
    let letter = alphabet[Int.random(in: 0..<3, using: &generator)]
    return switch Int.random(in: 0..<16, using: &generator) {
    case 0: SymbolSet([0x83, 0x2A])
    case 1: SymbolSet([0x31, 0xA6])
    case 2: SymbolSet([0xE0, 0xE1, 0xE2, 0x31, 0xA6, 0xC0])
    case 3...7: SymbolSet([letter, 0xA6, 0xC0, 0x86])
    default: SymbolSet([letter])
    }
  }

  private static func mixedText(_ generator: inout SeededGenerator) -> [UInt8] {
    var text: [UInt8] = []
    func add(_ symbols: [UInt8], _ lengths: ClosedRange<Int>) {
      for _ in 0..<Int.random(in: lengths, using: &generator) {
        text.append(symbols[Int.random(in: 0..<symbols.count, using: &generator)])
      }
    }
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      switch Int.random(in: 0..<20, using: &generator) {
      case 0...9: add([0xE0, 0xE1, 0xE2], 1...6)
      case 10, 11: add([0xE0, 0xE1, 0x31], 1...5)
      case 12...14: add([0xE0, 0xE1, 0xE2, 0xA6, 0xC0], 2...6)
      case 15...17: add([0xE0, 0xE1, 0xE2, 0x83, 0x86], 2...6)
      case 18: add([alphabet[Int.random(in: 0..<3, using: &generator)]], 60...140)
      default: add([0xE0, 0xE1], 60...80)
      }
      add([0x20, 0x20, 0x2A, 0x83, 0x0A], 0...2)
    }
    return text
  }

  /// Time must grow with the text alone, also where every symbol is part of a candidate.
  @Test(
    arguments: [
      ("one letter", [0xE0]), ("a stem again and again", [0xE0, 0xE1]), ("with signs", [0xE0, 0x83, 0xE1, 0x83]),
      ("words", [0xE0, 0xE1, 0x20]), ("signs", [0x83]),
    ] as [(String, [UInt8])])
  func staysLinear(_ name: String, _ unit: [UInt8]) throws {
    let letterA = SymbolSet([0xE0])
    let letterB = SymbolSet([0xE1])
    let patterns = [
      Pattern(id: 0, start: .word, head: .oneOrMore(letterA), last: letterB, tail: .zeroOrMore(letterA)),
      Pattern(
        id: 1, start: .anywhere, head: .oneOrMore(letterA), last: letterB, tail: .choice([.empty, .oneOrMore(letterB)])),
      Pattern(id: 2, start: .word, head: .empty, last: letterA, tail: .empty),
    ]
    let scanner = PatternScanner(patterns, spellable: [0, 1, 2])
    var scratch = PatternScanner.Scratch()
    func time(_ count: Int) -> Duration {
      let text = [UInt8](repeatElement(unit, count: count / unit.count).joined())
      return ContinuousClock().measure { scanner.scan(text.span, scratch: &scratch) }
    }
    _ = time(10_000)
    let short = (0..<3).map { _ in time(20_000) }.min() ?? .zero
    let long = (0..<3).map { _ in time(200_000) }.min() ?? .zero
    // Ten times the text; quadratic time would be a hundredfold.
    #expect(long < short * 40 + .milliseconds(20), "\(name): \(short) and \(long)")
  }
}
