package import RescanReport
package import Rulebook
package import SQLiteDatabase

/// Who has strikes: authors of comments for which a clause orders or allows the black list, by page, and who of them is
/// proposed for it. Found when this is made, and kept in a temporary table; used by one thread.
///
/// Without a limit in the policy nobody is proposed, unless the policy leaves no choice: where each clause that names the
/// black list orders it, one strike is enough.
package final class AuthorStrikes {
  /// From how many strikes on an author is proposed; nil: nobody is.
  package let limit: Policy.StrikeLimit?
  private let connection: SQLiteConnection
  private let inputs: [String]

  /// Counts the strikes in a complete ledger.
  ///
  /// - Parameters:
  ///   - connection: the ledger; temporary tables are made in it.
  ///   - policy: what the comments were judged by.
  /// - Throws: What the database says.
  package init(of connection: SQLiteConnection, policy: Policy) throws(AnalysisError) {
    self.connection = connection
    let limit = policy.limitInForce
    self.limit = limit
    let names = try inDatabase { () throws(SQLiteError) in
      try connection.prepareForAnalysis()
      try Self.count(in: connection, limit)
      return try connection.inputNames()
    }
    inputs = names
  }

  private static func count(in connection: SQLiteConnection, _ limit: Policy.StrikeLimit?) throws(SQLiteError) {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.strike_author;
      CREATE TEMP TABLE strike_author (author TEXT NOT NULL, platform TEXT, page TEXT, proposed INTEGER NOT NULL, \
      strikes INTEGER NOT NULL, total INTEGER NOT NULL, first INTEGER, last INTEGER, comments TEXT NOT NULL)
      """)
    let length = limit?.withinDays.map { 86_400 * Int64($0) }
    let rows = try connection.prepare(
      """
      SELECT author, platform, page, date, seq FROM main.comment WHERE blacklists = 1 AND author IS NOT NULL \
      ORDER BY author, platform, page, date, seq
      """)
    let insertion = try connection.prepare("INSERT INTO strike_author VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
    var current: (author: String, platform: String?, page: String?)?
    var window = StrikeWindow(length: length)
    func keep() throws(SQLiteError) {
      guard let current else { return }
      try insertion.bind(current.author, at: 1)
      try insertion.bind(current.platform, at: 2)
      try insertion.bind(current.page, at: 3)
      try insertion.bind(limit.map { window.most >= $0.after } == true ? 1 : 0, at: 4)
      try insertion.bind(window.most, at: 5)
      try insertion.bind(window.total, at: 6)
      try insertion.bind(window.period?.lowerBound, at: 7)
      try insertion.bind(window.period?.upperBound, at: 8)
      try insertion.bind(window.evidence.map { "\($0.comment)" }.joined(separator: ","), at: 9)
      try insertion.run()
    }
    try connection.transaction(.deferred) { () throws(SQLiteError) in
      while try rows.step() {
        let (author, platform, page) = (rows.string(at: 0) ?? "", rows.string(at: 1), rows.string(at: 2))
        let isSame = current.map {
          $0.author.isSpelled(author) && $0.platform.isSpelled(platform) && $0.page.isSpelled(page)
        }
        if isSame != true {
          try keep()
          current = (author, platform, page)
          window = StrikeWindow(length: length)
        }
        window.add(StrikeWindow.Strike(date: rows.int64(at: 3), comment: rows.int64(at: 4) ?? 0))
      }
      try keep()
    }
  }

  /// Whether a comment in the ledger has an author at all.
  private func knowsAuthors() throws(SQLiteError) -> Bool {
    try connection.firstValue("SELECT 1 FROM main.comment WHERE author IS NOT NULL LIMIT 1") != nil
  }

  /// All who have strikes, one after another: those proposed first, then those with most strikes.
  package func reader() throws(AnalysisError) -> AuthorReader {
    try AuthorReader(connection, inputs: inputs)
  }

  /// Those proposed, for the report; without a limit those with more than one strike.
  ///
  /// - Parameter most: so many are given at most, with so many comments each.
  /// - Returns: nil where there is nothing to tell: no author is known, or none has two strikes and the policy has no limit.
  /// - Throws: What the database says, or that a verdict is damaged.
  package func proposals(most: (authors: Int, comments: Int)) throws(AnalysisError) -> BlacklistProposals? {
    guard try inDatabase(knowsAuthors) else { return nil }
    let count = try inDatabase { () throws(SQLiteError) in
      try connection.count(
        "SELECT count(*) FROM strike_author WHERE \(limit == nil ? "strikes > 1" : "proposed = 1")")
    }
    if limit == nil, count == 0 { return nil }
    var authors: [BlacklistProposal] = []
    let reader = try reader()
    while authors.count < most.authors, let author = try reader.next(evidence: most.comments),
      limit == nil ? author.proposal.strikes > 1 : author.isProposed
    {
      authors.append(author.proposal)
    }
    return BlacklistProposals(
      after: limit?.after, within: limit?.withinDays.map { 86_400 * Int64($0) }, authors: authors, count: count)
  }

  /// How many are proposed by the month of the last strike that is the reason.
  func proposalsByMonth(utcOffset: Int) throws(AnalysisError) -> [CalendarMonth: Int] {
    try inDatabase { () throws(SQLiteError) in
      let rows = try connection.prepare("SELECT last FROM strike_author WHERE proposed = 1 AND last IS NOT NULL")
      var months: [CalendarMonth: Int] = [:]
      while try rows.step() {
        if let last = rows.int64(at: 0) { months[CalendarMonth(of: last, utcOffset: utcOffset), default: 0] += 1 }
      }
      return months
    }
  }
}

extension Policy {
  /// From how many strikes on an author is proposed for the black list: what the policy says, or one where every clause
  /// that names the black list orders it; else nobody is.
  var limitInForce: StrikeLimit? {
    if let blacklist { return blacklist }
    let forces = clauses.flatMap { $0.orders.filter { $0.action == .blacklist }.map(\.force) }
    guard !forces.isEmpty, forces.allSatisfy({ $0 == .must }) else { return nil }
    return StrikeLimit(after: 1, withinDays: nil, location: location)
  }
}
