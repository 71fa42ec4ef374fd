import RescanReport
import Rulebook
import SQLiteDatabase
import Testing

@testable import RescanAnalysis

struct SummaryTests {
  /// An archive of every kind of decision, with and without dates, pages and authors.
  private static func archive(_ count: Int) -> [MadeComment] {
    var numbers = RandomNumbers(seed: 12)
    return (0..<count).map { index in
      var comment = MadeComment(id: "\(index)", input: index < count / 3 ? 1 : 2)
      if Int.random(in: 0..<20, using: &numbers) == 0 {
        comment.error = ["bad_json", "no_text"].randomElement(using: &numbers)
        return comment
      }
      comment.author = [nil, "а", "б", "в", "г"].randomElement(using: &numbers) ?? nil
      comment.page = [nil, "1", "2", "3"].randomElement(using: &numbers) ?? nil
      comment.platform = [nil, "vk", "ok"].randomElement(using: &numbers) ?? nil
      if Bool.random(using: &numbers) {
        comment.date = Int64.random(in: 1_700_000_000..<1_720_000_000, using: &numbers)
      }
      if Int.random(in: 0..<3, using: &numbers) == 0 { return comment }
      comment.text = "Яo \(index)"
      comment.actions = Policy.Action.allCases.filter { _ in Int.random(in: 0..<3, using: &numbers) == 0 }
      comment.review = Bool.random(using: &numbers)
      for _ in 0...Int.random(in: 0..<3, using: &numbers) {
        let label = [Label.insult, .spam, .threat].randomElement(using: &numbers) ?? .spam
        let tier = [Tier.certain, .probable].randomElement(using: &numbers) ?? .certain
        comment.findings.append((label, tier, "\(label.rawValue).\(Int.random(in: 0..<3, using: &numbers))"))
      }
      return comment
    }
  }

  /// What counting one by one gives.
  private static func totals(_ comments: some Sequence<MadeComment>) -> DecisionTotals {
    var totals = DecisionTotals()
    for comment in comments where comment.error == nil { totals.add(actions: comment.actions, review: comment.review) }
    return totals
  }

  private static func ranking(_ comments: [MadeComment], by name: (MadeComment) -> String?, most: Int) -> Ranking {
    var groups: [[String?]: [MadeComment]] = [:]
    for comment in comments where comment.error == nil && name(comment) != nil {
      groups[[name(comment), comment.platform], default: []].append(comment)
    }
    let named = groups.map { NamedTotals(name: $0.key[0] ?? "", platform: $0.key[1], totals: totals($0.value)) }
    let sorted = named.sorted { left, right in
      if left.totals.delete != right.totals.delete { return left.totals.delete > right.totals.delete }
      if left.totals.comments != right.totals.comments { return left.totals.comments > right.totals.comments }
      return (left.name, left.platform ?? "") < (right.name, right.platform ?? "")
    }
    let shown = Set(sorted.prefix(most).map { [$0.name, $0.platform] })
    return Ranking(
      first: Array(sorted.prefix(most)), count: named.count,
      others: totals(comments.filter { name($0) == nil || !shown.contains([name($0), $0.platform]) }))
  }

