import ArgumentParser
import Sito
import SitoRecords
import Synchronization

/// `sito classify`
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says of each comment what it is and what the act orders.",
    discussion: """
      One verdict for each record, in their order. 'text' is for people: the comments that are not clear, why, and a
      summary.
      """)

  /// How verdicts are written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl, csv }

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RulesOptions
  @Option(help: ArgumentHelp("How verdicts are written: text, jsonl or csv.", valueName: "format"))
  var format: Format?
  @Option(help: ArgumentHelp("The language of text: ru or en (default: the locale's).", valueName: "code"))
  var language: Language = .preferred
  @Flag(help: "Exit with 1 if something was flagged.")
  var exitCode = false

  func run() throws {
    let ruleset = try rules.ruleset()
    let tally = SharedTally()
    let format = format ?? (Terminal.isOutputTerminal ? .text : .jsonl)
    let summary: StreamSummary
    switch format {
    case .jsonl:
      let writer = VerdictJSON(ruleset: ruleset.id)
      summary = try input.run {
        JudgingHandler(ruleset, tally) { writer.append($0, of: $1, to: &$2) } fault: { writer.append($0, of: $1, to: &$2) }
      }
    case .csv:
      let writer = VerdictCSV(ruleset: ruleset.id)
      try Self.writeHeader(of: writer)
      summary = try input.run {
        JudgingHandler(ruleset, tally) { writer.append($0, of: $1, to: &$2) } fault: { writer.append($0, of: $1, to: &$2) }
      }
    case .text:
      let writer = VerdictText(policy: ruleset.policy, language: language, colour: Terminal.usesColour)
      summary = try input.run {
        JudgingHandler(ruleset, tally) { writer.append($0, of: $1, to: &$2) } fault: { writer.append($0, of: $1, to: &$2) }
      }
      print(writer.summary(tally.total, summary), terminator: "")
    }
    if exitCode, tally.total.flagged > 0 { throw ExitCode.flagged }
    if summary.unreadable > 0 { throw ExitCode.unreadableRecords }
  }

  private static func writeHeader(of writer: VerdictCSV) throws {
    var header = ByteBuffer()
    writer.appendHeader(to: &header)
    do {
      var sink = ByteSink(descriptor: 1, name: "standard output")
      try sink.write(header.span)
      try sink.flush()
    } catch .closedPipe {
      throw ExitCode.success
    } catch {
      Terminal.fail("\(error)")
      throw ExitCode.streamFailed
    }
  }
}

extension Language: ExpressibleByArgument {}

/// Judges records and writes each verdict.
struct JudgingHandler: RecordHandler, ~Copyable {
  private var moderator: Moderator
  private let tally: SharedTally
  private var own = Tally()
  private let verdict: @Sendable (Verdict, borrowing Record, inout ByteBuffer) -> Void
  private let fault: @Sendable (RecordFault, borrowing Record, inout ByteBuffer) -> Void

  init(
    _ ruleset: Ruleset, _ tally: SharedTally,
    verdict: @escaping @Sendable (Verdict, borrowing Record, inout ByteBuffer) -> Void,
    fault: @escaping @Sendable (RecordFault, borrowing Record, inout ByteBuffer) -> Void
  ) {
    moderator = Moderator(ruleset)
    self.tally = tally
    self.verdict = verdict
    self.fault = fault
  }

  mutating func handle(_ record: borrowing Record, output: inout ByteBuffer) {
    let verdict = moderator.judge(record.text)
    own.count(verdict)
    self.verdict(verdict, record, &output)
  }

  mutating func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
    self.fault(fault, record, &output)
  }

  mutating func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) {}

  deinit { tally.add(own) }
}
