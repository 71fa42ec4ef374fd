internal import Sito

/// What the engine's counts are held against.
///
/// TODO: the engine's naive path goes here as soon as there is one. Until then the reference is a moderator that has
/// judged nothing before: it shares the engine's code, but nothing that one comment could leave behind for the next.
struct SlowReference {
  let ruleset: Ruleset
  /// What the report calls it.
  let name = "a new moderator for each comment"
  /// Comments that it can judge in reasonable time.
  let affordable = 1_000

  /// The verdict on a comment.
  func judge(_ comment: ArraySlice<UInt8>) -> Verdict {
    var moderator = Moderator(ruleset)
    return moderator.judge(comment.span)
  }

  /// Compares the engine's verdicts with the reference's, on as many comments as are affordable, taken evenly.
  ///
  /// - Returns: the counts of both, and the number of comments whose findings differ in rule or place.
  func compare(_ engine: Engine, on comments: Comments) -> (engine: Counts, reference: Counts, differing: Int) {
    let number = min(affordable, comments.count)
    var outcome = (engine: Counts(), reference: Counts(), differing: 0)
    for index in 0..<number {
      let comment = comments.bytes[comments.range(index * comments.count / number)]
      let (fast, slow) = (engine.judge(comment), judge(comment))
      outcome.engine.add(fast)
      outcome.reference.add(slow)
      if fast != slow { outcome.differing += 1 }
    }
    return outcome
  }
}
