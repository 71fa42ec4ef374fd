internal import PatternScanning
internal import TextFolding

/// The words of the comment, as phrases ask for them: by the set of a token that is one word, else as the scanner for
/// words found them.
extension CommentScanner: PhraseWords {
  var wordCount: Int { found.wordCount }

  func mayHold(group: Int, at place: Int) -> Bool {
    guard place >= 0, place < found.wordCount else { return false }
    if isWhole { return true }
    let token = tokens[Int(tokenOfWord[place])].knowledge
    return !token.has(TokenMemo.Knowledge.isSimple) || memo.sets.contains(group, in: token.set)
  }

  mutating func word(_ id: Int, beginningAt place: Int) -> WordMatch? {
    if isWhole {
      let words = wordsOfWhole(with: id)
      return SortedWords.word(id, beginningAt: UInt32(place), in: words, words.indices)
    }
    let token = tokens[Int(tokenOfWord[place])]
    if token.knowledge.has(TokenMemo.Knowledge.isSimple) { return isWord(id, token.knowledge) ? token.word(id) : nil }
    let local = UInt32(place) - token.firstWord
    return memo.records.word(id, of: token.knowledge.record) { $0.firstWord == local }.map(token.moved)
  }

  mutating func word(_ id: Int, endingAt place: Int) -> WordMatch? {
    if isWhole {
      let words = wordsOfWhole(with: id)
      return SortedWords.word(id, endingAt: UInt32(place), in: words, words.indices)
    }
    let token = tokens[Int(tokenOfWord[place])]
    if token.knowledge.has(TokenMemo.Knowledge.isSimple) { return isWord(id, token.knowledge) ? token.word(id) : nil }
    let local = UInt32(place) - token.firstWord
    return memo.records.word(id, of: token.knowledge.record) { $0.lastWord == local }.map(token.moved)
  }

  /// Whether the word of a simple token is one of those of an id.
  private func isWord(_ id: Int, _ token: TokenMemo.Knowledge) -> Bool {
    memo.sets.contains(id - firstWordID, in: token.set)
  }
}
