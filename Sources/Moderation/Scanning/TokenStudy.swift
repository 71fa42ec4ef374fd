internal import PatternScanning
internal import TextFolding

/// Makes of a token's symbols and the scanner's matches in them what is remembered of the token.
enum TokenStudy {
  typealias Knowledge = TokenMemo.Knowledge

  /// Whether a regular expression takes a symbol for another one than the scanner does, at least beside words.
  static func isOdd(_ symbol: UInt8) -> Bool { symbol == Symbol.otherLetter || symbol == Symbol.drawnKha }

  static func remember(
    _ text: FoldedText, _ scratch: PatternScanner.Scratch, _ rules: CompiledRules, in memo: inout TokenMemo
  ) -> Knowledge {
    let (matches, wordCount, sentences) = placedMatches(scratch.matches, in: text)
    var flags: UInt64 = 0
    if text.hasInvalidUTF8 { flags |= Knowledge.hasInvalidUTF8 }
    if text.hasLoneLetter { flags |= Knowledge.hasLoneLetter }
    let hasBlank = text.symbols.contains { $0 == Symbol.space || $0 == Symbol.lineBreak }
    // White space that does not end a token stands in it: a row of letters may go on in the tokens beside.
    if text.leansOnNeighbours || text.hasLoneLetter && hasBlank || wordCount > Knowledge.mostWords
      || sentences > Knowledge.mostSentences || text.symbols.count > TokenRecords.mostSymbols
    {
      flags |= Knowledge.leansOnNeighbours
    }
    if text.symbols.contains(where: isOdd) { flags |= Knowledge.isOdd }
    if !hasBlank, !scratch.hasDisguises, !scratch.hasInnerSigns, text.symbols.count <= TokenRecords.mostSymbols {
      flags |= Knowledge.isPlain
    }
    var facts = 0
    if !matches.isEmpty || !scratch.literals.isEmpty || text.mixedScriptWords > 0 {
      flags |= Knowledge.hasFacts
      let entry = entry(matches, scratch.literals, text, rules)
      if !entry.sums.isEmpty { flags |= Knowledge.hasSums }
      if !entry.anchors.isEmpty { flags |= Knowledge.hasAnchors }
      facts = memo.addFacts(entry)
    }
    let record = memo.addRecord(of: text)
    // Of a token that is not plain nobody asks with what it begins.
    let opening = wordCount > 0 && flags & Knowledge.isPlain != 0 ? memo.records.openingBit(ofWord: 0, of: record) : 0
    return Knowledge(
      flags: flags, words: wordCount, sentences: sentences, opening: opening, facts: facts, record: record)
  }

  private static func entry(
    _ matches: [WordMatch], _ literals: [Int], _ text: FoldedText, _ rules: CompiledRules
  ) -> FactStore.Entry {
    var entry = FactStore.Entry(literals: literals, mixedScriptWords: text.mixedScriptWords)
    var features: [WordMatch] = []
    for match in matches {
      if match.id < rules.firstLiteral {
        entry.matches.append(match)
      } else if match.id < rules.firstWordID {
        entry.literals.append(Int(match.id))
      } else if match.id >= rules.models.firstFeature {
        features.append(match)
      } else if match.isWhole {
        if !rules.words.holds(Int(match.id)) { entry.words.append(match) }
        if rules.phrases.isAnchor(Int(match.id)) { entry.anchors.append(match) }
      }
    }
    entry.literals.sort()
    if !features.isEmpty { entry.sums = rules.models.sums(of: features) }
    return entry
  }

  /// The scanner's matches with their places in the text, and how many words and sentences it has.
  static func placedMatches(
    _ matches: [Match], in text: FoldedText
  ) -> (matches: [WordMatch], words: Int, sentences: Int) {
    if let placed = placedInOneWord(matches, in: text) { return placed }
    let places = WordPlaces(text.symbols.span)
    return (placedMatches(matches, in: text, places), places.wordCount, places.sentenceCount)
  }

  /// The scanner's matches with their places in the text.
  static func placedMatches(_ matches: [Match], in text: FoldedText, _ places: WordPlaces) -> [WordMatch] {
    var placed: [WordMatch] = []
    placed.reserveCapacity(matches.count)
    for match in matches { placed.append(text.placed(match.id, match.range, places)) }
    return placed
  }

  /// The same for a text of at most one word, without white space; nil for another.
  private static func placedInOneWord(
    _ matches: [Match], in text: FoldedText
  ) -> (matches: [WordMatch], words: Int, sentences: Int)? {
    let symbols = text.symbols.span
    var start = 0
    while start < symbols.count, !WordPlaces.isWordSymbol(symbols[start]) { start += 1 }
    var end = start
    while end < symbols.count, WordPlaces.isWordSymbol(symbols[end]) { end += 1 }
    for index in end..<symbols.count where WordPlaces.isWordSymbol(symbols[index]) { return nil }
    for index in symbols.indices where symbols[index] == Symbol.space || symbols[index] == Symbol.lineBreak {
      return nil
    }
    var placed: [WordMatch] = []
    placed.reserveCapacity(matches.count)
    for match in matches {
      let source = text.sourceRange(of: match.range)
      // It must reach over the whole word, not only over signs beside it.
      let isWhole = start < end && match.range.lowerBound <= start && end <= match.range.upperBound
      placed.append(
        WordMatch(
          id: Int32(match.id), start: UInt32(source.lowerBound), end: UInt32(source.upperBound), firstWord: 0,
          lastWord: 0,
          sentence: 0, isWhole: isWhole))
    }
    // A stop ends a sentence at the end of the text.
    let endsSentence = symbols.count > 0 && WordPlaces.isStop(symbols[symbols.count - 1])
    return (placed, start < end ? 1 : 0, endsSentence ? 1 : 0)
  }
}
