import Testing
import TextFolding

@testable import PatternScanning

/// What a ``WordTable`` says of a word is what a ``PatternScanner`` finds in a text that consists of it.
@Suite struct WordTableTests {
  /// Of а, б, в, 1 and disguises of them, sometimes all of them, seldom a sign.
  private static func randomSet(_ generator: inout SeededGenerator) -> SymbolSet {
    let letter = word[Int.random(in: 0..<word.count, using: &generator)]
    return switch Int.random(in: 0..<24, using: &generator) {
    case 0: SymbolSet([0x83, 0x2A])
    case 1, 2: SymbolSet(word)
    case 3...6: SymbolSet([letter, 0xE0])
    case 7...9: SymbolSet([letter, 0x86, 0xA6])
    default: SymbolSet([letter])
    }
  }

  private static let word: [UInt8] = [0xE0, 0xE1, 0xE2, 0x31]

  @Test(arguments: 0..<30)
  func agreesWithTheScanner(seed: UInt64) {
    var generator = SeededGenerator(seed: 500 + seed)
    var held = 0
    var matched = 0
    for _ in 0..<12 {
      let ids = 3..<7
      let patterns = (0..<10).map { _ in
        Pattern(
          id: Int.random(in: ids, using: &generator), start: Bool.random(using: &generator) ? .anywhere : .word,
          head: PatternScannerTests.randomTerm(depth: 2, of: Self.randomSet, &generator),
          last: Self.randomSet(&generator),
          tail: PatternScannerTests.randomTerm(depth: 2, of: Self.randomSet, &generator))
      }
      let table = WordTable(patterns, ids: ids)
      let scanner = PatternScanner(patterns)
      var scratch = PatternScanner.Scratch(scanner)
      held += ids.count { table.holds($0) }
      for _ in 0..<60 {
        let word = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
          Self.word[Int.random(in: 0..<Self.word.count, using: &generator)]
        }
        scanner.scan(word.span, scratch: &scratch)
        let found = Set(scratch.matches.filter { $0.range == word.indices }.map(\.id))
        for id in ids where table.holds(id) {
          let matches = table.matches(id, word.span)
          #expect(matches == found.contains(id), "\(word) and \(patterns.filter { $0.id == id })")
          if matches { matched += 1 }
        }
        for id in found { #expect(table.openings(of: id).intersects(WordOpenings(word.span)), "\(word) and \(id)") }
      }
    }
    #expect(held > 10)
    #expect(matched > 50)
  }

  /// A filter that lets everything pass would be none.
  @Test func openingsTellWordsApart() {
    let pattern = Pattern(
      id: 0, start: .word, head: .oneOrMore(SymbolSet([0xE0])), last: SymbolSet([0xE1]), tail: .empty)
    let openings = WordTable([pattern], ids: 0..<1).openings(of: 0)
    // The run of а may go on.
    for (word, isPossible) in [
      ([0xE0, 0xE1], true), ([0xE0, 0xE0, 0xE1], true), ([0xE0], false), ([0xE1, 0xE0], false),
    ]
      as [([UInt8], Bool)]
    {
      #expect(openings.intersects(WordOpenings(word.span)) == isPossible, "\(word)")
    }
  }
}
