internal import CBenchSupport
internal import Sito

/// What was counted while measuring; two runs over the same comments must agree in it.
struct Counts: Equatable {
  /// Comments that were looked at.
  var comments = 0
  /// Comments in which something was found.
  var flagged = 0
  /// Findings.
  var findings = 0
  /// Comments that the policy orders to delete.
  var deleted = 0

  mutating func add(_ verdict: Verdict) {
    comments += 1
    findings += verdict.findings.count
    if !verdict.findings.isEmpty { flagged += 1 }
    if verdict.decision.actions.contains(.delete) { deleted += 1 }
  }

  /// For the report.
  var description: String { "\(comments) comments, \(findings) findings in \(flagged), \(deleted) to delete" }
}

/// The engine that is measured: one moderator on one thread.
final class Engine {
  let ruleset: Ruleset
  private var moderator: Moderator

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    moderator = Moderator(ruleset)
  }

  /// An engine that shares nothing with another: its rules have just been read.
  static func new() -> Engine? { (try? Ruleset.embedded()).map { Engine($0) } }

  /// Judges all comments.
  func run(_ comments: Comments) -> Counts {
    var counts = Counts()
    let bytes = comments.bytes.span
    var start = 0
    for end in comments.ends {
      counts.add(moderator.judge(bytes.extracting(start..<end)))
      start = end
    }
    return counts
  }

  /// The verdict on one comment.
  func judge(_ comment: ArraySlice<UInt8>) -> Verdict { moderator.judge(comment.span) }

  /// Allocations for the comments in which nothing is found, once the buffers have grown.
  ///
  /// - Returns: the number of those comments, and how many allocations of how many bytes together they cost.
  func allocations(_ comments: Comments) -> (comments: Int, calls: Int, bytes: Int) {
    _ = run(comments)
    let bytes = comments.bytes.span
    var total = (comments: 0, calls: 0, bytes: 0)
    var start = 0
    for end in comments.ends {
      let (calls, asked) = (bench_allocations(), bench_allocated_bytes())
      let isClear = moderator.judge(bytes.extracting(start..<end)).findings.isEmpty
      start = end
      guard isClear else { continue }
      total.comments += 1
      total.calls += Int(bench_allocations() - calls)
      total.bytes += Int(bench_allocated_bytes() - asked)
    }
    return total
  }
}
