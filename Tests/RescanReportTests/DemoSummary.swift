import Rulebook

@testable import RescanReport

/// A summary of made-up data, such as an administration of a few villages may have: to look at, and to test with.
enum DemoSummary {
  static func full(comparing: Bool = true) -> RescanSummary {
    RescanSummary(
      policy: policy, ruleset: "446838eb84bbc95b", version: "1.4.0", utcOffset: 3 * 3600,
      inputs: [
        InputTotals(name: "vk/wall-2025.jsonl.zst", comments: 14_302, unreadable: 3),
        InputTotals(name: "ok/discussions.json", comments: 4817),
        InputTotals(name: "telegram/ChatExport_2025-12-31/result.json", comments: 2969, unreadable: 9),
      ],
      period: moment(2025, 1, 3, 9, 12)...moment(2025, 12, 30, 22, 41), undated: 41, totals: totals,
      unreadable: [
        UnreadableTotals(
          code: "no_text", message: "no member 'text'", count: 9,
          firstInput: "telegram/ChatExport_2025-12-31/result.json",
          firstLine: 18_244),
        UnreadableTotals(
          code: "bad_json", message: "no JSON at byte 812 of the line", count: 3, firstInput: "vk/wall-2025.jsonl.zst",
          firstLine: 9911),
      ],
      labels: [
        LabelTotals(label: .profanity, tier: .certain, comments: 312),
        LabelTotals(label: .profanity, tier: .probable, comments: 24),
        LabelTotals(label: .coarse, tier: .certain, comments: 187),
        LabelTotals(label: .insult, tier: .certain, comments: 268),
        LabelTotals(label: .insult, tier: .probable, comments: 91),
        LabelTotals(label: .threat, tier: .certain, comments: 19),
        LabelTotals(label: .threat, tier: .probable, comments: 12),
        LabelTotals(label: .aggression, tier: .certain, comments: 44),
        LabelTotals(label: .aggression, tier: .probable, comments: 37),
        LabelTotals(label: .spam, tier: .certain, comments: 402),
        LabelTotals(label: .spam, tier: .probable, comments: 118),
      ],
      clauses: clauses, months: months,
      pages: Ranking(
        first: [
          page("Речное сельское поселение | Официально", "vk", 9120, [421, 0, 8, 96, 8595]),
          page("Подслушано Речное", "vk", 5182, [288, 0, 5, 71, 4818]),
          page("Администрация Речного", "ok", 4817, [132, 0, 3, 44, 4638]),
          page("@rechnoe_novosti", "telegram", 2602, [71, 0, 2, 19, 2510]),
          page("Дом культуры «Заря»", "telegram", 367, [5, 0, 0, 2, 360]),
        ], count: 5),
      authors: Ranking(
        first: [
          author("kredit_za_5_minut", [38, 0, 0, 0, 0]), author("id 4471902", [27, 0, 1, 4, 11]),
          author("Рыбак 63", [19, 0, 0, 2, 140]), author("Сосед с Набережной", [14, 0, 3, 5, 208]),
          author("ставки без проигрыша", [12, 0, 0, 1, 0]), author("гость", [9, 0, 0, 7, 64]),
          author("id 9038117", [8, 0, 0, 0, 2]), author("שלום_2025", [6, 0, 0, 1, 3]),
        ], count: 3204, others: totals([784, 0, 14, 212, 20_493])),
      rules: [
        RuleTotals(
          id: "spam.loan-offer", label: .spam, tier: .certain, comments: 148, words: ["кредит", "без отказа"]),
        RuleTotals(id: "insult.idiot", label: .insult, tier: .certain, comments: 96, words: ["идиоты", "идиот"]),
        RuleTotals(
          id: "profanity.blyad-misspelled", label: .profanity, tier: .certain, comments: 88, words: ["бл*дь", "блядь"]),
        RuleTotals(id: "spam.model", label: .spam, tier: .probable, comments: 81),
        RuleTotals(id: "coarse.zhopa", label: .coarse, tier: .certain, comments: 64, words: ["в жопе"]),
        RuleTotals(id: "spam.job-with-messenger", label: .spam, tier: .certain, comments: 59, words: ["в личку"]),
        RuleTotals(id: "insult.debil", label: .insult, tier: .certain, comments: 47, words: ["дебилы"]),
        RuleTotals(
          id: "aggression.wish-of-death", label: .aggression, tier: .certain, comments: 31, words: ["чтоб вы сдохли"]),
      ],
      rulesFired: 214, samples: samples, reviews: reviews, blacklist: blacklist, floods: floods, floodsFound: 37,
      comparison: comparing ? comparison : nil)
  }

