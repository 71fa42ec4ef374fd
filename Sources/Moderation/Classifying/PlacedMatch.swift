internal import PatternScanning
internal import Rulebook

/// A match of a rule, with its place among the words and sentences of the comment.
struct PlacedMatch: Sendable {
  var rule: Int
  /// The bytes from the first to the last that belong to it.
  var range: Range<Int>
  /// The stretches it consists of, if it is a composite match.
  var parts: [Range<Int>] = []
  /// The numbers of its first and last word, and of the sentence in which it begins.
  var firstWord: Int
  var lastWord: Int
  var sentence: Int
  /// Whether a guard lowered it to `probable`.
  var isLowered = false

  /// The order of places.
  static func isOrdered(_ first: PlacedMatch, _ second: PlacedMatch) -> Bool {
    (first.range.lowerBound, first.range.upperBound, first.rule)
      < (second.range.lowerBound, second.range.upperBound, second.rule)
  }

  /// The stretches it consists of.
  var stretches: [Range<Int>] { parts.isEmpty ? [range] : parts }
}

extension PlacedMatch {
  /// A match of a pattern.
  init(_ match: WordMatch) {
    self.init(
      rule: Int(match.id), range: Int(match.start)..<Int(match.end), firstWord: Int(match.firstWord),
      lastWord: Int(match.lastWord), sentence: Int(match.sentence))
  }
}
