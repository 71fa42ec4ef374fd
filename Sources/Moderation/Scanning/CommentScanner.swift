internal import PatternScanning
internal import TextFolding

/// Finds in a comment what the patterns of a rulebook describe. Holds tables and buffers; one for each thread.
///
/// There are two ways, which find the same (a test compares them). The short one looks up each token in a memory of
/// tokens, and folds and scans only those that are new. The long one folds and scans the comment as a whole; it is taken
/// where a token means something else beside its neighbours, and serves as the truth for the short one.
struct CommentScanner: ~Copyable, Sendable {
  private let rules: CompiledRules
  private var folder = TextFolder()
  private var scratch: PatternScanner.Scratch
  private var memo = TokenMemo()
  private var tokens: [Place] = []
  /// For each word of the comment, the index of its token.
  private var tokenOfWord: [Int32] = []
  /// The words of phrases of a comment that was taken as a whole.
  private var words: [WordMatch] = []
  private var wordExtents: [Range<UInt32>] = []
  private var isWhole = false
  private var indices: [Int] = []
  /// The folded comment, where it was asked for, or the last token.
  private(set) var text = FoldedText()
  private(set) var found: FoundMatches

  /// Where a token stands, and what is known of it.
  fileprivate struct Place {
    var start: UInt32
    var end: UInt32
    var knowledge: TokenMemo.Knowledge
    /// The numbers of the first word that begins in it, or behind it, and of the sentence in which it begins.
    var firstWord: UInt32 = 0
    var sentence: UInt32 = 0
  }

  /// Which way a comment is scanned.
  enum Way {
    /// By tokens, and not to the end if there is nothing that a verdict may need.
    case quick
    /// By tokens.
    case byTokens
    /// As a whole.
    case whole
  }

  init(_ rules: CompiledRules) {
    self.rules = rules
    scratch = PatternScanner.Scratch(rules.scanner)
    found = FoundMatches(literalLimit: rules.firstWordID, modelCount: rules.models.count)
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
    if way == .quick, flags & TokenMemo.Knowledge.isTrigger == 0, !aModelFinds { return false }
    gather(bytes)
    return true
  }

  /// Folds the comment as a whole, for what needs its text.
  mutating func fold(_ bytes: Span<UInt8>) { folder.fold(bytes, into: &text) }

  // MARK: By tokens

  /// Looks up or learns every token; yields the union of their flags, or nil if the comment must be taken as a whole.
  private mutating func readTokens(_ bytes: Span<UInt8>) -> UInt64? {
    tokens.removeAll(keepingCapacity: true)
    memo.makeRoom()
    var flags: UInt64 = 0
    var loneLetters = 0
    var reader = TokenReader(bytes)
    while let token = reader.next() {
      let knowledge: TokenMemo.Knowledge
      if let key = token.key {
        knowledge = memo.knowledge(of: key) ?? learn(bytes.extracting(token.range), key)
      } else {
        guard token.range.count <= TokenMemo.longestToken else { return nil }
        knowledge = recallLong(bytes.extracting(token.range))
      }
      flags |= knowledge.bits
      if knowledge.has(TokenMemo.Knowledge.hasSums) {
        for model in found.sums.indices {
          found.sums[model].add(memo.sums[knowledge.entry * found.sums.count + model])
        }
      }
      // Three letters in a row, with nothing but signs between, may be one word: «х у й».
      if knowledge.has(TokenMemo.Knowledge.hasLoneLetter) {
        loneLetters += 1
        if loneLetters >= 3 { return nil }
      } else if knowledge.words > 0 {
        loneLetters = 0
      }
      tokens.append(
        Place(
          start: UInt32(truncatingIfNeeded: token.range.lowerBound),
          end: UInt32(truncatingIfNeeded: token.range.upperBound), knowledge: knowledge))
    }
    return flags & TokenMemo.Knowledge.leansOnNeighbours == 0 ? flags : nil
  }

  private var aModelFinds: Bool {
    found.sums.indices.contains { rules.models.finds(found.sums[$0], of: $0) }
  }

  /// Finds the features in a token once more: they are seldom asked for, and too many to be remembered.
  private mutating func addFeatures(of token: Span<UInt8>, at place: Place) {
    folder.fold(token, into: &text)
    let symbols = text.symbols
    rules.scanner.scan(symbols.span, scratch: &scratch)
    for match in placedMatches().matches where match.id >= rules.models.firstFeature {
      found.features.append(place.moved(match))
    }
  }

