// How a service that receives comments uses the library: the rules are compiled once and shared, each thread judges with a
// moderator of its own. Run it with `swift run --package-path Examples/CommentService`.
import Sito

/// What is to become of a comment.
enum Fate: String {
  case publish, review, remove

  /// The policy decides; this only puts its decision into the service's terms.
  init(_ decision: Decision) {
    if decision.actions.contains(.delete) {
      self = .remove
    } else {
      self = decision.isClear ? .publish : .review
    }
  }
}

@main
enum CommentService {
  static let comments = [
    "Спасибо за новый тротуар на Садовой!",
    "Когда починят фонарь у школы?",
    "Глава — идиот",
    "Да пошли вы н@х.у.й со своей ямой",
  ]

  static func main() async throws {
    // The costly part: once, when the service starts.
    let ruleset = try Ruleset.embedded(policy: "plastunovskaya-273-2023")

    let fates = await judge(comments, by: ruleset)
    for (comment, fate) in zip(comments, fates) { print("\(fate.rawValue)\t\(comment)") }

    // Another act, the same rules: nothing is compiled again.
    let district = try ruleset.under(policy: "kozhevnikovo-650-2022")
    var moderator = Moderator(district)

    // Bytes as they come from a socket, and a part of a larger buffer without a copy.
    let message = Array("{\"text\":\"Глава — идиот\"}".utf8)
    let text = message.span.extracting(9..<message.count - 2)
    let verdict = moderator.judge(text)
    for finding in verdict.findings {
      for span in finding.spans {
        // Spans are byte offsets into what was judged.
        let words = message[(9 + span.lowerBound)..<(9 + span.upperBound)]
        print("\(finding.label.rawValue) (\(finding.tier.rawValue)): \(String(decoding: words, as: UTF8.self))")
      }
    }
    for clause in verdict.decision.clauses { print("\(verdict.decision.policy), \(clause.cite)") }
    precondition(moderator.judge(Array("Глава — идиот".utf8)) == verdict)
  }

  /// Judges comments on several threads, in their order.
  static func judge(_ comments: [String], by ruleset: Ruleset) async -> [Fate] {
    await withTaskGroup(of: (Int, Fate).self) { group in
      for (index, comment) in comments.enumerated() {
        group.addTask {
          // In a service, keep a moderator for each thread: its buffers are worth using again.
          var moderator = Moderator(ruleset)
          return (index, Fate(moderator.judge(comment).decision))
        }
      }
      var fates = [Fate](repeating: .review, count: comments.count)
      for await (index, fate) in group { fates[index] = fate }
      return fates
    }
  }
}
