/// A regular expression (PCRE2) over the folded text.
public struct RegexRule: Sendable, Equatable {
  /// The stable rule id; unique in the rulebook.
  public var id: String
  /// What a match stands for.
  public var meaning: Meaning
  /// The expression, not yet compiled or checked.
  public var regex: String
  /// Texts in which the rule must hold.
  public var matching: [Example]
  /// Texts in which it must not.
  public var notMatching: [Example]
  /// Where the id stands.
  public var location: SourceLocation
  /// Where the expression itself begins, for errors inside it.
  public var regexLocation: SourceLocation

  /// Takes over its parts.
  public init(
    id: String, meaning: Meaning, regex: String, matching: [Example] = [], notMatching: [Example] = [],
    location: SourceLocation, regexLocation: SourceLocation
  ) {
    self.id = id
    self.meaning = meaning
    self.regex = regex
    self.matching = matching
    self.notMatching = notMatching
    self.location = location
    self.regexLocation = regexLocation
  }
}

/// A rule over what others found.
public struct CompositeRule: Sendable, Equatable {
  /// The stable rule id; unique in the rulebook.
  public var id: String
  /// What the rule finds.
  public var meaning: Meaning
  /// When it holds.
  public var condition: Condition
  /// Texts in which the rule must hold.
  public var matching: [Example]
  /// Texts in which it must not.
  public var notMatching: [Example]
  /// Where the id stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(
    id: String, meaning: Meaning, condition: Condition, matching: [Example] = [], notMatching: [Example] = [],
    location: SourceLocation
  ) {
    self.id = id
    self.meaning = meaning
    self.condition = condition
    self.matching = matching
    self.notMatching = notMatching
    self.location = location
  }
}

/// Names matches by word class (`you`), rule id (`insult.idiot`), id prefix (`insult.*`) or label (`label:insult`).
public struct Selector: Sendable, Hashable {
  /// As it was written.
  public var text: String
  /// Where the id stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(_ text: String, at location: SourceLocation) {
    self.text = text
    self.location = location
  }
}

/// How far apart the parts of a `near` may stand.
public enum Reach: Sendable, Hashable {
  /// At most this many other words between neighbouring parts, within one sentence.
  case words(Int)
  case sentence
  case comment
}

/// What a composite rule asks of a comment.
public indirect enum Condition: Sendable, Equatable {
  /// At least one match of one of the selectors.
  case found([Selector])
  case allOf([Condition])
  case anyOf([Condition])
  case not(Condition)
  /// One match for each part (any of its selectors), `ordered` as listed or in any order, with no match of
  /// `without` between the first and the last.
  case near(parts: [[Selector]], reach: Reach, ordered: Bool, without: [Selector])
  /// A count over the whole comment.
  case count(Counter, Comparison, Int, at: SourceLocation)
  /// At least `atLeast` points from the conditions that hold.
  case points([Weight], atLeast: Int)

  /// What can be counted.
  public enum Counter: String, Sendable, CaseIterable {
    case letters, words, capitals, digits, emoji, links, mentions, phones, invisibles, mixed
    /// Capitals as a share of the letters, in percent.
    case capitalShare = "capital-share"
    /// Emoji as a share of the words, in percent.
    case emojiShare = "emoji-share"
  }

  /// How a count is compared.
  public enum Comparison: String, Sendable { case atLeast = ">=", atMost = "<=" }

  /// Points for a condition.
  public struct Weight: Sendable, Equatable {
    /// What must hold.
    public var condition: Condition
    /// What it counts; below zero it speaks against the rule.
    public var points: Int

    /// Takes over its parts.
    public init(condition: Condition, points: Int) {
      self.condition = condition
      self.points = points
    }
  }
}

/// Takes back, or lowers to `probable`, findings that stand in a harmless context.
public struct Guard: Sendable, Equatable {
  /// What becomes of the findings.
  public enum Effect: String, Sendable { case cancel, lower }

  /// Where the context must stand, seen from the finding.
  public enum Side: String, Sendable { case before, after, around, anywhere }

  /// The stable rule id; unique in the rulebook.
  public var id: String
  /// What becomes of the findings.
  public var effect: Effect
  /// The findings it concerns.
  public var selectors: [Selector]
  /// Where the context must stand.
  public var side: Side
  /// The context: a match of any of these.
  public var context: [Selector]
  /// With `before`, `after` and `around`.
  public var reach: Reach
  /// The guard is off when one of these stands in the same place.
  public var unless: [Selector]
  /// Texts in which the rule must hold.
  public var matching: [Example]
  /// Texts in which it must not.
  public var notMatching: [Example]
  /// Where the id stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(
    id: String, effect: Effect, selectors: [Selector], side: Side, context: [Selector], reach: Reach,
    unless: [Selector] = [], matching: [Example] = [], notMatching: [Example] = [], location: SourceLocation
  ) {
    self.id = id
    self.effect = effect
    self.selectors = selectors
    self.side = side
    self.context = context
    self.reach = reach
    self.unless = unless
    self.matching = matching
    self.notMatching = notMatching
    self.location = location
  }
}
