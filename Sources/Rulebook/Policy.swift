/// What a municipality's act orders for which findings.
public struct Policy: Sendable, Equatable {
  /// The act behind a policy, as it is cited, in Russian.
  public struct Act: Sendable, Equatable {
    /// Who issued it.
    public var issuer: String
    /// What it is: «постановление».
    public var kind: String
    /// Its day, `YYYY-MM-DD` (ISO 8601).
    public var date: String
    /// Its number, without «№».
    public var number: String
    /// Which of its parts is meant: «Порядок», «прил. 1»; empty where none is.
    public var part: String

    /// Takes over its parts.
    public init(issuer: String, kind: String, date: String, number: String, part: String) {
      self.issuer = issuer
      self.kind = kind
      self.date = date
      self.number = number
      self.part = part
    }
  }

  /// What can be done about a comment.
  public enum Action: String, Sendable, Hashable, CaseIterable {
    case delete, blacklist
    case noReply = "no_reply"
  }

  /// Whether an action is ordered or allowed.
  public enum Force: String, Sendable, Hashable, CaseIterable { case must, may }

  /// An action, and whether it must or may be taken.
  public struct Order: Sendable, Hashable {
    /// What to do.
    public var action: Action
    /// Whether it must be done.
    public var force: Force

    /// An order to do something.
    public init(_ action: Action, _ force: Force) {
      self.action = action
      self.force = force
    }
  }

  /// What one clause of the act orders.
  public struct Clause: Sendable, Equatable {
    /// The citation, such as «прил. 1, п. 8».
    public var cite: String
    /// What the clause orders, in our words, in Russian and English.
    public var summary: Summary
    /// The labels it is about; at least one.
    public var labels: [Label]
    /// Only findings aimed at one of these; empty: whoever.
    public var targets: [Target]
    /// Only threats to one of these; empty: whatever.
    public var objects: [ThreatObject]
    /// In the order written. Empty: the clause asks a person to look (`review`).
    public var orders: [Order]
    /// Where the clause begins.
    public var location: SourceLocation

    /// Takes over its parts.
    public init(
      cite: String, summary: Summary, labels: [Label], targets: [Target], objects: [ThreatObject],
      orders: [Order], location: SourceLocation
    ) {
      self.cite = cite
      self.summary = summary
      self.labels = labels
      self.targets = targets
      self.objects = objects
      self.orders = orders
      self.location = location
    }

    /// Member by member.
  }

  /// A short text in two languages, in our own words.
  public struct Summary: Sendable, Equatable {
    /// In Russian.
    public var russian: String
    /// In English.
    public var english: String

    /// Takes over its parts.
    public init(russian: String, english: String) {
      self.russian = russian
      self.english = english
    }
  }

  /// From how many strikes on an author is proposed for the black list. A strike is a comment for which a clause orders or
  /// allows `blacklist`.
  public struct StrikeLimit: Sendable, Equatable {
    /// So many strikes of an author on a page …
    public var after: Int
    /// … within so many days of 24 hours; nil: at any time.
    public var withinDays: Int?
    /// Where it stands.
    public var location: SourceLocation

    /// Takes over its parts.
    public init(after: Int, withinDays: Int?, location: SourceLocation) {
      self.after = after
      self.withinDays = withinDays
      self.location = location
    }
  }

  /// The name by which the policy is asked for; unique in the rulebook.
  public var id: String
  /// The act it renders.
  public var act: Act
  /// The networks the act is about: `vk`, `ok`, `telegram`.
  public var platforms: [String]
  /// What the act orders about comments.
  public var summary: Summary
  /// In the order of the act; none where it moderates nothing.
  public var clauses: [Clause]
  /// Labels for which a person is asked to look though no clause names them.
  public var review: [Label]
  /// Domains and handles whose links are the administration's own.
  public var allowedLinks: [String]
  /// The citation of the clause that asks for a monthly summary; nil where none does.
  public var monthlySummary: String?
  /// When an author is proposed for the black list; nil: strikes are counted, and nobody is proposed.
  public var blacklist: StrikeLimit?
  /// Where the id stands.
  public var location: SourceLocation

  /// Takes over its parts.
  public init(
    id: String, act: Act, platforms: [String], summary: Summary, clauses: [Clause], review: [Label],
    allowedLinks: [String], blacklist: StrikeLimit? = nil, monthlySummary: String? = nil, location: SourceLocation
  ) {
    self.id = id
    self.act = act
    self.platforms = platforms
    self.summary = summary
    self.clauses = clauses
    self.review = review
    self.allowedLinks = allowedLinks
    self.blacklist = blacklist
    self.monthlySummary = monthlySummary
    self.location = location
  }
}