  private mutating func recallLong(_ token: Span<UInt8>) -> TokenMemo.Knowledge {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(token.count)
    for index in token.indices { bytes.append(token[index]) }
    if let known = memo.knowledge(ofLong: bytes) { return known }
    let knowledge = study(token)
    memo.insert(knowledge, ofLong: bytes)
    return knowledge
  }

  private mutating func learn(_ token: Span<UInt8>, _ key: TokenMemo.ShortKey) -> TokenMemo.Knowledge {
    let knowledge = study(token)
    memo.insert(knowledge, of: key)
    return knowledge
  }

  /// Folds and scans a token.
  private mutating func study(_ token: Span<UInt8>) -> TokenMemo.Knowledge {
    folder.fold(token, into: &text)
    let symbols = text.symbols
    rules.scanner.scan(symbols.span, scratch: &scratch)
    let (matches, wordCount, sentences) = placedMatches()
    var flags: UInt64 = 0
    if text.mixedScriptWords > 0 || matches.contains(where: { rules.isTrigger(Int($0.id)) })
      || scratch.literals.contains(where: { rules.isTrigger($0) })
    {
      flags |= TokenMemo.Knowledge.isTrigger
    }
    if text.hasLoneLetter { flags |= TokenMemo.Knowledge.hasLoneLetter }
    // White space that does not end a token stands in it: a row of letters may go on in the tokens beside.
    let goesOn = text.hasLoneLetter && symbols.contains { $0 == Symbol.space || $0 == Symbol.lineBreak }
    if text.leansOnNeighbours || goesOn { flags |= TokenMemo.Knowledge.leansOnNeighbours }
    if text.hasInvalidUTF8 { flags |= TokenMemo.Knowledge.hasInvalidUTF8 }
    var entry = 0
    if !matches.isEmpty || !scratch.literals.isEmpty || text.mixedScriptWords > 0 {
      flags |= TokenMemo.Knowledge.hasEntry
      let features = matches.filter { $0.id >= rules.models.firstFeature }
      if !features.isEmpty { flags |= TokenMemo.Knowledge.hasSums }
      let words = matches.filter {
        $0.id >= rules.firstWordID && $0.id < rules.models.firstFeature && $0.isWhole
      }
      entry = memo.addEntry(
        matches.filter { $0.id < rules.firstWordID }, words,
        anchors: words.filter { rules.phrases.isAnchor(Int($0.id)) },
        sums: rules.models.sums(of: features), literals: scratch.literals,
        mixedScriptWords: text.mixedScriptWords)
    }
    return TokenMemo.Knowledge(flags: flags, words: wordCount, sentences: sentences, entry: entry)
  }

  /// Collects what is known of the tokens.
  private mutating func gather(_ bytes: Span<UInt8>) {
    isWhole = false
    tokenOfWord.removeAll(keepingCapacity: true)
    var words: UInt32 = 0
    var sentences: UInt32 = 0
    var end = 0
    var hasAnchors = false
    let needsFeatures = aModelFinds
    for index in tokens.indices {
      let place = tokens[index]
      for byte in end..<Int(place.start) where (0x0A...0x0D).contains(bytes[byte]) { sentences += 1 }
      tokens[index].firstWord = words
      tokens[index].sentence = sentences
      if place.knowledge.has(TokenMemo.Knowledge.hasEntry) {
        let entry = memo.entries[place.knowledge.entry]
        for match in entry.matches {
          found.append(memo.matches[Int(match)].moved(bytes: place.start, words: words, sentences: sentences))
        }
        if needsFeatures, place.knowledge.has(TokenMemo.Knowledge.hasSums) {
          addFeatures(of: bytes.extracting(Int(place.start)..<Int(place.end)), at: tokens[index])
        }
        for literal in entry.literals { found.insert(literal: Int(memo.literals[Int(literal)])) }
        found.mixedScriptWords += Int(entry.mixedScriptWords)
        if !entry.anchors.isEmpty { hasAnchors = true }
      }
      for _ in 0..<place.knowledge.words { tokenOfWord.append(Int32(index)) }
      words += UInt32(place.knowledge.words)
      sentences += UInt32(place.knowledge.sentences)
      end = Int(place.end)
    }
    found.wordCount = Int(words)
    guard hasAnchors else { return }
    var phrases: [FoundPhrase] = []
    for place in tokens where place.knowledge.has(TokenMemo.Knowledge.hasEntry) {
      for index in memo.entries[place.knowledge.entry].anchors {
        rules.phrases.forEachPhrase(around: place.moved(memo.matches[Int(index)]), in: self) { phrases.append($0) }
      }
    }
    found.append(phrases: phrases.map { whole($0, in: bytes) })
  }

