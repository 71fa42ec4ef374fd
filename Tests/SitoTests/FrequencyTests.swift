import Testing

@testable import Moderation
@testable import Sito

@Suite struct FrequencyTests {
  /// How often words are met decides what is looked for first, and no verdict.
  @Test func noVerdictDependsOnFrequencies() throws {
    var rulebook = try BuiltIn.ruleset.rulebook
    #expect(!rulebook.frequencies.isEmpty)
    rulebook.frequencies = []
    var first = Moderator(try BuiltIn.ruleset)
    var second = Moderator(try Ruleset(rulebook))
    for item in Corpus.cases + Corpus.exam {
      #expect(first.judge(item.text) == second.judge(item.text), "\(item.id): \(item.text)")
    }
  }
}
