/// The pieces in which a long text is judged, so that time and memory grow with its length and no faster.
///
/// Hardly a comment is longer than one piece (Telegram allows 4,096 characters), so this is for what is no comment, or is
/// written to be expensive. Pieces overlap: what stands across a cut stands whole in one of them.
enum TextPieces {
  /// The bytes of the longest piece: 4,096 letters of Cyrillic.
  static let longest = 8 << 10
  /// The least number of bytes that two pieces share.
  static let overlap = 512

  /// The pieces of a text in UTF-8, ascending half-open ranges of bytes. A text of up to ``longest`` bytes is one piece.
  static func ranges(of bytes: Span<UInt8>) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while bytes.count - start > longest {
      let end = cut(bytes, in: start + longest / 2..<start + longest)
      ranges.append(start..<end)
      start = cut(bytes, in: end - 2 * overlap..<end - overlap)
    }
    ranges.append(start..<bytes.count)
    return ranges
  }

  /// The last place in a range that is best to cut at: behind a blank, else before a character, else the range's end.
  private static func cut(_ bytes: Span<UInt8>, in range: Range<Int>) -> Int {
    for index in range.reversed() where bytes[index] <= 0x20 { return index + 1 }
    // A character of UTF-8 has at most three bytes behind its first.
    for index in stride(from: range.upperBound, to: range.upperBound - 4, by: -1) where bytes[index] & 0xC0 != 0x80 {
      return index
    }
    return range.upperBound
  }
}
