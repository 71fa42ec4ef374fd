internal import Sito

/// What the memory of tokens is worth: the engine on texts that it meets for the first time.
struct Memories {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// Judges comments of about so many bytes by rules that were just read: expressions, automaton and memory are made on
  /// the way. *Cold* is the first pass over all of them; *other texts* is one half after the other half.
  func run(_ comments: Comments, size: Int, into report: Report) -> [Row] {
    let measured = comments.thinned(to: size)
    let (met, new) = measured.halves()
    var cold = Samples()
    var other = Samples()
    var counted: [String] = []
    let start = Clock.wallSeconds
    for round in 0..<plan.rounds {
      if round > 1, Clock.wallSeconds - start > plan.mostRoundSeconds / 3 { break }
      guard let first = Engine.new(), let second = Engine.new() else { break }
      let whole = timed { first.run(measured) }
      _ = second.run(met)
      let half = timed { second.run(new) }
      cold.append(Double(measured.bytes.count) / whole.seconds / 1e6)
      other.append(Double(new.bytes.count) / half.seconds / 1e6)
      let counts = [whole.result.description, half.result.description]
      if round == 0 { counted = counts }
      report.expect(counts, counted, "a new Moderator on \(comments.name), two rounds")
    }
    guard counted.count == 2 else { return [] }
    return [
      Row("Moderator, other texts: half of them after the other half", other, unit: "MB/s", counted: counted[1]),
      Row("Moderator, cold: the first pass with an empty memory", cold, unit: "MB/s", counted: counted[0]),
    ]
  }
}

extension Comments {
  /// Every other comment, and the rest.
  fileprivate func halves() -> (Comments, Comments) {
    var (even, odd) = (Comments(name), Comments(name))
    for index in 0..<count {
      if index.isMultiple(of: 2) { even.append(bytes[range(index)]) } else { odd.append(bytes[range(index)]) }
    }
    return (even, odd)
  }
}
