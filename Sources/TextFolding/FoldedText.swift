/// A text as symbols, with the way back to the bytes it came from.
public struct FoldedText: Sendable, Equatable {
  /// The symbols, see ``Symbol``.
  public internal(set) var symbols: [UInt8] = []

  /// `starts[i]` is the byte offset at which the source of `symbols[i]` begins; one more entry at the end holds the
  /// length of the source in bytes. Never descending; several symbols that came from one character share a start.
  public internal(set) var starts: [UInt32] = [0]

  /// Whether the source held bytes that are no UTF-8 (each maximal ill-formed part became one ``Symbol/otherSign``).
  public internal(set) var hasInvalidUTF8 = false

  /// Words that mix Cyrillic letters with Latin ones or with look-alikes of other scripts.
  public internal(set) var mixedScriptWords = 0

  /// Whether a letter stands by itself somewhere: three of them in a row may be one word, «х у й».
  public internal(set) var hasLoneLetter = false

  /// Whether the text may be folded otherwise as a part of a longer one even between white space: it begins with a mark that
  /// combines with what is before, or holds brackets that may draw an х if no bracket was opened before.
  public internal(set) var leansOnNeighbours = false

  /// An empty text.
  public init() {}

  /// A text of its symbols and their starts, and the length of the source behind those.
  public init(symbols: [UInt8], starts: [UInt32]) {
    self.symbols = symbols
    self.starts = starts
  }

  /// The half-open byte range in the source of a non-empty range of symbols.
  ///
  /// Characters that folding dropped (marks, invisible characters) belong to the symbol before them.
  public func sourceRange(of range: Range<Int>) -> Range<Int> {
    let start = starts[range.lowerBound]
    var end = range.upperBound
    while end < symbols.count, starts[end] == starts[range.upperBound - 1] { end += 1 }
    return Int(start)..<Int(max(starts[end], start))
  }
}
