public import Rulebook

/// What becomes of a comment, by the strongest of what its decision says: each comment has exactly one.
public enum Outcome: Int, Sendable, Hashable, CaseIterable {
  /// Deletion is ordered or allowed.
  case delete
  /// It stays, and its author may be put on the black list.
  case blacklist
  /// It stays, and gets no reply.
  case noReply
  /// It stays until a person has looked.
  case review
  /// It stays.
  case stays

  /// The outcome of a decision.
  public init(actions: some Sequence<Policy.Action>, review: Bool) {
    let actions = Set(actions)
    self =
      actions.contains(.delete)
      ? .delete
      : actions.contains(.blacklist) ? .blacklist : actions.contains(.noReply) ? .noReply : review ? .review : .stays
  }
}

/// Comments by what is decided about them.
public struct DecisionTotals: Sendable, Equatable {
  /// Comments that were judged.
  public var comments: Int
  /// For each outcome, by its raw value, the comments with it; they add up to `comments`.
  private var outcomes: [Int]
  /// Comments whose author the act orders or allows to be black-listed.
  public var blacklist: Int
  /// Comments that get no reply, deleted ones among them.
  public var noReply: Int
  /// Comments that a person should look at, whatever else is decided about them.
  public var review: Int

  /// Comments with an outcome.
  public subscript(outcome: Outcome) -> Int {
    get { outcomes[outcome.rawValue] }
    set { outcomes[outcome.rawValue] = newValue }
  }

  /// Comments that the act orders or allows to be deleted.
  public var delete: Int { self[.delete] }

  /// None.
  public init() { self.init(comments: 0, outcomes: [:], blacklist: 0, noReply: 0, review: 0) }

  /// Totals that were counted elsewhere. What `outcomes` leaves out is 0.
  public init(comments: Int, outcomes: [Outcome: Int], blacklist: Int, noReply: Int, review: Int) {
    self.comments = comments
    self.outcomes = Outcome.allCases.map { outcomes[$0] ?? 0 }
    self.blacklist = blacklist
    self.noReply = noReply
    self.review = review
  }

  /// Counts comments that are decided about alike.
  public mutating func add(actions: some Sequence<Policy.Action>, review: Bool, count: Int = 1) {
    let actions = Set(actions)
    comments += count
    self[Outcome(actions: actions, review: review)] += count
    if actions.contains(.blacklist) { blacklist += count }
    if actions.contains(.noReply) { noReply += count }
    if review { self.review += count }
  }
}

/// Comments with a label.
public struct LabelTotals: Sendable, Equatable {
  /// What was found.
  public var label: Label
  /// How sure the surest finding of the label in the comment is: a comment counts once for each label.
  public var tier: Tier
  /// How many comments.
  public var comments: Int

  /// Totals of a label.
  public init(label: Label, tier: Tier, comments: Int) {
    self.label = label
    self.tier = tier
    self.comments = comments
  }
}

/// Comments that fall under a clause.
public struct ClauseTotals: Sendable, Equatable {
  /// The citation, such as «прил. 1, п. 8».
  public var cite: String
  /// What the clause orders, in our words.
  public var summary: Policy.Summary
  /// What it orders; empty where it only asks a person to look.
  public var orders: [Policy.Order]
  /// Comments for which it orders or allows something.
  public var comments: Int
  /// Comments for which it only asks a person to look.
  public var reviewOnly: Int

  /// Totals of a clause.
  public init(cite: String, summary: Policy.Summary, orders: [Policy.Order], comments: Int, reviewOnly: Int) {
    self.cite = cite
    self.summary = summary
    self.orders = orders
    self.comments = comments
    self.reviewOnly = reviewOnly
  }
}

/// A month of the calendar, in local time.
public struct CalendarMonth: Sendable, Hashable, Comparable {
  /// The year, such as 2025.
  public let year: Int
  /// 1 … 12.
  public let month: Int

  /// A month; one outside of 1 … 12 is brought to the nearest, as is a year that takes more than twelve digits.
  public init(year: Int, month: Int) {
    self.year = min(max(year, -999_999_999_999), 999_999_999_999)
    self.month = min(max(month, 1), 12)
  }

  /// The month of a moment, in seconds since 1970-01-01 UTC, where local time is `utcOffset` seconds ahead.
  public init(of seconds: Int64, utcOffset: Int) {
    let date = CivilDate(of: seconds, utcOffset: utcOffset)
    self.init(year: date.year, month: date.month)
  }

  /// The order of time.
  public static func < (left: CalendarMonth, right: CalendarMonth) -> Bool {
    (left.year, left.month) < (right.year, right.month)
  }
}

/// What a month's work with comments came to: what the monthly summary asks for.
public struct MonthTotals: Sendable, Equatable {
  /// Which month.
  public var month: CalendarMonth
  /// What was decided.
  public var totals: DecisionTotals
  /// Authors proposed for the black list whose last strike falls into the month; nil where strikes were not counted.
  public var proposedAuthors: Int?
  /// Comments by their labels, certain or probable; those of 0 may be left out.
  public var labels: [Label: Int]

  /// Totals of a month.
  public init(month: CalendarMonth, totals: DecisionTotals, proposedAuthors: Int? = nil, labels: [Label: Int] = [:]) {
    self.month = month
    self.totals = totals
    self.proposedAuthors = proposedAuthors
    self.labels = labels
  }
}

/// The first of many pages or authors, and what the others come to.
public struct Ranking: Sendable, Equatable {
  /// Those that are shown, in their order.
  public var first: [NamedTotals]
  /// How many there are in all, the unknown one not counted.
  public var count: Int
  /// What the others come to, those whose page or author is not known among them.
  public var others: DecisionTotals

  /// None, or those given.
  public init(first: [NamedTotals] = [], count: Int = 0, others: DecisionTotals = DecisionTotals()) {
    self.first = first
    self.count = count
    self.others = others
  }
}

/// Totals of a page or an author.
public struct NamedTotals: Sendable, Equatable {
  /// As the archive names it.
  public var name: String
  /// `vk`, `ok`, `telegram`; nil where it is not known.
  public var platform: String?
  /// What was decided.
  public var totals: DecisionTotals

  /// Totals of a page or an author.
  public init(name: String, platform: String? = nil, totals: DecisionTotals) {
    self.name = name
    self.platform = platform
    self.totals = totals
  }
}

/// How often a rule fired.
public struct RuleTotals: Sendable, Equatable {
  /// The id of the rule.
  public var id: String
  /// What it finds.
  public var label: Label
  /// How sure it is.
  public var tier: Tier
  /// Comments in which it found something.
  public var comments: Int
  /// What it found most often, as written (UTF-8); may be empty.
  public var words: [String]

  /// Totals of a rule.
  public init(id: String, label: Label, tier: Tier, comments: Int, words: [String] = []) {
    self.id = id
    self.label = label
    self.tier = tier
    self.comments = comments
    self.words = words
  }
}
