internal import PatternScanning
internal import TextFolding

/// Literals in comments with letters that regular expressions take for signs, or with signs that they take for letters: there
/// words are other words for an expression than for the scanner, and others stand beside each other. So literals are looked
/// for once more, in the comment as expressions read it.
extension CommentScanner {
  /// Looks for literals in a comment that was scanned by tokens.
  ///
  /// - Returns: Whether that could be done; if not, some may have been missed.
  mutating func findLiteralsAsRead(_ bytes: Span<UInt8>) -> Bool {
    if hasRows { return false }
    let (written, wordCount) = (tokens, found.wordCount)
    let placedWords = placedWords
    writtenTokens = written
    isReading = true
    defer {
      isReading = false
      writtenTokens = []
      tokens = written
      self.placedWords = placedWords
      found.wordCount = wordCount
    }
    for index in written.indices where written[index].knowledge.has(TokenMemo.Knowledge.isOdd) {
      let range = Int(written[index].start)..<Int(written[index].end)
      guard let knowledge = knowledge(ofRead: bytes.extracting(range)) else { return false }
      tokens[index].knowledge = knowledge
    }
    numberReadWords()
    for deferred in [false, true] { findPhrases(deferred: deferred) }
    return true
  }

  /// Numbers the words of the tokens as they are read, and notes the literals in those that are odd.
  private mutating func numberReadWords() {
    placedWords.removeAll(keepingCapacity: true)
    var words: UInt32 = 0
    for index in tokens.indices {
      let (token, written) = (tokens[index].knowledge, writtenTokens[index])
      tokens[index].firstWord = words
      if written.knowledge.has(TokenMemo.Knowledge.isOdd), token.has(TokenMemo.Knowledge.hasFacts) {
        let place = LiteralSightings.Place(
          firstWord: written.firstWord, wordCount: UInt32(written.knowledge.words))
        for literal in memo.facts.header(token.facts).literals {
          found.literals.insert(memo.facts.id(at: literal), at: place)
        }
      }
      appendWords(of: token, token: index)
      words += UInt32(token.words)
    }
    found.wordCount = Int(words)
  }

  /// Looks up or learns an odd token as it is read; nil if it cannot be judged by itself.
  private mutating func knowledge(ofRead token: Span<UInt8>) -> TokenMemo.Knowledge? {
    // No token begins with this byte, so it is none of theirs.
    var key: [UInt8] = [2]
    for index in token.indices { key.append(token[index]) }
    if let known = memo.knowledge(ofLong: key.span) {
      return known.has(TokenMemo.Knowledge.leansOnNeighbours) ? nil : known
    }
    folder.fold(token, into: &text)
    let knowledge = study.study(Self.asRead(text), &scratch, in: &memo)
    memo.insert(knowledge, ofLong: key.span)
    return knowledge.has(TokenMemo.Knowledge.leansOnNeighbours) || memo.isExhausted ? nil : knowledge
  }

  /// The words of the comment in which a phrase of a literal stands that was found in its reading.
  func writtenPlace(of phrase: WordMatch) -> LiteralSightings.Place {
    let first = writtenTokens[Int(placedWords[Int(phrase.firstWord)].token)]
    let last = writtenTokens[Int(placedWords[Int(phrase.lastWord)].token)]
    return LiteralSightings.Place(
      firstWord: first.firstWord, wordCount: last.firstWord + UInt32(last.knowledge.words) - first.firstWord)
  }

  /// Looks for literals in a comment that was scanned as a whole.
  mutating func findLiteralsInWholeAsRead() {
    let (written, anchors, wordCount) = (text, anchors, found.wordCount)
    isReading = true
    readWhole(Self.asRead(written))
    scanForLiterals()
    for deferred in [false, true] { findPhrasesInWhole(deferred: deferred) }
    isReading = false
    readWhole(written)
    self.anchors = anchors
    found.wordCount = wordCount
  }

  /// A text with odd symbols as expressions take them.
  private static func asRead(_ text: FoldedText) -> FoldedText {
    let symbols = text.symbols.map { symbol in
      switch symbol {
      case Symbol.otherLetter: Symbol.otherSign
      case Symbol.drawnKha: SymbolReading.plainSymbol(of: symbol)
      default: symbol
      }
    }
    return FoldedText(symbols: symbols, starts: text.starts)
  }
}
