internal import PatternScanning
internal import TextFolding

/// Finds in a comment what the patterns of a rulebook describe. Holds tables and buffers; one for each thread.
///
/// There are two ways, which find the same (a test compares them). The short one looks up each token in a memory of
/// tokens, and folds and scans only those that are new. The long one folds and scans the comment as a whole; it is taken
/// where a token means something else beside its neighbours, and serves as the truth for the short one.
struct CommentScanner: ~Copyable, Sendable {
  let rules: CompiledRules
  /// The lowest id of a word of a phrase.
  let firstWordID: Int
  var folder = TextFolder()
  var scratch = PatternScanner.Scratch()
  var study: TokenStudy
  var memo: TokenMemo
  var tokens: [Place] = []
  /// Their keys, while nothing is known of them; ``TokenMemo/ShortKey/none`` for long ones.
  var keys: [TokenMemo.ShortKey] = []
  /// Whether some of the tokens are pieces of letters in a row.
  var hasRows = false
  /// The words of the comment.
  var placedWords: [PlacedWord] = []
  /// Of a comment that was taken as a whole the words at which phrases are looked for, and other words of phrases: those of
  /// some ids, or, when many were asked for, of all. Sorted by ``SortedWords``.
  var anchors: [WordMatch] = []
  private var words: [WordMatch] = []
  private var hasAllWords = false
  private var idsOfWords: [Int] = []
  /// Where the words of such a comment stand.
  private var places = WordPlaces()
  private var wordExtents: [Range<UInt32>] = []
  private(set) var isWhole = false
  private var phrases: [FoundPhrase] = []
  private var wholePhrases: [WordMatch] = []
  /// The folded comment, where it is taken as a whole, or the last token.
  var text = FoldedText()
  var found: FoundMatches
  /// Whether literals alone are looked for, in the comment as regular expressions read it; and its tokens as they are otherwise.
  var isReading = false
  var writtenTokens: [Place] = []

  /// Which way a comment is scanned.
  enum Way {
    /// By tokens, and not to the end if there is nothing that a verdict may need.
    case quick
    /// By tokens.
    case byTokens
    /// As a whole.
    case whole
  }

  /// Makes a scanner that remembers about so many tokens; what it finds does not depend on it.
  init(_ rules: CompiledRules, mostTokens: Int = 190_000) {
    self.rules = rules
    firstWordID = rules.firstWordID
    study = TokenStudy(rules)
    memo = TokenMemo(mostTokens: mostTokens, wordLimit: rules.phrases.wordLimit)
    found = FoundMatches(
      literalIDs: rules.firstLiteral..<rules.firstWordID, modelCount: rules.models.count)
  }

  /// Scans a comment; what was found is in ``found``.
  ///
  /// - Returns: Whether there is anything that a verdict may need; if not, ``found`` tells about UTF-8 alone.
  mutating func scan(_ bytes: Span<UInt8>, _ way: Way) -> Bool {
    found.reset()
    if way == .whole || bytes.count > Int(UInt32.max) { return scanWhole(bytes) }
    guard let flags = readTokens(bytes) else {
      found.reset()
      return scanWhole(bytes)
    }
    found.hasInvalidUTF8 = flags & TokenMemo.Knowledge.hasInvalidUTF8 != 0
    found.hasOddWords = flags & TokenMemo.Knowledge.isOdd != 0
    if way == .quick, flags & Self.worthALook == 0 { return false }
    gather(bytes, withAllFeatures: way != .quick)
    if found.hasOddWords, flags & TokenMemo.Knowledge.hasWordSymbols != 0 {
      found.mayHoldAnyLiteral = !findLiteralsAsRead(bytes)
    }
    return true
  }

  /// Flags of tokens that may come to something.
  private static let worthALook =
    TokenMemo.Knowledge.hasFacts | TokenMemo.Knowledge.hasAnchors | TokenMemo.Knowledge.isOdd

  /// Folds the comment as a whole, for what needs its text.
  mutating func fold(_ bytes: Span<UInt8>, into text: inout FoldedText) { folder.fold(bytes, into: &text) }

  // MARK: By tokens

