@_spi(Benchmarks) internal import Moderation
internal import Sito

/// What the engine's counts are held against: the same rules by the long way, which folds and scans each comment as a
/// whole, remembers no tokens, and classifies every comment to the end.
struct SlowReference: ~Copyable {
  /// What the report calls it.
  static let name = "each comment judged as a whole"

  private var moderator: Moderator
  /// Seconds for the comments of one kind; what is too much for them is thinned out.
  private let seconds: Double

  init(_ ruleset: Ruleset, seconds: Double) {
    moderator = Moderator(ruleset)
    self.seconds = seconds
  }

  /// What came of a comparison.
  struct Outcome {
    var engine = Counts()
    var reference = Counts()
    /// Comments on which the verdicts differ in anything.
    var differing = 0
    /// The reference's speed, in bytes a second.
    var rate = 0.0
  }

  /// Compares the engine's verdicts with the reference's, on as many comments as there is time for, taken evenly.
  mutating func compare(_ engine: Engine, on comments: Comments) -> Outcome {
    let probe = comments.thinned(to: 50_000)
    let begin = Clock.threadSeconds
    for index in 0..<probe.count { _ = moderator.judgeAsWhole(probe.bytes[probe.range(index)].span) }
    let rate = Double(probe.bytes.count) / max(1e-9, Clock.threadSeconds - begin)
    let sample = comments.thinned(to: Int(rate * seconds))
    var outcome = Outcome()
    var spent = 0.0
    for index in 0..<sample.count {
      let comment = sample.bytes[sample.range(index)]
      let start = Clock.threadSeconds
      let slow = moderator.judgeAsWhole(comment.span)
      spent += Clock.threadSeconds - start
      let fast = engine.judge(comment)
      outcome.engine.add(fast)
      outcome.reference.add(slow)
      if fast != slow { outcome.differing += 1 }
    }
    outcome.rate = Double(sample.bytes.count) / max(1e-9, spent)
    return outcome
  }
}
