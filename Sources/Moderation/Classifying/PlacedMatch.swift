internal import PatternScanning

/// A match of a rule, with its place among the words and sentences of the comment.
struct PlacedMatch: Sendable {
  private let place: WordMatch
  /// Of a match of several stretches, where these stand in ``MatchTable/stretches(of:)``.
  let parts: Range<Int32>
  /// Whether a guard lowered it to `probable`.
  var isLowered = false

  /// A match whose id is that of its rule. One of several stretches has the bytes from the first to the last that belong to it.
  init(_ match: WordMatch, parts: Range<Int32> = 0..<0) {
    place = match
    self.parts = parts
  }

  var rule: Int { Int(place.id) }
  /// In bytes.
  var start: Int { Int(place.start) }
  var end: Int { Int(place.end) }
  var range: Range<Int> { start..<end }
  /// The numbers of its first and last word, and of the sentence in which it begins.
  var firstWord: Int { Int(place.firstWord) }
  var lastWord: Int { Int(place.lastWord) }
  var sentence: Int { Int(place.sentence) }

  /// The order of places.
  static func isOrdered(_ first: PlacedMatch, _ second: PlacedMatch) -> Bool {
    (first.place.start, first.place.end, first.place.id) < (second.place.start, second.place.end, second.place.id)
  }
}
