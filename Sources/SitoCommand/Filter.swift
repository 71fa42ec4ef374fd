import ArgumentParser
import Sito
import SitoRecords

/// `sito filter`
struct Filter: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter",
    abstract: "Passes on the comments that stay, as they came.",
    discussion: """
      A comment goes if the act orders that it be deleted. What only asks for review stays, and so does a record that \
      could not be read; the exit code is then 2. Each verdict is out before the next comment comes in.

        sito filter comments.txt > clean.txt
        tail -f new.jsonl | sito filter --input jsonl --text-field message.text
        sito filter --removed --hold-review export.txt | less
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var policy: PolicyOptions
  @Flag(help: "Hold back comments that ask for review too.")
  var holdReview = false
  @Flag(help: "Pass on the comments that go instead of those that stay.")
  var removed = false
  @Flag(help: "Exit with 1 if something was held back.")
  var exitCode = false

  func run() throws {
    let ruleset = try policy.ruleset()
    let tally = SharedTally()
    let outcome = try input.run { [holdReview, removed] _ in
      FilteringHandler(ruleset, tally, holdReview: holdReview, passesRemoved: removed)
    }
    if outcome.unreadable > 0 {
      let fate = removed ? "left out" : "passed on"
      Terminal.fail("\(outcome.unreadable) of \(outcome.records) records could not be read and were \(fate)")
    }
    try outcome.end(flagged: exitCode && tally.total.flagged > 0)
  }
}

/// Passes on or holds back records byte for byte.
struct FilteringHandler: RecordHandler, ~Copyable {
  private var moderator: Moderator
  private let tally: SharedTally
  private let holdReview: Bool
  private let passesRemoved: Bool
  private var held = 0

  init(_ ruleset: Ruleset, _ tally: SharedTally, holdReview: Bool, passesRemoved: Bool) {
    moderator = Moderator(ruleset)
    self.tally = tally
    self.holdReview = holdReview
    self.passesRemoved = passesRemoved
  }

  mutating func handle(_ record: borrowing Record, output: inout ByteBuffer) {
    let decision = moderator.judge(record.text).decision
    let goes = decision.actions.contains(.delete) || holdReview && decision.review
    if goes { held += 1 }
    if goes == passesRemoved { output.append(record.raw) }
  }

  mutating func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
    if !passesRemoved { output.append(record.raw) }
  }

  mutating func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) { output.append(bytes) }

  mutating func pass(part bytes: Span<UInt8>, output: inout ByteBuffer) {
    if !passesRemoved { output.append(bytes) }
  }

  deinit {
    var own = Tally()
    own.flagged = held
    tally.add(own)
  }
}
