/// Who is proposed for the black list, and by which measure; without a measure, who has strikes.
public struct BlacklistProposals: Sendable, Equatable {
  /// So many strikes …; nil: the act does not say how many are too many, and nobody is proposed. Then these are the
  /// authors with more than one, for a person to look at.
  public var after: Int?
  /// … within so many seconds; nil: at any time.
  public var within: Int64?
  /// Those that are shown, with most strikes first.
  public var authors: [BlacklistProposal]
  /// How many there are in all.
  public var count: Int

  /// Proposals with their measure.
  public init(after: Int?, within: Int64?, authors: [BlacklistProposal], count: Int) {
    self.after = after
    self.within = within
    self.authors = authors
    self.count = count
  }
}

/// An author who is proposed for the black list of a page.
public struct BlacklistProposal: Sendable, Equatable {
  /// As the archive names the author.
  public var author: String
  /// The page; nil where it is not known.
  public var page: String?
  /// `vk`, `ok`, `telegram`.
  public var platform: String?
  /// How many strikes fall into the window.
  public var strikes: Int
  /// From the first to the last strike of the window, in seconds since 1970-01-01 UTC.
  public var window: ClosedRange<Int64>?
  /// The comments that are the reason, in the order of time; may be fewer than the strikes.
  public var evidence: [Strike]

  /// A proposal of its parts.
  public init(
    author: String, page: String? = nil, platform: String? = nil, strikes: Int, window: ClosedRange<Int64>? = nil,
    evidence: [Strike]
  ) {
    self.author = author
    self.page = page
    self.platform = platform
    self.strikes = strikes
    self.window = window
    self.evidence = evidence
  }

  /// A comment that counts against its author.
  public struct Strike: Sendable, Equatable {
    /// The comment's id.
    public var comment: String
    /// Seconds since 1970-01-01 UTC.
    public var date: Int64?
    /// The clauses that make it count.
    public var cites: [String]
    /// The comment's text; empty where it is not to be shown.
    public var text: [UInt8]
    /// The words behind it: half-open byte ranges into the text.
    public var spans: [Range<Int>]

    /// A strike of its parts.
    public init(comment: String, date: Int64?, cites: [String], text: [UInt8] = [], spans: [Range<Int>] = []) {
      self.comment = comment
      self.date = date
      self.cites = cites
      self.text = text
      self.spans = spans
    }
  }
}

/// A message that was repeated, word for word once folded, or nearly so.
public struct Flood: Sendable, Equatable {
  /// One of the messages.
  public var text: [UInt8]
  /// Whether they are alike but not the same.
  public var isNear: Bool
  /// How many comments.
  public var comments: Int
  /// How many authors wrote them; 0 where none is known.
  public var authorCount: Int
  /// Some of the authors, those who wrote most first.
  public var authors: [String]
  /// On how many pages; 0 where none is known.
  public var pageCount: Int
  /// From the first to the last, in seconds since 1970-01-01 UTC.
  public var period: ClosedRange<Int64>?
  /// How many of them the act orders or allows to be deleted.
  public var deleted: Int
  /// The ids of some of the comments.
  public var ids: [String]

  /// A flood of its parts.
  public init(
    text: [UInt8], isNear: Bool, comments: Int, authorCount: Int, authors: [String], pageCount: Int = 0,
    period: ClosedRange<Int64>? = nil, deleted: Int = 0, ids: [String] = []
  ) {
    self.text = text
    self.isNear = isNear
    self.comments = comments
    self.authorCount = authorCount
    self.authors = authors
    self.pageCount = pageCount
    self.period = period
    self.deleted = deleted
    self.ids = ids
  }
}
