import NaiveMatching
import PatternScanning
import Moderation
import Sito
import Testing
import TextFolding

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

  /// Where an expression matches, one of each set of its literals was seen: nothing is lost by not running it elsewhere.
  @Test func literalsAreSeenWhereverExpressionsMatch() throws {
    let rulebook = try BuiltIn.ruleset.rulebook
    let patterns = RulePatterns(rulebook)
    let scanner = PatternScanner(patterns.words.patterns, spellable: patterns.words.spellable)
    let regexes = try rulebook.regexRules.map { try SymbolRegex($0.regex) }
    var scratch = PatternScanner.Scratch(scanner)
    var regexScratch = RegexScratch()
    var folder = TextFolder()
    var reading: [UInt8] = []
    var matchCount = 0
    for item in Corpus.cases {
      let symbols = folder.fold(item.text).symbols
      scanner.scan(symbols.span, scratch: &scratch)
      let seen = Set(scratch.literals)
      SymbolReading.read(symbols.span, into: &reading)
      for (index, regex) in regexes.enumerated()
      where !regex.matches(in: reading.span, limit: 1, scratch: &regexScratch).isEmpty {
        matchCount += 1
        #expect(seen.isSuperset(of: patterns.literalIDs[index]), "\(rulebook.regexRules[index].id) in \(item.text)")
      }
    }
    #expect(rulebook.regexRules.isEmpty || matchCount > 20)
  }
}
