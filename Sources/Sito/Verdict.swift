public import Rulebook

/// What the engine says of one comment: what it found, and what the policy makes of it.
public struct Verdict: Sendable, Equatable {
  /// The findings, in the order of their first spans.
  public var findings: [Finding]
  public var decision: Decision
  /// Whether the text held bytes that are no UTF-8. It was judged all the same.
  public var hasInvalidUTF8: Bool

  public init(findings: [Finding], decision: Decision, hasInvalidUTF8: Bool) {
    self.findings = findings
    self.decision = decision
    self.hasInvalidUTF8 = hasInvalidUTF8
  }
}

/// One thing found in a comment.
public struct Finding: Sendable, Equatable {
  public var label: Label
  public var tier: Tier
  /// The id of the rule that found it.
  public var rule: String
  public var target: Target?
  public var object: ThreatObject?
  /// The words behind it: half-open byte ranges into the UTF-8 that came in, ascending, not empty.
  public var spans: [Range<Int>]

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
    public var cite: String
    public var actions: [(action: Policy.Action, force: Policy.Force)]
    public var labels: [Label]
    /// Whether the clause only asks for review here (nothing certain was found, or it orders nothing by itself).
    public var reviewOnly: Bool

    public init(
      cite: String, actions: [(action: Policy.Action, force: Policy.Force)], labels: [Label], reviewOnly: Bool
    ) {
      self.cite = cite
      self.actions = actions
      self.labels = labels
      self.reviewOnly = reviewOnly
    }

    public static func == (left: AppliedClause, right: AppliedClause) -> Bool {
      left.cite == right.cite && left.labels == right.labels && left.reviewOnly == right.reviewOnly
        && left.actions.elementsEqual(right.actions, by: ==)
    }
  }

  /// The id of the policy.
  public var policy: String
  /// Every action that a clause orders or allows, once each, in the order `delete`, `blacklist`, `no_reply`.
  public var actions: [Policy.Action]
  /// Whether a person should look.
  public var review: Bool
  public var clauses: [AppliedClause]

  /// Whether the comment may stay as it is: no clause orders or allows anything, and nobody needs to look.
  public var isClear: Bool { actions.isEmpty && !review }

  public init(policy: String, actions: [Policy.Action], review: Bool, clauses: [AppliedClause]) {
    self.policy = policy
    self.actions = actions
    self.review = review
    self.clauses = clauses
  }
}
