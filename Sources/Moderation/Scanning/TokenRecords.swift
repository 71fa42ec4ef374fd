internal import PatternScanning
internal import TextFolding

/// The symbols of tokens that are not one word, and where they begin among the tokens' bytes.
struct TokenRecords: Sendable {
  private struct Record: Sendable {
    /// Where its symbols begin in ``symbols``, and where each begins among its bytes in ``offsets``.
    var firstSymbol: UInt32
    var symbolCount: UInt8
    /// How many words of phrases it has, and where they begin in ``words``.
    var wordCount: UInt16
    var firstWord: UInt32
  }

  private var records: [Record] = []
  private var symbols: [UInt8] = []
  private var offsets: [UInt8] = []
  private var words = PackedWords()

  /// A token that folds to more symbols must be taken with the comment as a whole.
  static let mostSymbols = 255

  var count: Int { records.count }

  /// Adds the record of a token as it was folded, with the words of phrases in it, and yields its index.
  mutating func append(_ token: FoldedText, words found: some Collection<WordMatch>) -> Int {
    let text = token.symbols
    // Folding may expand characters; where there are more than ``mostSymbols`` nothing is asked of the record.
    let wordRange = words.append(found)
    records.append(
      Record(
        firstSymbol: UInt32(symbols.count), symbolCount: UInt8(clamping: text.count),
        wordCount: UInt16(truncatingIfNeeded: wordRange.count), firstWord: UInt32(wordRange.lowerBound)))
    symbols += text.prefix(Self.mostSymbols)
    for start in token.starts.dropLast().prefix(Self.mostSymbols) { offsets.append(UInt8(clamping: start)) }
    return records.count - 1
  }

  /// Adds a record of other ones, with all that is known of it, and yields its index.
  mutating func append(_ index: Int, of others: TokenRecords) -> Int {
    var record = others.records[index]
    let range = others.symbolRange(of: index)
    record.firstSymbol = UInt32(symbols.count)
    record.firstWord = UInt32(words.append(others.words, others.wordsRange(of: index)).lowerBound)
    symbols += others.symbols[range]
    offsets += others.offsets[range]
    records.append(record)
    return records.count - 1
  }

  private func symbolRange(of record: Int) -> Range<Int> {
    Int(records[record].firstSymbol)..<Int(records[record].firstSymbol) + Int(records[record].symbolCount)
  }

  /// The symbols of a word of a token, by its number among those of the token.
  func wordRange(_ word: Int, of record: Int) -> Range<Int> {
    let record = records[record]
    let first = Int(record.firstSymbol)
    let count = Int(record.symbolCount)
    var start = 0
    var end = 0
    for _ in 0...word {
      start = end
      while start < count, !WordPlaces.isWordSymbol(symbols[first + start]) { start += 1 }
      end = start
      while end < count, WordPlaces.isWordSymbol(symbols[first + end]) { end += 1 }
    }
    return start..<end
  }

  /// The bytes of a token's symbols: where they begin, and where they end, nil for the end of the token.
  func bytes(of range: Range<Int>, of record: Int) -> (start: UInt8, end: UInt8?) {
    let record = records[record]
    let first = Int(record.firstSymbol)
    var end = range.upperBound
    // Symbols of one character share its bytes.
    while end < record.symbolCount, offsets[first + end] == offsets[first + range.upperBound - 1] { end += 1 }
    return (offsets[first + range.lowerBound], end < record.symbolCount ? offsets[first + end] : nil)
  }

  private func wordsRange(of record: Int) -> Range<Int> {
    Int(records[record].firstWord)..<Int(records[record].firstWord) + Int(records[record].wordCount)
  }

  /// The first of a token's words of phrases that has an id and satisfies a condition.
  func word(_ id: Int, of record: Int, where isMeant: (WordMatch) -> Bool) -> WordMatch? {
    words.word(id, in: wordsRange(of: record), where: isMeant)
  }
}
