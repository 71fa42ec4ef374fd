internal import CBenchSupport
internal import Sito

/// What makes the work grow, and what must not: the length of comments, the number of rules.
struct Growth {
  let engine: Engine
  let plan: Plan

  /// Judges the mix cut into comments of 1 KB, of 100 KB and of 10 MB: the time a byte must stay within the double.
  func length(_ mix: Comments, nanoseconds: Double) -> [Row] {
    let sizes = [1_000, 100_000, plan.largestComment]
    // The same bytes for all, as far as there is time for it.
    let affordable = Int(plan.lengthLimit / 64 / nanoseconds * 1e9)
    let pieces = sizes.map { size in
      let bytes = max(size, min(plan.largestComment, affordable))
      return mix.sized(bytes).joined(atLeast: size)
    }
    let outcome = Apart(seconds: plan.lengthLimit) { report in
      let start = Clock.wallSeconds
      _ = engine.run(mix.thinned(to: 100_000))
      // The sizes in turn; once, or as often as a third of the time allows.
      for _ in 0..<plan.rounds {
        for comments in pieces {
          let (seconds, counts) = timed { engine.run(comments) }
          report(bench_measure(counts, seconds: seconds, bytes: comments.bytes.count))
        }
        if Clock.wallSeconds - start > plan.lengthLimit / 3 { break }
      }
    }
    let target = Target.atMost(2)
    var costs = sizes.map { _ in Samples() }
    for (turn, measure) in outcome.measures.enumerated() {
      costs[turn % sizes.count].append(measure.nanosecondsPerByte)
    }
    var rows: [Row] = []
    // What is known of a size that was not done in time: at least so much.
    var bound = 0.0
    for (index, size) in sizes.enumerated() {
      let name = "comments of \(Format.size(size))"
      if index < outcome.measures.count {
        let measure = outcome.measures[index]
        let counted =
          "\(measure.comments) comments, \(measure.findings) findings, \(Format.size(Int(measure.bytes)))"
        rows.append(Row(name, costs[index], unit: "ns/byte", counted: counted))
      } else if outcome.end == .outOfTime {
        bound = outcome.secondsLost / Double(pieces[index].bytes.count) * 1e9
        rows.append(Row(name, counted: "not done in time").missed("> \(Format.number(bound)) ns/byte", nil))
        break
      } else {
        rows.append(Row(name, counted: "").missed("failed", nil))
        break
      }
    }
    let done = min(outcome.measures.count, sizes.count)
    var row = Row("dearest byte against cheapest", counted: "\(done) of \(sizes.count) sizes")
    let medians = costs.prefix(done).map(\.median)
    guard let most = medians.max(), let least = medians.min(), done == sizes.count || outcome.end == .outOfTime else {
      return rows + [row.missed("failed", target)]
    }
    row = row.with(ratio: Samples([max(most, bound) / least]), target)
    if done < sizes.count {
      row.ratio = "> " + row.ratio
      if row.outcome != "missed" { row.outcome = "open" }
    }
    return rows + [row]
  }

  /// Judges by ten times as many entries.
  func lexicon(_ mix: Comments, nanoseconds: Double) -> [Row] {
    let rulebook = engine.ruleset.rulebook
    let large = rulebook.withEntries(times: 10)
    let sample = mix.thinned(to: Int(plan.lexiconLimit / 60 / nanoseconds * 1e9))
    let outcome = Apart(seconds: plan.lexiconLimit) { report in
      let start = Clock.threadSeconds
      guard let ruleset = try? Ruleset(large) else { return }
      let largeEngine = Engine(ruleset)
      report(bench_measure(Counts(), seconds: Clock.threadSeconds - start, bytes: 0))
      for round in 0...plan.rounds {
        for one in [engine, largeEngine] {
          let (seconds, counts) = timed { one.run(sample) }
          // The first round fills buffers.
          if round > 0 { report(bench_measure(counts, seconds: seconds, bytes: sample.bytes.count)) }
        }
      }
    }
    let target = Target.atMost(1.5)
    let name = "\(large.entries.count) entries against \(rulebook.entries.count)"
    let compiled = outcome.measures.first.map { "compiled in \(Format.number($0.seconds)) s" }
    let pairs = outcome.measures.dropFirst()
    let rounds = pairs.count / 2
    guard rounds > 0, let compiled else {
      let why =
        switch outcome.end {
        case .done: "does not compile"
        case .outOfTime: "not ready in \(Format.number(plan.lexiconLimit)) s"
        case .failed: "failed"
        }
      return [Row(name, counted: compiled ?? "nothing").missed(why, target)]
    }
    var small = Samples()
    var big = Samples()
    for round in 0..<rounds {
      small.append(outcome.measures[1 + 2 * round].nanosecondsPerByte)
      big.append(outcome.measures[2 + 2 * round].nanosecondsPerByte)
    }
    let (first, second) = (outcome.measures[1], outcome.measures[2])
    let counted =
      "\(first.comments) comments, \(first.findings) findings; with ten times the entries \(second.findings); \(compiled)"
    return [Row(name, big, unit: "ns/byte", counted: counted).with(ratio: big.divided(by: small), target)]
  }
}

extension Rulebook {
  /// The same rules, and so many times the entries: the others have their stems' letters exchanged for others, and find
  /// words of a class that nothing refers to. So the automaton grows, and what is found stays.
  func withEntries(times: Int) -> Rulebook {
    var larger = self
    for shift in 1..<times {
      for entry in entries {
        var clone = entry
        clone.id = "bench.\(shift).\(entry.id)"
        clone.meaning = .wordClass("bench")
        clone.patterns = entry.patterns.map { $0.shifted(by: shift) }
        clone.exceptions = entry.exceptions.map { $0.shifted(by: shift) }
        larger.entries.append(clone)
      }
    }
    return larger
  }
}

extension PatternSyntax {
  fileprivate func shifted(by shift: Int) -> PatternSyntax {
    PatternSyntax(text: text, node: Self.shifted(node, by: shift), location: location)
  }

  private static let alphabets = ["бвгджзклмнпрстфхцчшщ", "аеиоуыэюя", "bcdfghjklmnpqrstvwxz", "aeiouy"].map(Array.init)

  private static func shifted(_ node: Node, by shift: Int) -> Node {
    switch node {
    case .character(let character):
      for letters in alphabets {
        guard let index = letters.firstIndex(of: character) else { continue }
        return .character(letters[(index + shift) % letters.count])
      }
      return node
    case .sequence(let nodes): return .sequence(nodes.map { shifted($0, by: shift) })
    case .choice(let nodes): return .choice(nodes.map { shifted($0, by: shift) })
    case .affixes, .anyLetters, .mask, .gap: return node
    }
  }
}
