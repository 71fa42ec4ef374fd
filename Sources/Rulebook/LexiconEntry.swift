/// A named set of prefixes, endings or other parts of words (`classes.tsv`), used in patterns as `<name>`.
public struct AffixClass: Sendable, Equatable {
  /// The name, as written between `<` and `>`.
  public var name: String
  /// The forms it stands for; the empty one (`~`) is an empty sequence.
  public var members: [PatternSyntax]
  /// Where the name stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(name: String, members: [PatternSyntax], location: SourceLocation) {
    self.name = name
    self.members = members
    self.location = location
  }
}

/// One line of a lexicon: a word or phrase in all its forms.
public struct LexiconEntry: Sendable, Equatable {
  /// How far the entry is looked for behind disguises.
  public enum Disguise: String, Sendable, CaseIterable {
    /// Letters as they are, but for repeated ones.
    case none
    /// Look-alike letters and digits inside a Cyrillic word too.
    case letters
    /// Also signs between the letters («х-у-й», «ху🔥й»).
    case full
  }

  /// The stable rule id, such as `profanity.hui`; unique in the rulebook.
  public var id: String
  /// What a match stands for.
  public var meaning: Meaning
  /// The forms of the word or phrase; at least one.
  public var patterns: [PatternSyntax]
  /// Patterns of whole words or phrases in which the entry is not meant.
  public var exceptions: [PatternSyntax]
  /// How far it is looked for behind disguises.
  public var disguise: Disguise
  /// Whether Latin spellings are looked for too: transliteration, look-alikes, the wrong keyboard layout.
  public var latin: Bool
  /// Texts in which the entry must be found.
  public var matching: [Example]
  /// Texts in which the entry must not be found.
  public var notMatching: [Example]
  /// Where the id stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(
    id: String, meaning: Meaning, patterns: [PatternSyntax], exceptions: [PatternSyntax] = [],
    disguise: Disguise = .letters, latin: Bool = false,
    matching: [Example] = [], notMatching: [Example] = [], location: SourceLocation
  ) {
    self.id = id
    self.meaning = meaning
    self.patterns = patterns
    self.exceptions = exceptions
    self.disguise = disguise
    self.latin = latin
    self.matching = matching
    self.notMatching = notMatching
    self.location = location
  }
}

/// An example text of a rule.
public struct Example: Sendable, Equatable {
  /// The text, unescaped.
  public var text: String
  /// Where the text begins; for a quoted one, its opening quote.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(text: String, location: SourceLocation) {
    self.text = text
    self.location = location
  }
}

/// A pattern as it was written: the text and its parsed form.
public struct PatternSyntax: Sendable, Equatable {
  /// One part of a pattern.
  public enum Node: Sendable, Equatable {
    /// A letter, digit or escaped sign.
    case character(Character)
    case sequence([Node])
    /// `(a|b)`, `[ab]`, `x?` (with an empty sequence).
    case choice([Node])
    /// `<name>`.
    case affixes(String)
    /// `*`: any letters, also none.
    case anyLetters
    /// `#`: one or more masking signs.
    case mask
    /// `_`: what stands between two words.
    case gap
  }

  /// As it was written.
  public var text: String
  /// What it means.
  public var node: Node
  /// Where its first character stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(text: String, node: Node, location: SourceLocation) {
    self.text = text
    self.node = node
    self.location = location
  }
}
