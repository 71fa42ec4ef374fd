public import Rulebook

/// What a re-scan of archives found, counted, as a value: all that the report shows.
///
/// Every count is of comments unless it says otherwise. Lists come in the order in which they are to be shown, and are
/// as long as they are to be shown; where there was more, a count beside them says so. The same summary gives the same
/// report, byte for byte.
public struct RescanSummary: Sendable, Equatable {
  /// The act that the comments were judged by.
  public var policy: JudgingPolicy
  /// Names the rules, as `ruleset` of a verdict does.
  public var ruleset: String
  /// The version of the program; empty where it is not to be shown.
  public var version: String
  /// How far local time is ahead of UTC, in seconds: by it dates are shown, and months counted.
  public var utcOffset: Int
  /// What was read, in its order.
  public var inputs: [InputTotals]
  /// From the first to the last date, in seconds since 1970-01-01 UTC; nil where no comment has one.
  public var period: ClosedRange<Int64>?
  /// Comments without a date.
  public var undated: Int
  /// Of all comments.
  public var totals: DecisionTotals
  /// Records that could not be read, by the reason; the most frequent first.
  public var unreadable: [UnreadableTotals]
  /// How many comments hold a finding of a label: by label and tier, in any order; none is left out but those of 0.
  public var labels: [LabelTotals]
  /// By clause, in the order of the act.
  public var clauses: [ClauseTotals]
  /// By month, in the order of time; comments without a date are not among them.
  public var months: [MonthTotals]
  /// By page, those with most deletions first.
  public var pages: Ranking
  /// By author, those with most deletions first.
  public var authors: Ranking
  /// The rules that fired most, in that order.
  public var rules: [RuleTotals]
  /// How many rules fired at all.
  public var rulesFired: Int
  /// Comments that the act orders or allows something for, for each label some.
  public var samples: [JudgedComment]
  /// Comments that a person should look at; `totals.review` counts all.
  public var reviews: [JudgedComment]
  /// Who is proposed for the black list, or has strikes; nil where none were counted: no author is known, or no clause names
  /// the black list.
  public var blacklist: BlacklistProposals?
  /// Messages that were repeated, those most often first.
  public var floods: [Flood]
  /// How many repeated messages there are in all.
  public var floodsFound: Int
  /// What changed against an earlier run, other rules or another policy; nil where nothing was compared.
  public var comparison: DecisionComparison?

  /// A summary of its parts; those with a default are absent without being given.
  public init(
    policy: JudgingPolicy, ruleset: String, version: String = "", utcOffset: Int = 0, inputs: [InputTotals] = [],
    period: ClosedRange<Int64>? = nil, undated: Int = 0, totals: DecisionTotals = DecisionTotals(),
    unreadable: [UnreadableTotals] = [], labels: [LabelTotals] = [], clauses: [ClauseTotals] = [],
    months: [MonthTotals] = [], pages: Ranking = Ranking(), authors: Ranking = Ranking(), rules: [RuleTotals] = [],
    rulesFired: Int = 0, samples: [JudgedComment] = [], reviews: [JudgedComment] = [],
    blacklist: BlacklistProposals? = nil, floods: [Flood] = [], floodsFound: Int = 0,
    comparison: DecisionComparison? = nil
  ) {
    self.policy = policy
    self.ruleset = ruleset
    self.version = version
    self.utcOffset = utcOffset
    self.inputs = inputs
    self.period = period
    self.undated = undated
    self.totals = totals
    self.unreadable = unreadable
    self.labels = labels
    self.clauses = clauses
    self.months = months
    self.pages = pages
    self.authors = authors
    self.rules = rules
    self.rulesFired = rulesFired
    self.samples = samples
    self.reviews = reviews
    self.blacklist = blacklist
    self.floods = floods
    self.floodsFound = floodsFound
    self.comparison = comparison
  }
}

/// The act that comments were judged by.
public struct JudgingPolicy: Sendable, Equatable {
  /// The id of the policy.
  public var id: String
  /// The act as it is cited; nil where only the id is known.
  public var act: Policy.Act?
  /// What the act orders, in our words.
  public var summary: Policy.Summary?
  /// The clause that asks for a monthly summary («прил. 2, п. 23»); nil where none does.
  public var monthlySummaryCite: String?

  /// A policy of its parts.
  public init(
    id: String, act: Policy.Act? = nil, summary: Policy.Summary? = nil, monthlySummaryCite: String? = nil
  ) {
    self.id = id
    self.act = act
    self.summary = summary
    self.monthlySummaryCite = monthlySummaryCite
  }
}

/// What one input held.
public struct InputTotals: Sendable, Equatable {
  /// The name as it was given.
  public var name: String
  /// Comments that were judged.
  public var comments: Int
  /// Records that could not be read.
  public var unreadable: Int

  /// Totals of one input.
  public init(name: String, comments: Int, unreadable: Int = 0) {
    self.name = name
    self.comments = comments
    self.unreadable = unreadable
  }
}

/// Records that could not be read for one reason.
public struct UnreadableTotals: Sendable, Equatable {
  /// The code of the reason, as `error.code` of a verdict.
  public var code: String
  /// What the first of them says.
  public var message: String
  /// How many.
  public var count: Int
  /// Where the first of them stands: its input and line.
  public var firstInput: String
  /// The line of the first of them; 0 where there are no lines.
  public var firstLine: Int

  /// Totals of one reason.
  public init(code: String, message: String, count: Int, firstInput: String = "", firstLine: Int = 0) {
    self.code = code
    self.message = message
    self.count = count
    self.firstInput = firstInput
    self.firstLine = firstLine
  }
}
