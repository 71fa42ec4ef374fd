import Archives
import ArgumentParser
import Rescan
import RescanAnalysis
import Sito
import Wording

/// `sito rescan`
struct RescanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rescan",
    abstract: "Judges whole archives again, and tells what changed.",
    discussion: """
      Reads text, JSON Lines, CSV, exports of Telegram Desktop, answers of VK and OK, and databases; what a file is, its \
      content says. If it is stopped, the same command goes on where it was. Results are in the folder when they are \
      whole.

        sito rescan --output results result.json comments-2023.csv.gz
        sito rescan --output tried --rules new-rules --against results --limit-change 5% result.json
        sito rescan --output results --table comments --text-field body archive.sqlite
      """)

  @OptionGroup(title: "Archives") var archives: ArchiveSelection
  @OptionGroup(title: "Rules") var policy: PolicyOptions
  @OptionGroup(title: "Results") var results: ResultOptions

  @Option(help: ArgumentHelp("How many threads judge (default: one for each core).", valueName: "n"))
  var threads: Int?
  @Flag(help: "Begin anew, whatever an earlier run has left in the folder.")
  var restart = false
  @Flag(help: "Say nothing but what goes wrong.")
  var quiet = false

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes a number from 1 to 1024") }
  }

  func run() throws {
    let ruleset = try policy.ruleset()
    let inputs = try archives.inputs()
    var identity = RunIdentity()
    identity.add("program", Sito.configuration.version)
    identity.add("rules", ruleset.id)
    identity.add("policy", ruleset.policy.id)
    archives.describe(inputs, in: &identity)
    results.describe(in: &identity)
    var run = RescanRun(inputs: inputs, identity: identity, ruleset: ruleset, folder: results.output)
    if let against = results.against {
      let (comparison, description) = try RescanAgainst(against, ruleset, policy).comparison()
      run.comparison = comparison
      run.identity.add("--against", description)
    }
    run.results = results.resultFormat
    run.threads = threads ?? Terminal.processorCount
    run.restarts = restart
    let outcome = try perform(run)
    if !quiet { try StandardOutput.write(RescanWords(Words(results.language)).summary(outcome, in: results.output)) }
    try end(outcome)
  }

  private func perform(_ run: RescanRun) throws -> RescanRun.Outcome {
    let display = RescanDisplay(isQuiet: quiet)
    defer { display.finish() }
    do throws(RescanError) {
      return try run.run(progress: display.progress)
    } catch {
      display.finish()
      Terminal.fail("\(error)")
      guard error.canGoOn else { throw ExitCode.wrongRules }
      Terminal.fail("what was judged is kept; the same command goes on from there")
      throw ExitCode.streamFailed
    }
  }

  /// Ends the command by the gravest exit code that applies, if any does.
  private func end(_ outcome: RescanRun.Outcome) throws {
    let record = outcome.record
    var isExceeded = false
    if let limit = results.limit, let changed = record.changed, let compared = record.compared {
      isExceeded = limit.isExceeded(changed: changed, of: compared)
      if isExceeded {
        Terminal.fail(
          """
          \(changed) of \(compared) decisions changed, more than \(limit.percent) %; \
          \(ResultFormat.changesName) in \(results.output) tells which, --limit-change allows more
          """)
      }
    }
    if record.unreadable > 0 { throw ExitCode.unreadableRecords }
    if isExceeded { throw ExitCode.checkFailed }
  }
}
