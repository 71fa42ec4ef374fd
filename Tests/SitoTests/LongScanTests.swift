import PatternScanning
import Sito
import Testing
import TextFolding

@testable import Moderation

/// A scan during which the automaton's states are forgotten finds what the scans of its words find.
struct LongScanTests {
  @Test func randomWordsAreFoundWordByWord() throws {
    let scanner = try BuiltIn.ruleset.rules.scanner
    var generator = SeededGenerator(seed: 40)
    let words = Corpus.cases.flatMap { $0.text.split(separator: " ") }
    let letters = Array("абвгдежзийклмнопрстуфхцчшщыьэюя")
    var text: [UInt8] = []
    var folder = TextFolder()
    var expected: Set<Match> = []
    var scratch = PatternScanner.Scratch()
    // Words at random, so that hardly two of them share states: many times as many as the tables hold.
    for number in 0..<20_000 {
      let word =
        number.isMultiple(of: 8)
        ? String(words.randomElement(using: &generator) ?? "")
        : String(
          (0..<Int.random(in: 3...12, using: &generator)).compactMap { _ in letters.randomElement(using: &generator) })
      let symbols = folder.fold(word).symbols
      if symbols.contains(Symbol.space) || symbols.contains(Symbol.lineBreak) { continue }
      scanner.scan(symbols.span, scratch: &scratch)
      for match in scratch.matches {
        expected.insert(
          Match(id: match.id, range: match.range.lowerBound + text.count..<match.range.upperBound + text.count))
      }
      text += symbols
      text.append(Symbol.space)
    }
    var long = PatternScanner.Scratch(mostStates: 1_000)
    scanner.scan(text.span, scratch: &long)
    #expect(Set(long.matches) == expected)
    #expect(long.matches.count == expected.count)
    let order = long.matches.map { ($0.range.lowerBound, $0.range.upperBound, $0.id) }
    #expect(zip(order, order.dropFirst()).allSatisfy { $0 < $1 })
  }
}
