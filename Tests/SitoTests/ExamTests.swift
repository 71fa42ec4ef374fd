import Sito
import Testing

/// The exam: comments that were never looked at while rules were written, so their totals tell how rules do on what they
/// have not seen. The floors lie a little below what was measured (docs/judgement.md), so that nothing gets worse unseen;
/// raise them when the rules get better, and do not look at the texts.
@Suite struct ExamTests {
  struct Floor: Sendable {
    var label: Label
    var precision: Double
    var recall: Double
  }

  static let floors = [
    Floor(label: .profanity, precision: 0.98, recall: 0.96),
    Floor(label: .coarse, precision: 0.93, recall: 0.90),
    Floor(label: .insult, precision: 0.90, recall: 0.80),
    Floor(label: .threat, precision: 0.85, recall: 0.70),
    Floor(label: .aggression, precision: 0.80, recall: 0.65),
    Floor(label: .spam, precision: 0.96, recall: 0.88),
  ]

  @Test(arguments: floors)
  func labelsAreFound(_ floor: Floor) throws {
    var moderator = Moderator(try BuiltIn.ruleset)
    var right = 0
    var wrong = 0
    var missed = 0
    for item in Corpus.exam where !(item.may ?? []).contains(floor.label) {
      let isFound = moderator.judge(item.text).findings.contains { $0.label == floor.label }
      switch (item.labels.contains(floor.label), isFound) {
      case (true, true): right += 1
      case (false, true): wrong += 1
      case (true, false): missed += 1
      case (false, false): break
      }
    }
    #expect(right > 0)
    #expect(Double(right) >= floor.precision * Double(right + wrong), "precision: \(right) right, \(wrong) wrong")
    #expect(Double(right) >= floor.recall * Double(right + missed), "recall: \(right) found, \(missed) missed")
  }

  /// What is deleted is deleted by a rule that a person can read, and models only ever ask for review.
  @Test func modelsAreNeverCertain() throws {
    let models = Set(try BuiltIn.ruleset.rulebook.models.map(\.id))
    var moderator = Moderator(try BuiltIn.ruleset)
    var found = 0
    for item in Corpus.exam {
      for finding in moderator.judge(item.text).findings where models.contains(finding.rule) {
        found += 1
        #expect(finding.tier == .probable)
      }
    }
    #expect(found > 0)
  }
}
