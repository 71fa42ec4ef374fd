import Sito
import Testing
import TextFolding

@testable import Moderation
@testable import PatternScanning

@Suite struct WordTableOverCorpusTests {
  /// All words of phrases against all words of the corpus: compared symbol by symbol, and found by the scanner.
  @Test func agreesWithTheScanner() throws {
    let rules = try BuiltIn.ruleset.rules
    let ids = rules.firstWordID..<rules.firstWordID + rules.words.openings.count
    let held = ids.filter { rules.words.holds($0) }
    var scratch = PatternScanner.Scratch(rules.wordScanner.scanner)
    var folder = TextFolder()
    var words: Set<[UInt8]> = []
    for item in Corpus.cases {
      words.formUnion(folder.fold(item.text).symbols.split { !WordPlaces.isWordSymbol($0) }.map { Array($0) })
    }
    var matchCount = 0
    for word in words {
      rules.wordScanner.scanner.scan(word.span, scratch: &scratch)
      let found = Set(scratch.matches.filter { $0.range == word.indices }.map(\.id))
      if scratch.hasDisguises || scratch.hasInnerSigns { continue }
      let openings = WordOpenings(word.span)
      #expect(found.allSatisfy { rules.words.openings(of: $0).intersects(openings) }, "\(word)")
      let matching = held.filter { rules.words.matches($0, word.span) }
      #expect(Set(matching) == found.filter { rules.words.holds($0) }, "\(word)")
      matchCount += matching.count
    }
    #expect(matchCount > 10_000)
  }
}
