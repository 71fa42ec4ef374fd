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
}

extension CommentScanner.Place {
  /// A match of the token as one of the comment.
  func moved(_ match: WordMatch) -> WordMatch {
    match.moved(bytes: start, words: firstWord, sentences: sentence)
  }
}
