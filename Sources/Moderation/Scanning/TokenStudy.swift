internal import PatternScanning
internal import TextFolding

/// Makes of a token's symbols what is remembered of the token. Buffers, one for each thread.
struct TokenStudy: ~Copyable, Sendable {
  typealias Knowledge = TokenMemo.Knowledge

  let rules: CompiledRules
  private var matches: [WordMatch] = []
  /// Of a word, as ``WordSets`` keeps them.
  var anchors: [Int] = []
  private var others: [Int] = []
  private var groups: [Int32] = []
  var ids: [Int] = []

  init(_ rules: CompiledRules) { self.rules = rules }

  /// Whether a regular expression takes a symbol for another one than the scanner does, at least beside words.
  static func isOdd(_ symbol: UInt8) -> Bool { symbol == Symbol.otherLetter || symbol == Symbol.drawnKha }

  /// Whether a regular expression takes a symbol for a part of a word.
  static func isWordSymbol(_ symbol: UInt8) -> Bool {
    SymbolReading.isWordSymbol(SymbolReading.plainSymbol(of: symbol))
  }

  /// A token that folds to more symbols must be taken with the comment as a whole.
  private static let mostSymbols = 511

  /// Scans a token as it was folded, and puts what was found into a memory.
  mutating func study(
    _ text: FoldedText, _ scratch: inout PatternScanner.Scratch, in memo: inout TokenMemo
  ) -> Knowledge {
    let word = Self.onlyWord(in: text.symbols.span)
    let margins = word.flatMap { self.margins(of: $0, in: text) }
    let flags = Self.flags(of: text, isOneWord: word != nil)
    rules.scanner.beginSearch(text.symbols.span, for: .all, scratch: &scratch)
    guard let word, let margins, text.mixedScriptWords == 0 else {
      rules.scanner.completeSearch(text.symbols.span, scratch: &scratch)
      if margins == nil, let knowledge = studyWords(in: text, flags, &scratch, in: &memo) { return knowledge }
      return studyMatches(in: text, flags, word, margins, &scratch, in: &memo)
    }
    let key = scratch.hasSimpleStemsOnly ? TokenMemo.ShortKey(text.symbols.span.extracting(word)) : nil
    if let known = key.flatMap({ memo.outcomes.outcome(of: $0, literals: scratch.literals) }) {
      return knowledge(of: text, word, margins, flags, known)
    }
    rules.scanner.completeSearch(text.symbols.span, scratch: &scratch)
    guard scratch.collectIDSets(of: word) else {
      return studyMatches(in: text, flags, word, margins, &scratch, in: &memo)
    }
    let number = memo.outcomes.number(of: scratch.idSets, literals: scratch.literals)
    if let key { memo.outcomes.remember(number, of: key) }
    if let known = memo.outcomes[number] { return knowledge(of: text, word, margins, flags, known) }
    guard let outcome = studyWord(scratch.idSets, literals: scratch.literals, in: &memo) else {
      return studyMatches(in: text, flags, word, margins, &scratch, in: &memo)
    }
    memo.outcomes[number] = outcome
    return knowledge(of: text, word, margins, flags, outcome)
  }

  /// What is known of a text of one word, or none, by what came of another one in which the same was found.
  private func knowledge(
    of text: FoldedText, _ word: Range<Int>, _ margins: Knowledge.Margins, _ flags: UInt64,
    _ outcome: WordOutcomes.Outcome
  ) -> Knowledge {
    Knowledge(
      flags: flags | outcome.flags, words: word.isEmpty ? 0 : 1, sentences: Self.sentenceEnds(in: text),
      facts: outcome.facts, index: outcome.set, margins: margins)
  }

  /// The flags that a token's symbols decide.
  private static func flags(of text: FoldedText, isOneWord: Bool) -> UInt64 {
    var flags: UInt64 = 0
    if text.hasInvalidUTF8 { flags |= Knowledge.hasInvalidUTF8 }
    if text.hasLoneLetter { flags |= Knowledge.hasLoneLetter }
    let hasBlank = !isOneWord && text.symbols.contains { $0 == Symbol.space || $0 == Symbol.lineBreak }
    // White space that does not end a token stands in it: a row of letters may go on in the tokens beside.
    if text.leansOnNeighbours || text.hasLoneLetter && hasBlank || text.symbols.count > mostSymbols {
      flags |= Knowledge.leansOnNeighbours
    }
    if text.symbols.contains(where: isOdd) { flags |= Knowledge.isOdd }
    if text.symbols.contains(where: isWordSymbol) { flags |= Knowledge.hasWordSymbols }
    return flags
  }

