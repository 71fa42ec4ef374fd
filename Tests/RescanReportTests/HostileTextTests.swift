import Rulebook
import Testing
import Wording

@testable import RescanReport

/// Texts that would like to be markup.
@Suite struct HostileTextTests {
  private static let scraps = [
    "<", ">", "&", "\"", "'", "</", "/>", "<!--", "-->", "]]>", "<script>", "</style>", "</title>", "</svg>",
    "<b onclick=",
    "javascript:", "&lt;", "&#60;", "&amp", "{}", ";", "\\", "`", "=", "url(http:", "expression(", "\0", "\u{7}", "\n",
    "\r\n", "\r", "\t", "\u{7F}", "\u{85}", "\u{202E}", "\u{2066}", "\u{200F}", "\u{200B}", "\u{FEFF}", "\u{2028}",
    "\u{FFFE}",
    "\u{E0041}", "\u{1F1F7}\u{1F1FA}", "👩‍👩‍👧", "❤️", "е\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "שלום", "слово",
    " ", "a",
  ]

  /// A summary in which each text is another one from a source, and nothing else differs.
  private static func summary(_ next: () -> String) -> RescanSummary {
    var summary = DemoSummary.full()
    func decide(_ comment: inout JudgedComment) {
      let text = Array(next().utf8)
      comment = JudgedComment(
        id: next(), text: text, author: next(), date: comment.date, page: next(), platform: next(),
        findings: [.init(label: .threat, tier: .certain, rule: next(), spans: [0..<text.count])],
        decision: comment.decision, clauses: [.init(cite: next(), orders: [], labels: [.threat])])
    }
    summary.policy = JudgingPolicy(
      id: next(),
      act: Policy.Act(issuer: next(), kind: next(), date: next(), number: next(), part: next()),
      summary: Policy.Summary(russian: next(), english: next()), monthlySummaryCite: next())
    summary.ruleset = next()
    summary.version = next()
    for index in summary.inputs.indices { summary.inputs[index].name = next() }
    for index in summary.unreadable.indices {
      summary.unreadable[index].code = next()
      summary.unreadable[index].message = next()
      summary.unreadable[index].firstInput = next()
    }
    for index in summary.clauses.indices {
      summary.clauses[index].cite = next()
      summary.clauses[index].summary = Policy.Summary(russian: next(), english: next())
    }
    for index in summary.pages.first.indices {
      summary.pages.first[index].name = next()
      summary.pages.first[index].platform = next()
      summary.authors.first[index].name = next()
    }
    for index in summary.rules.indices {
      summary.rules[index].id = next()
      summary.rules[index].words = [next(), next()]
    }
    for index in summary.samples.indices { decide(&summary.samples[index]) }
    for index in summary.reviews.indices { decide(&summary.reviews[index]) }
    if var blacklist = summary.blacklist {
      for index in blacklist.authors.indices {
        blacklist.authors[index].author = next()
        blacklist.authors[index].page = next()
        blacklist.authors[index].platform = next()
        for strike in blacklist.authors[index].evidence.indices {
          let text = Array(next().utf8)
          blacklist.authors[index].evidence[strike] = .init(
            comment: next(), date: nil, cites: [next(), next()], text: text, spans: [0..<text.count])
        }
      }
      summary.blacklist = blacklist
    }
    for index in summary.floods.indices {
      summary.floods[index].text = Array(next().utf8)
      summary.floods[index].authors = [next(), next()]
      summary.floods[index].ids = [next()]
    }
    if var comparison = summary.comparison {
      comparison.against = next()
      comparison.oldPolicy = next()
      comparison.oldRuleset = next()
      for index in comparison.rules.indices { comparison.rules[index].id = next() }
      for index in comparison.samples.indices {
        comparison.samples[index].rulesBefore = [next()]
        decide(&comparison.samples[index].comment)
      }
      summary.comparison = comparison
    }
    return summary
  }

  @Test(arguments: Language.allCases) func neverBecomesMarkup(language: Language) throws {
    let plain = try PageRules.check(ReportHTML(language).render(Self.summary { "слово" })).shape
    var random = SplitMix64(state: 273)
    for round in 0..<30 {
      let bytes = ReportHTML(language).render(
        Self.summary {
          (0...Int.random(in: 0...6, using: &random)).map { _ in Self.scraps.randomElement(using: &random) ?? "" }
            .joined()
        })
      let page = try PageRules.check(bytes)
      #expect(page.shape == plain, "round \(round)")
      let bad = String(decoding: bytes, as: UTF8.self).unicodeScalars.first(where: Self.actsOnReaders)
      #expect(bad == nil, "round \(round)")
    }
  }

  /// Characters that change what is seen around them, or are not seen.
  private static func actsOnReaders(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<9, 11..<32, 127..<160, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE:
      true
    default: false
    }
  }

  @Test func everyScrapInEveryFieldOnce() throws {
    let plain = try PageRules.check(ReportHTML(.ru).render(Self.summary { "слово" })).shape
    for scrap in Self.scraps {
      let page = try PageRules.check(ReportHTML(.ru).render(Self.summary { scrap }))
      #expect(page.shape == plain, "\(scrap.debugDescription)")
    }
  }

  /// Bytes that are no UTF-8 and spans from anywhere: no trap, a sound page, and no byte of a sound text lost.
  @Test func spansFromAnywhere() throws {
    var random = SplitMix64(state: 8)
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...40, using: &random)).flatMap { _ -> [UInt8] in
        Bool.random(using: &random)
          ? Array((Self.scraps.randomElement(using: &random) ?? "").utf8) : [UInt8.random(in: 0...255, using: &random)]
      }
      let spans =
        (0..<6).map { _ -> Range<Int> in
          let start = Int.random(in: -5...(text.count + 5), using: &random)
          return start..<(start + Int.random(in: 0...9, using: &random))
        } + [Int.min..<Int.max, Int.max..<Int.max]
      var summary = RescanSummary(policy: JudgingPolicy(id: "p"), ruleset: "0")
      summary.samples = [
        JudgedComment(
          id: "1", text: text,
          findings: spans.map { .init(label: .spam, tier: .certain, rule: "spam.x", spans: [$0]) })
      ]
      try PageRules.check(ReportHTML(.ru).render(summary))
      let drawn = Excerpt(of: text, marks: spans.map { ($0, nil) }).pieces.flatMap { piece -> [UInt8] in
        switch piece {
        case .plain(let range), .marked(let range, _): Array(text[range])
        case .gap: []
        }
      }
      #expect(drawn == text)
    }
  }

  @Test func hostileTextIsReadAsItWasWritten() throws {
    let text = "<b>&lt; \"'</blockquote><script>alert(1)</script>"
    var summary = RescanSummary(policy: JudgingPolicy(id: "p"), ruleset: "0")
    summary.samples = [JudgedComment(id: text, text: Array(text.utf8), author: text, page: text)]
    let page = try PageRules.check(ReportHTML(.ru).render(summary))
    #expect(page.first("blockquote")?.text == text)
    #expect(page.first("p", styled: "meta")?.every("bdi").map(\.text) == [text, text, text])
  }
}

/// A generator of random numbers whose sequence is known (G. Steele, D. Lea, C. Flood, 2014).
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