  static let policy = JudgingPolicy(
    id: "our-page-2025",
    act: Policy.Act(
      issuer: "Администрация Речного сельского поселения", kind: "постановление", date: "2025-02-03", number: "17",
      part: ""),
    summary: Policy.Summary(
      russian: "Мат, оскорбления и спам удаляют, авторов могут внести в чёрный список; на угрозы не отвечают.",
      english:
        "Obscene language, insults and spam are deleted, their authors may be black-listed; threats get no reply."),
    monthlySummaryCite: "п. 9")

  /// Totals by outcomes, in their order.
  static func totals(_ outcomes: [Int]) -> DecisionTotals {
    var totals = DecisionTotals()
    for (outcome, count) in zip(Outcome.allCases, outcomes) {
      switch outcome {
      case .delete: totals.add(actions: [.delete, .blacklist, .noReply], review: false, count: count)
      case .blacklist: totals.add(actions: [.blacklist], review: false, count: count)
      case .noReply: totals.add(actions: [.noReply], review: true, count: count)
      case .review: totals.add(actions: [], review: true, count: count)
      case .stays: totals.add(actions: [], review: false, count: count)
      }
    }
    return totals
  }

  private static let totals = totals([917, 0, 18, 232, 20_921])

  private static func page(_ name: String, _ platform: String, _ comments: Int, _ outcomes: [Int]) -> NamedTotals {
    NamedTotals(name: name, platform: platform, totals: totals(outcomes))
  }

  private static func author(_ name: String, _ outcomes: [Int]) -> NamedTotals {
    NamedTotals(name: name, totals: totals(outcomes))
  }

  private static let clauses = [
    ClauseTotals(
      cite: "п. 5",
      summary: Policy.Summary(
        russian: "Нецензурные выражения, оскорбления и спам удаляют, авторов могут внести в чёрный список.",
        english: "Obscene expressions, insults and spam are deleted; their authors may be put on the black list."),
      orders: [Policy.Order(.delete, .must), Policy.Order(.blacklist, .may)], comments: 917, reviewOnly: 203),
    ClauseTotals(
      cite: "п. 6",
      summary: Policy.Summary(
        russian: "Нарушает ли угроза закон, решает человек.",
        english: "Whether a threat breaks the law is for a person."),
      orders: [], comments: 0, reviewOnly: 31),
    ClauseTotals(
      cite: "п. 7",
      summary: Policy.Summary(
        russian: "Брань, оскорбления и угрозы остаются без ответа.",
        english: "Obscene language, insults and threats get no reply."),
      orders: [Policy.Order(.noReply, .must)], comments: 561, reviewOnly: 0),
  ]

  private static let months: [MonthTotals] = {
    let counts = [
      (1480, 52, 1, 14), (1312, 47, 0, 11), (1905, 81, 2, 23), (2214, 118, 3, 28), (1733, 70, 1, 19), (1540, 58, 1, 12),
      (1422, 49, 0, 10), (1688, 66, 2, 17), (2731, 164, 4, 41), (2390, 97, 2, 24), (1905, 62, 1, 18), (1727, 53, 1, 15),
    ]
    return counts.enumerated().map { index, count in
      MonthTotals(
        month: CalendarMonth(year: 2025, month: index + 1),
        totals: totals([count.1, 0, count.2, count.3, count.0 - count.1 - count.2 - count.3]),
        proposedAuthors: count.1 / 25,
        labels: [
          .profanity: count.1 / 3, .insult: count.1 / 3 + 4, .spam: count.1 / 2, .coarse: count.1 / 5,
          .threat: count.2 + 1, .aggression: count.3 / 4,
        ])
    }
  }()

  // MARK: Comments

  /// A comment whose marked words are given as they stand in it.
  static func comment(
    _ id: String, _ text: String, _ found: [(Label, Tier, String, [String])], decision: DecisionKind,
    clauses: [JudgedComment.Cited], author: String, page: String, platform: String, date: Int64, target: Target? = nil
  ) -> JudgedComment {
    JudgedComment(
      id: id, text: Array(text.utf8), author: author, date: date, page: page, platform: platform,
      findings: found.map { label, tier, rule, words in
        JudgedComment.Found(
          label: label, tier: tier, rule: rule, target: target, spans: words.compactMap { span(of: $0, in: text) })
      }, decision: decision, clauses: clauses)
  }

