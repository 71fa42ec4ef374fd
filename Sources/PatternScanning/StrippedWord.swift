internal import TextFolding

/// A stretch without white space, its inner signs taken out.
struct StrippedWord: Sendable {
  private(set) var symbols: [UInt8] = []
  /// Whether signs were taken out before each symbol.
  private(set) var seams: [Bool] = []
  private(set) var sourceRange = 0..<0
  private var sources: [Int] = []
  /// The number of seams before and at each symbol.
  private var seamCounts: [Int] = []

  /// Takes the stretch around an index.
  mutating func strip(_ text: Span<UInt8>, around index: Int) {
    func isBlank(_ symbol: UInt8) -> Bool { symbol == Symbol.space || symbol == Symbol.lineBreak }
    var start = index
    while start > 0, !isBlank(text[start - 1]) { start -= 1 }
    var end = index
    while end < text.count, !isBlank(text[end]) { end += 1 }
    sourceRange = start..<end
    symbols.removeAll(keepingCapacity: true)
    seams.removeAll(keepingCapacity: true)
    sources.removeAll(keepingCapacity: true)
    seamCounts.removeAll(keepingCapacity: true)
    var seamCount = 0
    var isSeam = false
    for source in start..<end {
      if (Symbol.firstInnerSign..<Symbol.drawnKha).contains(text[source]) {
        isSeam = true
      } else {
        symbols.append(text[source])
        if isSeam { seamCount += 1 }
        seams.append(isSeam)
        seamCounts.append(seamCount)
        sources.append(source)
        isSeam = false
      }
    }
  }

  /// Whether a sign was taken out between the first and the last symbol of a range.
  func hasSeam(inside range: Range<Int>) -> Bool {
    seamCounts[range.upperBound - 1] > seamCounts[range.lowerBound]
  }

  /// The range in the text for a range of symbols, which must not be empty.
  func sourceRange(of range: Range<Int>) -> Range<Int> {
    sources[range.lowerBound]..<sources[range.upperBound - 1] + 1
  }
}
