import ArgumentParser
import Sito
import SitoRecords
import Synchronization
import Wording

/// `sito classify`
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Says of each comment what it is and what the act orders.",
    discussion: """
      One verdict for each record, in their order: as JSON Lines, or as CSV for a spreadsheet. 'text' is for people: \
      the comments that are not clear, why, and a summary.

        sito classify --format text comments.txt
        sito classify --input csv --text-field Комментарий --format csv export.csv
        sito classify --policy kozhevnikovo-650-2022 < comments.txt > verdicts.jsonl
      """)

  /// How verdicts are written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, jsonl, csv }

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions
  @Option(
    help: ArgumentHelp(
      "How verdicts are written (default: text on a terminal, else jsonl).", valueName: "format"))
  var format: Format?
  @Option(help: ArgumentHelp("The language of text: ru or en (default: the locale's).", valueName: "code"))
  var language: Language = .preferred
  @Flag(help: "Exit with 1 if something was flagged.")
  var exitCode = false

  func run() throws {
    let ruleset = try policy.ruleset()
    let tally = SharedTally()
    let format = format ?? (Terminal.isOutputTerminal ? .text : .jsonl)
    let outcome: RunOutcome
    switch format {
    case .jsonl:
      let writer = VerdictJSON(ruleset: ruleset.id)
      outcome = try input.run { _ in
        JudgingHandler(ruleset, tally) {
          writer.append($0, of: $1, to: &$2)
        } fault: {
          writer.append($0, of: $1, to: &$2)
        }
      }
    case .csv:
      let writer = VerdictCSV(ruleset: ruleset.id)
      var header = ByteBuffer()
      writer.appendHeader(to: &header)
      try StandardOutput.write(header.span)
      outcome = try input.run { _ in
        JudgingHandler(ruleset, tally) {
          writer.append($0, of: $1, to: &$2)
        } fault: {
          writer.append($0, of: $1, to: &$2)
        }
      }
    case .text:
      let writer = VerdictText(policy: ruleset.policy, language: language, colour: Terminal.usesColour)
      outcome = try input.run { file in
        JudgingHandler(ruleset, tally) {
          writer.append($0, of: $1, in: file, to: &$2)
        } fault: {
          writer.append($0, of: $1, in: file, to: &$2)
        }
      }
      try StandardOutput.write(writer.summary(tally.total, outcome))
    }
    try outcome.end(flagged: exitCode && tally.total.flagged > 0)
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
