import Rulebook
import Sito
import Testing

/// Linear models: what they add up, and how they explain themselves.
@Suite struct ModelTests {
  private static func ruleset(threshold: String = "1") throws -> Ruleset {
    let model = """
      @model spam.words
      @label spam
      @threshold \(threshold)
      @bias -1
      feature\tweight
      скидк*\t8
      потолки\t4
      спасибо\t-12
      """
    let policy = """
      id: ours
      act: {issuer: А, kind: постановление, date: 2024-05-06, number: "7"}
      platforms: [vk]
      summary: {ru: А., en: A.}
      clauses:
        - {cite: п. 1, summary: {ru: А., en: A.}, labels: [spam], actions: {delete: must}}
      """
    let (rulebook, diagnostics) = Rulebook.load([
      RulebookFile(path: "spam/model.tsv", bytes: [UInt8](model.utf8)),
      RulebookFile(path: "policies/ours.yaml", bytes: [UInt8](policy.utf8)),
    ])
    #expect(diagnostics.isEmpty)
    return try Ruleset(rulebook, policy: "ours")
  }

  @Test(arguments: [
    // 8 / √16 − 1 = 1; 4 / √16 − 1 = 0; (8 − 12) / √16 − 1 < 0.
    ("Скидки всем", true), ("скидкой", true), ("скидка и потолки", true), ("потолки", false), ("потолков скид", false),
    ("скидки, спасибо", false), ("СКИ\u{AD}ДКИ", true), ("cкидки", true), ("", false),
  ])
  func findsByTheSumOfTheWeights(comment: String, isFound: Bool) throws {
    var moderator = Moderator(try Self.ruleset())
    let verdict = moderator.judge(comment)
    #expect(verdict.findings.map(\.rule) == (isFound ? ["spam.words"] : []))
    #expect(verdict.findings.allSatisfy { $0.tier == .probable })
    #expect(verdict.decision.review == isFound)
    #expect(verdict.decision.actions.isEmpty)
  }

  @Test func manyFeaturesCountLess() throws {
    var moderator = Moderator(try Self.ruleset(threshold: "7"))
    // 48 × 8 / √48 − 1 = 54; one more word that speaks against it changes little, forty change much.
    let many = String(repeating: "скидки ", count: 48)
    #expect(!moderator.judge(many).findings.isEmpty)
    #expect(!moderator.judge(many + "спасибо").findings.isEmpty)
    #expect(moderator.judge(many + String(repeating: "спасибо ", count: 40)).findings.isEmpty)
  }

  @Test func theStrongestFeaturesAreShown() throws {
    var moderator = Moderator(try Self.ruleset())
    let comment = [UInt8]("Потолки! Скидки! Скидки!".utf8)
    let explanation = moderator.explain(comment.span)
    let model = try #require(explanation.models.first)
    #expect(model.rule == "spam.words")
    #expect(model.features.map(\.written) == ["скидк*", "потолки"])
    #expect(abs(model.score - (20 / 16.0.squareRoot() - 1)) < 0.01)
    #expect(
      explanation.verdict.findings.first?.spans.map { String(decoding: comment[$0], as: UTF8.self) } == [
        "Потолки", "Скидки", "Скидки",
      ])
  }
}