  @Test func countsAsCountingOneByOne() throws {
    let comments = Self.archive(800)
    let ledger = try MadeLedger(comments, inputs: ["a", "b"])
    var extent = SummaryBuilder.Extent()
    (extent.pages, extent.authors, extent.rules, extent.samplesOfLabel, extent.reviews) = (4, 3, 5, 4, 10)
    let builder = SummaryBuilder(of: ledger.connection, policy: try Policy.made("window"), extent: extent)
    let summary = try builder.summary(ruleset: "r", version: "1")
    let again = try builder.summary(ruleset: "r", version: "1")
    #expect(summary == again)
    let judged = comments.filter { $0.error == nil }

    #expect(summary.totals == Self.totals(comments))
    #expect(summary.inputs.map(\.name) == ["a", "b"])
    for (number, input) in summary.inputs.enumerated() {
      #expect(input.comments == judged.count { $0.input == number + 1 })
      #expect(input.unreadable == comments.count { $0.input == number + 1 && $0.error != nil })
    }
    #expect(summary.undated == judged.count { $0.date == nil })
    #expect(summary.period?.lowerBound == judged.compactMap(\.date).min())
    #expect(summary.period?.upperBound == judged.compactMap(\.date).max())
    #expect(summary.pages == Self.ranking(comments, by: \.page, most: 4))
    #expect(summary.authors == Self.ranking(comments, by: \.author, most: 3))

    #expect(summary.months.map(\.month) == summary.months.map(\.month).sorted())
    #expect(summary.months.reduce(0) { $0 + $1.totals.comments } == judged.count - summary.undated)
    for month in summary.months {
      let inMonth = judged.filter { $0.date.map { CalendarMonth(of: $0, utcOffset: 10_800) } == month.month }
      #expect(month.totals == Self.totals(inMonth))
      #expect(month.proposedAuthors == nil)
      for label in Label.allCases {
        #expect(month.labels[label] ?? 0 == inMonth.count { $0.findings.contains { $0.label == label } })
      }
    }
    for label in Label.allCases {
      let certain = judged.count { $0.findings.contains { $0.label == label && $0.tier == .certain } }
      let any = judged.count { $0.findings.contains { $0.label == label } }
      #expect(summary.labels.first { $0.label == label && $0.tier == .certain }?.comments ?? 0 == certain)
      #expect(summary.labels.first { $0.label == label && $0.tier == .probable }?.comments ?? 0 == any - certain)
    }
    let fired = Dictionary(grouping: judged.flatMap { Set($0.findings.map(\.rule)) }, by: \.self).mapValues(\.count)
    let rules = fired.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
    #expect(summary.rulesFired == rules.count)
    #expect(summary.rules.map(\.id) == rules.prefix(5).map(\.key))
    #expect(summary.rules.map(\.comments) == rules.prefix(5).map(\.value))
    #expect(Set(summary.rules.map(\.words)) == [["яo"]])

    let errors = Dictionary(grouping: comments.compactMap(\.error), by: \.self).mapValues(\.count)
    #expect(Dictionary(uniqueKeysWithValues: summary.unreadable.map { ($0.code, $0.count) }) == errors)
    for reason in summary.unreadable {
      let first = try #require(comments.firstIndex { $0.error == reason.code })
      #expect(reason.message == "\(reason.code)!")
      #expect(reason.firstLine == first + 1)
      #expect(reason.firstInput == ["a", "b"][comments[first].input - 1])
    }
    #expect(summary.reviews.count == 10)
    #expect(summary.reviews.allSatisfy { $0.decision.review })
    #expect(summary.samples.allSatisfy { !$0.decision.actions.isEmpty })
    for label in [Label.insult, .spam, .threat] {
      let rules = Set(summary.samples.flatMap(\.findings).filter { $0.label == label }.map(\.rule))
      #expect(rules == ["\(label.rawValue).0", "\(label.rawValue).1", "\(label.rawValue).2"])
    }
  }

  @Test func clausesInTheOrderOfTheAct() throws {
    func comment(_ clauses: [(String, String, String)]) -> MadeComment {
      MadeComment(
        findings: [(.insult, .certain, "insult.a")], clauses: clauses.map { (cite: $0.0, orders: $0.1, labels: $0.2) })
    }
    let (deletes, silence) = (("п. 1", "delete=must blacklist=may", "insult"), ("п. 2", "no_reply=must", "insult"))
    let comments = [
      comment([deletes, silence]), comment([deletes, ("п. 1", "", "threat"), ("п. 2", "", "insult")]),
      comment([("п. 1", "", "threat")]), comment([("п. 1", "", "spam")]), comment([("п. 7", "delete=must", "insult")]),
    ]
    let policy = try Policy.made("window")
    let summary = try SummaryBuilder(of: try MadeLedger(comments).connection, policy: policy).summary(ruleset: "r")
    #expect(summary.clauses.map(\.cite) == ["п. 1", "п. 1", "п. 2"])
    #expect(summary.clauses.map(\.comments) == [2, 0, 1])
    #expect(summary.clauses.map(\.reviewOnly) == [1, 2, 1])
    #expect(summary.clauses.map(\.orders) == policy.clauses.map(\.orders))
  }

