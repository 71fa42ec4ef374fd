internal import PatternScanning
internal import TextFolding

/// The words of the comment, as phrases ask for them: by the sets of its tokens' words, or, where it is taken as a whole, as the
/// scanner found them.
///
/// What is called for each word is mutating, though it changes nothing: for a call that is not, the whole scanner is copied.
extension CommentScanner: PhraseWords {
  var wordCount: Int { found.wordCount }

  func mayHold(group: Int, at place: Int) -> Bool {
    guard place >= 0, place < found.wordCount else { return false }
    if isWhole { return true }
    let set = placedWords[place].set
    return set == PlacedWord.anySet || memo.sets.contains(group, in: Int(set))
  }

  mutating func word(of group: Int, at place: Int) -> GroupAnswer {
    guard place >= 0, place < found.wordCount else { return .none }
    if isWhole { return .unknown }
    let set = placedWords[place].set
    if set == PlacedWord.anySet { return .unknown }
    guard memo.sets.contains(group, in: Int(set)) else { return .none }
    return .word(word(Int(NeighbourGroups.none), at: place, in: tokens[Int(placedWords[place].token)]))
  }

  mutating func word(_ id: Int, beginningAt place: Int) -> WordMatch? {
    if isWhole {
      let words = wordsOfWhole(with: id)
      return SortedWords.word(id, beginningAt: UInt32(place), in: words, words.indices)
    }
    return word(id, at: place) { $0.firstWord == $1 }
  }

  mutating func word(_ id: Int, endingAt place: Int) -> WordMatch? {
    if isWhole {
      let words = wordsOfWhole(with: id)
      return SortedWords.word(id, endingAt: UInt32(place), in: words, words.indices)
    }
    return word(id, at: place) { $0.lastWord == $1 }
  }

  /// The word of a number as the match of an id, or a span of words with it that is meant.
  private mutating func word(_ id: Int, at place: Int, orSpan isMeant: (WordMatch, UInt32) -> Bool) -> WordMatch? {
    let token = tokens[Int(placedWords[place].token)]
    let local = UInt32(place) - token.firstWord
    if !token.knowledge.has(TokenMemo.Knowledge.isSimple), memo.records.hasSpans(token.knowledge.record),
      let span = memo.records.span(id, of: token.knowledge.record, where: { isMeant($0, local) })
    {
      return token.moved(span)
    }
    guard memo.sets.contains(id - firstWordID, in: set(ofWord: place, in: token)) else { return nil }
    return word(id, at: place, in: token)
  }

  /// The word of a number, which stands in a token, as the match of an id.
  private mutating func word(_ id: Int, at place: Int, in token: Place) -> WordMatch {
    if token.knowledge.has(TokenMemo.Knowledge.isSimple) { return token.word(id) }
    let word = memo.records.word(place - Int(token.firstWord), of: token.knowledge.record)
    return WordMatch(
      id: Int32(truncatingIfNeeded: id), start: token.start + word.start, end: token.start + word.end,
      firstWord: UInt32(place), lastWord: UInt32(place), sentence: token.sentence + word.sentence, isWhole: true
    )
  }

  private mutating func set(ofWord place: Int, in token: Place) -> Int {
    if token.knowledge.has(TokenMemo.Knowledge.isSimple) { return token.knowledge.set }
    return memo.records.word(place - Int(token.firstWord), of: token.knowledge.record).set
  }

  /// The bytes of a word of the comment.
  mutating func extent(ofWord place: Int, in token: Place) -> Range<UInt32> {
    if token.knowledge.has(TokenMemo.Knowledge.isSimple) { return token.wordExtent }
    let word = memo.records.word(place - Int(token.firstWord), of: token.knowledge.record)
    return token.start + word.start..<token.start + word.end
  }
}