  /// Looks up or learns every token; yields the union of their flags, or nil if the comment must be taken as a whole.
  private mutating func readTokens(_ bytes: Span<UInt8>) -> UInt64? {
    hasRows = false
    memo.makeRoom()
    divide(bytes)
    // One short loop for each step: the processor waits for the memory of several tokens at once then.
    for index in tokens.indices {
      guard let known = memo.knowledge(of: keys[index]) ?? learn(index, in: bytes) else { return nil }
      tokens[index].knowledge = known
    }
    var flags: UInt64 = 0
    for index in tokens.indices { flags |= tokens[index].knowledge.bits }
    guard flags & TokenMemo.Knowledge.leansOnNeighbours == 0 else { return nil }
    if flags & TokenMemo.Knowledge.hasLoneLetter != 0, mayHaveRow {
      guard let joinedFlags = joinRows(bytes) else { return nil }
      flags = joinedFlags
    }
    for index in tokens.indices where tokens[index].knowledge.has(TokenMemo.Knowledge.hasSums) {
      memo.facts.addSums(tokens[index].knowledge.facts, to: &found.sums)
    }
    return flags
  }

  /// Divides a comment into tokens of which nothing is known yet.
  private mutating func divide(_ bytes: Span<UInt8>) {
    tokens.removeAll(keepingCapacity: true)
    keys.removeAll(keepingCapacity: true)
    var reader = TokenReader(bytes)
    while let token = reader.next() {
      keys.append(token.key ?? .none)
      tokens.append(
        Place(
          start: UInt32(truncatingIfNeeded: token.range.lowerBound),
          end: UInt32(truncatingIfNeeded: token.range.upperBound), knowledge: .none))
    }
  }

  /// Whether three letters stand in a row, with nothing but signs between: they may be one word, «х у й».
  private var mayHaveRow: Bool {
    var loneLetters = 0
    for token in tokens {
      if token.knowledge.has(TokenMemo.Knowledge.hasLoneLetter) {
        loneLetters += 1
        if loneLetters >= LetterRows.fewestLetters { return true }
      } else if token.knowledge.words > 0 {
        loneLetters = 0
      }
    }
    return false
  }

  /// Collects what is known of the tokens; of features all, or those by which a model's finding is shown.
  private mutating func gather(_ bytes: Span<UInt8>, withAllFeatures: Bool) {
    isWhole = false
    placedWords.removeAll(keepingCapacity: true)
    var words: UInt32 = 0
    var sentences: UInt32 = 0
    var end = 0
    let needsFeatures = rules.models.findAnything(found.sums)
    let weights = needsFeatures ? weightsOfFeatures(all: withAllFeatures) : []
    // Taken out meanwhile, so that writing to them does not ask each time whether they are shared.
    var tokens: [Place] = []
    swap(&tokens, &self.tokens)
    var places = tokens.mutableSpan
    for index in places.indices {
      for byte in end..<Int(places[index].start) where (0x0A...0x0D).contains(bytes[byte]) { sentences += 1 }
      places[index].firstWord = words
      places[index].sentence = sentences
      let place = places[index]
      if place.knowledge.has(TokenMemo.Knowledge.hasFacts) {
        let facts = memo.facts.header(place.knowledge.facts)
        for id in facts.idsOfWord { found.append(place.word(memo.facts.id(at: id))) }
        for match in memo.facts.places(facts.matches) {
          found.append(memo.facts.match(at: match).moved(bytes: place.start, words: words, sentences: sentences))
        }
        if needsFeatures, place.knowledge.has(TokenMemo.Knowledge.hasSums),
          weights.indices.contains(where: { memo.facts.sum(place.knowledge.facts, of: $0).strongest >= weights[$0] })
        {
          addFeatures(of: bytes.extracting(Int(place.start)..<Int(place.end)), at: place)
        }
        let literalPlace = LiteralSightings.Place(firstWord: words, wordCount: UInt32(place.knowledge.words))
        for literal in facts.literals { found.literals.insert(memo.facts.id(at: literal), at: literalPlace) }
        found.mixedScriptWords += facts.mixedScriptWords
      }
      if place.knowledge.has(TokenMemo.Knowledge.isOdd) {
        found.oddPlaces.append(.init(firstWord: words, wordCount: UInt32(place.knowledge.words)))
      }
      appendWords(of: place.knowledge, token: index)
      words += UInt32(place.knowledge.words)
      sentences += UInt32(place.knowledge.sentences)
      end = Int(place.end)
    }
    swap(&tokens, &self.tokens)
    found.wordCount = Int(words)
    findPhrases(deferred: false)
  }

