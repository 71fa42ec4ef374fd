internal import TextFolding

/// Finds the tokens among which letters may stand in a row, «х у й», and folds those together; the others mean what they mean
/// by themselves.
///
/// A row can neither begin in a token with words but no letter by itself nor reach beyond one, so between two such tokens the
/// text folds as it does within the comment.
enum LetterRows {
  /// So many letters may be a word.
  static let fewestLetters = 3

  /// A stretch between white space of tokens that were folded together.
  struct Piece {
    /// Its bytes in the comment.
    var range: Range<Int>
    var text: FoldedText
  }

  /// The runs of tokens that must be folded together, as ranges of indices.
  static func runs(_ tokens: [TokenMemo.Knowledge]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    var letters = 0
    for index in 0...tokens.count {
      let hasLetter = index < tokens.count && tokens[index].has(TokenMemo.Knowledge.hasLoneLetter)
      if hasLetter {
        letters += 1
        start = start ?? index
      } else if index == tokens.count || tokens[index].words > 0 {
        if let first = start, letters >= fewestLetters { runs.append(first..<index) }
        start = nil
        letters = 0
      }
    }
    return runs
  }

  /// The pieces of a folded run whose bytes begin at an offset in the comment; nil if line breaks were not folded one by one,
  /// so that sentences could not be counted by bytes, or if the run cannot be folded by itself.
  static func pieces(of run: FoldedText, _ bytes: Span<UInt8>, at offset: Int) -> [Piece]? {
    if run.leansOnNeighbours { return nil }
    var breaks = 0
    for index in bytes.indices where (0x0A...0x0D).contains(bytes[index]) { breaks += 1 }
    if breaks != run.symbols.count(where: { $0 == Symbol.lineBreak }) { return nil }
    var pieces: [Piece] = []
    var index = 0
    while index < run.symbols.count {
      if isBlank(run.symbols[index]) {
        index += 1
        continue
      }
      let first = index
      while index < run.symbols.count, !isBlank(run.symbols[index]) { index += 1 }
      let start = run.starts[first]
      let starts = run.starts[first...index].map { $0 - start }
      pieces.append(
        Piece(
          range: offset + Int(start)..<offset + Int(run.starts[index]),
          text: FoldedText(symbols: Array(run.symbols[first..<index]), starts: starts)))
    }
    return pieces
  }

  private static func isBlank(_ symbol: UInt8) -> Bool { symbol == Symbol.space || symbol == Symbol.lineBreak }
}
