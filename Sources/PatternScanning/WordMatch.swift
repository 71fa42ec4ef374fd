/// A match by its place in the bytes of a text and among its words.
public struct WordMatch: Sendable, Equatable, BitwiseCopyable {
  /// The id of the pattern or the phrase.
  public var id: Int32
  /// The byte offset at which it begins.
  public var start: UInt32
  /// The byte offset behind its last byte.
  public var end: UInt32
  /// The number of the first word of the text that belongs to it.
  public var firstWord: UInt32
  /// The number of the last one.
  public var lastWord: UInt32
  /// The number of the sentence in which it begins.
  public var sentence: UInt32
  /// Whether no letter or digit stands beside it, so that it can be a word of a phrase.
  public var isWhole: Bool

  /// A match of its parts.
  public init(
    id: Int32, start: UInt32, end: UInt32, firstWord: UInt32, lastWord: UInt32, sentence: UInt32, isWhole: Bool
  ) {
    self.id = id
    self.start = start
    self.end = end
    self.firstWord = firstWord
    self.lastWord = lastWord
    self.sentence = sentence
    self.isWhole = isWhole
  }

  /// The same match in a text in which so much comes before.
  public func moved(bytes: UInt32, words: UInt32, sentences: UInt32) -> WordMatch {
    WordMatch(
      id: id, start: start + bytes, end: end + bytes, firstWord: firstWord + words, lastWord: lastWord + words,
      sentence: sentence + sentences, isWhole: isWhole)
  }
}
