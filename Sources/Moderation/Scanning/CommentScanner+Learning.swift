internal import PatternScanning
internal import TextFolding

/// Tokens that are not known yet, and what letters in a row come to.
extension CommentScanner {
  /// Looks up a token that is too long for a key, or learns one that is new; nil if the comment must be taken as a whole.
  mutating func learn(_ index: Int, in bytes: Span<UInt8>) -> TokenMemo.Knowledge? {
    let token = bytes.extracting(Int(tokens[index].start)..<Int(tokens[index].end))
    guard token.count <= TokenMemo.longestToken else { return nil }
    let isLong = keys[index] == .none
    if isLong, let known = memo.knowledge(ofLong: token) { return known }
    let knowledge = knowledge(of: token)
    if isLong { memo.insert(knowledge, ofLong: token) } else { memo.insert(knowledge, of: keys[index]) }
    return memo.isExhausted ? nil : knowledge
  }

  /// Folds and scans a token.
  private mutating func knowledge(of token: Span<UInt8>) -> TokenMemo.Knowledge {
    folder.fold(token, into: &text)
    return study.study(text, &scratch, in: &memo)
  }

  /// Puts what letters in a row come to in the place of their tokens; yields the union of all flags, or nil if the comment must
  /// be taken as a whole.
  mutating func joinRows(_ bytes: Span<UInt8>) -> UInt64? {
    hasRows = true
    var joined: [Place] = []
    var flags: UInt64 = 0
    var next = 0
    for run in LetterRows.runs(tokens.map(\.knowledge)) {
      let range = Int(tokens[run.lowerBound].start)..<Int(tokens[run.upperBound - 1].end)
      folder.fold(bytes.extracting(range), into: &text)
      guard let pieces = LetterRows.pieces(of: text, bytes.extracting(range), at: range.lowerBound) else { return nil }
      if text.mixedScriptWords > 0 {
        found.mixedScriptWords += text.mixedScriptWords
        flags |= TokenMemo.Knowledge.hasFacts
      }
      if text.hasInvalidUTF8 { flags |= TokenMemo.Knowledge.hasInvalidUTF8 }
      joined += tokens[next..<run.lowerBound]
      for piece in pieces {
        guard let knowledge = recall(piece) else { return nil }
        joined.append(
          Place(
            start: UInt32(piece.range.lowerBound), end: UInt32(piece.range.upperBound), knowledge: knowledge))
      }
      next = run.upperBound
    }
    tokens = joined + tokens[next...]
    for token in tokens { flags |= token.knowledge.bits }
    return flags & TokenMemo.Knowledge.leansOnNeighbours == 0 && !memo.isExhausted ? flags : nil
  }

  /// Looks up or learns a piece of letters in a row; nil if it is too long.
  private mutating func recall(_ piece: LetterRows.Piece) -> TokenMemo.Knowledge? {
    guard piece.range.count <= TokenMemo.longestToken else { return nil }
    // No token begins with this byte, so it is none of theirs.
    var key: [UInt8] = [1]
    key += piece.text.symbols
    for start in piece.text.starts { key.append(UInt8(truncatingIfNeeded: start)) }
    if let known = memo.knowledge(ofLong: key.span) { return known }
    let knowledge = study.study(piece.text, &scratch, in: &memo)
    memo.insert(knowledge, ofLong: key.span)
    return knowledge
  }
}
