import ArgumentParser
import Sito
import SitoRecords

/// `sito mask`
struct Mask: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Puts stars over the words that offend, and changes nothing else.")

  @OptionGroup var input: InputOptions
  @OptionGroup var rules: RulesOptions
  @Flag(help: "Leave alone what is only probable.")
  var certainOnly = false

  func run() throws {
    let ruleset = try rules.ruleset()
    let summary = try input.run { [certainOnly] in MaskingHandler(ruleset, certainOnly: certainOnly) }
    if summary.unreadable > 0 {
      Terminal.fail("\(summary.unreadable) of \(summary.records) records could not be read and were passed on")
      throw ExitCode.unreadableRecords
    }
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
