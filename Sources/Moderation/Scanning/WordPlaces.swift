internal import TextFolding

/// Numbers the words and sentences of a folded text.
///
/// A word is a run of letters and digits. A sentence ends with a line break, and with `.`, `!` or `?` before white space;
/// that is much less than UAX #29 asks, and right for comments, where the rest is guesswork anyway.
struct WordPlaces {
  /// For each symbol the number of its word, or of the last one before, and that of its sentence.
  private var places: [(word: UInt32, sentence: UInt32)] = []
  private(set) var wordCount = 0
  private(set) var sentenceCount = 0

  /// The places in a text without symbols.
  init() {}

  /// The places in a text.
  init(_ symbols: Span<UInt8>) { measure(symbols) }

  /// Takes another text; walks over it once.
  mutating func measure(_ symbols: Span<UInt8>) {
    places.removeAll(keepingCapacity: true)
    places.reserveCapacity(symbols.count)
    wordCount = 0
    sentenceCount = 0
    var isInWord = false
    for index in symbols.indices {
      let symbol = symbols[index]
      let isWord = Self.isWordSymbol(symbol)
      if isWord, !isInWord { wordCount += 1 }
      isInWord = isWord
      places.append((UInt32(truncatingIfNeeded: max(wordCount - 1, 0)), UInt32(truncatingIfNeeded: sentenceCount)))
      if symbol == Symbol.lineBreak || Self.isStop(symbol) && Self.isBlank(symbols, at: index + 1) {
        sentenceCount += 1
      }
    }
  }

  /// The numbers of the word and the sentence at an index.
  func place(at index: Int) -> (word: UInt32, sentence: UInt32) {
    places.indices.contains(index) ? places[index] : (0, 0)
  }

  static func isWordSymbol(_ symbol: UInt8) -> Bool {
    Symbol.isLetter(symbol) || (0x30...0x39).contains(symbol)
      || Symbol.isDisguisedDigit(symbol)
  }

  static func isStop(_ symbol: UInt8) -> Bool { symbol == 0x2E || symbol == 0x21 || symbol == 0x3F }

  private static func isBlank(_ symbols: Span<UInt8>, at index: Int) -> Bool {
    index >= symbols.count || symbols[index] == Symbol.space || symbols[index] == Symbol.lineBreak
  }
}
