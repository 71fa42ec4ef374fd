import RescanReport
import Rulebook
import SQLiteDatabase
import Testing

@testable import RescanAnalysis

struct ComparisonTests {
  private static let kinds: [DecisionKind] = [
    DecisionKind(), DecisionKind(review: true), DecisionKind(actions: [.delete, .blacklist]),
    DecisionKind(actions: [.noReply], review: true),
  ]

  private static func comment(_ id: String, _ kind: DecisionKind, rules: [String] = ["insult.a"]) -> MadeComment {
    var comment = MadeComment(id: id, idIsNumber: Int(id) != nil)
    comment.actions = kind.actions
    comment.review = kind.review
    comment.findings = rules.map { (.insult, .certain, $0) }
    return comment
  }

  /// A line of an earlier output.
  private static func line(_ comment: MadeComment, input: String? = nil) -> [UInt8] {
    var text = comment.verdict(comment.actions, comment.review, rules: comment.findings)
    if comment.error != nil {
      text = "{\"v\":1,\"id\":\"\(comment.id)\",\"error\":{\"code\":\"x\",\"message\":\"y\",\"line\":1}}"
    }
    if let input { text = "\(text.dropLast()),\"author\":null,\"input\":\"\(input)\"}" }
    return Array(text.utf8)
  }

  private static func changes(_ changes: DecisionChanges) throws -> [DecisionChange] {
    let reader = try changes.reader()
    var found: [DecisionChange] = []
    while let change = try reader.next() { found.append(change) }
    return found
  }

  // MARK: Against what else judged the same comments

