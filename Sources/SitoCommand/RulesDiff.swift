import ArgumentParser
import Rulebook
import Sito
import SitoRecords
import Synchronization
import Wording

extension Rules {
  /// `sito rules diff`
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Shows the comments on which two sets of rules disagree.",
      usage: "sito rules diff --before <dir> [<options>] [<files> ...]",
      discussion: """
        Judges each comment by the old rules and by the new ones, and shows those whose labels, tiers or decision \
        differ, with the rules behind it: so one sees at once what a new word changes.

          git worktree add ../before HEAD
          sito rules diff --before ../before/lexicons --rules lexicons --input jsonl corpus/cases/*.jsonl
        """)

    @Option(help: ArgumentHelp("The folder of the old rules.", valueName: "dir"))
    var before: String
    @OptionGroup var input: InputOptions
    @OptionGroup var policy: PolicyOptions
    @Option(help: ArgumentHelp("The language: ru or en (default: the locale's).", valueName: "code"))
    var language: Language = .preferred
    @Flag(help: "Exit with 1 if a verdict changed.")
    var exitCode = false

    func run() throws {
      let new = try policy.ruleset()
      let old = try oldRuleset()
      let tally = SharedDiffTally()
      let writer = DiffText(lines: VerdictLines(Words(language), Style(isOn: Terminal.usesColour)))
      let outcome = try input.run { file in DiffHandler(old: old, new: new, file: file, writer, tally) }
      try StandardOutput.write(writer.summary(tally.total, records: outcome.records - outcome.unreadable))
      if outcome.unreadable > 0 {
        Terminal.fail("\(outcome.unreadable) of \(outcome.records) records could not be read and were not compared")
      }
      try outcome.end(flagged: exitCode && tally.total.changed > 0)
    }

    /// The old rules, under the same policy.
    private func oldRuleset() throws -> Ruleset {
      var options = policy
      options.rules.rules = before
      return try options.ruleset()
    }
  }
}

/// How many verdicts changed, and which way.
private struct DiffTally {
  var changed = 0
  /// Comments that are deleted now and were not, and the other way round.
  var goes = 0
  var stays = 0

  mutating func count(from old: Verdict, to new: Verdict) {
    changed += 1
    let wentBefore = old.decision.actions.contains(.delete)
    let goesNow = new.decision.actions.contains(.delete)
    if goesNow, !wentBefore { goes += 1 }
    if wentBefore, !goesNow { stays += 1 }
  }
}

/// The sum of the tallies of all threads.
private final class SharedDiffTally: Sendable {
  private let sum = Mutex(DiffTally())

  func add(_ tally: DiffTally) {
    sum.withLock {
      $0.changed += tally.changed
      $0.goes += tally.goes
      $0.stays += tally.stays
    }
  }

  var total: DiffTally { sum.withLock { $0 } }
}

/// Judges records by two rulesets and writes those whose verdicts differ.
private struct DiffHandler: RecordHandler, ~Copyable {
  private var old: Moderator
  private var new: Moderator
  private let file: String?
  private let writer: DiffText
  private let tally: SharedDiffTally
  private var own = DiffTally()

  init(old: Ruleset, new: Ruleset, file: String?, _ writer: DiffText, _ tally: SharedDiffTally) {
    self.old = Moderator(old)
    self.new = Moderator(new)
    self.file = file
    self.writer = writer
    self.tally = tally
  }

  mutating func handle(_ record: borrowing Record, output: inout ByteBuffer) {
    let before = old.judge(record.text)
    let after = new.judge(record.text)
    guard before.essence != after.essence else { return }
    own.count(from: before, to: after)
    writer.append(from: before, to: after, of: record, in: file, to: &output)
  }

  mutating func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {}
  mutating func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) {}

  deinit { tally.add(own) }
}

extension Verdict {
  /// What a change of rules is meant to change or not: labels with their tiers, and the decision. Which of several rules
  /// found a label, and by which words, is not part of it.
  fileprivate var essence: Essence {
    Essence(labels: Set(findings.map { Essence.Sure(label: $0.label, tier: $0.tier) }), decision: decision)
  }

  fileprivate struct Essence: Equatable {
    struct Sure: Hashable {
      var label: Label
      var tier: Tier
    }
    var labels: Set<Sure>
    var decision: Decision
  }
}

/// Two verdicts on a comment, for a person.
private struct DiffText: Sendable {
  let lines: VerdictLines

  private var words: Words { lines.words }
  private var style: Style { lines.style }

  func append(
    from before: Verdict, to after: Verdict, of record: borrowing Record, in file: String?, to output: inout ByteBuffer
  ) {
    let bytes = record.text.bytesArray
    let place = file.map { "\($0): \(record.number)" } ?? "\(record.number)"
    output.append(
      contentsOf: "\(style.dim("\(place).")) \(lines.headline(of: before.decision)) → "
        + "\(lines.headline(of: after.decision))\n")
    output.append(
      contentsOf: "   \(style.marking((before.findings + after.findings).flatMap(\.spans), in: bytes))\n")
    for finding in before.findings where !after.findings.contains(finding) {
      output.append(contentsOf: "   − \(lines.line(of: finding, in: bytes))\n")
    }
    for finding in after.findings where !before.findings.contains(finding) {
      output.append(contentsOf: "   + \(lines.line(of: finding, in: bytes))\n")
    }
    output.append("\n")
  }

  func summary(_ tally: DiffTally, records: Int) -> String {
    words("Прочитано комментариев: ", "Comments read: ") + "\(records); "
      + words("решение изменилось: ", "changed: ") + "\(tally.changed) ("
      + words("теперь удаляются: ", "deleted now: ") + "\(tally.goes), "
      + words("теперь остаются: ", "kept now: ") + "\(tally.stays))\n"
  }
}
