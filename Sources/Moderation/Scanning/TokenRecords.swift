internal import PatternScanning

/// The words of tokens that are not one word.
struct TokenRecords: Sendable {
  /// A word of a token.
  struct Word: Sendable {
    private var bits: UInt64

    /// A word by where its set begins in ``TokenMemo/sets``, its bytes, and its sentence among the token's.
    init(set: Int, bytes: Range<Int>, sentence: UInt32) {
      bits = UInt64(set) | UInt64(sentence) << 20 | UInt64(bytes.lowerBound) << 32 | UInt64(bytes.upperBound) << 48
    }

    var set: Int { Int(bits & 0xF_FFFF) }
    var sentence: UInt32 { UInt32(truncatingIfNeeded: bits >> 20 & 0xFFF) }
    var start: UInt32 { UInt32(truncatingIfNeeded: bits >> 32 & 0xFFFF) }
    var end: UInt32 { UInt32(truncatingIfNeeded: bits >> 48) }

    /// The same word with its set at another place.
    func moved(set: Int) -> Word {
      Word(set: set, bytes: Int(start)..<Int(end), sentence: sentence)
    }
  }

  private struct Record: Sendable {
    var firstWord: UInt32
    var firstSpan: UInt32
    var wordCount: UInt8
    var spanCount: UInt16
  }

  private var records: [Record] = []
  private var words: [Word] = []
  /// Words of phrases that reach over several words of a token, or over signs beside one.
  private var spans = PackedWords()

  var count: Int { records.count }

  /// Adds the words of a token, of which it has 255 at most, and yields the index of its record.
  mutating func append(_ tokenWords: [Word], spans tokenSpans: [WordMatch]) -> Int {
    let range = spans.append(tokenSpans)
    append(tokenWords[...], range)
    return records.count - 1
  }

  /// Adds a record of other ones, whose sets have other places now, and yields its index; nil if a set had to go.
  mutating func append(_ index: Int, of others: TokenRecords, newSets: [Int: Int]) -> Int? {
    var moved: [Word] = []
    for word in others.words[others.range(of: index)] {
      guard let set = newSets[word.set] else { return nil }
      moved.append(word.moved(set: set))
    }
    let range = spans.append(others.spans, others.spanRange(of: index))
    append(moved[...], range)
    return records.count - 1
  }

  private mutating func append(_ tokenWords: ArraySlice<Word>, _ range: Range<Int>) {
    records.append(
      Record(
        firstWord: UInt32(words.count), firstSpan: UInt32(range.lowerBound),
        wordCount: UInt8(clamping: tokenWords.count),
        spanCount: UInt16(clamping: range.count)))
    words += tokenWords
  }

  private func range(of record: Int) -> Range<Int> {
    Int(records[record].firstWord)..<Int(records[record].firstWord) + Int(records[record].wordCount)
  }

  private func spanRange(of record: Int) -> Range<Int> {
    Int(records[record].firstSpan)..<Int(records[record].firstSpan) + Int(records[record].spanCount)
  }

  // MARK: Asking

  /// A word of a token, by its number among the token's.
  func word(_ number: Int, of record: Int) -> Word { words[Int(records[record].firstWord) + number] }

  /// The sets of a token's words.
  func sets(of record: Int) -> [Int] { words[range(of: record)].map(\.set) }

  /// Whether words of phrases reach over several words of a token, or over signs.
  func hasSpans(_ record: Int) -> Bool { records[record].spanCount > 0 }

  /// The first of these that has an id and satisfies a condition on its words.
  func span(_ id: Int, of record: Int, where isMeant: (WordMatch) -> Bool) -> WordMatch? {
    spans.word(id, in: spanRange(of: record), where: isMeant)
  }
}