  @Test func againstOtherRules() throws {
    var comments = [Self.comment("a", Self.kinds[2], rules: ["insult.new", "insult.both"]), MadeComment(id: "2")]
    comments[0].old = ([], true, ["insult.both", "insult.gone"])
    comments[0].author = "автор"
    comments[0].date = 0
    comments[0].text = "Я \"тут\""
    comments[0].clauses = [("п. 1", "delete=must blacklist=may", "insult")]
    comments[1].old = ([], false, [])
    comments += [Self.comment("3", Self.kinds[0], rules: []), Self.comment("4", Self.kinds[1])]
    comments[2].old = ([.delete], false, ["insult.gone"])
    comments[3].old = ([], true, ["insult.gone"])
    // What could not be read was not judged, and the last comment only by the new rules.
    comments += [MadeComment(id: "5", error: "bad_json"), Self.comment("6", Self.kinds[2])]
    let ledger = try MadeLedger(comments)
    let changes = try DecisionChanges(of: ledger.connection)
    #expect([changes.compared, changes.changed, changes.onlyBefore, changes.onlyNow] == [4, 2, 0, 1])
    let found = try Self.changes(changes)
    #expect(found.map(\.comment.id) == ["a", "3"])
    #expect(found.map(\.from) == [DecisionKind(review: true), DecisionKind(actions: [.delete])])
    #expect(found.map(\.rulesGained) == [["insult.new"], []])
    #expect(found.map(\.rulesLost) == [["insult.gone"], ["insult.gone"]])
    #expect(
      String(decoding: found[0].jsonLine, as: UTF8.self) == """
        {"v":1,"id":"a","from":{"actions":[],"review":true},"to":{"actions":["delete","blacklist"],"review":false},\
        "rules":{"gained":["insult.new"],"lost":["insult.gone"]},"clauses":{"before":["п. 1"],"now":["п. 1"]},\
        "author":"автор","date":"1970-01-01T00:00:00Z","input":"a.jsonl","text":"Я \\"тут\\""}

        """)
    #expect(String(decoding: found[1].jsonLine, as: UTF8.self).hasPrefix("{\"v\":1,\"id\":3,\"from\""))
    let comparison = try changes.comparison(against: ("old", "r", "p"), limit: ChangeLimit("2.5%"))
    #expect(comparison.limit == 2.5)
    #expect(comparison.samples.map(\.comment.id) == ["a", "3"])
    #expect(
      comparison.rules == [
        .init(id: "insult.gone", label: .insult, gained: 0, lost: 2),
        .init(id: "insult.new", label: .insult, gained: 1, lost: 0),
      ])
  }

  @Test func transitionsByFrequency() throws {
    let comments = (0..<200).map { index in
      var comment = Self.comment("\(index)", Self.kinds[index % 3])
      let old = Self.kinds[index % 5 % 4]
      comment.old = (old.actions, old.review, ["insult.a"])
      return comment
    }
    let comparison = try DecisionChanges(of: try MadeLedger(comments).connection).comparison(
      against: ("x", "", ""), limit: nil, most: (3, 2, 1))
    var expected: [String: Int] = [:]
    for index in 0..<200 where index % 3 != index % 5 % 4 { expected["\(index % 5 % 4) \(index % 3)", default: 0] += 1 }
    let found = comparison.transitions.map { transition in
      "\(Self.kinds.firstIndex(of: transition.from) ?? 9) \(Self.kinds.firstIndex(of: transition.to) ?? 9)"
    }
    #expect(Dictionary(uniqueKeysWithValues: zip(found, comparison.transitions.map(\.comments))) == expected)
    #expect(comparison.transitions.map(\.comments) == comparison.transitions.map(\.comments).sorted(by: >))
    #expect(comparison.changed == expected.values.reduce(0, +))
    #expect(comparison.samples.count == 6)
    #expect(Set(comparison.samples.map(\.from)) == Set(comparison.transitions.prefix(2).map(\.from)))
    #expect(comparison.rules == [])
  }

  // MARK: Against an earlier output

  /// The earlier decision of each comment by its number, nil where the comment is new; and how many are only there.
  private static func joined(
    _ now: [MadeComment], _ before: [(comment: MadeComment, input: Int)]
  ) -> (matches: [Int64: MadeComment], onlyBefore: Int) {
    // By bytes: to Swift, strings are the same that look the same.
    func key(_ input: Int, _ id: String) -> [UInt8] { Array("\(input)/\(id)".utf8) }
    var waiting: [[UInt8]: [MadeComment]] = [:]
    for (comment, input) in before { waiting[key(input, comment.id), default: []].append(comment) }
    var matches: [Int64: MadeComment] = [:]
    for (index, comment) in now.enumerated() {
      guard let first = waiting[key(comment.input, comment.id)]?.first else { continue }
      waiting[key(comment.input, comment.id)]?.removeFirst()
      matches[Int64(index + 1)] = first
    }
    var left = waiting.values.flatMap(\.self).count { $0.error == nil }
    for (number, old) in matches where now[Int(number - 1)].error != nil && old.error == nil { left += 1 }
    return (matches, left)
  }

  @Test(arguments: [1, 2, 3])
  func joinsWhatBelongsTogether(_ inputCount: Int) throws {
    var numbers = RandomNumbers(seed: UInt64(inputCount))
    let names = (1...inputCount).map { "архив \($0)" }
    for _ in 0..<40 {
      func comments(_ count: Int) -> [MadeComment] {
        // Few ids, so that some come several times.
        let comments = (0..<count).map { _ in
          var comment = Self.comment(
            ["1", "2", "10", "б", "Б", "b", "", "e\u{301}", "\u{E9}"].randomElement(using: &numbers) ?? "",
            Self.kinds.randomElement(using: &numbers) ?? Self.kinds[0], rules: ["insult.a"])
          comment.input = Int.random(in: 1...inputCount, using: &numbers)
          if Int.random(in: 0..<6, using: &numbers) == 0 {
            comment = MadeComment(id: comment.id, input: comment.input, error: "x")
          }
          return comment
        }
        return comments.sorted { $0.input < $1.input }
      }
      let (now, before) = (comments(30), comments(30))
      let ledger = try MadeLedger(now, inputs: names)
      let earlier = try EarlierVerdicts(in: ledger.connection)
      try earlier.add(lines: before.map { Self.line($0, input: inputCount > 1 ? names[$0.input - 1] : nil) })
      #expect(earlier.count == 30)
      let changes = try DecisionChanges(of: ledger.connection, against: earlier)
      let (matches, onlyBefore) = Self.joined(now, before.map { ($0, $0.input) })
      let compared = matches.filter { $0.value.error == nil && now[Int($0.key - 1)].error == nil }
      let changed = compared.filter { number, old in
        let new = now[Int(number - 1)]
        return DecisionKind(actions: old.actions, review: old.review)
          != DecisionKind(actions: new.actions, review: new.review)
      }
      #expect(changes.compared == compared.count)
      #expect(changes.onlyBefore == onlyBefore)
      #expect(changes.onlyNow == now.count { $0.error == nil } - compared.count)
      let found = try Self.changes(changes)
      #expect(found.map(\.number) == changed.keys.sorted())
      for change in found {
        let old = try #require(changed[change.number])
        #expect(change.from == DecisionKind(actions: old.actions, review: old.review))
      }
    }
  }

  @Test func anotherPlaceOfTheSameArchives() throws {
    let now = [Self.comment("1", Self.kinds[2]), MadeComment(id: "1", input: 2)]
    let ledger = try MadeLedger(now, inputs: ["/new/a", "/new/b"])
    // No name is the same: the first is the first, the third is nowhere.
    let earlier = try EarlierVerdicts(in: ledger.connection)
    for (input, kind) in [("old/a", 0), ("old/b", 1), ("old/c", 1)] {
      try earlier.add(lines: [Self.line(Self.comment("1", Self.kinds[kind]), input: input)])
    }
    let changes = try DecisionChanges(of: ledger.connection, against: earlier)
    #expect([changes.compared, changes.changed, changes.onlyBefore, changes.onlyNow] == [2, 2, 1, 0])
    // One name is the same: names decide.
    let again = try EarlierVerdicts(in: ledger.connection)
    try again.add(lines: [Self.line(Self.comment("1", Self.kinds[0]), input: "/new/b")])
    let named = try DecisionChanges(of: ledger.connection, against: again)
    #expect([named.compared, named.changed, named.onlyBefore, named.onlyNow] == [1, 0, 0, 1])
  }

  @Test func withoutInputsIdsDecide() throws {
    let now = [Self.comment("1", Self.kinds[2]), Self.comment("1", Self.kinds[1])]
    let ledger = try MadeLedger([now[0], MadeComment(id: "2", input: 2), now[1]], inputs: ["a", "b"])
    let earlier = try EarlierVerdicts(in: ledger.connection)
    try earlier.add(lines: [Self.line(now[0]), Self.line(now[0]), Self.line(now[0])])
    #expect(earlier.ruleset == "0123456789abcdef")
    #expect(earlier.policy == "p-1")
    let changes = try DecisionChanges(of: ledger.connection, against: earlier)
    #expect([changes.compared, changes.changed, changes.onlyBefore, changes.onlyNow] == [2, 1, 1, 1])
    #expect(try Self.changes(changes).map(\.number) == [3])
  }

  @Test func whatIsNoVerdict() throws {
    let ledger = try MadeLedger([])
    let good = Self.line(Self.comment("1", Self.kinds[0]))
    for bad in [
      "", "{", "[]", "{\"id\":1}", "{\"v\":1,\"id\":1,\"text\":\"comment\"}",
      String(decoding: good, as: UTF8.self) + "x",
    ] {
      let earlier = try EarlierVerdicts(in: ledger.connection)
      #expect {
        try earlier.add(lines: [good, Array(bad.utf8)])
      } throws: { error in
        guard case AnalysisError.noVerdict(line: 2, byte: _)? = error as? AnalysisError else { return false }
        return "\(error)".hasPrefix("line 2 is no verdict of sito (byte ")
      }
      // The transaction is over, so that others can begin.
      #expect(!ledger.connection.isInTransaction)
    }
  }

  @Test func aDamagedLedger() throws {
    var comment = Self.comment("1", Self.kinds[2])
    comment.old = ([], false, [])
    let ledger = try MadeLedger([comment])
    try ledger.connection.execute("UPDATE comment SET verdict = '{'")
    let reader = try DecisionChanges(of: ledger.connection).reader()
    #expect(throws: AnalysisError.badVerdict(comment: 1)) { try reader.next() }
  }
}
