internal import PatternScanning
internal import TextFolding

/// Where the words of a folded text begin and end, and its *stretches*, which are words and what stands between them in turn
/// as a regular expression sees them.
struct WordBounds: Sendable {
  /// Of word `n` the first symbol is at `2 * n`, and the one behind its last at `2 * n + 1`.
  private var bounds: [Int32] = []
  /// Where stretches begin; empty if that is where words begin and end.
  private var edges: [Int32] = []
  private var end = 0

  /// Takes another text, and its reading if words may be other ones there.
  mutating func measure(_ symbols: [UInt8], reading: [UInt8]?) {
    end = symbols.count
    Self.measure(symbols.span, &bounds) { WordPlaces.isWordSymbol($0) }
    edges.removeAll(keepingCapacity: true)
    if let reading { Self.measure(reading.span, &edges) { SymbolReading.isWordSymbol($0) } }
  }

  private static func measure(_ symbols: Span<UInt8>, _ bounds: inout [Int32], _ isWordSymbol: (UInt8) -> Bool) {
    bounds.removeAll(keepingCapacity: true)
    var isInWord = false
    for index in symbols.indices where isWordSymbol(symbols[index]) != isInWord {
      isInWord.toggle()
      bounds.append(Int32(truncatingIfNeeded: index))
    }
    if isInWord { bounds.append(Int32(truncatingIfNeeded: symbols.count)) }
  }

  /// Where a match may begin that holds a literal at a place, if it reaches over so many stretches before the literal.
  func window(around place: LiteralSightings.Place, lead: Int) -> Range<Int> {
    // The literal begins behind the word before the place, and before the word behind it.
    let first = 2 * Int(place.firstWord) - 1
    let last = 2 * (Int(place.firstWord) + Int(place.wordCount))
    let lower = edges.isEmpty ? bound(first - lead) : edge(bound(first), lead)
    let upper = last < bounds.count ? Int(bounds[last]) : end
    return lower..<max(lower, upper)
  }

  private func bound(_ index: Int) -> Int {
    index < 0 ? 0 : min(index < bounds.count ? Int(bounds[index]) : end, end)
  }

  /// The beginning of the stretch so many before a symbol.
  private func edge(_ symbol: Int, _ lead: Int) -> Int {
    // The one before that is the last that is not behind the symbol.
    let index = edges.partitioningIndex { Int($0) > symbol } - 1 - lead
    return index < 0 ? 0 : Int(edges[index])
  }
}