  /// The bytes of the first place at which a word stands.
  static func span(of word: String, in text: String) -> Range<Int>? {
    let (text, word) = (Array(text.utf8), Array(word.utf8))
    guard !word.isEmpty, text.count >= word.count else { return nil }
    return (0...(text.count - word.count)).first { text[$0..<($0 + word.count)].elementsEqual(word) }
      .map { $0..<($0 + word.count) }
  }

  static func moment(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int) -> Int64 {
    // Days of years and months before, counted out: slow, and right by inspection.
    var days = 0
    for past in 1970..<year { days += isLeap(past) ? 366 : 365 }
    let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    days += lengths.prefix(month - 1).reduce(0, +) + day - 1
    return Int64(days * 86_400 + hour * 3600 + minute * 60) - 3 * 3600
  }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func deletion(_ labels: Label...) -> JudgedComment.Cited {
    JudgedComment.Cited(
      cite: "п. 5", orders: [Policy.Order(.delete, .must), Policy.Order(.blacklist, .may)], labels: labels)
  }

  private static func silence(_ labels: Label...) -> JudgedComment.Cited {
    JudgedComment.Cited(cite: "п. 7", orders: [Policy.Order(.noReply, .must)], labels: labels)
  }

  private static let gone = DecisionKind(actions: [.delete, .blacklist, .noReply])
  private static let spam = DecisionKind(actions: [.delete, .blacklist])
  private static let official = "Речное сельское поселение | Официально"

  private static let samples = [
    comment(
      "88213", "Третий день без воды, бл*дь! Когда уже починят на Садовой?",
      [(.profanity, .certain, "profanity.blyad-misspelled", ["бл*дь"])], decision: gone,
      clauses: [deletion(.profanity), silence(.profanity)], author: "Рыбак 63", page: official, platform: "vk",
      date: moment(2025, 4, 12, 8, 3)),
    comment(
      "90417", "Глава — идиот, и вся администрация такая же. Дороги как были в ямах, так и есть. Дебилы!",
      [(.insult, .certain, "insult.idiot", ["идиот"]), (.insult, .certain, "insult.debil", ["Дебилы"])], decision: gone,
      clauses: [deletion(.insult), silence(.insult)], author: "id 4471902", page: "Подслушано Речное", platform: "vk",
      date: moment(2025, 9, 2, 19, 44), target: .official),
    comment(
      "ok-5510",
      "Деньги без отказа! 💸 Любой кредит за 5 минут, даже с плохой историей.\nПишите в личку @kredit_bystro или звоните 8-800-000-00-00",
      [
        (.spam, .certain, "spam.loan-offer", ["Деньги без отказа", "кредит за 5 минут"]),
        (.spam, .certain, "spam.job-with-messenger", ["Пишите в личку"]),
      ], decision: spam, clauses: [deletion(.spam)],
      author: "kredit_za_5_minut", page: "Администрация Речного", platform: "ok", date: moment(2025, 5, 20, 3, 15)),
    comment(
      "tg-1207", "Чтоб вы сдохли со своим ремонтом, в такой жопе живём",
      [
        (.aggression, .certain, "aggression.wish-of-death", ["Чтоб вы сдохли"]),
        (.coarse, .certain, "coarse.zhopa", ["жопе"]),
      ], decision: DecisionKind(), clauses: [],
      author: "Сосед с Набережной", page: "@rechnoe_novosti", platform: "telegram", date: moment(2025, 10, 8, 21, 0),
      target: .group),
  ]

  private static let reviews = [
    comment(
      "90555", "Ещё раз перекроете проезд — приду и разнесу вашу контору.",
      [(.threat, .certain, "threat.smash-property", ["приду и разнесу вашу контору"])],
      decision: DecisionKind(actions: [.noReply], review: true),
      clauses: [JudgedComment.Cited(cite: "п. 6", orders: [], labels: [.threat]), silence(.threat)],
      author: "Сосед с Набережной", page: official, platform: "vk", date: moment(2025, 9, 3, 7, 58), target: .official),
    comment(
      "91002", "Ну вы и артисты. Клоуны, одним словом.", [(.insult, .probable, "insult.clown", ["Клоуны"])],
      decision: DecisionKind(review: true), clauses: [JudgedComment.Cited(cite: "п. 5", orders: [], labels: [.insult])],
      author: "гость", page: "Подслушано Речное", platform: "vk", date: moment(2025, 9, 14, 12, 30)),
    comment(
      "tg-1311", "Кому нужна подработка на дому? Оплата каждый день, подробности в профиле",
      [(.spam, .probable, "spam.model", ["подработка на дому", "Оплата каждый день"])],
      decision: DecisionKind(review: true), clauses: [JudgedComment.Cited(cite: "п. 5", orders: [], labels: [.spam])],
      author: "id 9038117", page: "@rechnoe_novosti", platform: "telegram", date: moment(2025, 11, 2, 16, 20)),
  ]

