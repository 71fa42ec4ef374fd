internal import PatternScanning
internal import TextFolding

extension FoldedText {
  /// A match of a range of symbols by its place in the source.
  func placed(_ id: Int, _ range: Range<Int>, _ places: WordPlaces) -> WordMatch {
    let source = sourceRange(of: range)
    // A match may begin or end with signs, which belong to no word.
    let first = range.first { WordPlaces.isWordSymbol(symbols[$0]) }
    let last = range.last { WordPlaces.isWordSymbol(symbols[$0]) }
    let isBeside =
      range.lowerBound > 0 && WordPlaces.isWordSymbol(symbols[range.lowerBound - 1])
      || range.upperBound < symbols.count && WordPlaces.isWordSymbol(symbols[range.upperBound])
    let place = places.place(at: first ?? range.lowerBound)
    return WordMatch(
      id: Int32(id), start: UInt32(source.lowerBound), end: UInt32(source.upperBound), firstWord: place.word,
      lastWord: places.place(at: last ?? range.lowerBound).word, sentence: place.sentence,
      isWhole: first != nil && !isBeside)
  }

  /// The symbols of each word.
  func wordRanges() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < symbols.count {
      let start = index
      while index < symbols.count, WordPlaces.isWordSymbol(symbols[index]) { index += 1 }
      if index > start { ranges.append(start..<index) } else { index += 1 }
    }
    return ranges
  }

  /// The bytes of each word of the source.
  func wordExtents() -> [Range<UInt32>] {
    wordRanges().map { word in
      let source = sourceRange(of: word)
      return UInt32(source.lowerBound)..<UInt32(source.upperBound)
    }
  }
}
