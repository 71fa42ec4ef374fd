public import Rulebook

/// What the engine says of one comment: what it found, and what the policy makes of it.
public struct Verdict: Sendable, Equatable {
  /// The findings, in the order of their first spans.
  public var findings: [Finding]
  /// What the policy orders for them.
  public var decision: Decision
  /// Whether the text held bytes that are no UTF-8. It was judged all the same.
  public var hasInvalidUTF8: Bool

  /// A verdict of its parts.
  public init(findings: [Finding], decision: Decision, hasInvalidUTF8: Bool) {
    self.findings = findings
    self.decision = decision
    self.hasInvalidUTF8 = hasInvalidUTF8
  }
}

/// One thing found in a comment.
public struct Finding: Sendable, Equatable {
  /// What it is.
  public var label: Label
  /// How sure its rule is.
  public var tier: Tier
  /// The id of the rule that found it.
  public var rule: String
  /// Whom it is aimed at; nil where the text does not tell, and for labels that are aimed at nobody.
  public var target: Target?
  /// What a threat endangers; nil where the text does not tell, and for other labels.
  public var object: ThreatObject?
  /// The words behind it: half-open byte ranges into the UTF-8 that came in, ascending, not empty.
  public var spans: [Range<Int>]

  /// A finding of its parts.
  public init(label: Label, tier: Tier, rule: String, target: Target?, object: ThreatObject?, spans: [Range<Int>]) {
    self.label = label
    self.tier = tier
    self.rule = rule
    self.target = target
    self.object = object
    self.spans = spans
  }
}

/// What a policy orders for a comment.
public struct Decision: Sendable, Equatable {
  /// A clause that applies to the comment, with the labels that brought it about.
  public struct AppliedClause: Sendable, Equatable {
    /// The citation, such as «прил. 1, п. 8».
    public var cite: String
    /// What the clause orders here; empty where it only asks for review.
    public var orders: [Policy.Order]
    /// The labels of the findings that fall under it.
    public var labels: [Label]
    /// Whether the clause only asks for review here: nothing certain was found, or it orders nothing by itself.
    public var reviewOnly: Bool

    /// A clause with what brought it about.
    public init(cite: String, orders: [Policy.Order], labels: [Label], reviewOnly: Bool) {
      self.cite = cite
      self.orders = orders
      self.labels = labels
      self.reviewOnly = reviewOnly
    }
  }

  /// The id of the policy.
  public var policy: String
  /// Every action that a clause orders or allows, once each, in the order `delete`, `blacklist`, `no_reply`.
  public var actions: [Policy.Action]
  /// Whether a person should look.
  public var review: Bool
  /// Every clause that applies, in the order of the policy.
  public var clauses: [AppliedClause]

  /// Whether the comment may stay as it is: no clause orders or allows anything, and nobody needs to look.
  public var isClear: Bool { actions.isEmpty && !review }

  /// A decision of its parts.
  public init(policy: String, actions: [Policy.Action], review: Bool, clauses: [AppliedClause]) {
    self.policy = policy
    self.actions = actions
    self.review = review
    self.clauses = clauses
  }
}
