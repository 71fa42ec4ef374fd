internal import PatternScanning

extension CommentScanner {
  /// Where a token stands, and what is known of it.
  struct Place {
    var start: UInt32
    var end: UInt32
    var knowledge: TokenMemo.Knowledge
    /// The numbers of the first word that begins in it, or behind it, and of the sentence in which it begins.
    var firstWord: UInt32 = 0
    var sentence: UInt32 = 0
  }

  /// A word of the comment.
  struct PlacedWord {
    /// The index of its token.
    var token: Int32
    /// Its set in the memory, or ``anySet`` for one that may be part of what several words are.
    var set: Int32

    static let anySet: Int32 = -1
  }
}

extension CommentScanner.Place {
  /// A match of the token as one of the comment.
  func moved(_ match: WordMatch) -> WordMatch {
    match.moved(bytes: start, words: firstWord, sentences: sentence)
  }

  /// The bytes of the only word of a simple token.
  var wordExtent: Range<UInt32> {
    let margins = knowledge.margins
    return start + margins.leading..<end - margins.trailing
  }

  /// The only word of a simple token as the match of an id.
  func word(_ id: Int) -> WordMatch {
    let extent = wordExtent
    return WordMatch(
      id: Int32(truncatingIfNeeded: id), start: extent.lowerBound, end: extent.upperBound, firstWord: firstWord,
      lastWord: firstWord, sentence: sentence, isWhole: true)
  }
}
