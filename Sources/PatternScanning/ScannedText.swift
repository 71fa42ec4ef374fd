internal import TextFolding

/// A text as the scanner sees it: symbols, and where besides white space and signs words may begin and end.
struct ScannedText: ~Escapable {
  let symbols: Span<UInt8>
  /// True at the symbols before which signs were taken out; nil: nowhere.
  let seams: Span<Bool>?

  @_lifetime(copy symbols)
  init(_ symbols: Span<UInt8>) {
    self.symbols = symbols
    seams = nil
  }

  @_lifetime(copy symbols, copy seams)
  init(_ symbols: Span<UInt8>, seams: Span<Bool>) {
    self.symbols = symbols
    self.seams = seams
  }

  /// Whether a word may begin at an index: no letter stands before it.
  func isWordStart(_ index: Int) -> Bool {
    index == 0 || !Symbol.isLetter(symbols[index - 1]) || isSeam(index)
  }

  /// Whether a word may end before an index: no letter stands there.
  func isWordEnd(_ index: Int) -> Bool {
    index == symbols.count || !Symbol.isLetter(symbols[index]) || isSeam(index)
  }

  private func isSeam(_ index: Int) -> Bool {
    guard let seams else { return false }
    return seams[index]
  }
}
