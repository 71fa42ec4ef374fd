/// What is kept of a comment's text to know it again: two numbers, the same in every run and on every machine.
///
/// Both are made of the *letters* of the text as it was folded, with runs of a letter as one. Case, ё, invisible characters,
/// punctuation, emoji, white space, digits, links and mentions leave no trace, and a look-alike counts as the letter that
/// it looks like: those who flood vary their text in just these ways.
public struct TextFingerprint: Sendable, Hashable {
  /// A hash of all letters: equal for equal texts, and for others by chance alone (once in 2⁶⁴).
  public var text: Int64

  /// Eight samples of the text's shingles, of eight bits each (see ``Resemblance``); nil for texts too short for that.
  public var similarity: Int64?

  /// Texts of fewer letters have no fingerprint: short thanks and greetings are repeated without being a flood.
  public static let fewestLetters = 24

  /// Texts of fewer letters have no similarity: a single other word makes another text of them.
  public static let fewestLettersForSimilarity = 40

  /// Takes over its parts.
  public init(text: Int64, similarity: Int64?) {
    self.text = text
    self.similarity = similarity
  }
}
