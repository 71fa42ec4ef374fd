internal import TextFolding

/// Where the words of a folded text begin and end: its *stretches*, which are words and what stands between them in turn.
struct WordBounds: Sendable {
  /// Of word `n` the first symbol is at `2 * n`, and the one behind its last at `2 * n + 1`.
  private var bounds: [Int32] = []
  private var end = 0

  /// Takes another text.
  mutating func measure(_ symbols: Span<UInt8>) {
    bounds.removeAll(keepingCapacity: true)
    end = symbols.count
    var isInWord = false
    for index in symbols.indices where WordPlaces.isWordSymbol(symbols[index]) != isInWord {
      isInWord.toggle()
      bounds.append(Int32(truncatingIfNeeded: index))
    }
    if isInWord { bounds.append(Int32(truncatingIfNeeded: end)) }
  }

  /// Where a match may begin that holds a literal at a place, if it reaches over so many stretches before the literal.
  func window(around place: LiteralSightings.Place, lead: Int) -> Range<Int> {
    // The literal begins behind the word before the place, and before the word behind it.
    let first = 2 * Int(place.firstWord) - 1 - lead
    let last = 2 * (Int(place.firstWord) + Int(place.wordCount))
    let lower = first < 0 ? 0 : min(first < bounds.count ? Int(bounds[first]) : end, end)
    let upper = last < bounds.count ? Int(bounds[last]) : end
    return lower..<max(lower, upper)
  }
}
