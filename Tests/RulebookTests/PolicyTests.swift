import EmbeddedRulebook
import Rulebook
import Testing

struct PolicyTests {
  private static let start = """
    id: x-1
    act: {issuer: Администрация, kind: постановление, date: 2024-02-29, number: "1"}
    platforms: [vk]
    summary: {ru: а, en: a}

    """

  @Test func readsAPolicy() throws {
    let text =
      Self.start + """
        review: [coarse]
        allow-links: [example.ru]
        monthly-summary: п. 23
        clauses:
          - cite: п. 1
            summary: {ru: б, en: b}
            labels: [threat, spam]
            targets: [official]
            objects: [life]
            actions: {no_reply: must, blacklist: may}
          - {cite: п. 2, summary: {ru: в, en: c}, labels: [spam]}
        """
    let (rulebook, diagnostics) = Rulebook.load([RulebookFile("p.yaml", text)])
    #expect(diagnostics == [])
    let policy = try #require(rulebook.policies.first)
    #expect(policy.id == "x-1")
    #expect(
      policy.act
        == Policy.Act(issuer: "Администрация", kind: "постановление", date: "2024-02-29", number: "1", part: ""))
    #expect(policy.platforms == ["vk"])
    #expect(policy.review == [.coarse])
    #expect(policy.allowedLinks == ["example.ru"])
    #expect(policy.monthlySummary == "п. 23")
    #expect(policy.blacklist == nil)
    let first = Policy.Clause(
      cite: "п. 1", summary: .init(russian: "б", english: "b"), labels: [.threat, .spam], targets: [.official],
      objects: [.life], orders: [.init(.noReply, .must), .init(.blacklist, .may)],
      location: Place(file: "p.yaml", line: 9, column: 5))
    #expect(policy.clauses.first == first)
    #expect(policy.clauses.map(\.orders.count) == [2, 0])
  }

  static let wrong: [(text: String, diagnostics: [String])] = [
    (
      start + "clauses: [{cite: п, summary: {ru: а, en: a}, labels: [spams], actions: {remove: must, delete: shall}}]",
      [
        "p.yaml:5:11: error: the clause names no labels; write labels: [spam, insult]",
        "p.yaml:5:55: error: unknown label “spams”; did you mean “spam”?",
        "p.yaml:5:73: error: unknown action “remove”; write delete, blacklist, no_reply",
        "p.yaml:5:95: error: unknown force “shall”; write must, may",
      ]
    ),
    (
      start + "clauses:\n  - {cite: п, summary: {ru: а}, labels: [spam, spam], objects: [life], targets: [us]}",
      [
        "p.yaml:6:24: error: the key “en” is missing",
        "p.yaml:6:48: error: “spam” comes twice",
        "p.yaml:6:64: error: “objects” goes with the label threat",
        "p.yaml:6:82: error: unknown target “us”; write official, family, person, group, unknown",
      ]
    ),
    (
      "id: X\nact: {issuer: а, kind: б, date: 2023-02-29, number: 1, pages: 2}\nplatforms: [tg]\nsummary: а\nclause: []",
      [
        "p.yaml:1:1: error: the key “clauses” is missing",
        "p.yaml:1:5: error: “X” is no policy id; write lower-case Latin letters, digits and “-”",
        "p.yaml:2:33: error: “2023-02-29” is no date; write year, month and day: 2023-09-04",
        "p.yaml:2:56: error: unknown key “pages” in an act",
        "p.yaml:3:13: error: unknown platform “tg”; write vk, ok, telegram",
        "p.yaml:4:10: error: a summary must be a mapping with keys",
        "p.yaml:5:1: error: unknown key “clause” in a policy; did you mean “clauses”?",
      ]
    ),
    (
      "id: a\nclauses: 5\nact: {date: 04.09.2023}",
      [
        "p.yaml:1:1: error: the key “platforms” is missing",
        "p.yaml:1:1: error: the key “summary” is missing",
        "p.yaml:2:10: error: “clauses” must be a list: [a, b]",
        "p.yaml:3:6: error: the key “issuer” is missing",
        "p.yaml:3:6: error: the key “kind” is missing",
        "p.yaml:3:6: error: the key “number” is missing",
        "p.yaml:3:13: error: “04.09.2023” is no date; write year, month and day: 2023-09-04",
      ]
    ),
  ]

  @Test(arguments: wrong)
  func reportsAllThatIsWrong(_ text: String, _ diagnostics: [String]) {
    let (rulebook, found) = Rulebook.load([RulebookFile("p.yaml", text)])
    #expect(Set(found.map(\.description)) == Set(diagnostics))
    #expect(found.count == diagnostics.count)
    #expect(rulebook.policies.isEmpty)
  }

  static let limits: [(text: String, after: Int?, days: Int?, diagnostics: [String])] = [
    ("{after: 3, within: P30D}", 3, 30, []),
    ("{within: P2W, after: 1000}", 1000, 14, []),
    ("{after: 1}", 1, nil, []),
    ("{after: 1, within: P36500D}", 1, 36_500, []),
    ("{after: 1, within: P5214W}", 1, 36_498, []),
    ("{within: P30D}", nil, nil, ["5:12: error: the key “after” is missing: {after: 3, within: P30D}"]),
    ("3", nil, nil, ["5:12: error: “blacklist” must be a mapping with keys"]),
    ("{after: 0}", nil, nil, ["5:20: error: “after” must be a whole number from 1 to 1000"]),
    ("{after: \"3\"}", nil, nil, ["5:20: error: “after” must be a whole number from 1 to 1000"]),
    ("{after: 3, days: 30}", nil, nil, ["5:23: error: unknown key “days” in “blacklist”"]),
    ("{after: 3, within: 30}", nil, nil, ["5:31: error: “30” is no duration; write weeks or days: P2W, P30D"]),
    ("{after: 3, within: P}", nil, nil, ["5:31: error: “P” is no duration; write weeks or days: P2W, P30D"]),
    ("{after: 3, within: PD}", nil, nil, ["5:31: error: “PD” is no duration; write weeks or days: P2W, P30D"]),
    ("{after: 3, within: P-3D}", nil, nil, ["5:31: error: “P-3D” is no duration; write weeks or days: P2W, P30D"]),
    ("{after: 3, within: PT5H}", nil, nil, ["5:31: error: “PT5H” is no duration; write weeks or days: P2W, P30D"]),
    ("{after: 3, within: P30S}", nil, nil, ["5:31: error: “P30S” is no duration; write weeks or days: P2W, P30D"]),
    ("{after: 3, within: P1W2D}", nil, nil, ["5:31: error: “P1W2D” is no duration; write weeks or days: P2W, P30D"]),
    (
      "{after: 3, within: P1M}", nil, nil,
      ["5:31: error: “P1M”: months and years are not all as long; write days: P30D, P365D"]
    ),
    ("{after: 3, within: P0D}", nil, nil, ["5:31: error: “P0D” is out of bounds; write 1 to 36500 days"]),
    ("{after: 3, within: P5215W}", nil, nil, ["5:31: error: “P5215W” is out of bounds; write 1 to 36500 days"]),
    ("{after: 3, within: [P1D]}", nil, nil, ["5:31: error: “within” must be a text"]),
  ]

  @Test(arguments: limits)
  func readsWhenAnAuthorIsProposed(_ text: String, _ after: Int?, _ days: Int?, _ diagnostics: [String]) {
    let clause = "clauses: [{cite: п, summary: {ru: а, en: a}, labels: [spam], actions: {blacklist: may}}]"
    let (rulebook, found) = Rulebook.load([RulebookFile("p.yaml", "\(Self.start)blacklist: \(text)\n\(clause)")])
    #expect(found.map(\.description) == diagnostics.map { "p.yaml:\($0)" })
    let limit = after.map {
      Policy.StrikeLimit(after: $0, withinDays: days, location: Place(file: "p.yaml", line: 5, column: 12))
    }
    #expect(rulebook.policies.map(\.blacklist) == (diagnostics.isEmpty ? [limit] : []))
  }

  @Test func aLimitWithoutStrikesIsAWarning() {
    let clause = "clauses: [{cite: п, summary: {ru: а, en: a}, labels: [spam], actions: {delete: must}}]"
    let (rulebook, found) = Rulebook.load([RulebookFile("p.yaml", "\(Self.start)blacklist: {after: 3}\n\(clause)")])
    let warning = "p.yaml:5:12: warning: no clause orders or allows “blacklist”, so that nothing counts as a strike"
    #expect(found.map(\.description) == [warning])
    #expect(rulebook.policies.map(\.blacklist?.after) == [3])
  }

  @Test func twoPoliciesOfOneID() {
    let text = Self.start + "clauses: []"
    let (rulebook, found) = Rulebook.load([RulebookFile("p.yaml", text), RulebookFile("q.yaml", text)])
    #expect(found.map(\.description) == ["q.yaml:1:5: error: the policy “x-1” is there already, at p.yaml:1:5"])
    #expect(rulebook.policies.map(\.location.file) == ["p.yaml"])
  }

  /// What the five acts order, one line a clause: citation, labels, targets and objects, actions.
  static let acts: [String: [String]] = [
    "kozhevnikovo-650-2022": [
      "п. 11: profanity insult aggression spam → delete must",
      "п. 11: threat → review",
    ],
    "plastunovskaya-273-2023": [
      "прил. 1, п. 8: profanity insult spam → delete must, blacklist may",
      "прил. 1, п. 8: threat → review",
      "прил. 2, п. 21: profanity insult → no_reply must",
      "прил. 2, п. 21: threat → no_reply must",
      "прил. 2, п. 21: threat (official family; life health property) → no_reply must",
    ],
    "amurzet-98-2022": [
      "разд. 2, п. 6: profanity insult spam → delete must",
      "разд. 2, п. 6: threat → review",
    ],
    "shpakovsky-1199-2023": [],
    "kozhevnikovo-286-2024": [],
  ]

  @Test func theActsOrderWhatTheySay() {
    let policies = Rulebook.load(EmbeddedRulebook.files).rulebook.policies
    let orders = policies.map { ($0.id, $0.clauses.map(Self.line)) }
    #expect(Dictionary(orders) { first, _ in first } == Self.acts)
    #expect(policies.map(\.review) == Array(repeating: [], count: 5))
    // None of the acts says after how many comments somebody comes on the black list.
    #expect(policies.compactMap(\.monthlySummary) == ["прил. 2, п. 23"])
    #expect(policies.map(\.blacklist) == Array(repeating: nil, count: 5))
    #expect(policies.filter { $0.platforms.contains("telegram") }.map(\.id) == ["plastunovskaya-273-2023"])
    #expect(
      Dictionary(policies.map { ($0.act.number, $0.act.date) }) { first, _ in first } == [
        "650": "2022-11-30", "273": "2023-09-04", "98": "2022-11-24", "1199": "2023-08-29", "286": "2024-12-26",
      ])
  }

  private static func line(_ clause: Policy.Clause) -> String {
    func list(_ names: [String]) -> String { names.joined(separator: " ") }
    let aim =
      clause.targets.isEmpty && clause.objects.isEmpty
      ? "" : " (\(list(clause.targets.map(\.rawValue))); \(list(clause.objects.map(\.rawValue))))"
    let actions = clause.orders.map { "\($0.action.rawValue) \($0.force.rawValue)" }.joined(separator: ", ")
    return "\(clause.cite): \(list(clause.labels.map(\.rawValue)))\(aim) → \(actions.isEmpty ? "review" : actions)"
  }
}
