public import Rulebook

/// A comment with all that was found in it and decided about it.
public struct JudgedComment: Sendable, Equatable {
  /// The record's own id, or its number.
  public var id: String
  /// The text as it came: UTF-8, or what was meant to be.
  public var text: [UInt8]
  /// Who wrote it.
  public var author: String?
  /// Seconds since 1970-01-01 UTC.
  public var date: Int64?
  /// The page, group, channel or wall.
  public var page: String?
  /// `vk`, `ok`, `telegram`.
  public var platform: String?
  /// What was found, in the order of the first spans.
  public var findings: [Found]
  /// What is decided.
  public var decision: DecisionKind
  /// The clauses behind it, in the order of the act.
  public var clauses: [Cited]

  /// A comment with its verdict.
  public init(
    id: String, text: [UInt8], author: String? = nil, date: Int64? = nil, page: String? = nil,
    platform: String? = nil, findings: [Found] = [], decision: DecisionKind = DecisionKind(), clauses: [Cited] = []
  ) {
    self.id = id
    self.text = text
    self.author = author
    self.date = date
    self.page = page
    self.platform = platform
    self.findings = findings
    self.decision = decision
    self.clauses = clauses
  }

  /// One thing found in a comment.
  public struct Found: Sendable, Equatable {
    /// What it is.
    public var label: Label
    /// How sure its rule is.
    public var tier: Tier
    /// The id of the rule.
    public var rule: String
    /// Whom it is aimed at.
    public var target: Target?
    /// What a threat endangers.
    public var object: ThreatObject?
    /// Half-open byte ranges into the text. Those that reach beyond it, or cut a character, are brought to its bounds.
    public var spans: [Range<Int>]

    /// A finding of its parts.
    public init(
      label: Label, tier: Tier, rule: String, target: Target? = nil, object: ThreatObject? = nil, spans: [Range<Int>]
    ) {
      self.label = label
      self.tier = tier
      self.rule = rule
      self.target = target
      self.object = object
      self.spans = spans
    }
  }

  /// A clause that applies to a comment.
  public struct Cited: Sendable, Equatable {
    /// The citation, such as «прил. 1, п. 8».
    public var cite: String
    /// What it orders here; empty where it only asks for a review.
    public var orders: [Policy.Order]
    /// The labels of the findings that fall under it.
    public var labels: [Label]

    /// A clause of its parts.
    public init(cite: String, orders: [Policy.Order], labels: [Label]) {
      self.cite = cite
      self.orders = orders
      self.labels = labels
    }
  }
}

/// What is decided about a comment, without the reasons.
public struct DecisionKind: Sendable, Hashable {
  /// What is ordered or allowed, in the order `delete`, `blacklist`, `no_reply`.
  public var actions: [Policy.Action]
  /// Whether a person should look.
  public var review: Bool

  /// A decision; nothing by default: the comment stays.
  public init(actions: some Sequence<Policy.Action> = [], review: Bool = false) {
    // There are three, which a set would only make slower.
    let actions = Array(actions)
    self.actions = Policy.Action.allCases.filter(actions.contains)
    self.review = review
  }

  /// The strongest of what it says.
  public var outcome: Outcome { Outcome(actions: actions, review: review) }
}

/// What changed against an earlier run, other rules or another policy.
public struct DecisionComparison: Sendable, Equatable {
  /// What was compared with, as it is to be shown: the path of an earlier output or of rules, the id of a policy.
  public var against: String
  /// The ruleset of the earlier verdicts; empty where it is not known.
  public var oldRuleset: String
  /// The id of the policy of the earlier verdicts; empty where it is not known.
  public var oldPolicy: String
  /// Comments that have a verdict on both sides.
  public var compared: Int
  /// Comments whose decision changed.
  public var changed: Int
  /// Comments that were judged only before: the archive does not hold them any more, or not readably.
  public var onlyBefore: Int
  /// Comments that were judged only now.
  public var onlyNow: Int
  /// The part of `compared` that may change, in percent, as it was asked for (`--limit-change 5%`); nil: any.
  public var limit: Double?
  /// How many comments changed from what to what; the most frequent first.
  public var transitions: [Transition]
  /// The rules behind the changes; those behind most first.
  public var rules: [RuleChange]
  /// Some of the comments that changed.
  public var samples: [ChangedComment]

  /// A comparison of its parts.
  public init(
    against: String, oldRuleset: String = "", oldPolicy: String = "", compared: Int, changed: Int,
    onlyBefore: Int = 0, onlyNow: Int = 0, limit: Double? = nil, transitions: [Transition] = [],
    rules: [RuleChange] = [], samples: [ChangedComment] = []
  ) {
    self.against = against
    self.oldRuleset = oldRuleset
    self.oldPolicy = oldPolicy
    self.compared = compared
    self.changed = changed
    self.onlyBefore = onlyBefore
    self.onlyNow = onlyNow
    self.limit = limit
    self.transitions = transitions
    self.rules = rules
    self.samples = samples
  }

  /// Comments that went from one decision to another.
  public struct Transition: Sendable, Equatable {
    /// What was decided before.
    public var from: DecisionKind
    /// What is decided now.
    public var to: DecisionKind
    /// How many comments.
    public var comments: Int

    /// A transition of its parts.
    public init(from: DecisionKind, to: DecisionKind, comments: Int) {
      self.from = from
      self.to = to
      self.comments = comments
    }
  }

  /// A rule behind changed decisions.
  public struct RuleChange: Sendable, Equatable {
    /// The id of the rule.
    public var id: String
    /// What it finds; nil where that is not known any more.
    public var label: Label?
    /// Changed comments in which it fires now and did not before.
    public var gained: Int
    /// Changed comments in which it fired before and does not now.
    public var lost: Int

    /// A change of its parts.
    public init(id: String, label: Label?, gained: Int, lost: Int) {
      self.id = id
      self.label = label
      self.gained = gained
      self.lost = lost
    }
  }

  /// A comment whose decision changed.
  public struct ChangedComment: Sendable, Equatable {
    /// What was decided before.
    public var from: DecisionKind
    /// The rules that fired before and do not now.
    public var rulesBefore: [String]
    /// The comment as it is judged now.
    public var comment: JudgedComment

    /// A changed comment of its parts.
    public init(from: DecisionKind, rulesBefore: [String] = [], comment: JudgedComment) {
      self.from = from
      self.rulesBefore = rulesBefore
      self.comment = comment
    }
  }
}