  @Test func strikesFloodsAndMonths() throws {
    var comments = (0..<6).map { index in
      var comment = MadeComment(id: "\(index)", author: "а", date: 1_706_734_800 - 3 + Int64(index), page: "1")
      comment.actions = [.blacklist]
      comment.findings = [(.insult, .certain, "insult.a")]
      comment.clauses = [("п. 1", "delete=must blacklist=may", "insult")]
      comment.fingerprint = 5
      comment.text = "одно и то же"
      return comment
    }
    comments.append(MadeComment(id: "x", idIsNumber: false, date: 1_700_000_000))
    let ledger = try MadeLedger(comments)
    let policy = try Policy.made("window")
    let summary = try SummaryBuilder(of: ledger.connection, policy: policy).summary(
      ruleset: "r", strikes: try AuthorStrikes(of: ledger.connection, policy: policy))
    let floods = try Floods(of: ledger.connection).shown()
    // By Moscow time the last three strikes are of February.
    #expect(summary.months.map(\.month.month) == [11, 1, 2])
    #expect(summary.months.map(\.totals.comments) == [1, 3, 3])
    #expect(summary.months.map(\.proposedAuthors) == [0, 0, 1])
    #expect(summary.blacklist?.count == 1)
    #expect(floods.first.map(\.comments) == [6])
    #expect(floods.count == 1)
    let inUTC = SummaryBuilder(of: ledger.connection, policy: policy, offset: TimeZoneOffset(seconds: 0))
    #expect(try inUTC.summary(ruleset: "r").months.map(\.month.month) == [11, 1])
  }

  @Test func aMessageIsShownOnce() throws {
    // Each the same as another, or near it, or without a fingerprint, three times over; and one without its text.
    let kinds: [(text: String?, fingerprint: Int64?, similarity: Int64?)] = [
      ("Коротко", nil, nil), ("Одно и то же", 1, nil), ("Одно и то же!", 1, nil), ("Похоже", 2, 0),
      ("Похоже на то", 3, 0xFF_FF00), ("Другое", 4, 0xFF_FFFF), (nil, nil, nil),
    ]
    let comments = (0..<21).map { index in
      let kind = kinds[index % 7]
      var comment = MadeComment(
        id: "\(index)", fingerprint: kind.fingerprint, similarity: kind.similarity, text: kind.text)
      (comment.actions, comment.review) = ([.delete], true)
      comment.findings = [(.spam, .certain, "spam.a")]
      comment.old = ([], false, [])
      return comment
    }
    let ledger = try MadeLedger(comments)
    var extent = SummaryBuilder.Extent()
    (extent.reviews, extent.samplesOfLabel) = (10, 10)
    let summary = try SummaryBuilder(of: ledger.connection, policy: try Policy.made("always"), extent: extent).summary(
      ruleset: "r")
    let comparison = try DecisionChanges(of: ledger.connection).comparison(
      against: ("", "", ""), limit: nil, most: (10, 5, 5))
    for shown in [summary.reviews, summary.samples, comparison.samples.map(\.comment)] {
      let numbers = shown.compactMap { Int($0.id) }
      #expect(numbers == numbers.sorted())
      let kinds = numbers.map { $0 % 7 }
      #expect(kinds.count { $0 == 0 } == 1)
      #expect(kinds.count { $0 == 1 || $0 == 2 } == 1)
      #expect(kinds.count { $0 == 6 } == 3)
      // The second of three in a chain is near both others, which are strangers to each other.
      let chain = Set(kinds).intersection([3, 4, 5])
      #expect(chain == [4] || chain == [3, 5])
      #expect(kinds.count { (3...5).contains($0) } == chain.count)
    }
  }

  @Test func nothingAtAll() throws {
    let summary = try SummaryBuilder(of: try MadeLedger([]).connection, policy: try Policy.made("always")).summary(
      ruleset: "r")
    #expect(summary.totals == DecisionTotals())
    #expect(summary.period == nil)
    #expect(summary.pages == Ranking())
    #expect(summary.clauses.map(\.comments) == [0])
    #expect(summary.months == [] && summary.samples == [] && summary.unreadable == [])
  }

  @Test func aDamagedLedger() throws {
    let ledger = try MadeLedger([MadeComment(), MadeComment(findings: [(.spam, .certain, "spam.a")])])
    try ledger.connection.execute("UPDATE comment SET verdict = 'x' WHERE verdict IS NOT NULL")
    let builder = SummaryBuilder(of: ledger.connection, policy: try Policy.made("always"))
    #expect(throws: AnalysisError.badVerdict(comment: 2)) { try builder.summary(ruleset: "r") }
  }
}
