import Rulebook
import Testing

struct RuleTests {
  private let words = RulebookFile(
    "a.tsv", "@label insult\nid\tpattern\tmatch\ninsult.a\tа\tа\n@class you\nyou.a\tты\n@class no\nno.a\tне")

  private func load(_ rules: String) -> Rulebook {
    let (rulebook, diagnostics) = Rulebook.load([words, RulebookFile("r.yaml", rules)])
    #expect(diagnostics == [])
    return rulebook
  }

  private func place(_ line: Int, _ column: Int) -> Place {
    Place(file: "r.yaml", line: line, column: column)
  }

  @Test func regexRules() {
    let rules = load(
      #"""
      - id: spam.earn
        label: spam
        tier: probable
        regex: 'доход\w* от \d+'
        match: ["Доход от 5000", доход от 1]
        no-match: [доходы]
        note: for people
      - {id: you.b, class: you, regex: вы}
      - id: you.c
        class: you
        regex: |-
          тебе
      """#
    ).regexRules
    #expect(rules.map(\.id) == ["spam.earn", "you.b", "you.c"])
    #expect(
      rules.map(\.meaning) == [
        .finding(.spam, .probable, target: nil, object: nil), .wordClass("you"), .wordClass("you"),
      ])
    #expect(rules.map(\.regex) == [#"доход\w* от \d+"#, "вы", "тебе"])
    #expect(rules.map(\.regexLocation) == [place(4, 11), place(8, 34), place(12, 1)])
    #expect(rules[0].matching.map(\.text) == ["Доход от 5000", "доход от 1"])
    #expect(rules[0].notMatching == [Example(text: "доходы", location: place(6, 14))])
    #expect(rules[0].location == place(1, 7))
  }

  private func selector(_ text: String, _ line: Int, _ column: Int) -> Selector {
    Selector(text, at: place(line, column))
  }

  @Test func conditions() {
    let rules = load(
      """
      - {id: c.a, class: c, when: you}
      - {id: c.b, class: c, when: {found: [you, insult.*]}}
      - {id: c.c, class: c, when: {near: [you, [insult.a, no]], within: 3, ordered: true, without: no}}
      - {id: c.d, class: c, when: {anyOf: [you, {allOf: [c.a, {not: "label:spam"}]}]}}
      - {id: c.e, class: c, when: {count: {mixed: ">= 2", words: "<=5"}}}
      - {id: c.f, class: c, when: {points: [[2, you], [-1, {count: {emoji-share: "<=50"}}]], at-least: 2}}
      """
    ).compositeRules
    let expected: [Condition] = [
      .found([selector("you", 1, 29)]),
      .found([selector("you", 2, 38), selector("insult.*", 2, 43)]),
      .near(
        parts: [[selector("you", 3, 37)], [selector("insult.a", 3, 43), selector("no", 3, 53)]], reach: .words(3),
        ordered: true, without: [selector("no", 3, 94)]),
      .anyOf([
        .found([selector("you", 4, 38)]),
        .allOf([.found([selector("c.a", 4, 52)]), .not(.found([selector("label:spam", 4, 63)]))]),
      ]),
      .allOf([
        .count(.mixed, .atLeast, 2, at: place(5, 38)), .count(.words, .atMost, 5, at: place(5, 53)),
      ]),
      .points(
        [
          .init(condition: .found([selector("you", 6, 43)]), points: 2),
          .init(condition: .count(.emojiShare, .atMost, 50, at: place(6, 63)), points: -1),
        ], atLeast: 2),
    ]
    #expect(rules.map(\.condition) == expected)
  }

  @Test func guards() {
    let guards = load(
      """
      - {id: guard.a, cancels: [insult.*, label:insult], before: [you], within: 1, unless: no}
      - {id: guard.b, lowers: insult.a, around: you, within: sentence, match: [а ты], no-match: [а]}
      - {id: guard.c, lowers: insult.a, anywhere: you}
      """
    ).guards
    #expect(guards.map(\.effect) == [.cancel, .lower, .lower])
    #expect(guards.map(\.side) == [.before, .around, .anywhere])
    #expect(guards.map(\.reach) == [.words(1), .sentence, .comment])
    #expect(guards[0].selectors == [selector("insult.*", 1, 27), selector("label:insult", 1, 37)])
    #expect(guards[0].context == [selector("you", 1, 61)])
    #expect(guards[0].unless == [selector("no", 1, 86)])
    #expect(guards[1].matching.map(\.text) == ["а ты"])
    #expect(guards[1].notMatching.map(\.text) == ["а"])
  }

  @Test func aRuleWithAnErrorIsLeftOutAndOthersStay() {
    let rules = """
      - {id: c.a, class: c, regex: x, foo: 1}
      - {id: c.b, class: c, regex: x}
      - {id: c.c, class: c, when: z}
      """
    let (rulebook, diagnostics) = Rulebook.load([RulebookFile("r.yaml", rules)])
    #expect(rulebook.regexRules.map(\.id) == ["c.b"])
    #expect(rulebook.compositeRules.isEmpty)
    #expect(diagnostics.count == 2)
  }
}
