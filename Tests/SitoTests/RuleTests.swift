import Sito
import Testing

/// What each kind of rule does, on small rulebooks written here.
@Suite struct RuleTests {
  /// The rules that every test begins with.
  static let base = """
    @class you
    id\tpattern\texcept\tmatch
    you.ty\tты тебя вы вас
    @class self
    self.ya\tя
    @class animal
    animal.koza\tкозел козлы козла
    @class target-official
    target-official.mer\tмэр мэра мэру депутаты
    @class target-group
    target-group.all\tвсе всех
    @class object-property
    object-property.car\tмашину машина
    @label insult
    insult.durak\tдурак<noun> недодурак\tдураков*\tВот дурак
    @label coarse
    @disguise full
    coarse.zhopa\tжоп(а|у|ой|ы)\t\tжопа
    """

  static let classes = "name\tmembers\nnoun\t~ а у ом и ов\n"

  static let policy = """
    id: test-1
    act: {issuer: Администрация, kind: постановление, date: 2024-01-01, number: "1", part: прил.}
    platforms: [vk]
    summary: {ru: проба, en: test}
    clauses:
      - cite: п. 1
        summary: {ru: проба, en: test}
        labels: [insult]
        actions: {delete: must}
    """

  /// The rules over `base`, in YAML.
  static func ruleset(_ rules: String = "[]", policy: String = policy) throws -> Ruleset {
    let (rulebook, diagnostics) = Rulebook.load([
      RulebookFile(path: "classes.tsv", bytes: [UInt8](classes.utf8)),
      RulebookFile(path: "words.tsv", bytes: [UInt8](base.utf8)),
      RulebookFile(path: "rules/rules.yaml", bytes: [UInt8](rules.utf8)),
      RulebookFile(path: "policies/test.yaml", bytes: [UInt8](policy.utf8)),
    ])
    let errors = diagnostics.filter { $0.severity == .error }
    try #require(errors.isEmpty, "\(errors)")
    return try Ruleset(rulebook, policy: "test-1")
  }

  /// Rules and tiers found in a text, such as «insult.durak certain».
  static func found(_ text: String, by ruleset: Ruleset) -> [String] {
    var moderator = Moderator(ruleset)
    return moderator.judge(text).findings.map { "\($0.rule) \($0.tier.rawValue)" }
  }

  @Test(arguments: [
    ("Дурак", true), ("ДУРАКОМ назвали", true), ("дуррраки", true), ("дypaк", true), ("недодурак", true),
    ("дурачина", false), ("придурак", false), ("дураковаляние", false), ("дурак-то", true), ("не-дурак", true),
    ("д.у.р.а.к", true), ("дур ак", false), ("«дурак»", true), ("дурак2024", true), ("", false), ("   ", false),
  ])
  func wordsInAllForms(_ text: String, _ isFound: Bool) throws {
    #expect(Self.found(text, by: try Self.ruleset()).contains("insult.durak certain") == isFound)
  }

  @Test(arguments: [
    ("жопа", true), ("жoпa", true), ("ж0па", true), ("ж-о-п-а", true), ("жо.па", true), ("жо🔥па", true),
    ("ж\u{200B}опа", true), ("жооопа", true), ("жо па", false), ("жопастая", false),
  ])
  func disguisesAreSeenThrough(_ text: String, _ isFound: Bool) throws {
    #expect(Self.found(text, by: try Self.ruleset()) == (isFound ? ["coarse.zhopa certain"] : []))
  }

  static let near = """
    - id: insult.you-animal
      label: insult
      target: person
      when: {near: [you, animal], within: 1, ordered: true, without: [self]}
      match: [ты козёл]
    """

  @Test(arguments: [
    ("ты козёл", true), ("ты просто козёл", true), ("ты совсем уже козёл", false), ("козёл ты", false),
    ("ты. козёл", false), ("ты я козёл", false), ("ты!козёл", true), ("мы с тобой, вы козлы", true),
  ])
  func nearAsksForOrderAndDistance(_ text: String, _ isFound: Bool) throws {
    #expect(Self.found(text, by: try Self.ruleset(Self.near)) == (isFound ? ["insult.you-animal certain"] : []))
  }

  @Test func compositeSpansAreThoseOfItsParts() throws {
    var moderator = Moderator(try Self.ruleset(Self.near))
    let text = "Ну ты и козёл"
    let finding = try #require(moderator.judge(text).findings.first)
    let words = finding.spans.map { String(decoding: [UInt8](text.utf8)[$0], as: UTF8.self) }
    #expect(words == ["ты", "козёл"])
    #expect(finding.target == .person)
  }

  static let logic = """
    - id: spam.points
      label: spam
      tier: probable
      when: {points: [[2, animal], [1, you], [1, {count: {capital-share: ">=50"}}]], at-least: 3}
      match: [ТЫ КОЗЁЛ]
    - id: threat.all
      label: threat
      when: {allOf: [animal, {not: you}, {anyOf: [self, target-official]}]}
      match: [я козёл]
    """

  @Test(arguments: [
    ("ты козёл", ["spam.points probable"]), ("козёл", []), ("КОЗЁЛ", ["spam.points probable"]),
    ("я козёл", ["threat.all certain"]), ("козёл у мэра", ["threat.all certain"]), ("вы", []),
    ("ты мэр и козёл", ["spam.points probable"]),
  ])
  func conditionsCombine(_ text: String, _ expected: [String]) throws {
    #expect(Self.found(text, by: try Self.ruleset(Self.logic)) == expected)
  }

