internal import PatternScanning
internal import TextFolding

/// Tokens in which nothing was found but their words, each by itself: what is known of them follows from the sets of ids that match
/// these, so that it is mostly known already (``WordOutcomes``).
extension TokenStudy {
  /// Puts into a memory what was found in one word, or in none: literals, and sets of ids that match just the word. nil if it may
  /// be more words of phrases than can be remembered.
  mutating func studyWord(
    _ idSets: [Int32], literals: [Int], in memo: inout TokenMemo
  ) -> WordOutcomes.Outcome? {
    ids.removeAll(keepingCapacity: true)
    for set in idSets { rules.scanner.appendIDs(ofSet: set, to: &ids) }
    ids.sortAndDropDuplicates()
    var entry = FactStore.Entry(literals: literals)
    beginSet()
    for (index, id) in ids.enumerated() {
      if id < rules.firstLiteral {
        entry.idsOfWord.append(id)
      } else if id < rules.firstWordID {
        entry.literals.append(id)
      } else if id < rules.models.firstFeature {
        addToSet(id)
      } else {
        entry.sums = rules.models.sums(ofIDs: ids[index...])
        break
      }
    }
    entry.literals.sort()
    guard let set = endSet(in: &memo) else { return nil }
    var flags = Knowledge.isSimple
    if !anchors.isEmpty { flags |= Knowledge.hasAnchors }
    if !entry.sums.isEmpty { flags |= Knowledge.hasSums }
    if entry.isEmpty { return .init(flags: flags, facts: 0, set: set) }
    return .init(flags: flags | Knowledge.hasFacts, facts: memo.addFacts(entry), set: set)
  }

  /// Puts into a memory what was found in a token of several words, or with many signs, that has some flags; nil if anything was
  /// found in it but its words, each by itself, or if that cannot be remembered so.
  mutating func studyWords(
    in text: FoldedText, _ textFlags: UInt64, _ scratch: inout PatternScanner.Scratch, in memo: inout TokenMemo
  ) -> Knowledge? {
    let ranges = text.wordRanges()
    guard ranges.count <= Knowledge.mostWords, scratch.hasMatchesOnly(of: ranges) else { return nil }
    let places = WordPlaces(text.symbols.span)
    guard places.sentenceCount <= Knowledge.mostSentences else { return nil }
    var entry = FactStore.Entry(literals: scratch.literals, mixedScriptWords: text.mixedScriptWords)
    var words: [TokenRecords.Word] = []
    for (number, range) in ranges.enumerated() {
      scratch.collectIDSets(ofOne: range)
      guard let outcome = outcome(of: scratch.idSets, in: &memo) else { return nil }
      let source = text.sourceRange(of: range)
      let sentence = places.place(at: range.lowerBound).sentence
      words.append(TokenRecords.Word(set: outcome.set, bytes: source, sentence: sentence))
      let word = WordMatch(
        id: 0, start: UInt32(source.lowerBound), end: UInt32(source.upperBound), firstWord: UInt32(number),
        lastWord: UInt32(number), sentence: sentence, isWhole: true)
      add(outcome, of: word, to: &entry, from: memo)
    }
    entry.literals.sortAndDropDuplicates()
    var flags = textFlags
    if !entry.anchors.isEmpty { flags |= Knowledge.hasAnchors }
    if !entry.sums.isEmpty { flags |= Knowledge.hasSums }
    if !entry.isEmpty { flags |= Knowledge.hasFacts }
    return Knowledge(
      flags: flags, words: ranges.count, sentences: places.sentenceCount,
      facts: entry.isEmpty ? 0 : memo.addFacts(entry), index: memo.addRecord(words, spans: []))
  }

  /// What is known of a word that some sets match.
  private mutating func outcome(of idSets: [Int32], in memo: inout TokenMemo) -> WordOutcomes.Outcome? {
    let number = memo.outcomes.number(of: idSets, literals: [])
    if let known = memo.outcomes[number] { return known }
    let outcome = studyWord(idSets, literals: [], in: &memo)
    memo.outcomes[number] = outcome
    return outcome
  }

  /// Adds what is known of a word, which stands at a place in a token, to what is to be stored of the token.
  private func add(
    _ outcome: WordOutcomes.Outcome, of word: WordMatch, to entry: inout FactStore.Entry, from memo: borrowing TokenMemo
  ) {
    var match = word
    for place in memo.sets.anchors(of: outcome.set) {
      match.id = Int32(truncatingIfNeeded: rules.firstWordID + memo.sets.anchor(at: place))
      entry.anchors.append(match)
    }
    guard outcome.flags & Knowledge.hasFacts != 0 else { return }
    let header = memo.facts.header(outcome.facts)
    for id in header.idsOfWord {
      match.id = Int32(truncatingIfNeeded: memo.facts.id(at: id))
      entry.matches.append(match)
    }
    for literal in header.literals { entry.literals.append(memo.facts.id(at: literal)) }
    guard outcome.flags & Knowledge.hasSums != 0 else { return }
    if entry.sums.isEmpty { entry.sums = rules.models.sums(ofIDs: []) }
    memo.facts.addSums(outcome.facts, to: &entry.sums)
  }
}
