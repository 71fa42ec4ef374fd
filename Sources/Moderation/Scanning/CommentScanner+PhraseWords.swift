internal import PatternScanning
internal import TextFolding

/// The words of the comment, as phrases ask for them: compared symbol by symbol where a token is plain, else as the scanner
/// found them.
extension CommentScanner: PhraseWords {
  var wordCount: Int { found.wordCount }

  func opening(ofWord place: Int) -> WordOpenings? {
    if isWhole { return nil }
    let token = tokens[Int(tokenOfWord[place])]
    guard token.knowledge.has(TokenMemo.Knowledge.isPlain) else { return nil }
    if token.knowledge.words == 1 { return WordOpenings(bit: token.knowledge.opening) }
    return WordOpenings(bit: memo.records.openingBit(ofWord: place - Int(token.firstWord), of: token.knowledge.record))
  }

  mutating func word(_ id: Int, beginningAt place: Int) -> WordMatch? {
    if isWhole {
      let words = wordsOfWhole(with: id)
      return SortedWords.word(id, beginningAt: UInt32(place), in: words, words.indices)
    }
    let token = tokens[Int(tokenOfWord[place])]
    if let plain = plainWord(id, at: place, of: token) { return plain.match }
    let local = UInt32(place) - token.firstWord
    if token.knowledge.has(TokenMemo.Knowledge.isPlain) {
      return memo.facts.word(id, in: foundWords(in: token)) { $0.firstWord == local }.map(token.moved)
    }
    return disguisedWords(of: token).word(id) { $0.firstWord == local }.map(token.moved)
  }

  mutating func word(_ id: Int, endingAt place: Int) -> WordMatch? {
    if isWhole {
      let words = wordsOfWhole(with: id)
      return SortedWords.word(id, endingAt: UInt32(place), in: words, words.indices)
    }
    let token = tokens[Int(tokenOfWord[place])]
    if let plain = plainWord(id, at: place, of: token) { return plain.match }
    let local = UInt32(place) - token.firstWord
    if token.knowledge.has(TokenMemo.Knowledge.isPlain) {
      return memo.facts.word(id, in: foundWords(in: token)) { $0.lastWord == local }.map(token.moved)
    }
    return disguisedWords(of: token).word(id) { $0.lastWord == local }.map(token.moved)
  }

  /// Where those words stand that the scanner found in a token.
  private func foundWords(in token: Place) -> Range<Int> {
    token.knowledge.has(TokenMemo.Knowledge.hasFacts) ? memo.facts.header(token.knowledge.facts).words : 0..<0
  }

  /// Compares a word of a plain token with the patterns of an id; nil if that cannot be done and the word must be among
  /// those that the scanner found.
  private mutating func plainWord(_ id: Int, at place: Int, of token: Place) -> (match: WordMatch?, Void)? {
    guard token.knowledge.has(TokenMemo.Knowledge.isPlain), wordTable.holds(id) else { return nil }
    guard isWord(id, at: place, of: token) else { return (nil, ()) }
    let range = memo.records.wordRange(place - Int(token.firstWord), of: token.knowledge.record)
    let extent = bytes(of: range, of: token)
    let match = WordMatch(
      id: Int32(id), start: extent.lowerBound, end: extent.upperBound, firstWord: UInt32(place),
      lastWord: UInt32(place), sentence: token.sentence, isWhole: true)
    return (match, ())
  }

  /// Whether a word of a plain token is one of those of an id.
  private mutating func isWord(_ id: Int, at place: Int, of token: Place) -> Bool {
    let record = token.knowledge.record
    let isOnly = token.knowledge.words == 1
    if isOnly {
      guard wordTable.openings(of: id).intersects(WordOpenings(bit: token.knowledge.opening)) else { return false }
      if let known = answers.answer(id, of: record) { return known }
    }
    let answer = compare(id, place - Int(token.firstWord), of: record)
    if isOnly { answers.insert(answer, id, of: record) }
    return answer
  }

  private func compare(_ id: Int, _ word: Int, of record: Int) -> Bool {
    wordTable.matches(id, memo.records.symbols(memo.records.wordRange(word, of: record), of: record))
  }
}
