internal import TextFolding

/// Numbers the words and sentences of a folded text.
///
/// A word is a run of letters and digits. A sentence ends with a line break, and with `.`, `!` or `?` before white space;
/// that is much less than UAX #29 asks, and right for comments, where the rest is guesswork anyway.
struct WordPlaces {
  /// Number of words and sentences before certain symbols, in the order of the symbols.
  private var checkpoints: [(index: Int, words: Int, sentences: Int)] = []
  private(set) var wordCount = 0
  private(set) var sentenceCount = 0

  /// Walks over the text once; `indices` are those that will be asked for, ascending.
  init(_ symbols: Span<UInt8>, at indices: [Int]) {
    checkpoints.reserveCapacity(indices.count)
    var next = 0
    var words = 0
    var sentences = 0
    var isInWord = false
    for index in symbols.indices {
      while next < indices.count, indices[next] == index {
        // Inside a word, its own number; at its first letter, too.
        let begins = !isInWord && Self.isWordSymbol(symbols[index])
        checkpoints.append((index, begins ? words : max(words - 1, 0), sentences))
        next += 1
      }
      let symbol = symbols[index]
      if Self.isWordSymbol(symbol) {
        if !isInWord { words += 1 }
        isInWord = true
      } else {
        isInWord = false
        if symbol == Symbol.lineBreak || Self.isStop(symbol) && Self.isBlank(symbols, at: index + 1) { sentences += 1 }
      }
    }
    wordCount = words
    sentenceCount = sentences
  }

  /// The numbers of the word and the sentence at an index that the initializer was told.
  func place(at index: Int) -> (word: Int, sentence: Int) {
    var low = 0
    var high = checkpoints.count
    while low < high {
      let middle = (low + high) / 2
      if checkpoints[middle].index < index { low = middle + 1 } else { high = middle }
    }
    guard low < checkpoints.count else { return (0, 0) }
    return (checkpoints[low].words, checkpoints[low].sentences)
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