  // MARK: As a whole

  private mutating func scanWhole(_ bytes: Span<UInt8>) -> Bool {
    isWhole = true
    words.removeAll(keepingCapacity: true)
    folder.fold(bytes, into: &text)
    let symbols = text.symbols
    rules.scanner.scan(symbols.span, scratch: &scratch)
    let (matches, wordCount, _) = placedMatches()
    for match in matches {
      if match.id < rules.firstWordID {
        found.append(match)
      } else if match.id >= rules.models.firstFeature {
        found.features.append(match)
      } else if match.isWhole {
        words.append(match)
      }
    }
    found.sums = rules.models.sums(of: found.features)
    for literal in scratch.literals { found.insert(literal: literal) }
    found.mixedScriptWords = text.mixedScriptWords
    found.hasInvalidUTF8 = text.hasInvalidUTF8
    found.wordCount = wordCount
    words.sort(by: SortedWords.isOrdered)
    var phrases: [FoundPhrase] = []
    for word in words where rules.phrases.isAnchor(Int(word.id)) {
      rules.phrases.forEachPhrase(around: word, in: self) { phrases.append($0) }
    }
    wordExtents.removeAll(keepingCapacity: true)
    found.append(phrases: phrases.map { whole($0, in: bytes) })
    return true
  }

  // MARK: Any words

  /// A phrase with the bytes of any words at its ends.
  private mutating func whole(_ phrase: FoundPhrase, in bytes: Span<UInt8>) -> WordMatch {
    var match = phrase.match
    if phrase.beginsWithAny { match.start = extent(ofWord: Int(match.firstWord), in: bytes).lowerBound }
    if phrase.endsWithAny { match.end = extent(ofWord: Int(match.lastWord), in: bytes).upperBound }
    return match
  }

  /// The bytes of a word of the comment.
  private mutating func extent(ofWord place: Int, in bytes: Span<UInt8>) -> Range<UInt32> {
    if isWhole {
      if wordExtents.isEmpty { wordExtents = text.wordExtents() }
      return wordExtents[place]
    }
    let token = tokens[Int(tokenOfWord[place])]
    folder.fold(bytes.extracting(Int(token.start)..<Int(token.end)), into: &text)
    let extent = text.wordExtents()[place - Int(token.firstWord)]
    return extent.lowerBound + token.start..<extent.upperBound + token.start
  }

  /// The scanner's matches with their places in the text, and how many words and sentences it has.
  private mutating func placedMatches() -> (matches: [WordMatch], words: Int, sentences: Int) {
    indices.removeAll(keepingCapacity: true)
    for match in scratch.matches { indices += text.placesNeeded(by: match.range) }
    indices.sort()
    let places = WordPlaces(text.symbols.span, at: indices)
    let matches = scratch.matches.map { text.placed($0.id, $0.range, places) }
    return (matches, places.wordCount, places.sentenceCount)
  }
}

extension CommentScanner: PhraseWords {
  var wordCount: Int { found.wordCount }

  func word(_ id: Int, beginningAt place: Int) -> WordMatch? {
    if isWhole { return SortedWords.word(id, beginningAt: UInt32(place), in: words, 0..<words.count) }
    let token = tokens[Int(tokenOfWord[place])]
    guard token.knowledge.has(TokenMemo.Knowledge.hasEntry) else { return nil }
    let range = memo.entries[token.knowledge.entry].words
    return SortedWords.word(
      id, beginningAt: UInt32(place) - token.firstWord, in: memo.matches, Int(range.lowerBound)..<Int(range.upperBound)
    ).map(token.moved)
  }

  func word(_ id: Int, endingAt place: Int) -> WordMatch? {
    if isWhole { return SortedWords.word(id, endingAt: UInt32(place), in: words, 0..<words.count) }
    let token = tokens[Int(tokenOfWord[place])]
    guard token.knowledge.has(TokenMemo.Knowledge.hasEntry) else { return nil }
    let range = memo.entries[token.knowledge.entry].words
    return SortedWords.word(
      id, endingAt: UInt32(place) - token.firstWord, in: memo.matches, Int(range.lowerBound)..<Int(range.upperBound)
    ).map(token.moved)
  }
}

extension CommentScanner.Place {
  /// A match of the token as one of the comment.
  fileprivate func moved(_ match: WordMatch) -> WordMatch {
    match.moved(bytes: start, words: firstWord, sentences: sentence)
  }
}
