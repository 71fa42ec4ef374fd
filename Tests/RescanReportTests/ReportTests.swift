import Rulebook
import Testing
import Wording

@testable import RescanReport

@Suite struct ReportTests {
  @Test(arguments: Language.allCases) func fullReportIsSound(language: Language) throws {
    let bytes = ReportHTML(language).render(DemoSummary.full())
    let page = try PageRules.check(bytes)
    #expect(page["lang"] == language.rawValue)
    // Nothing is named that could be loaded: but for the attribute of the security policy there is no “http” at all.
    #expect(String(decoding: bytes, as: UTF8.self).ranges(of: "http").count == 1)
    #expect(
      page.every("section").compactMap { $0["id"] } == [
        "comparison", "months", "labels", "clauses", "rules", "pages", "authors", "review", "samples", "blacklist",
        "floods", "summary", "unreadable", "inputs",
      ])
  }

  @Test func sameSummaryGivesSameBytes() {
    #expect(ReportHTML(.ru).render(DemoSummary.full()) == ReportHTML(.ru).render(DemoSummary.full()))
  }

  @Test(arguments: Language.allCases) func emptySummary(language: Language) throws {
    let summary = RescanSummary(policy: JudgingPolicy(id: "p"), ruleset: "0")
    let page = try PageRules.check(ReportHTML(language).render(summary))
    #expect(page.every("section").count == 1)
    #expect(
      page.first("p", styled: "lead")?.text == (language == .ru ? "Комментариев нет." : "There are no comments."))
  }

  @Test(arguments: Language.allCases) func oneComment(language: Language) throws {
    var summary = RescanSummary(policy: JudgingPolicy(id: "p"), ruleset: "0")
    let moment = DemoSummary.moment(2025, 3, 1, 0, 30)
    summary.period = moment...moment
    summary.totals.add(actions: [.delete], review: false)
    summary.months = [MonthTotals(month: CalendarMonth(of: moment, utcOffset: 0), totals: summary.totals)]
    summary.samples = [
      JudgedComment(
        id: "1", text: Array("Дебилы".utf8),
        findings: [.init(label: .insult, tier: .certain, rule: "insult.debil", spans: [0..<12])],
        decision: DecisionKind(actions: [.delete]))
    ]
    let page = try PageRules.check(ReportHTML(language).render(summary))
    #expect(page.first("mark")?.text == "Дебилы")
    #expect(page.every("svg", styled: "chart").isEmpty, "one month makes no chart")
    // The summary counts in UTC here, where it was still February.
    #expect(page.first("h3")?.text == (language == .ru ? "Оскорбление" : "Insult"))
    #expect(
      page.first("section", styled: "sheets")?.first("h3")?.text
        == (language == .ru ? "Февраль\u{A0}2025\u{A0}г." : "February\u{A0}2025"))
    #expect(
      page.first("p", styled: "lead")?.text.contains(language == .ru ? "1\u{A0}комментарий" : "1\u{A0}comment")
        == true)
  }

  @Test(arguments: Language.allCases, [Int.max, Int.max / 2, Int.min, -1]) func hugeNumbers(
    language: Language, number: Int
  ) throws {
    var summary = DemoSummary.full()
    let totals = DecisionTotals(
      comments: number, outcomes: [.delete: number, .review: number, .stays: number], blacklist: number,
      noReply: number, review: number)
    summary.totals = totals
    summary.period = Int64.min...Int64.max
    summary.utcOffset = number
    summary.undated = number
    summary.months = [
      MonthTotals(month: CalendarMonth(year: Int.min, month: -5), totals: totals, labels: [.spam: number]),
      MonthTotals(month: CalendarMonth(year: Int.max, month: 99), totals: totals, proposedAuthors: number),
    ]
    summary.pages.first[0].totals = totals
    summary.pages.count = number
    summary.authors.others = totals
    summary.unreadable[0].count = number
    summary.unreadable[0].firstLine = number
    summary.labels = Label.allCases.flatMap { label in
      [Tier.certain, .certain, .probable].map { LabelTotals(label: label, tier: $0, comments: number) }
    }
    summary.clauses[0].comments = number
    summary.clauses[0].reviewOnly = number
    summary.rules[0].comments = number
    summary.floods[0].comments = number
    summary.floods[0].authorCount = number
    summary.floods[0].deleted = number
    summary.blacklist?.after = number
    summary.blacklist?.within = Int64(number)
    summary.blacklist?.authors[0].strikes = number
    summary.comparison?.compared = number
    summary.comparison?.changed = number
    summary.comparison?.limit = number == -1 ? .nan : Double(number)
    summary.comparison?.transitions[0].comments = number
    summary.comparison?.rules[0].lost = number
    summary.comparison?.rules[0].gained = number
    summary.samples[0].date = Int64(number)
    try PageRules.check(ReportHTML(language).render(summary))
  }

  /// What a section says is what the summary says.
  @Test func figuresAreThoseOfTheSummary() throws {
    let page = try PageRules.check(ReportHTML(.ru).render(DemoSummary.full()))
    let figures = page.every("span", styled: "value").map(\.text)
    #expect(figures == ["22\u{202F}088", "917", "917", "935", "250", "12"])
    let months = try #require(page.all.first { $0["id"] == "months" })
    #expect(
      months.every("tbody").first?.elements.map { $0.elements.map(\.text) }.first == [
        "Январь\u{A0}2025\u{A0}г.", "1\u{202F}480", "52", "3,5\u{202F}%", "52", "53", "15",
      ])
    let changes = try #require(page.all.first { $0["id"] == "comparison" })
    #expect(changes.first("span", styled: "verdict")?.text == "В пределах 5\u{202F}%")
    #expect(
      changes.every("tbody")[0].elements.map(\.text) == [
        "оставитьудалитьв чёрный список81", "посмотретьудалитьв чёрный списокбез ответа34",
        "удалитьв чёрный списокбез ответаоставить17", "удалитьв чёрный списокбез ответапосмотреть11",
      ])
    #expect(page.first("article", styled: "flood")?.first("span", styled: "count")?.text == "×\u{202F}112")
    #expect(page.every("details", styled: "proposal").count == 3)
    #expect(page.every("details", styled: "sheet").count == 12)
    #expect(
      page.every("details", styled: "sheet").filter { $0["open"] != nil }.map { $0.first("h3")?.text } == [
        "Декабрь\u{A0}2025\u{A0}г."
      ])
  }

  @Test func sampleNamesWordsLabelRuleClauseAndDecision() throws {
    let page = try PageRules.check(ReportHTML(.en).render(DemoSummary.full(comparing: false)))
    let samples = try #require(page.all.first { $0["id"] == "samples" })
    let card = try #require(samples.every("article").first { $0.text.contains("90417") })
    #expect(card.first("blockquote")?.every("mark", styled: "m-insult").map(\.text) == ["идиот", "Дебилы"])
    #expect(card.every("span", styled: "badge").map(\.text) == ["delete", "black list\u{A0}(may)", "no reply"])
    #expect(
      card.first("ul", styled: "why")?.elements.map(\.text) == [
        "insult (certain, an official) insult.idiot, insult.debil",
        "п. 5 (insult): delete, black list\u{A0}(may)", "п. 7 (insult): no reply",
      ])
    #expect(card.first("time")?["datetime"] == "2025-09-02T19:44")
  }

  /// Where the act does not say how many strikes are too many, nobody is said to be proposed.
  @Test(arguments: Language.allCases) func strikesWithoutAMeasure(language: Language) throws {
    var summary = DemoSummary.full()
    summary.blacklist?.after = nil
    summary.blacklist?.within = nil
    let page = try PageRules.check(ReportHTML(language).render(summary))
    let section = try #require(page.all.first { $0["id"] == "blacklist" })
    #expect(section.first("h2")?.text == (language == .ru ? "Нарушения по авторам" : "Strikes by author"))
    #expect(section.every("details").count == 3)
    let headline = try #require(page.first("ul", styled: "figures"))
    #expect(!headline.text.contains(language == .ru ? "предложено" : "proposed"))
  }

  /// Findings that differ only in their rule, and clauses that say the same, take one line.
  @Test func alikeReasonsShareALine() throws {
    var summary = RescanSummary(policy: JudgingPolicy(id: "p"), ruleset: "0")
    let orders = [Policy.Order(.delete, .must)]
    summary.samples = [
      JudgedComment(
        id: "1", text: Array("x".utf8),
        findings: (1...10).map { .init(label: .spam, tier: .certain, rule: "spam.r\($0 % 9)", spans: []) } + [
          .init(label: .spam, tier: .probable, rule: "spam.p", spans: [])
        ],
        clauses: [
          .init(cite: "п. 1", orders: orders, labels: [.spam]), .init(cite: "п. 2", orders: [], labels: [.spam]),
          .init(cite: "п. 3", orders: orders, labels: [.spam]),
        ])
    ]
    let page = try PageRules.check(ReportHTML(.en).render(summary))
    #expect(
      page.first("ul", styled: "why")?.elements.map(\.text) == [
        "spam (certain) spam.r1, spam.r2, spam.r3, spam.r4, spam.r5, spam.r6, spam.r7, spam.r8 and 1 more",
        "spam (probable) spam.p", "п. 1; п. 3 (spam): delete", "п. 2 (spam): review",
      ])
  }

  /// Of many things the first are shown, and the others are there, folded up.
  @Test func manyAreFoldedUp() throws {
    var summary = DemoSummary.full()
    summary.rules = (0..<40).map { RuleTotals(id: "r.\($0)", label: .spam, tier: .certain, comments: 40 - $0) }
    summary.authors.first = (0..<13).map { NamedTotals(name: "\($0)", totals: DemoSummary.totals([1, 0, 0, 0, 0])) }
    summary.reviews = (0..<60).map { JudgedComment(id: "\($0)", text: []) }
    let page = try PageRules.check(ReportHTML(.ru).render(summary))
    func section(_ id: String) throws -> HTMLTree { try #require(page.all.first { $0["id"] == id }) }
    let rules = try section("rules")
    #expect(rules.every("tbody").map(\.elements.count) == [12, 28])
    #expect(rules.first("details", styled: "rest")?.first("summary")?.text == "Ещё 28")
    #expect(try section("authors").first("details") == nil, "one more is not worth folding")
    #expect(try section("authors").every("tbody").map(\.elements.count) == [14], "and the line of the others")
    #expect(try section("review").every("article").count == 60)
    #expect(try section("review").first("details")?.every("article").count == 50)
  }

  @Test func limitThatIsExceededIsSaid() throws {
    var summary = DemoSummary.full()
    summary.comparison?.limit = 0.5
    let page = try PageRules.check(ReportHTML(.ru).render(summary))
    #expect(page.first("span", styled: "over")?.text == "Больше допустимого 0,5\u{202F}%")
    #expect(page.first("span", styled: "within") == nil)
  }

  @Test func monthsBetweenAreFilledIn() {
    let months = ReportPage.consecutive([
      MonthTotals(month: CalendarMonth(year: 2024, month: 11), totals: DecisionTotals()),
      MonthTotals(month: CalendarMonth(year: 2025, month: 2), totals: DecisionTotals()),
    ])
    #expect(
      months.map(\.month)
        == [(2024, 11), (2024, 12), (2025, 1), (2025, 2)].map { CalendarMonth(year: $0.0, month: $0.1) })
    #expect(ReportPage.consecutive([]).isEmpty)
  }

  /// Of fifty years the last ten are drawn, and all numbers are there.
  @Test func manyMonths() throws {
    var summary = RescanSummary(policy: JudgingPolicy(id: "p"), ruleset: "0")
    summary.months = (0..<600).map {
      MonthTotals(
        month: CalendarMonth(year: 1975 + $0 / 12, month: $0 % 12 + 1), totals: DemoSummary.totals([1, 0, 0, 0, $0]))
    }
    let page = try PageRules.check(ReportHTML(.ru).render(summary))
    let months = try #require(page.all.first { $0["id"] == "months" })
    #expect(months.first("p", styled: "note")?.text == "На рисунке последние 120 месяцев.")
    #expect(months.every("rect", styled: "o-delete").count == 2 * 120 + 1, "two pictures, and one of the legend")
    #expect(months.first("details")?.first("tbody")?.elements.count == 600)
    #expect(page.every("details", styled: "sheet").count == 12)
  }

  @Test func reasonsAreSaidInTheLanguageOfTheReport() throws {
    var summary = DemoSummary.full()
    summary.unreadable[1].code = "of_its_own"
    let page = try PageRules.check(ReportHTML(.ru).render(summary))
    let rows = try #require(page.all.first { $0["id"] == "unreadable" }).every("tbody")[0].elements
    #expect(
      rows.map { $0.elements[0].text } == [
        "В записи нет текста no_text: no member 'text'", "of_its_own of_its_own: no JSON at byte 812 of the line",
      ])
  }

  @Test(arguments: [(0.0, 4, 1.0), (3, 4, 1), (7, 4, 2), (41, 4, 20), (210, 4, 100), (2731, 2, 2000), (1000, 1, 1000)])
  func stepsOfAnAxisAreRound(most: Double, ticks: Int, step: Double) {
    #expect(MonthChart.step(most: most, ticks: ticks) == step)
  }
}
