package import RescanReport
package import SQLiteDatabase

/// Messages that were repeated, word for word once folded, or nearly so, by one author or many: evidence for spam, which
/// changes no verdict. Found when this is made, and kept in temporary tables; used by one thread.
package final class Floods {
  /// How many there are.
  package let count: Int
  private let connection: SQLiteConnection
  private let inputs: [String]

  /// A message is a flood if at least so many comments hold it.
  package static let fewestComments = 5

  /// Finds the floods in a complete ledger.
  ///
  /// - Parameters:
  ///   - connection: the ledger; temporary tables are made in it.
  ///   - fewest: from how many comments on a message is a flood.
  /// - Throws: What the database says.
  package init(of connection: SQLiteConnection, fewest: Int = fewestComments) throws(AnalysisError) {
    self.connection = connection
    (count, inputs) = try inDatabase { () throws(SQLiteError) in
      try connection.prepareForAnalysis()
      try connection.transaction(.deferred) { () throws(SQLiteError) in
        try FloodGroups(connection).make()
        try Self.collect(in: connection, fewest: max(fewest, 2))
      }
      return (try connection.count("SELECT count(*) FROM flood"), try connection.inputNames())
    }
  }

  private static func collect(in connection: SQLiteConnection, fewest: Int) throws(SQLiteError) {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.flood;
      DROP TABLE IF EXISTS temp.flood_comment;
      CREATE TEMP TABLE flood (leader INTEGER PRIMARY KEY, comments INTEGER NOT NULL, texts INTEGER NOT NULL, \
      first INTEGER NOT NULL);
      CREATE TEMP TABLE flood_comment (leader INTEGER, seq INTEGER, PRIMARY KEY (leader, seq)) WITHOUT ROWID;
      INSERT INTO flood SELECT leader, sum(count), count(*), min(first) FROM grouped JOIN message USING (fingerprint) \
      GROUP BY leader HAVING sum(count) >= \(fewest);
      DELETE FROM grouped WHERE leader NOT IN (SELECT leader FROM flood);
      INSERT INTO flood_comment SELECT leader, seq FROM main.comment JOIN grouped USING (fingerprint) ORDER BY 1, 2;
      DROP TABLE message;
      DROP TABLE grouped
      """)
  }

  /// The floods, one after another: those of most comments first.
  package func reader() throws(AnalysisError) -> FloodReader { try FloodReader(connection, inputs: inputs) }

  /// The floods of most comments, for the report, with so many authors and ids each.
  package func first(_ most: (floods: Int, authors: Int, ids: Int)) throws(AnalysisError) -> [Flood] {
    let reader = try reader()
    var floods: [Flood] = []
    while floods.count < most.floods, let flood = try reader.next(authors: most.authors, comments: most.ids) {
      floods.append(flood.flood)
    }
    return floods
  }

  /// What the report shows of them.
  package func shown(_ extent: SummaryBuilder.Extent = SummaryBuilder.Extent()) throws(AnalysisError) -> Shown {
    Shown(first: try first((extent.floods, extent.authorsOfFlood, extent.idsOfFlood)), count: count)
  }

  /// The floods of most comments, and how many there are.
  package struct Shown: Sendable {
    package var first: [Flood]
    package var count: Int
  }
}
