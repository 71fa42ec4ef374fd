import Sito
import Testing

@testable import Moderation

@Suite struct DecisionTests {
  /// What a policy must make of one finding.
  struct Expectation: Sendable, CustomTestStringConvertible {
    var policy: String
    var label: Label
    var tier = Tier.certain
    var target: Target?
    var object: ThreatObject?
    var actions: [Policy.Action]
    var review = false
    var cites: [String]

    var testDescription: String { "\(policy): \(label) (\(tier)), \(target.map(\.rawValue) ?? "-")" }
  }

  static let expectations: [Expectation] = [
    // № 650: aggression goes too; nobody is black-listed.
    .init(policy: "kozhevnikovo-650-2022", label: .spam, actions: [.delete], cites: ["п. 11"]),
    .init(policy: "kozhevnikovo-650-2022", label: .aggression, actions: [.delete], cites: ["п. 11"]),
    .init(policy: "kozhevnikovo-650-2022", label: .threat, actions: [], review: true, cites: ["п. 11"]),
    .init(policy: "kozhevnikovo-650-2022", label: .coarse, actions: [], cites: []),
    // № 273: the black list and the withheld reply.
    .init(policy: "plastunovskaya-273-2023", label: .spam, actions: [.delete, .blacklist], cites: ["прил. 1, п. 8"]),
    .init(
      policy: "plastunovskaya-273-2023", label: .insult, actions: [.delete, .blacklist, .noReply],
      cites: ["прил. 1, п. 8", "прил. 2, п. 21"]),
    .init(
      policy: "plastunovskaya-273-2023", label: .profanity, actions: [.delete, .blacklist, .noReply],
      cites: ["прил. 1, п. 8", "прил. 2, п. 21"]),
    .init(
      policy: "plastunovskaya-273-2023", label: .insult, tier: .probable, actions: [], review: true,
      cites: ["прил. 1, п. 8", "прил. 2, п. 21"]),
    .init(
      policy: "plastunovskaya-273-2023", label: .threat, target: .official, object: .life, actions: [.noReply],
      review: true, cites: ["прил. 1, п. 8", "прил. 2, п. 21", "прил. 2, п. 21"]),
    .init(
      policy: "plastunovskaya-273-2023", label: .threat, target: .person, object: .health, actions: [.noReply],
      review: true, cites: ["прил. 1, п. 8", "прил. 2, п. 21"]),
    .init(policy: "plastunovskaya-273-2023", label: .aggression, actions: [], cites: []),
    .init(policy: "plastunovskaya-273-2023", label: .coarse, actions: [], cites: []),
    // № 98.
    .init(policy: "amurzet-98-2022", label: .insult, actions: [.delete], cites: ["разд. 2, п. 6"]),
    .init(policy: "amurzet-98-2022", label: .aggression, actions: [], cites: []),
    // Acts that order nothing here.
    .init(policy: "shpakovsky-1199-2023", label: .profanity, actions: [], cites: []),
    .init(policy: "kozhevnikovo-286-2024", label: .profanity, actions: [], cites: []),
  ]

  @Test(arguments: expectations)
  func clausesApply(_ expected: Expectation) throws {
    let policy = try BuiltIn.ruleset.under(policy: expected.policy).policy
    let finding = Finding(
      label: expected.label, tier: expected.tier, rule: "test.rule", target: expected.target, object: expected.object,
      spans: [0..<1])
    let decision = policy.decide([finding])
    #expect(decision.actions == expected.actions)
    #expect(decision.review == expected.review)
    #expect(decision.clauses.map(\.cite) == expected.cites)
    #expect(decision.policy == expected.policy)
    #expect(decision.isClear == (expected.actions.isEmpty && !expected.review))
  }

  @Test func nothingFoundIsClear() throws {
    for policy in try BuiltIn.ruleset.rulebook.policies {
      #expect(policy.decide([]).isClear)
      #expect(policy.decide([]).clauses.isEmpty)
    }
  }

  @Test func forceIsToldForEachAction() throws {
    let policy = try BuiltIn.ruleset.policy
    let decision = policy.decide([
      Finding(label: .spam, tier: .certain, rule: "test.rule", target: nil, object: nil, spans: [0..<1])
    ])
    let forces = try #require(decision.clauses.first?.orders)
    #expect(forces.map(\.action) == [.delete, .blacklist])
    #expect(forces.map(\.force) == [.must, .may])
  }

  /// A decision that is remembered is the one that the findings would bring about; also when more are met than are remembered.
  @Test func decisionsAreRememberedByAllThatTheyDependOn() throws {
    var generator = SeededGenerator(seed: 95)
    let targets: [Target?] = [nil] + Target.allCases
    let objects: [ThreatObject?] = [nil] + ThreatObject.allCases
    for policy in try BuiltIn.ruleset.rulebook.policies {
      var memo = DecisionMemo(policy)
      for _ in 0..<5_000 {
        let findings = (0..<Int.random(in: 0...4, using: &generator)).map { number in
          Finding(
            label: Label.allCases.randomElement(using: &generator) ?? .spam,
            tier: Tier.allCases.randomElement(using: &generator) ?? .certain, rule: "test.\(number)",
            target: targets.randomElement(using: &generator) ?? nil,
            object: objects.randomElement(using: &generator) ?? nil, spans: [number..<number + 1])
        }
        #expect(memo.decide(findings) == policy.decide(findings))
      }
    }
  }

  @Test func anUnknownPolicyIsAnError() {
    #expect(throws: RulesetError.self) { try BuiltIn.ruleset.under(policy: "nowhere-1") }
  }
}