  /// Puts into a memory what a search found in a token that has some flags, the only word of it, and the bytes beside that.
  private mutating func studyMatches(
    in text: FoldedText, _ textFlags: UInt64, _ only: Range<Int>?, _ margins: Knowledge.Margins?,
    _ scratch: inout PatternScanner.Scratch, in memo: inout TokenMemo
  ) -> Knowledge {
    rules.scanner.listMatches(scratch: &scratch)
    let set = margins == nil ? nil : addSet(of: only ?? 0..<0, scratch.matches, to: &memo)
    let (wordCount, sentences) = placeMatches(scratch.matches, in: text, only, withAnchors: set == nil)
    var flags = textFlags
    if wordCount > Knowledge.mostWords || sentences > Knowledge.mostSentences
      || matches.contains(where: { !$0.isPackable })
    {
      flags |= Knowledge.leansOnNeighbours
    }
    var facts = 0
    let entry = entry(scratch.literals, text, wholeWord: set == nil ? nil : only)
    if !entry.isEmpty {
      flags |= Knowledge.hasFacts
      if !entry.sums.isEmpty { flags |= Knowledge.hasSums }
      if !entry.anchors.isEmpty { flags |= Knowledge.hasAnchors }
      facts = memo.addFacts(entry)
    }
    guard let set, let margins else {
      guard let record = addRecord(of: text, scratch.matches, to: &memo) else {
        return Knowledge(
          flags: flags | Knowledge.leansOnNeighbours | Knowledge.isSimple, words: 0, sentences: 0, facts: facts,
          index: WordSets.none)
      }
      return Knowledge(flags: flags, words: wordCount, sentences: sentences, facts: facts, index: record)
    }
    flags |= Knowledge.isSimple
    if !anchors.isEmpty { flags |= Knowledge.hasAnchors }
    return Knowledge(
      flags: flags, words: wordCount, sentences: sentences, facts: facts, index: set, margins: margins)
  }

  // MARK: Words

  /// The bytes beside the only word of a text; nil if there are too many to be remembered.
  private func margins(of word: Range<Int>, in text: FoldedText) -> Knowledge.Margins? {
    if word.isEmpty { return Knowledge.Margins() }
    let source = text.sourceRange(of: word)
    return Knowledge.Margins(
      leading: source.lowerBound, trailing: Int(text.starts[text.symbols.count]) - source.upperBound)
  }

  /// The words of phrases that the only word of a text is; nil if they cannot be remembered so: there are too many, or one of them
  /// reaches over signs as well.
  private mutating func addSet(of word: Range<Int>, _ found: [Match], to memo: inout TokenMemo) -> Int? {
    beginSet()
    if word.isEmpty { return WordSets.none }
    for match in found where rules.isWord(match.id) {
      if match.range == word {
        addToSet(match.id)
      } else if match.range.lowerBound <= word.lowerBound && word.upperBound <= match.range.upperBound {
        return nil
      }
    }
    return endSet(in: &memo)
  }

  mutating func beginSet() {
    anchors.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
  }

  mutating func addToSet(_ id: Int) {
    let number = id - rules.firstWordID
    if rules.phrases.isAnchor(id) { anchors.append(number) }
    if rules.phrases.isAskedFor(id) {
      others.append(number)
      rules.phrases.neighbours.groups.forEach(in: number) { groups.append(Int32(truncatingIfNeeded: $0)) }
    }
  }

  mutating func endSet(in memo: inout TokenMemo) -> Int? {
    groups.sort()
    for index in groups.indices where index == 0 || groups[index] != groups[index - 1] {
      others.append(Int(groups[index]))
    }
    return memo.addSet(anchors: anchors, others: others)
  }

  /// Adds the words of a text, and yields the index of their record; nil if they cannot be remembered so.
  private mutating func addRecord(of text: FoldedText, _ found: [Match], to memo: inout TokenMemo) -> Int? {
    var words: [TokenRecords.Word] = []
    var spans: [WordMatch] = []
    let places = WordPlaces(text.symbols.span)
    var next = 0
    // Matches are in the order of their places, and of one place in that of their ids.
    for word in text.wordRanges() {
      beginSet()
      while next < found.count, found[next].range.lowerBound <= word.lowerBound {
        let match = found[next]
        next += 1
        guard rules.isWord(match.id) else { continue }
        if match.range == word { addToSet(match.id) } else { addSpan(match, in: text, places, to: &spans) }
      }
      guard let set = endSet(in: &memo) else { return nil }
      let source = text.sourceRange(of: word)
      words.append(
        TokenRecords.Word(set: set, bytes: source, sentence: places.place(at: word.lowerBound).sentence))
    }
    for match in found[next...] where rules.isWord(match.id) { addSpan(match, in: text, places, to: &spans) }
    guard spans.allSatisfy(\.isPackable) else { return nil }
    return memo.addRecord(words, spans: spans)
  }

