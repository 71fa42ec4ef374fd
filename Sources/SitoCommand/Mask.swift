import ArgumentParser
import Sito
import SitoRecords

/// `sito mask`
struct Mask: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mask",
    abstract: "Puts stars over the words that offend, and changes nothing else.",
    usage: "sito mask [<options>] [<files> ...]",
    discussion: """
      Records come out in the form in which they came in. A record that could not be read is passed on as it is, and \
      the exit code is 2.

        sito mask comments.txt > masked.txt
        sito mask --input csv --text-field Комментарий export.csv
        sito mask --certain-only --input jsonl < new.jsonl
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions
  @Flag(help: "Leave alone what is only probable.")
  var certainOnly = false

  func run() throws {
    let ruleset = try policy.ruleset()
    let outcome = try input.run { [certainOnly] _ in MaskingHandler(ruleset, certainOnly: certainOnly) }
    if outcome.unreadable > 0 {
      Terminal.fail("\(outcome.unreadable) of \(outcome.records) records could not be read and were passed on")
    }
    try outcome.end()
  }
}

/// Passes on records with stars over the spans of their findings.
struct MaskingHandler: RecordHandler, ~Copyable {
  private var moderator: Moderator
  private let certainOnly: Bool

  init(_ ruleset: Ruleset, certainOnly: Bool) {
    moderator = Moderator(ruleset)
    self.certainOnly = certainOnly
  }

  mutating func handle(_ record: borrowing Record, output: inout ByteBuffer) {
    let spans = moderator.judge(record.text).findings
      .filter { $0.tier == .certain || !certainOnly }
      .flatMap(\.spans)
    if spans.isEmpty { output.append(record.raw) } else { record.append(masking: spans, to: &output) }
  }

  mutating func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
    output.append(record.raw)
  }

  mutating func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) { output.append(bytes) }
}
