import RescanLedger
import Rulebook
import SQLiteDatabase

/// A comment that is made up, as a ledger has it.
struct MadeComment {
  var id = "1"
  var idIsNumber = true
  var input = 1
  var author: String?
  var date: Int64?
  var page: String?
  var platform: String?
  var fingerprint: Int64?
  var similarity: Int64?
  var text: String?
  var actions: [Policy.Action] = []
  var review = false
  /// Label, tier and rule of each finding.
  var findings: [(label: Label, tier: Tier, rule: String)] = []
  /// The citations of clauses, with what they order.
  var clauses: [(cite: String, orders: String, labels: String)] = []
  /// What else judged it says.
  var old: (actions: [Policy.Action], review: Bool, rules: [String])?
  var error: String?

  /// A verdict as `sito classify` writes it, but for the spans.
  func verdict(_ actions: [Policy.Action], _ review: Bool, rules: [(label: Label, tier: Tier, rule: String)]) -> String
  {
    let labels = rules.map {
      """
      {"label":"\($0.label.rawValue)","tier":"\($0.tier.rawValue)","rule":"\($0.rule)",\
      "spans":[{"start":0,"end":2,"text":"Я\\u006F"}]}
      """
    }
    let cited = clauses.map { clause in
      let orders = clause.orders.split(separator: " ").map { $0.split(separator: "=") }
      let names = orders.map { "\"\($0[0])\"" }.joined(separator: ",")
      let forces = orders.map { "\"\($0[0])\":\"\($0[1])\"" }.joined(separator: ",")
      let labels = clause.labels.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ",")
      return "{\"cite\":\"\(clause.cite)\",\"actions\":[\(names)],\"labels\":[\(labels)],\"force\":{\(forces)}}"
    }
    return """
      {"v":1,"id":\(idIsNumber ? id : "\"\(id)\""),"labels":[\(labels.joined(separator: ","))],\
      "decision":{"policy":"p-1","actions":[\(actions.map { "\"\($0.rawValue)\"" }.joined(separator: ","))],\
      "review":\(review),"clauses":[\(cited.joined(separator: ","))]},"ruleset":"0123456789abcdef"}
      """
  }

  var verdict: String? { findings.isEmpty ? nil : verdict(actions, review, rules: findings) }

  var oldVerdict: String? {
    guard let old, !old.rules.isEmpty else { return nil }
    return verdict(old.actions, old.review, rules: old.rules.map { (.insult, .certain, $0) })
  }
}

/// A ledger in memory, of comments that are made up.
struct MadeLedger {
  let connection: SQLiteConnection

  init(_ comments: [MadeComment], inputs: [String] = ["a.jsonl"]) throws {
    connection = try SQLiteConnection(.memory)
    for statement in LedgerSchema.statements { try connection.execute(statement) }
    let input = try connection.prepare("INSERT INTO input (number, name, done) VALUES (?1, ?2, 1)")
    for (index, name) in inputs.enumerated() {
      try input.bind(index + 1, at: 1)
      try input.bind(name, at: 2)
      try input.run()
    }
    let parameters = (1...27).map { "?\($0)" }.joined(separator: ",")
    let row = try connection.prepare("INSERT INTO comment VALUES (\(parameters))")
    try connection.transaction { () throws(SQLiteError) in
      for (index, comment) in comments.enumerated() { try Self.insert(comment, index + 1, row) }
    }
  }

  private static func insert(_ comment: MadeComment, _ seq: Int, _ row: SQLiteStatement) throws(SQLiteError) {
    row.clearBindings()
    let strings = [(3, comment.id), (5, comment.author), (7, comment.page), (8, comment.platform)]
    for (place, text) in strings { try row.bind(text, at: place) }
    try row.bind(seq, at: 1)
    try row.bind(comment.input, at: 2)
    try row.bind(comment.idIsNumber ? 1 : 0, at: 4)
    try row.bind(comment.date, at: 6)
    try row.bind(comment.fingerprint, at: 9)
    try row.bind(comment.similarity, at: 10)
    try bind(comment.actions, comment.review, from: 11, row)
    try row.bind(0, at: 15)
    try row.bind(comment.verdict, at: 16)
    try row.bind(comment.text.map { Array($0.utf8) }, at: 18)
    try row.bind(comment.old == nil ? 0 : 1, at: 19)
    try bind(comment.old?.actions ?? [], comment.old?.review ?? false, from: 20, row)
    try row.bind(comment.oldVerdict, at: 24)
    try row.bind(comment.error, at: 25)
    try row.bind(comment.error.map { "\($0)!" }, at: 26)
    try row.bind(comment.error == nil ? nil : seq, at: 27)
    try row.run()
  }

  private static func bind(
    _ actions: [Policy.Action], _ review: Bool, from place: Int, _ row: SQLiteStatement
  ) throws(SQLiteError) {
    for (index, action) in Policy.Action.allCases.enumerated() {
      try row.bind(actions.contains(action) ? 1 : 0, at: place + index)
    }
    try row.bind(review ? 1 : 0, at: place + 3)
  }
}

extension Policy {
  /// A policy of the folder beside this file.
  static func made(_ name: String, file: String = #filePath) throws -> Policy {
    let folder = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
    let (rulebook, diagnostics) = Rulebook.load([try RulebookFile.read(path: "\(folder)/policies/\(name).yaml")])
    guard diagnostics.isEmpty, let policy = rulebook.policies.first else { throw NoPolicy(diagnostics: diagnostics) }
    return policy
  }

  /// What is wrong with a policy for tests.
  struct NoPolicy: Error { var diagnostics: [Diagnostic] }
}
