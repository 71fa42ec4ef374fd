import RescanReport
import Rulebook
import SQLiteDatabase
import Testing

@testable import RescanAnalysis

struct AuthorTests {
  private static let day: Int64 = 86_400

  private static func strike(
    _ id: Int, _ author: String?, day: Double?, page: String? = "стена", cite: String = "п. 1"
  ) -> MadeComment {
    var comment = MadeComment(id: "\(id)", author: author, date: day.map { Int64($0 * Double(Self.day)) }, page: page)
    comment.actions = [.delete, .blacklist]
    comment.text = "Яo"
    comment.findings = [(.insult, .certain, "insult.x")]
    comment.clauses = [(cite, "delete=must blacklist=may", "insult"), ("п. 9", "no_reply=must", "insult")]
    return comment
  }

  private static func authors(_ comments: [MadeComment], _ policy: String) throws -> [StruckAuthor] {
    let strikes = try AuthorStrikes(of: try MadeLedger(comments).connection, policy: try Policy.made(policy))
    let reader = try strikes.reader()
    var authors: [StruckAuthor] = []
    while let author = try reader.next() { authors.append(author) }
    return authors
  }

  @Test func threeWithinThirtyDays() throws {
    let comments = [
      // Three in 29 days, after one long before.
      Self.strike(1, "а", day: 0), Self.strike(2, "а", day: 100), Self.strike(3, "а", day: 110),
      Self.strike(4, "а", day: 129),
      // Three in exactly 30 days are three in more than 30.
      Self.strike(5, "б", day: 0), Self.strike(6, "б", day: 10), Self.strike(7, "б", day: 30),
      // On two pages.
      Self.strike(8, "в", day: 0), Self.strike(9, "в", day: 1), Self.strike(10, "в", day: 1, page: "другая"),
      Self.strike(11, "в", day: 1, page: nil),
      // Without dates, and without an author.
      Self.strike(12, "г", day: nil), Self.strike(13, "г", day: nil), Self.strike(14, "г", day: nil),
      Self.strike(15, nil, day: 0), Self.strike(16, nil, day: 0), Self.strike(17, nil, day: 0),
      // No strike.
      MadeComment(id: "18", author: "д", date: 0),
    ]
    let authors = try Self.authors(comments, "window")
    let lines = authors.map { author in
      let proposal = author.proposal
      let ids = proposal.evidence.map(\.comment).joined(separator: " ")
      return
        "\(proposal.author)/\(proposal.page ?? "-") \(author.isProposed) \(proposal.strikes) of \(author.total): \(ids)"
    }
    #expect(
      lines == [
        "а/стена true 3 of 4: 2 3 4",
        "б/стена false 2 of 3: 6 7",
        "в/стена false 2 of 2: 8 9",
        "в/- false 1 of 1: 11",
        "в/другая false 1 of 1: 10",
        "г/стена false 0 of 3: 12 13 14",
      ])
    #expect(authors[0].proposal.window == 100 * Self.day...129 * Self.day)
    #expect(authors[0].proposal.evidence.map(\.cites) == [["п. 1"], ["п. 1"], ["п. 1"]])
    #expect(authors[0].proposal.evidence[0].spans == [0..<2])
    #expect(authors[0].inputs == ["a.jsonl", "a.jsonl", "a.jsonl"])
  }

  @Test func withoutALimitNobodyIsProposed() throws {
    let comments = (0..<5).map { Self.strike($0, "а", day: Double($0) * 1000) }
    let authors = try Self.authors(comments, "no-limit")
    #expect(authors.map(\.isProposed) == [false])
    #expect(authors.map(\.proposal.strikes) == [5])
    let strikes = try AuthorStrikes(of: try MadeLedger(comments).connection, policy: try Policy.made("no-limit"))
    #expect(strikes.limit == nil)
    // Who has strikes is told all the same, but nobody for a single one.
    let told = try #require(try strikes.proposals(most: (5, 5)))
    #expect(told.after == nil && told.within == nil && told.count == 1)
    #expect(told.authors.map(\.strikes) == [5] && told.authors.map(\.evidence.count) == [5])
    let single = try MadeLedger([Self.strike(1, "а", day: 1)])
    #expect(
      try AuthorStrikes(of: single.connection, policy: try Policy.made("no-limit")).proposals(most: (5, 5)) == nil)
  }

  @Test func whereTheActLeavesNoChoiceOneIsEnough() throws {
    #expect(try Self.authors([Self.strike(1, "а", day: nil)], "always").map(\.isProposed) == [true])
  }

  @Test func withoutAWindowAllCount() throws {
    let comments = [
      Self.strike(1, "а", day: nil), Self.strike(2, "а", day: 5000), Self.strike(3, "б", day: 1),
    ]
    let authors = try Self.authors(comments, "ever")
    #expect(authors.map(\.isProposed) == [true, false])
    #expect(authors.map(\.proposal.window) == [5000 * Self.day...5000 * Self.day, Self.day...Self.day])
  }

  @Test func proposalsForTheReport() throws {
    let comments = (0..<12).map { Self.strike($0, ["а", "б", "в"][$0 % 3], day: Double($0)) }
    let ledger = try MadeLedger(comments)
    let strikes = try AuthorStrikes(of: ledger.connection, policy: try Policy.made("window"))
    let proposals = try #require(try strikes.proposals(most: (2, 1)))
    #expect(proposals.after == 3)
    #expect(proposals.within == 30 * Self.day)
    #expect(proposals.count == 3)
    #expect(proposals.authors.map(\.author) == ["а", "б"])
    #expect(proposals.authors.map(\.evidence.count) == [1, 1])
    #expect(try strikes.proposalsByMonth(utcOffset: 0) == [CalendarMonth(year: 1970, month: 1): 3])
    // No author is known: nothing was counted.
    let unknown = try MadeLedger([Self.strike(1, nil, day: 1)])
    #expect(try AuthorStrikes(of: unknown.connection, policy: try Policy.made("window")).proposals(most: (2, 2)) == nil)
    let clear = try MadeLedger([MadeComment(author: "а")])
    #expect(
      try AuthorStrikes(of: clear.connection, policy: try Policy.made("window")).proposals(most: (2, 2))
        == BlacklistProposals(after: 3, within: 30 * Self.day, authors: [], count: 0))
  }

  @Test func linesAndRows() throws {
    var comment = Self.strike(7, "=\"автор\"; он", day: 1.5, page: "-12")
    comment.platform = "vk"
    let author = try #require(try Self.authors([comment], "always").first)
    #expect(
      String(decoding: author.jsonLine, as: UTF8.self) == """
        {"v":1,"author":"=\\"автор\\"; он","page":"-12","platform":"vk","proposed":true,"strikes":1,"total":1,\
        "first":"1970-01-02T12:00:00Z","last":"1970-01-02T12:00:00Z","comments":[{"id":"7","input":"a.jsonl",\
        "date":"1970-01-02T12:00:00Z","clauses":["п. 1"],"text":"Яo"}]}

        """)
    #expect(
      String(decoding: StruckAuthor.csvHeader + author.csvRow, as: UTF8.self)
        == "author,page,platform,proposed,strikes,total,first,last,comments,clauses\r\n"
        + "\"'=\"\"автор\"\"; он\",-12,vk,true,1,1,1970-01-02T12:00:00Z,1970-01-02T12:00:00Z,7,п. 1\r\n")
  }

  /// The fullest window of a length, the latest of several, by looking at each strike as the last one.
  private static func fullest(_ dates: [Int64], _ length: Int64) -> (count: Int, period: ClosedRange<Int64>)? {
    var best: (count: Int, period: ClosedRange<Int64>)?
    for last in dates {
      let inside = dates.filter { $0 <= last && last - $0 < length }
      guard let first = inside.min() else { continue }
      if inside.count >= best?.count ?? 0 { best = (inside.count, first...last) }
    }
    return best
  }

  @Test func theWindowSlides() {
    var numbers = RandomNumbers(seed: 5)
    for round in 0..<400 {
      let count = Int.random(in: 1...(round % 20 == 0 ? 400 : 12), using: &numbers)
      let dates = (0..<count).map { _ in Int64.random(in: 0..<60, using: &numbers) }.sorted()
      let length = Int64.random(in: 1...40, using: &numbers)
      var window = StrikeWindow(length: length)
      for (index, date) in dates.enumerated() { window.add(.init(date: date, comment: Int64(index))) }
      // Of strikes at the same second each is the last once, in the order in which they come.
      let expected = Self.fullest(dates, length)
      #expect(window.most == expected?.count)
      #expect(window.period == expected?.period)
      #expect(window.evidence.count == min(window.most, StrikeWindow.mostEvidence))
      #expect(window.evidence.first.map(\.date) == expected?.period.lowerBound)
    }
  }

  @Test func datesThatAreNone() {
    var window = StrikeWindow(length: 100)
    for date in [Int64.min, 0, .max] { window.add(.init(date: date, comment: date)) }
    #expect(window.most == 1)
    #expect(window.period == Int64.max...Int64.max)
  }
}