  static let guards = """
    - id: guard.self
      cancels: [insult.*]
      before: [self]
      within: 1
      unless: [you]
      match: [я дурак]
    - id: guard.official
      lowers: ["label:insult"]
      around: [target-official]
      within: sentence
      match: [мэр дурак]
    """

  @Test(arguments: [
    ("дурак", ["insult.durak certain"]), ("я дурак", []), ("я и дурак", []),
    ("я тут и дурак", ["insult.durak certain"]),
    ("вы я дурак", ["insult.durak certain"]), ("дурак я", ["insult.durak certain"]),
    ("мэр дурак", ["insult.durak probable"]), ("мэр. дурак", ["insult.durak certain"]),
    ("я дурак, а ещё дурак", ["insult.durak certain"]),
  ])
  func guardsTakeBackAndLower(_ text: String, _ expected: [String]) throws {
    #expect(Self.found(text, by: try Self.ruleset(Self.guards)) == expected)
  }

  @Test func whatWasSetAsideIsExplained() throws {
    var moderator = Moderator(try Self.ruleset(Self.guards))
    let guarded = moderator.explain([UInt8]("я дурак".utf8).span)
    #expect(guarded.setAside.map(\.reason) == [.guarded("guard.self")])
    let excepted = moderator.explain([UInt8]("дураков".utf8).span)
    #expect(excepted.setAside.map(\.reason) == [.exception])
    #expect(excepted.setAside.map(\.rule) == ["insult.durak"])
    let lowered = moderator.explain([UInt8]("мэр дурак".utf8).span)
    #expect(lowered.lowered.map(\.reason) == [.guarded("guard.official")])
  }

  static let threat = """
    - id: threat.burn
      label: threat
      regex: 'сожгу'
      match: [сожгу машину]
    """

  @Test(
    arguments: [
      ("мэру машину сожгу", Target.official, ThreatObject.property), ("всех сожгу", .group, nil), ("сожгу", nil, nil),
    ] as [(String, Target?, ThreatObject?)])
  func targetAndObjectAreTheNearest(_ text: String, _ target: Target?, _ object: ThreatObject?) throws {
    var moderator = Moderator(try Self.ruleset(Self.threat))
    let finding = try #require(moderator.judge(text).findings.first)
    #expect(finding.target == target)
    #expect(finding.object == object)
  }

  @Test func regexesRunOverTheReading() throws {
    let ruleset = try Self.ruleset(Self.threat)
    #expect(Self.found("coжгу", by: ruleset) == ["threat.burn certain"])
    #expect(Self.found("сожгут", by: ruleset) == ["threat.burn certain"])
  }

  @Test func rulesThatCannotWorkAreReported() throws {
    let (rulebook, _) = Rulebook.load([
      RulebookFile(
        path: "rules/bad.yaml",
        bytes: [UInt8](
          """
          - {id: spam.open, label: spam, regex: '(абв', match: [абв]}
          - {id: spam.any, label: spam, regex: '\\w+', match: [абв]}
          """.utf8))
    ])
    let messages = Ruleset.check(rulebook).map(\.message)
    #expect(messages.count == 2)
    #expect(messages.contains { $0.contains("rare enough") })
    #expect(throws: RulesetError.self) { try Ruleset(rulebook) }
  }
}

extension RuleTests {
  /// A rule gives words to the class that it asks for, and all that the class holds is assumed.
  static let circle = """
    - id: self.neighbour
      class: self
      regex: 'сосед(?= наш)'
    - id: self.both
      class: self
      when: {allOf: [self, you]}
    - id: insult.both
      label: insult
      when: {allOf: [self, animal]}
      match: ["Сосед наш козел, ты знаешь"]
    """

  @Test func aClassMayHoldARuleThatAsksForIt() throws {
    let ruleset = try Self.ruleset(Self.circle)
    #expect(Self.found("Сосед наш козел, ты знаешь", by: ruleset) == ["insult.both certain"])
    #expect(Self.found("Сосед козел, ты знаешь", by: ruleset) == [])
  }

  static let links = """
    - id: link.url
      class: link
      regex: 'https?:\\S+'
    - id: spam.link
      label: spam
      when: {allOf: [link, {count: {links: ">=1"}}]}
      match: ["https://other.example/"]
    """

  /// The administration's own links do not count, and nobody passes by looking like one.
  @Test(arguments: [
    ("https://own.example/news", false), ("HTTPS://WWW.OWN.EXAMPLE", false), ("https://own.example.evil.example", true),
    ("https://my-own.example/", true), ("https://other.example/", true), ("нет ссылок", false),
  ])
  func ownLinksDoNotCount(_ text: String, _ isFound: Bool) throws {
    let policy = Self.policy.replacing("platforms:", with: "allow-links: [own.example]\nplatforms:")
    let ruleset = try Self.ruleset(Self.links, policy: policy)
    #expect(Self.found(text, by: ruleset) == (isFound ? ["spam.link certain"] : []))
  }
}

extension RuleTests {
  @Test func uselessExceptionsAreReported() throws {
    let (rulebook, diagnostics) = Rulebook.load([
      RulebookFile(
        path: "a.tsv",
        bytes: [UInt8](
          """
          @label insult
          id\tpattern\texcept\tmatch
          insult.a\tдур(а|ой)\tдура_лекс дурман (дурой|дурман) *мандура\tдура
          """.utf8))
    ])
    try #require(diagnostics.isEmpty, "\(diagnostics)")
    let messages = Ruleset.check(rulebook)
    #expect(messages.map(\.severity) == [.warning])
    #expect(messages.map(\.location.description) == ["a.tsv:3:30"])
  }
}