  private static let blacklist = BlacklistProposals(
    after: 3, within: 30 * 86_400,
    authors: [
      BlacklistProposal(
        author: "kredit_za_5_minut", page: "Администрация Речного", platform: "ok", strikes: 38,
        window: moment(2025, 5, 4, 1, 0)...moment(2025, 5, 29, 4, 0),
        evidence: (1...3).map { day in
          let text = "Деньги без отказа! Любой кредит за 5 минут"
          return BlacklistProposal.Strike(
            comment: "ok-55\(day)0", date: moment(2025, 5, day + 3, 1, 20), cites: ["п. 5"], text: Array(text.utf8),
            spans: ["Деньги без отказа", "кредит за 5 минут"].compactMap { span(of: $0, in: text) })
        }),
      BlacklistProposal(
        author: "id 4471902", page: "Подслушано Речное", platform: "vk", strikes: 5,
        window: moment(2025, 8, 30, 9, 0)...moment(2025, 9, 21, 23, 0),
        evidence: [
          strike("90417", 2, "Глава — идиот, и вся администрация такая же.", ["идиот"]),
          strike("90688", 7, "Опять дебилы асфальт в дождь кладут", ["дебилы"]),
        ]),
      BlacklistProposal(
        author: "Рыбак 63", page: official, platform: "vk", strikes: 3,
        window: moment(2025, 4, 1, 9, 0)...moment(2025, 4, 12, 8, 3),
        evidence: [strike("88213", 12, "Третий день без воды, бл*дь!", ["бл*дь"])]),
    ], count: 21)

  private static func strike(_ id: String, _ day: Int, _ text: String, _ words: [String]) -> BlacklistProposal.Strike {
    BlacklistProposal.Strike(
      comment: id, date: moment(2025, 9, day, 19, 44), cites: ["п. 5", "п. 7"], text: Array(text.utf8),
      spans: words.compactMap { span(of: $0, in: text) })
  }

  private static let floods = [
    Flood(
      text: Array("Деньги без отказа! 💸 Любой кредит за 5 минут, даже с плохой историей.".utf8), isNear: true,
      comments: 112, authorCount: 9, authors: ["kredit_za_5_minut", "kredit.bystro", "займ до зарплаты"], pageCount: 4,
      period: moment(2025, 5, 4, 1, 0)...moment(2025, 6, 11, 2, 0), deleted: 112, ids: ["ok-5510", "ok-5512", "88950"]),
    Flood(
      text: Array("Когда включат отопление?".utf8), isNear: false, comments: 26, authorCount: 1,
      authors: ["Сосед с Набережной"], pageCount: 2, period: moment(2025, 10, 3, 8, 0)...moment(2025, 10, 5, 22, 0),
      ids: ["91877", "91878"]),
  ]

  private static let comparison = DecisionComparison(
    against: "lexicons-2025-11", oldRuleset: "9b1d07c5a2e94f10", oldPolicy: "our-page-2025", compared: 22_088,
    changed: 143,
    limit: 5,
    transitions: [
      .init(from: DecisionKind(), to: spam, comments: 81),
      .init(from: DecisionKind(review: true), to: gone, comments: 34),
      .init(from: gone, to: DecisionKind(), comments: 17),
      .init(from: gone, to: DecisionKind(review: true), comments: 11),
    ],
    rules: [
      .init(id: "spam.job-with-messenger", label: .spam, gained: 59, lost: 0),
      .init(id: "spam.model", label: .spam, gained: 28, lost: 6),
      .init(id: "insult.kozyol", label: .insult, gained: 0, lost: 22),
    ],
    samples: [
      .init(
        from: DecisionKind(),
        comment: comment(
          "91640", "Требуются упаковщики, оплата сразу. Пишите в личку",
          [(.spam, .certain, "spam.job-with-messenger", ["Пишите в личку"])], decision: spam,
          clauses: [deletion(.spam)],
          author: "работа_рядом", page: official, platform: "vk", date: moment(2025, 12, 1, 10, 10))),
      .init(
        from: gone, rulesBefore: ["insult.kozyol"],
        comment: comment(
          "87730", "У соседа козёл через забор перелез и капусту съел", [], decision: DecisionKind(), clauses: [],
          author: "Тётя с дачи", page: "Подслушано Речное", platform: "vk", date: moment(2025, 7, 19, 15, 0))),
    ])
}
