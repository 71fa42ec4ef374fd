import NaiveMatching
import PatternScanning
import Sito
import Testing
import TextFolding

@testable import Moderation

@Suite struct ScannerOverCorpusTests {
  /// The scanner against the naive matcher: all words of the rulebook over a sample of the corpus.
  @Test func agreesWithTheNaiveMatcher() throws {
    let words = RulePatterns(try BuiltIn.ruleset.rulebook).words
    let scanner = PatternScanner(words.patterns, spellable: words.spellable)
    let naive = NaiveMatcher(patterns: words.patterns, spellable: words.spellable)
    var scratch = PatternScanner.Scratch(scanner)
    var folder = TextFolder()
    // Every so manieth, but the trickiest twice as often.
    for (index, item) in Corpus.cases.enumerated() where index % (item.file == "evasions" ? 40 : 80) == 0 {
      let symbols = folder.fold(item.text).symbols
      scanner.scan(symbols.span, scratch: &scratch)
      #expect(Set(scratch.matches) == naive.matches(in: symbols), "\(item.id): \(item.text)")
      #expect(naive.literals(in: symbols).isSubset(of: scratch.literals), "\(item.id): \(item.text)")
    }
  }

  /// Where an expression matches, it is run: the literals of one of its alternatives were seen.
  @Test func literalsAreSeenWhereverExpressionsMatch() throws {
    #expect(try Self.expectCandidates(in: Corpus.cases.map(\.text)) > 1_000)
  }

  /// The same where digits, other letters and signs stand beside the words and inside them.
  @Test(arguments: 0..<4)
  func literalsAreSeenInAlteredTexts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let texts = Corpus.cases.shuffled(using: &generator).prefix(1_000).map { Self.altered($0.text, &generator) }
    #expect(try Self.expectCandidates(in: texts) > 100)
  }

  /// How often expressions match in texts; where they do, either way to scan must have found them candidates.
  private static func expectCandidates(in texts: [String]) throws -> Int {
    let rules = try BuiltIn.ruleset.rules
    var scanner = CommentScanner(rules)
    var search = RegexSearch(rules)
    var scratch = RegexScratch()
    var folder = TextFolder()
    var reading: [UInt8] = []
    var matchCount = 0
    for text in texts {
      SymbolReading.read(folder.fold(text).symbols.span, into: &reading)
      let candidates = [CommentScanner.Way.byTokens, .whole].map { way in
        _ = scanner.scan([UInt8](text.utf8).span, way)
        search.begin(scanner.found)
        scanner.findDeferredPhrases()
        search.extend(scanner.found)
        return Set(search.candidates)
      }
      for (index, regex) in rules.regexes.enumerated()
      where !regex.matches(in: reading.span, limit: 1, scratch: &scratch).isEmpty {
        matchCount += 1
        let isFound = candidates.map { $0.contains(index) }
        #expect(isFound == [true, true], "\(rules.numbers.ids[rules.numbers.firstRegex + index]) in \(text)")
      }
    }
    return matchCount
  }

  /// A text with something put beside some of its characters.
  private static func altered(_ text: String, _ generator: inout SeededGenerator) -> String {
    let stuff = [
      "1", "35", "a", "o", "x", "Z", "о", "я", ".", ",", "-", " ", "\n", "*", "@", "!", "_", "}{", "3", "🔥", "і",
    ]
    var altered = ""
    for character in text {
      if Int.random(in: 0..<16, using: &generator) == 0 { altered += stuff.randomElement(using: &generator) ?? "" }
      altered.append(character)
    }
    return altered
  }
}
