internal import PatternScanning

/// Matches in a token, eight bytes each, sorted so that one is found by its id.
struct PackedWords: Sendable {
  /// The id, and below it the match as ``WordMatch/packed`` has it.
  private let words: [UInt64]

  /// Takes matches of a token in any order.
  init(_ matches: [WordMatch]) {
    // Made in one go, so that no room is left over.
    words = matches.map { UInt64(UInt32(bitPattern: $0.id)) << 32 | UInt64($0.packed) }.sorted()
  }

  /// The first match of an id that satisfies a condition on its words.
  func word(_ id: Int, where isMeant: (WordMatch) -> Bool) -> WordMatch? {
    let key = UInt64(UInt32(truncatingIfNeeded: id)) << 32
    var index = words.partitioningIndex { $0 >= key }
    while index < words.count, words[index] >> 32 == key >> 32 {
      let match = WordMatch(id: UInt32(truncatingIfNeeded: key >> 32), packed: UInt32(truncatingIfNeeded: words[index]))
      if isMeant(match) { return match }
      index += 1
    }
    return nil
  }
}

extension WordMatch {
  /// A match in a token: its bytes, its words, its sentence and whether it is whole, in one number. A token has at most 200
  /// bytes, and few words and sentences, or it is not taken by itself.
  var packed: UInt32 {
    start & 0xFF | (end & 0xFF) << 8 | (firstWord & 0x1F) << 16 | (lastWord & 0x1F) << 21 | (sentence & 0x7) << 26
      | (isWhole ? 1 << 29 : 0)
  }

  init(id: UInt32, packed: UInt32) {
    self.init(
      id: Int32(bitPattern: id), start: packed & 0xFF, end: packed >> 8 & 0xFF, firstWord: packed >> 16 & 0x1F,
      lastWord: packed >> 21 & 0x1F, sentence: packed >> 26 & 0x7, isWhole: packed >> 29 & 1 == 1)
  }
}
