internal import RecordText
package import RescanReport
internal import Rulebook
internal import SQLiteDatabase

/// An author with strikes on a page.
package struct StruckAuthor: Sendable, Equatable {
  /// Who is meant, with the comments that are the reason. Without a limit, or without a proposal, those with the most
  /// strikes within the window.
  package var proposal: BlacklistProposal
  /// Whether the author is proposed for the black list.
  package var isProposed: Bool
  /// All strikes, within the window or not.
  package var total: Int
  /// For each comment of the evidence its input.
  package var inputs: [String]
}

/// Goes through the authors who have strikes.
package final class AuthorReader {
  private let rows: SQLiteStatement
  private let comments: StoredComments
  private let inputs: [String]

  init(_ connection: SQLiteConnection, inputs: [String]) throws(AnalysisError) {
    rows = try inDatabase { () throws(SQLiteError) in
      try connection.prepare(
        """
        SELECT author, platform, page, proposed, strikes, total, first, last, comments FROM strike_author \
        ORDER BY proposed DESC, strikes DESC, total DESC, author, platform, page
        """)
    }
    comments = try StoredComments(connection)
    self.inputs = inputs
  }

  /// The next author, with at most so many comments that are the reason; nil at the end.
  package func next(evidence most: Int = StrikeWindow.mostEvidence) throws(AnalysisError) -> StruckAuthor? {
    guard try inDatabase(rows.step) else { return nil }
    var proposal = BlacklistProposal(
      author: rows.string(at: 0) ?? "", page: rows.string(at: 2), platform: rows.string(at: 1),
      strikes: Int(rows.int64(at: 4) ?? 0), evidence: [])
    if let first = rows.int64(at: 6), let last = rows.int64(at: 7) { proposal.window = first...last }
    var names: [String] = []
    for number in (rows.string(at: 8) ?? "").split(separator: ",").prefix(most).compactMap({ Int64($0) }) {
      guard let comment = try comments.comment(number) else { continue }
      proposal.evidence.append(
        BlacklistProposal.Strike(
          comment: comment.judged.id, date: comment.judged.date, cites: comment.line?.cites(for: .blacklist) ?? [],
          text: comment.judged.text, spans: comment.judged.findings.flatMap(\.spans)))
      names.append(inputs.indices.contains(comment.input - 1) ? inputs[comment.input - 1] : "")
    }
    return StruckAuthor(
      proposal: proposal, isProposed: rows.int64(at: 3) == 1, total: Int(rows.int64(at: 5) ?? 0), inputs: names)
  }
}

extension StruckAuthor {
  /// A line of `authors.jsonl`, with its line feed (docs/rescan.md).
  package var jsonLine: [UInt8] {
    var line = JSONLine()
    line.add("v", 1)
    line.add("author", proposal.author)
    line.add("page", proposal.page)
    line.add("platform", proposal.platform)
    line.add("proposed", isProposed)
    line.add("strikes", proposal.strikes)
    line.add("total", total)
    line.add("first", date: proposal.window?.lowerBound)
    line.add("last", date: proposal.window?.upperBound)
    line.add(
      "comments",
      zip(proposal.evidence, inputs).map { strike, input in
        var object = JSONLine()
        object.add("id", strike.comment)
        object.add("input", input)
        object.add("date", date: strike.date)
        object.add("clauses", strike.cites)
        object.add("text", strike.text.isEmpty ? nil : String(decoding: strike.text, as: UTF8.self))
        return object
      })
    return line.finished()
  }

  /// The header of `authors.csv`.
  package static let csvHeader = [UInt8](
    "author,page,platform,proposed,strikes,total,first,last,comments,clauses\r\n".utf8)

  /// A row of `authors.csv`, with its line end.
  package var csvRow: [UInt8] {
    var cites: [String] = []
    for cite in proposal.evidence.flatMap(\.cites) where !cites.contains(cite) { cites.append(cite) }
    let window = proposal.window
    let fields: [String?] = [
      proposal.author, proposal.page, proposal.platform, isProposed ? "true" : "false", "\(proposal.strikes)",
      "\(total)",
      window.map { Timestamp($0.lowerBound).iso8601 }, window.map { Timestamp($0.upperBound).iso8601 },
      proposal.evidence.map(\.comment).joined(separator: "; "), cites.joined(separator: "; "),
    ]
    var row = ByteBuffer()
    for (index, field) in fields.enumerated() {
      if index > 0 { row.append(",") }
      row.append(harmlessCSVField: field ?? "")
    }
    row.append("\r\n")
    return row.bytes
  }
}
