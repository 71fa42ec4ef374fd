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
    var scratch = PatternScanner.Scratch()
    var folder = TextFolder()
    // Every so manieth, but the trickiest twice as often.
    for (index, item) in Corpus.cases.enumerated() where index % (item.file == "evasions" ? 40 : 80) == 0 {
      let symbols = folder.fold(item.text).symbols
      scanner.scan(symbols.span, scratch: &scratch)
      #expect(Set(scratch.matches) == naive.matches(in: symbols), "\(item.id): \(item.text)")
      #expect(naive.literals(in: symbols).isSubset(of: scratch.literals), "\(item.id): \(item.text)")
    }
  }

  /// Where an expression matches, it is run: the literals of one of its alternatives were seen, and where they stand.
  @Test func expressionsAreTriedWhereverTheyMatch() throws {
    #expect(try Self.expectMatches(in: Corpus.cases.map(\.text)) > 1_000)
  }

  /// The same in long texts, where literals stand at many places.
  @Test func expressionsAreTriedWhereverTheyMatchInLongTexts() throws {
    let texts = Corpus.cases.map(\.text)
    let long = stride(from: 0, to: texts.count - 40, by: 40).map { texts[$0..<$0 + 40].joined(separator: "\n") }
    #expect(try Self.expectMatches(in: long) > 1_000)
  }

  /// The same where digits, other letters and signs stand beside the words and inside them.
  @Test(arguments: 0..<4)
  func expressionsAreTriedInAlteredTexts(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let texts = Corpus.cases.shuffled(using: &generator).prefix(1_000).map { Self.altered($0.text, &generator) }
    #expect(try Self.expectMatches(in: texts) > 100)
  }

  /// The same with foreign letters and drawn ones beside words, instead of blanks between them, and as words of their own: there
  /// an expression sees other words than the scanner.
  @Test(arguments: 0..<4)
  func expressionsAreTriedBesideForeignLetters(seed: UInt64) throws {
    var generator = SeededGenerator(seed: 40 + seed)
    let stuff = ["字", "ქართული", " 字 ", " 字字, ", "}{", " ﷺ ", "字-", "-字"]
    let texts = Corpus.cases.shuffled(using: &generator).prefix(1_000).map { item in
      var text = ""
      for character in item.text {
        if character == " ", Int.random(in: 0..<4, using: &generator) == 0 {
          let foreign = stuff.randomElement(using: &generator) ?? ""
          text += [foreign, " " + foreign, foreign + " "].randomElement(using: &generator) ?? ""
        } else {
          text.append(character)
        }
      }
      return text
    }
    #expect(try Self.expectMatches(in: texts) > 100)
  }

  /// How often expressions match in texts; either way to scan must find just these matches.
  private static func expectMatches(in texts: [String]) throws -> Int {
    let rules = try BuiltIn.ruleset.rules
    var scanner = CommentScanner(rules)
    var search = RegexSearch(rules)
    var scratch = RegexScratch()
    var folder = TextFolder()
    var reading: [UInt8] = []
    var matchCount = 0
    for text in texts {
      SymbolReading.read(folder.fold(text).symbols.span, into: &reading)
      let bytes = [UInt8](text.utf8)
      let expected = rules.regexes.map { $0.matches(in: reading.span, scratch: &scratch) }
      matchCount += expected.count { !$0.isEmpty }
      for way in [CommentScanner.Way.byTokens, .whole] {
        _ = scanner.scan(bytes.span, way)
        search.begin(scanner.found)
        scanner.findDeferredPhrases()
        search.extend(scanner.found)
        let candidates = Set(search.candidates)
        for index in rules.regexes.indices where candidates.contains(index) || !expected[index].isEmpty {
          let found = candidates.contains(index) ? Array(search.ranges(of: index, in: bytes.span, &scanner)) : []
          #expect(
            found == expected[index], "\(rules.numbers.ids[rules.numbers.firstRegex + index]) in \(text)")
        }
      }
    }
    return matchCount
  }

  /// A text with something put beside some of its characters.
  private static func altered(_ text: String, _ generator: inout SeededGenerator) -> String {
    let stuff = [
      "1", "35", "a", "o", "x", "Z", "о", "я", ".", ",", "-", " ", "\n", "*", "@", "!", "_", "}{", "3", "🔥", "і", "字",
      " 字 ", "字 字",
    ]
    var altered = ""
    for character in text {
      if Int.random(in: 0..<16, using: &generator) == 0 { altered += stuff.randomElement(using: &generator) ?? "" }
      altered.append(character)
    }
    return altered
  }
}
