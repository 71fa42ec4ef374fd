internal import CBenchSupport
internal import Glibc
internal import Sito

/// Measures sito beside other engines, and holds it against its targets. Exit code 1: counts differ; 2: it could not be
/// run.
@main
struct Bench {
  static func main() {
    bench_begin()
    guard let options = Options(CommandLine.arguments.dropFirst()) else { fail(Options.usage) }
    // Before the minutes are spent.
    if let path = options.record, !Machine.write("", to: path) { fail("bench: cannot write \(path)") }
    do {
      let report = Report()
      let heading = try run(options, into: report)
      print("\n\(report.summary).")
      for difference in report.differences { print("Counts differ: \(difference)") }
      if let path = options.record {
        if !Machine.write(report.markdown(heading), to: path) { fail("bench: cannot write \(path)") }
        print("Written to \(path).")
      }
      exit(report.differences.isEmpty ? 0 : 1)
    } catch let failure as Inputs.Failure {
      fail("bench: \(failure.message)")
    } catch {
      fail("bench: \(error)")
    }
  }

  /// Runs the sections.
  ///
  /// - Returns: the first lines of a record.
  private static func run(_ options: Options, into report: Report) throws -> [String] {
    let begin = Clock.wallSeconds
    let inputs = try Inputs.load(from: options.data)
    let start = Clock.threadSeconds
    let engine = Engine(try Ruleset.embedded())
    let reading = Clock.threadSeconds - start
    let rulebook = engine.ruleset.rulebook
    let heading = [
      "# Measured on \(Machine.date)", "",
      "- Machine: \(Machine.processors), load \(Machine.load) at the beginning; run: \(options.plan.name)",
      "- Comments: \(inputs.source): mix \(describe(inputs.mix)); clean \(describe(inputs.clean))",
      "- Rules: \(engine.ruleset.id), \(rulebook.entries.count) entries, \(rulebook.regexRules.count) expressions, "
        + "read in \(Format.number(reading * 1_000)) ms",
    ]
    print(heading.dropFirst(2).joined(separator: "\n"))

    compareWithReference(engine, inputs, options.plan, into: report)
    let throughput = options.sections.contains(.library) ? Throughput(engine, plan: options.plan) : nil
    var nanoseconds = 0.0
    if let throughput {
      nanoseconds =
        throughput.run(
          inputs.mix, .init(normalizing: .atLeast(1.5, goal: 4)), note: throughput.note, into: report
        ).nanoseconds
      if inputs.clean.count > 0 {
        _ = throughput.run(inputs.clean, .init(normalizing: .atLeast(2.5, goal: 4)), into: report)
      }
    } else {
      nanoseconds = estimate(engine, inputs.mix)
    }
    if options.sections.contains(.commands) {
      Commands(engine: engine, plan: options.plan, sito: options.sito)
        .run(inputs.mix, nanoseconds: nanoseconds, into: report)
    }
    if options.sections.contains(.growth) {
      let growth = Growth(engine: engine, plan: options.plan)
      report.add(
        "Growth", note: "Each measured in a process of its own, for a limited time.",
        growth.length(inputs.mix, nanoseconds: nanoseconds) + growth.lexicon(inputs.mix, nanoseconds: nanoseconds))
    }
    if options.sections.contains(.adversarial) {
      let rows = Adversarial(engine: engine, plan: options.plan).rows(nanoseconds, inputs.mix)
      report.add(
        "Adversarial texts, a byte against one of the mix (\(Format.number(nanoseconds)) ns)",
        note: "Each one comment, as large as \(Format.number(options.plan.adversarialLimit)) s allow.", rows)
    }
    let seconds = Format.number(Clock.wallSeconds - begin)
    print("\nMeasured in \(seconds) s; load \(Machine.load) at the end.")
    return heading + ["- The run took \(seconds) s; load \(Machine.load) at the end"]
  }

  private static func compareWithReference(
    _ engine: Engine, _ inputs: Inputs, _ plan: Plan, into report: Report
  ) {
    var reference = SlowReference(engine.ruleset, seconds: plan.referenceSeconds)
    var rows: [Row] = []
    for comments in [inputs.mix, inputs.clean] where comments.count > 0 {
      // One that has remembered nothing yet, so that what is compared is found by tokens that are new and by known ones.
      let engine = Engine(engine.ruleset)
      let outcome = reference.compare(engine, on: comments)
      report.expect(outcome.engine, outcome.reference, "the engine and \(SlowReference.name), on \(comments.name)")
      report.expect(outcome.differing, 0, "comments of \(comments.name) with other verdicts when \(SlowReference.name)")
      var row = Row("\(comments.name), \(SlowReference.name)", counted: outcome.engine.description)
      row.median = outcome.differing == 0 ? "the same verdicts" : "\(outcome.differing) verdicts differ"
      row.counted += "; \(Format.number(outcome.rate / 1e6)) MB/s that way"
      rows.append(row)
    }
    report.add("Counts", rows)
  }

  /// Nanoseconds that a byte of the comments takes, by one short look.
  private static func estimate(_ engine: Engine, _ comments: Comments) -> Double {
    let sample = comments.thinned(to: 1_000_000)
    _ = engine.run(comments.thinned(to: 100_000))
    return timed { engine.run(sample) }.seconds / Double(sample.bytes.count) * 1e9
  }

  private static func describe(_ comments: Comments) -> String {
    comments.count == 0 ? "none" : "\(comments.count), \(Format.size(comments.bytes.count))"
  }

  private static func fail(_ message: String) -> Never {
    print(message)
    exit(2)
  }
}