  mutating func appendWords(of knowledge: TokenMemo.Knowledge, token: Int) {
    for word in 0..<knowledge.words {
      let set = memo.set(ofWord: word, of: knowledge).map { Int32(truncatingIfNeeded: $0) }
      placedWords.append(PlacedWord(token: Int32(truncatingIfNeeded: token), set: set ?? PlacedWord.anySet))
    }
  }

  /// Looks for the phrases that were deferred: those on which it does not depend whether there is anything to be found.
  mutating func findDeferredPhrases() {
    if isWhole { findPhrasesInWhole(deferred: true) } else { findPhrases(deferred: true) }
  }

  mutating func findPhrases(deferred: Bool) {
    let table = rules.phrases
    for index in tokens.indices where tokens[index].knowledge.has(TokenMemo.Knowledge.hasAnchors) {
      let place = tokens[index]
      if place.knowledge.has(TokenMemo.Knowledge.isSimple) {
        let word = place.word(Int(NeighbourGroups.none))
        for anchor in memo.sets.anchors(of: place.knowledge.set) {
          table.findPhrases(
            around: firstWordID + memo.sets.anchor(at: anchor), at: word, deferred: deferred, in: &self)
        }
      } else {
        for anchor in memo.facts.places(memo.facts.header(place.knowledge.facts).anchors) {
          let word = place.moved(memo.facts.match(at: anchor))
          table.findPhrases(around: Int(word.id), at: word, deferred: deferred, in: &self)
        }
      }
    }
    appendPhrases()
  }

  /// Adds the words of phrases in a text, of all ids or of one, each id's in the order of their places.
  private mutating func addWords(
    of id: Int? = nil, in text: FoldedText, _ places: WordPlaces, to words: inout [WordMatch]
  ) {
    rules.scanner.scan(
      text.symbols.span, for: .all, of: id.map { $0..<$0 + 1 }, scratch: &scratch, order: .byID)
    for match in scratch.matches where rules.isWord(match.id) {
      let word = text.placed(match.id, match.range, places)
      if word.isWhole { words.append(word) }
    }
  }

  // MARK: As a whole

  private mutating func scanWhole(_ bytes: Span<UInt8>) -> Bool {
    isWhole = true
    folder.fold(bytes, into: &text)
    let text = text
    readWhole(text)
    rules.scanner.scan(text.symbols.span, scratch: &scratch)
    found.hasPlacesOfLiterals = false
    for index in scratch.matches.indices {
      let match = text.placed(scratch.matches[index].id, scratch.matches[index].range, places)
      if match.id < rules.firstLiteral {
        found.append(match)
      } else if match.id >= rules.models.firstFeature {
        found.features.append(match)
      }
    }
    found.sums = rules.models.sums(of: found.features)
    noteLiteralsAndAnchors()
    found.mixedScriptWords = text.mixedScriptWords
    found.hasInvalidUTF8 = text.hasInvalidUTF8
    found.hasOddWords = text.symbols.contains(where: TokenStudy.isOdd)
    findPhrasesInWhole(deferred: false)
    if found.hasOddWords, text.symbols.contains(where: TokenStudy.isWordSymbol) { findLiteralsInWholeAsRead() }
    return true
  }

  /// Takes a text as the comment; what was found of another one is void.
  mutating func readWhole(_ text: FoldedText) {
    self.text = text
    places.measure(text.symbols.span)
    words.removeAll(keepingCapacity: true)
    hasAllWords = false
    idsOfWords.removeAll(keepingCapacity: true)
    wordExtents.removeAll(keepingCapacity: true)
  }

