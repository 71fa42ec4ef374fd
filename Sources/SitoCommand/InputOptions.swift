public import ArgumentParser
public import SitoRecords
import Synchronization

/// Where the records come from and how they are written there.
struct InputOptions: ParsableArguments {
  @Argument(help: "The files to read; standard input if there are none, or for '-'.")
  var files: [String] = []

  @Option(help: ArgumentHelp("How records are written: lines, jsonl, csv or nul.", valueName: "format"))
  var input: RecordOptions.Format = .lines

  @Option(
    help: ArgumentHelp(
      "The field that holds the text: a JSON member (a.b for one inside another), a CSV column by name or number.",
      valueName: "name"))
  var textField = "text"

  @Option(help: ArgumentHelp("The field that names the record (default: id, or else its number).", valueName: "name"))
  var idField: String?

  @Option(help: ArgumentHelp("What separates CSV columns (default: found in the header).", valueName: "sign"))
  var delimiter: String?

  @Option(
    help: ArgumentHelp("The largest record in bytes; a larger one gives an error record.", valueName: "bytes"))
  var maxRecord = 16 << 20

  @Option(help: ArgumentHelp("How many threads judge (default: one for each core).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes a number from 1 to 1024") }
    if !(1...(1 << 30)).contains(maxRecord) { throw ValidationError("--max-record takes 1 to \(1 << 30) bytes") }
    if let delimiter, delimiter.utf8.count != 1 {
      throw ValidationError("--delimiter takes one ASCII character, such as ';'")
    }
  }

  private var recordOptions: RecordOptions {
    var options = RecordOptions(input)
    options.textField = textField
    options.idField = idField
    options.delimiter = delimiter?.utf8.first
    options.maxRecord = maxRecord
    return options
  }

  /// Sends all records of all inputs through handlers to standard output.
  ///
  /// - Returns: What it came to.
  /// - Throws: An exit code; the reason was told on standard error.
  func run<Handler: RecordHandler & ~Copyable>(
    makeHandler: @escaping @Sendable () -> Handler
  ) throws -> StreamSummary {
    let pipeline = RecordPipeline(recordOptions, threads: threads ?? Terminal.coreCount)
    var total = StreamSummary()
    var failed = false
    for file in files.isEmpty ? ["-"] : files {
      let progress = ProgressDisplay(name: file)
      defer { progress.finish() }
      do throws(StreamError) {
        let source =
          file == "-" ? ByteSource(descriptor: 0, name: "standard input") : try ByteSource(path: file)
        let summary = try pipeline.run(
          from: source, to: ByteSink(descriptor: 1, name: "standard output"), progress: progress.progress,
          makeHandler: makeHandler)
        total.records += summary.records
        total.unreadable += summary.unreadable
      } catch {
        if error == .closedPipe { throw ExitCode.success }
        progress.finish()
        Terminal.fail("\(error)")
        if case .cannotWrite = error { throw ExitCode.streamFailed }
        // The other files can still be read.
        failed = true
      }
    }
    if failed { throw ExitCode.streamFailed }
    return total
  }
}

extension RecordOptions.Format: ExpressibleByArgument {}
