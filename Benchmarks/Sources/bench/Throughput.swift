internal import Sito

/// Moderator and the comparators over the same bytes, in turn.
struct Throughput {
  let engine: Engine
  let plan: Plan
  let literals: Comments
  let literalEntries: Int
  private let hyperscan: Hyperscan?
  private let re2: RE2Set?
  private let rules: RuleByRule
  private let setup: [(what: String, seconds: Double)]

  init(_ engine: Engine, plan: Plan) {
    self.engine = engine
    self.plan = plan
    let forms = LiteralForms(engine.ruleset.rulebook, limit: plan.literals)
    var literals = Comments("literals")
    for form in forms.literals { literals.append(form.utf8) }
    self.literals = literals
    literalEntries = forms.entryCount
    let hyperscan = timed { Hyperscan(literals) }
    let re2 = timed { RE2Set(literals) }
    let rules = timed { RuleByRule(engine.ruleset.rulebook) }
    self.hyperscan = hyperscan.result
    self.re2 = re2.result
    self.rules = rules.result
    setup = [("Hyperscan", hyperscan.seconds), ("RE2::Set", re2.seconds), ("PCRE2", rules.seconds)]
  }

  /// What the comparators are made of, for the report.
  var note: String {
    let times = setup.map { "\($0.what) \(Format.number($0.seconds)) s" }.joined(separator: ", ")
    return """
      One thread, its processor time. Literal forms: \(literals.count), taken evenly from \(literalEntries) entries; \
      expressions: \(rules.expressions), left out: \(rules.omitted). Compiling: \(times).
      """
  }

  /// What Moderator must reach against each comparator.
  struct Targets {
    var normalizing: Target
    var hyperscan = Target.atLeast(5, goal: 15)
    var re2 = Target.atLeast(2, goal: 5)
    var rules = Target.atLeast(100)
  }

  /// Measures on some comments; adds the section to the report.
  ///
  /// - Returns: nanoseconds that Moderator takes a byte, and its counts over all of the comments, as words.
  func run(_ comments: Comments, _ targets: Targets, note: String = "", into report: Report) -> (
    nanoseconds: Double, counted: String
  ) {
    let probe = comments.thinned(to: 100_000)
    _ = engine.run(probe)
    let rate = Double(probe.bytes.count) / max(1e-9, timed { engine.run(probe) }.seconds)
    let measured = comments.thinned(to: Int(rate * plan.passSeconds))
    let moderator = ModeratorContestant(engine)
    var opponents: [(any Contestant, Target?)] = [(Normalizing(), targets.normalizing)]
    if let hyperscan { opponents.append((hyperscan, targets.hyperscan)) }
    if let re2 { opponents.append((re2, targets.re2)) }
    opponents.append((ByteSum(), nil))
    let lanes = interleave([moderator] + opponents.map(\.0), over: measured, into: report)
    let memories = Memories(plan).run(comments, size: Int(rate * plan.passSeconds), into: report)
    var rows = [Self.row(lanes[0], bytes: measured.bytes.count)] + memories
    for (lane, (_, target)) in zip(lanes.dropFirst(), opponents) {
      var row = Self.row(lane, bytes: measured.bytes.count)
      if let target { row = row.with(ratio: lane.seconds.divided(by: lanes[0].seconds), target) }
      rows.append(row)
    }
    if hyperscan == nil { rows.append(Row("Hyperscan", counted: "").missed("does not compile", targets.hyperscan)) }
    if re2 == nil { rows.append(Row("RE2::Set", counted: "").missed("does not compile", targets.re2)) }
    rows.append(ruleByRule(comments, moderator, targets.rules, into: report))
    let allocated = engine.allocations(measured)
    rows.append(Self.row(allocated))
    let size = Format.size(measured.bytes.count)
    report.add(
      "Library, \(comments.name): \(size) of \(Format.size(comments.bytes.count)), \(lanes[0].seconds.values.count) rounds",
      note: note, rows)
    return (lanes[0].seconds.median / Double(measured.bytes.count) * 1e9, lanes[0].counted)
  }

  /// PCRE2 takes so long that it gets a sample, and Moderator the same one.
  private func ruleByRule(
    _ comments: Comments, _ moderator: ModeratorContestant, _ target: Target, into report: Report
  ) -> Row {
    let probe = comments.thinned(to: 5_000)
    let rate = Double(probe.bytes.count) / max(1e-9, timed { rules.run(probe) }.seconds)
    let sample = comments.thinned(to: max(5_000, Int(rate * plan.passSeconds / 2)))
    let lanes = interleave([moderator, rules], over: sample, into: report)
    return Self.row(lanes[1], bytes: sample.bytes.count).with(
      ratio: lanes[1].seconds.divided(by: lanes[0].seconds), target)
  }

  private static func row(_ lane: Lane, bytes: Int) -> Row {
    Row(lane.name, lane.seconds.map { Double(bytes) / $0 / 1e6 }, unit: "MB/s", counted: lane.counted)
  }

  private static func row(_ allocated: (comments: Int, calls: Int, bytes: Int)) -> Row {
    var row = Row(
      "allocations a comment without findings", counted: "\(allocated.comments) comments, \(allocated.calls) calls")
    let comments = Double(max(1, allocated.comments))
    row.median = Format.number(Double(allocated.calls) / comments)
    row.spread = "\(Format.number(Double(allocated.bytes) / comments)) bytes"
    return row
  }

  // MARK: Rounds

  /// What one contestant did: seconds a pass in each round.
  private struct Lane {
    var name: String
    var seconds = Samples()
    var counted: String
  }

  /// Runs all contestants in turn, for some rounds; each round begins with another one.
  private func interleave(
    _ contestants: [any Contestant], over comments: Comments, into report: Report
  ) -> [Lane] {
    var lanes: [Lane] = []
    var passes: [Int] = []
    for contestant in contestants {
      // Not measured: it fills buffers and caches, and says how many passes make a measurement.
      let (seconds, counted) = timed { contestant.run(comments) }
      lanes.append(Lane(name: contestant.name, counted: counted))
      passes.append(max(1, Int((plan.shortestMeasurement / max(seconds, 1e-6)).rounded(.up))))
    }
    let start = Clock.wallSeconds
    for round in 0..<15 {
      let spent = Clock.wallSeconds - start
      if round >= plan.rounds, spent > plan.roundSeconds { break }
      if round > 0, spent > plan.mostRoundSeconds { break }
      for turn in contestants.indices {
        let index = (turn + round) % contestants.count
        var counted = ""
        let (seconds, _) = timed {
          for _ in 0..<passes[index] { counted = contestants[index].run(comments) }
        }
        lanes[index].seconds.append(seconds / Double(passes[index]))
        report.expect(counted, lanes[index].counted, "\(lanes[index].name) on \(comments.name), two rounds")
      }
    }
    return lanes
  }
}