  /// Scans the text for literals, and for the words at which phrases are looked for.
  mutating func scanForLiterals() {
    let text = text
    rules.scanner.scan(text.symbols.span, scratch: &scratch)
    noteLiteralsAndAnchors()
  }

  /// Takes the literals out of what the scanner found, and the words at which phrases are looked for.
  private mutating func noteLiteralsAndAnchors() {
    found.wordCount = places.wordCount
    anchors.removeAll(keepingCapacity: true)
    let somewhere = LiteralSightings.Place(firstWord: 0, wordCount: UInt32(places.wordCount))
    for index in scratch.matches.indices {
      let (id, range) = (scratch.matches[index].id, scratch.matches[index].range)
      if rules.isLiteral(id) {
        found.literals.insert(id, at: somewhere)
      } else if rules.isWord(id), rules.phrases.isAnchor(id) {
        let match = text.placed(id, range, places)
        if match.isWhole { anchors.append(match) }
      }
    }
    anchors.sort(by: SortedWords.isOrdered)
    for literal in scratch.literals { found.literals.insert(literal, at: somewhere) }
  }

  mutating func findPhrasesInWhole(deferred: Bool) {
    let table = rules.phrases
    for index in anchors.indices {
      let word = anchors[index]
      table.findPhrases(around: Int(word.id), at: word, deferred: deferred, in: &self)
    }
    appendPhrases()
  }

  /// Words of phrases of a comment that is taken as a whole, those of an id among them.
  mutating func wordsOfWhole(with id: Int) -> [WordMatch] {
    if hasAllWords || idsOfWords.contains(id) { return words }
    var found: [WordMatch] = []
    swap(&found, &words)
    let (text, places) = (text, places)
    // A long text may have very many words, and only a few ids be asked for, again and again.
    if idsOfWords.count < Self.fewIDs, text.symbols.count > Self.shortText {
      idsOfWords.append(id)
      addWords(of: id, in: text, places, to: &found)
      found.sort(by: SortedWords.isOrdered)
    } else {
      hasAllWords = true
      found.removeAll(keepingCapacity: true)
      addWords(in: text, places, to: &found)
    }
    swap(&found, &words)
    return words
  }

  private static let fewIDs = 4
  /// In symbols.
  private static let shortText = 1_000

  // MARK: Phrases

  /// A literal that was seen once is enough, unless it matters where. In the reading of a comment nothing else is looked for.
  mutating func isSettled(_ id: Int) -> Bool {
    guard rules.isLiteral(id) else { return isReading }
    return found.literals.contains(id) && (isWhole || !rules.usesOfLiteral.isPlaced(id))
  }

  /// Takes a phrase; one of a literal is just seen.
  mutating func insert(_ phrase: FoundPhrase) {
    let id = Int(phrase.match.id)
    guard rules.isLiteral(id) else { return phrases.append(phrase) }
    if isReading, !isWhole { return found.literals.insert(id, at: writtenPlace(of: phrase.match)) }
    let (first, last) = (phrase.match.firstWord, phrase.match.lastWord)
    found.literals.insert(id, at: .init(firstWord: first, wordCount: last - first + 1))
  }

  /// Moves the phrases into what was found.
  private mutating func appendPhrases() {
    if phrases.isEmpty { return }
    wholePhrases.removeAll(keepingCapacity: true)
    for index in phrases.indices { wholePhrases.append(whole(phrases[index])) }
    phrases.removeAll(keepingCapacity: true)
    found.append(phrases: wholePhrases)
  }

  /// A phrase with the bytes of any words at its ends.
  private mutating func whole(_ phrase: FoundPhrase) -> WordMatch {
    var match = phrase.match
    if phrase.beginsWithAny { match.start = extent(ofWord: Int(match.firstWord)).lowerBound }
    if phrase.endsWithAny { match.end = extent(ofWord: Int(match.lastWord)).upperBound }
    return match
  }

  /// The bytes of a word of the comment.
  private mutating func extent(ofWord place: Int) -> Range<UInt32> {
    if isWhole {
      if wordExtents.isEmpty { wordExtents = text.wordExtents() }
      return wordExtents[place]
    }
    let token = tokens[Int(placedWords[place].token)]
    return extent(ofWord: place, in: token)
  }
}
