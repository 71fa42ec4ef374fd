internal import PatternScanning
internal import TextFolding

/// The symbols of tokens, and where they begin among the tokens' bytes.
struct TokenRecords: Sendable {
  private struct Record: Sendable {
    /// Where its symbols begin in ``symbols``, and where each begins among its bytes in ``offsets``.
    var firstSymbol: UInt32
    var symbolCount: UInt8
    /// The symbols of its first word.
    var wordStart: UInt8
    var wordEnd: UInt8
  }

  private var records: [Record] = []
  private var symbols: [UInt8] = []
  private var offsets: [UInt8] = []
  /// All words of phrases in tokens that are not plain, by the indices of their records.
  private var disguisedWords: [Int: PackedWords] = [:]

  /// A token that folds to more symbols must be taken with the comment as a whole.
  static let mostSymbols = 255

  var count: Int { records.count }

  /// Adds the record of a token as it was folded, and yields its index.
  mutating func append(_ token: FoldedText) -> Int {
    let text = token.symbols
    let first = text.firstIndex(where: WordPlaces.isWordSymbol) ?? text.count
    let end = text[first...].firstIndex { !WordPlaces.isWordSymbol($0) } ?? text.count
    // Folding may expand characters; where there are more than ``mostSymbols`` nothing is asked of the record.
    records.append(
      Record(
        firstSymbol: UInt32(symbols.count), symbolCount: UInt8(clamping: text.count), wordStart: UInt8(clamping: first),
        wordEnd: UInt8(clamping: end)))
    symbols += text.prefix(Self.mostSymbols)
    for start in token.starts.dropLast().prefix(Self.mostSymbols) { offsets.append(UInt8(clamping: start)) }
    return records.count - 1
  }

  /// Adds a record of other ones, with all that is known of it, and yields its index.
  mutating func append(_ index: Int, of others: TokenRecords) -> Int {
    var record = others.records[index]
    let range = others.symbolRange(of: index)
    record.firstSymbol = UInt32(symbols.count)
    symbols += others.symbols[range]
    offsets += others.offsets[range]
    records.append(record)
    disguisedWords[records.count - 1] = others.disguisedWords[index]
    return records.count - 1
  }

  private func symbolRange(of record: Int) -> Range<Int> {
    Int(records[record].firstSymbol)..<Int(records[record].firstSymbol) + Int(records[record].symbolCount)
  }

  /// The symbols of such a range of a token.
  @_lifetime(borrow self)
  func symbols(_ range: Range<Int>, of record: Int) -> Span<UInt8> {
    let first = Int(records[record].firstSymbol)
    return symbols.span.extracting(first + range.lowerBound..<first + range.upperBound)
  }

  /// The symbols of a word of a token, by its number among those of the token.
  func wordRange(_ word: Int, of record: Int) -> Range<Int> {
    let record = records[record]
    if word == 0 { return Int(record.wordStart)..<Int(record.wordEnd) }
    let first = Int(record.firstSymbol)
    let count = Int(record.symbolCount)
    var end = Int(record.wordEnd)
    var start = end
    for _ in 0..<word {
      start = end
      while start < count, !WordPlaces.isWordSymbol(symbols[first + start]) { start += 1 }
      end = start
      while end < count, WordPlaces.isWordSymbol(symbols[first + end]) { end += 1 }
    }
    return start..<end
  }

  /// How such a word begins, see ``WordOpenings``.
  func openingBit(ofWord word: Int, of record: Int) -> UInt8 {
    WordOpenings.bit(of: symbols(wordRange(word, of: record), of: record))
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

  /// The text of a token of so many bytes, as it was folded.
  func text(of record: Int, length: UInt32) -> FoldedText {
    let range = symbolRange(of: record)
    return FoldedText(symbols: Array(symbols[range]), starts: offsets[range].map { UInt32($0) } + [length])
  }

  /// All words of phrases in a token that is not plain; nil if nobody has looked for them yet.
  func disguisedWords(of record: Int) -> PackedWords? { disguisedWords[record] }

  mutating func setDisguisedWords(_ words: PackedWords, of record: Int) { disguisedWords[record] = words }
}
