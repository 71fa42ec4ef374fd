package import RescanReport
internal import SQLiteDatabase

/// A flood with the comments that make it.
package struct FoundFlood: Sendable, Equatable {
  /// What the report shows of it.
  package var flood: Flood
  /// How many different texts there are, once folded.
  package var texts: Int
  /// For each of the ids its input.
  package var inputs: [String]
}

/// Goes through the floods.
package final class FloodReader {
  private let floods: SQLiteStatement
  private let totals: SQLiteStatement
  private let authors: SQLiteStatement
  private let authorCount: SQLiteStatement
  private let comments: SQLiteStatement
  private let text: SQLiteStatement
  private let inputs: [String]

  /// So many comments and authors of a flood are given.
  package static let mostComments = 1000

  init(_ connection: SQLiteConnection, inputs: [String]) throws(AnalysisError) {
    let ofFlood = "FROM flood_comment JOIN main.comment USING (seq) WHERE leader = ?1"
    let statements = try inDatabase { () throws(SQLiteError) in
      try [
        "SELECT leader, comments, texts FROM flood ORDER BY comments DESC, first",
        "SELECT min(date), max(date), sum(deletes), count(DISTINCT page) \(ofFlood)",
        "SELECT author \(ofFlood) AND author IS NOT NULL GROUP BY author ORDER BY count(*) DESC, min(seq) LIMIT ?2",
        "SELECT count(DISTINCT author) \(ofFlood)",
        "SELECT id, input \(ofFlood) ORDER BY seq LIMIT ?2",
        "SELECT text \(ofFlood) AND text IS NOT NULL ORDER BY fingerprint <> leader, seq LIMIT 1",
      ].map { (sql) throws(SQLiteError) in try connection.prepare(sql) }
    }
    (floods, totals, authors) = (statements[0], statements[1], statements[2])
    (authorCount, comments, text) = (statements[3], statements[4], statements[5])
    self.inputs = inputs
  }

  /// The next flood, with at most so many of its authors and comments; nil at the end.
  package func next(
    authors mostAuthors: Int = mostComments, comments most: Int = mostComments
  ) throws(AnalysisError) -> FoundFlood? {
    try inDatabase { () throws(SQLiteError) in
      guard try floods.step() else { return nil }
      let leader = floods.int64(at: 0) ?? 0
      let texts = Int(floods.int64(at: 2) ?? 0)
      var flood = Flood(
        text: [], isNear: texts > 1, comments: Int(floods.int64(at: 1) ?? 0), authorCount: 0, authors: [])
      try forEach(of: totals, leader) {
        if let first = totals.int64(at: 0), let last = totals.int64(at: 1) { flood.period = first...last }
        flood.deleted = Int(totals.int64(at: 2) ?? 0)
        flood.pageCount = Int(totals.int64(at: 3) ?? 0)
      }
      try forEach(of: authorCount, leader) { flood.authorCount = Int(authorCount.int64(at: 0) ?? 0) }
      try forEach(of: authors, leader, most: mostAuthors) { flood.authors.append(authors.string(at: 0) ?? "") }
      try forEach(of: text, leader) { flood.text = text.bytes(at: 0) ?? [] }
      var names: [String] = []
      try forEach(of: comments, leader, most: most) {
        flood.ids.append(comments.string(at: 0) ?? "")
        let input = Int(comments.int64(at: 1) ?? 0)
        names.append(inputs.indices.contains(input - 1) ? inputs[input - 1] : "")
      }
      return FoundFlood(flood: flood, texts: texts, inputs: names)
    }
  }

  private func forEach(
    of statement: SQLiteStatement, _ leader: Int64, most: Int? = nil, _ body: () -> Void
  ) throws(SQLiteError) {
    try statement.bind(leader, at: 1)
    if let most { try statement.bind(most, at: 2) }
    while try statement.step() { body() }
  }
}

extension FoundFlood {
  /// A line of `floods.jsonl`, with its line feed (docs/rescan.md).
  package var jsonLine: [UInt8] {
    var line = JSONLine()
    line.add("v", 1)
    line.add("text", flood.text.isEmpty ? nil : String(decoding: flood.text, as: UTF8.self))
    line.add("comments", flood.comments)
    line.add("texts", texts)
    line.add("authors", flood.authorCount)
    line.add("pages", flood.pageCount)
    line.add("deleted", flood.deleted)
    line.add("first", date: flood.period?.lowerBound)
    line.add("last", date: flood.period?.upperBound)
    line.add("by", flood.authors)
    line.add(
      "ids",
      zip(flood.ids, inputs).map { id, input in
        var object = JSONLine()
        object.add("id", id)
        object.add("input", input)
        return object
      })
    return line.finished()
  }
}