  private func addSpan(_ match: Match, in text: FoldedText, _ places: WordPlaces, to spans: inout [WordMatch]) {
    guard rules.phrases.isAskedFor(match.id) else { return }
    let placed = text.placed(match.id, match.range, places)
    if placed.isWhole { spans.append(placed) }
  }

  // MARK: Facts

  /// What is to be stored of a token; where all matches of rules are its only word, without their places.
  private func entry(_ literals: [Int], _ text: FoldedText, wholeWord: Range<Int>?) -> FactStore.Entry {
    let word = wholeWord.flatMap { $0.isEmpty ? nil : text.sourceRange(of: $0) }
    let areOfWord = matches.allSatisfy { match in
      match.id >= rules.firstLiteral || match.isWhole && Int(match.start)..<Int(match.end) == word
    }
    var entry = FactStore.Entry(literals: literals, mixedScriptWords: text.mixedScriptWords)
    var features: [WordMatch] = []
    for match in matches {
      if match.id < rules.firstLiteral {
        if areOfWord { entry.idsOfWord.append(Int(match.id)) } else { entry.matches.append(match) }
      } else if match.id < rules.firstWordID {
        entry.literals.append(Int(match.id))
      } else if match.id >= rules.models.firstFeature {
        features.append(match)
      } else {
        entry.anchors.append(match)
      }
    }
    entry.literals.sort()
    if !features.isEmpty { entry.sums = rules.models.sums(of: features) }
    return entry
  }

  // MARK: Places

  /// Puts the scanner's matches into ``matches``, with their places in the text, those of anchors if they are asked for. Tells
  /// how many words and sentences the text has.
  private mutating func placeMatches(
    _ found: [Match], in text: FoldedText, _ only: Range<Int>?, withAnchors: Bool
  ) -> (words: Int, sentences: Int) {
    matches.removeAll(keepingCapacity: true)
    let places = only == nil ? WordPlaces(text.symbols.span) : nil
    for match in found {
      let isWord = rules.isWord(match.id)
      guard !isWord || withAnchors && rules.phrases.isAnchor(match.id) else { continue }
      let placed = places.map { text.placed(match.id, match.range, $0) } ?? text.placed(match.id, match.range, only)
      if !isWord || placed.isWhole { matches.append(placed) }
    }
    if let places { return (places.wordCount, places.sentenceCount) }
    return (only?.isEmpty ?? true ? 0 : 1, Self.sentenceEnds(in: text))
  }

  /// How many sentences end in a text without white space that has one word at most: a stop ends one at the end of the text.
  private static func sentenceEnds(in text: FoldedText) -> Int {
    guard let last = text.symbols.last, WordPlaces.isStop(last) else { return 0 }
    return 1
  }

  /// The symbols of the only word of a text without white space; empty if there is no word, nil if there are several words, or
  /// white space.
  private static func onlyWord(in symbols: Span<UInt8>) -> Range<Int>? {
    var start = 0
    while start < symbols.count, !WordPlaces.isWordSymbol(symbols[start]) { start += 1 }
    var end = start
    while end < symbols.count, WordPlaces.isWordSymbol(symbols[end]) { end += 1 }
    for index in end..<symbols.count where WordPlaces.isWordSymbol(symbols[index]) { return nil }
    for index in symbols.indices where symbols[index] == Symbol.space || symbols[index] == Symbol.lineBreak {
      return nil
    }
    return start..<end
  }
}

extension FoldedText {
  /// A match in a text that consists of one word at most, and signs.
  fileprivate func placed(_ id: Int, _ range: Range<Int>, _ word: Range<Int>?) -> WordMatch {
    let source = sourceRange(of: range)
    // It must reach over the whole word, not only over signs beside it.
    let isWhole =
      word.map { !$0.isEmpty && range.lowerBound <= $0.lowerBound && $0.upperBound <= range.upperBound } ?? false
    return WordMatch(
      id: Int32(truncatingIfNeeded: id), start: UInt32(source.lowerBound), end: UInt32(source.upperBound), firstWord: 0,
      lastWord: 0, sentence: 0, isWhole: isWhole)
  }
}
