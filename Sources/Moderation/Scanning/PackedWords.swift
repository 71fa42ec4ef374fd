internal import PatternScanning

/// Matches in tokens, eight bytes each, those of a token sorted so that one is found by its id.
struct PackedWords: Sendable {
  /// The id, and below it the match as ``WordMatch/packed`` has it.
  private var words: [UInt64] = []

  /// Of more matches in one token the last ones are dropped; no token has so many.
  private static let most = Int(UInt16.max)

  /// Adds the matches of a token, in any order, and yields where they are.
  mutating func append(_ matches: [WordMatch]) -> Range<Int> {
    let start = words.count
    words += matches.prefix(Self.most).map { UInt64(UInt32(bitPattern: $0.id)) << 32 | UInt64($0.packed) }.sorted()
    return start..<words.count
  }

  /// Adds matches of others, and yields where they are.
  mutating func append(_ others: PackedWords, _ range: Range<Int>) -> Range<Int> {
    words += others.words[range]
    return words.count - range.count..<words.count
  }

  /// The first match of an id in a range of one token's that satisfies a condition on its words.
  func word(_ id: Int, in range: Range<Int>, where isMeant: (WordMatch) -> Bool) -> WordMatch? {
    let key = UInt64(UInt32(truncatingIfNeeded: id)) << 32
    var index = words[range].partitioningIndex { $0 >= key }
    while index < range.upperBound, words[index] >> 32 == key >> 32 {
      let match = WordMatch(id: UInt32(truncatingIfNeeded: key >> 32), packed: UInt32(truncatingIfNeeded: words[index]))
      if isMeant(match) { return match }
      index += 1
    }
    return nil
  }
}

extension WordMatch {
  /// A match in a token: where it begins and its length, its first word and how many follow, its sentence and whether it is
  /// whole, in one number. A token has few bytes, words and sentences, or it is not taken by itself.
  var packed: UInt32 {
    let (length, further) = (end - start, lastWord - firstWord)
    return start & 0x1FF | (length & 0x1FF) << 9 | (firstWord & 0x7F) << 18 | (further & 0x7) << 25
      | (sentence & 0x7) << 28 | (isWhole ? 1 << 31 : 0)
  }

  /// Whether it has few enough words for it; a token with a match that has more leans on its neighbours.
  var isPackable: Bool { lastWord - firstWord <= 0x7 }

  init(id: UInt32, packed: UInt32) {
    let start = packed & 0x1FF
    let firstWord = packed >> 18 & 0x7F
    self.init(
      id: Int32(bitPattern: id), start: start, end: start + (packed >> 9 & 0x1FF), firstWord: firstWord,
      lastWord: firstWord + (packed >> 25 & 0x7), sentence: packed >> 28 & 0x7, isWhole: packed >> 31 == 1)
  }
}
