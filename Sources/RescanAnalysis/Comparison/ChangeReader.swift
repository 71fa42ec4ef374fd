package import RescanReport
internal import Rulebook
internal import SQLiteDatabase

/// A comment whose decision changed.
package struct DecisionChange: Sendable, Equatable {
  /// Its number in the ledger.
  package var number: Int64
  /// The name of its input.
  package var input: String
  /// The comment, as it is judged now.
  package var comment: JudgedComment
  var idIsNumber: Bool
  /// What was decided before.
  package var from: DecisionKind
  /// The clauses that applied before.
  package var citesBefore: [String]
  /// The rules that find something now and did not before, and those that did before and do not now.
  package var rulesGained: [String]
  package var rulesLost: [String]
  /// The labels of these rules, where they are known.
  var labels: [String: Label]
}

/// Goes through the comments that changed, in their order.
package final class ChangeReader {
  private let rows: SQLiteStatement
  private let comments: StoredComments
  private let inputs: [String]

  init(_ connection: SQLiteConnection, inputs: [String]) throws(AnalysisError) {
    rows = try inDatabase { () throws(SQLiteError) in
      try connection.prepare("SELECT seq, old, verdict FROM change ORDER BY seq")
    }
    comments = try StoredComments(connection)
    self.inputs = inputs
  }

  /// The next one; nil at the end.
  package func next() throws(AnalysisError) -> DecisionChange? {
    guard try inDatabase(rows.step) else { return nil }
    let number = rows.int64(at: 0) ?? 0
    guard let comment = try comments.comment(number) else { throw .badVerdict(comment: number) }
    let old = try rows.bytes(at: 2).map { (bytes) throws(AnalysisError) in try VerdictLine(bytes, ofComment: number) }
    let (before, now) = (old?.rules ?? [], comment.line?.rules ?? [])
    var labels: [String: Label] = [:]
    for found in (old?.findings ?? []) + (comment.line?.findings ?? []) { labels[found.rule] = found.label }
    var cites: [String] = []
    for clause in old?.clauses ?? [] where !cites.contains(clause.cite) { cites.append(clause.cite) }
    return DecisionChange(
      number: number, input: inputs.indices.contains(comment.input - 1) ? inputs[comment.input - 1] : "",
      comment: comment.judged, idIsNumber: comment.idIsNumber, from: DecisionKind(bits: rows.int64(at: 1) ?? 0),
      citesBefore: cites, rulesGained: now.filter { !before.contains($0) },
      rulesLost: before.filter { !now.contains($0) }, labels: labels)
  }
}

extension DecisionChange {
  /// A line of `changes.jsonl`, with its line feed (docs/rescan.md).
  package var jsonLine: [UInt8] {
    var cites: [String] = []
    for clause in comment.clauses where !cites.contains(clause.cite) { cites.append(clause.cite) }
    var rules = JSONLine()
    rules.add("gained", rulesGained)
    rules.add("lost", rulesLost)
    var clauses = JSONLine()
    clauses.add("before", citesBefore)
    clauses.add("now", cites)
    var line = JSONLine()
    line.add("v", 1)
    line.add(id: comment.id, isNumber: idIsNumber)
    line.add("from", from)
    line.add("to", comment.decision)
    line.add("rules", rules)
    line.add("clauses", clauses)
    line.add("author", comment.author)
    line.add("date", date: comment.date)
    line.add("page", comment.page)
    line.add("platform", comment.platform)
    line.add("input", input)
    line.add("text", comment.text.isEmpty ? nil : String(decoding: comment.text, as: UTF8.self))
    return line.finished()
  }

  /// The comment for the report.
  var changedComment: DecisionComparison.ChangedComment {
    DecisionComparison.ChangedComment(from: from, rulesBefore: rulesLost, comment: comment)
  }
}

/// The rules behind changes.
struct RuleChanges {
  private var changes: [String: DecisionComparison.RuleChange] = [:]

  mutating func add(_ change: DecisionChange) {
    for rule in change.rulesGained { self[rule, change].gained += 1 }
    for rule in change.rulesLost { self[rule, change].lost += 1 }
  }

  private subscript(rule: String, change: DecisionChange) -> DecisionComparison.RuleChange {
    get { changes[rule] ?? .init(id: rule, label: change.labels[rule], gained: 0, lost: 0) }
    set { changes[rule] = newValue }
  }

  /// Those behind most changes first.
  func sorted(most: Int) -> [DecisionComparison.RuleChange] {
    let sorted = changes.values.sorted { left, right in
      let (first, second) = (left.gained + left.lost, right.gained + right.lost)
      return first != second ? first > second : left.id < right.id
    }
    return Array(sorted.prefix(most))
  }
}
