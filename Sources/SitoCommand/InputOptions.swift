public import ArgumentParser
public import SitoRecords

/// Where the records come from and how they are written there.
struct InputOptions: ParsableArguments {
  @Argument(
    help: """
      The files to read, also compressed; standard input if there are none, or for '-'. Numbers begin anew in each.
      """)
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "How records are written: one comment a line, JSON Lines, CSV with a header row, or texts ended by NUL.",
      valueName: "format"))
  var input: RecordOptions.Format = .lines

  @Option(
    help: ArgumentHelp(
      """
      The field that holds the text: a JSON member (a.b for one inside another), a CSV column by name or number \
      (default: text).
      """, valueName: "name"))
  var textField: String?

  @Option(help: ArgumentHelp("The field that names the record (default: id, or else its number).", valueName: "name"))
  var idField: String?

  @Option(
    help: ArgumentHelp("What separates CSV columns, \\t for a tab (default: found in the header).", valueName: "sign"))
  var delimiter: String?

  @Option(help: ArgumentHelp("The largest record in bytes; a larger one is not judged.", valueName: "bytes"))
  var maxRecord = 16 << 20

  @Option(help: ArgumentHelp("How many threads judge (default: one for each core).", valueName: "n"))
  var threads: Int?

  func validate() throws {
    if let threads, !(1...1024).contains(threads) { throw ValidationError("--threads takes a number from 1 to 1024") }
    if !(1...(1 << 30)).contains(maxRecord) { throw ValidationError("--max-record takes 1 to \(1 << 30) bytes") }
    if let delimiter, delimiterByte == nil {
      throw ValidationError("--delimiter takes one ASCII sign, such as ';', not '\(delimiter)'")
    }
    if delimiter != nil, input != .csv { throw ValidationError("--delimiter goes with --input csv") }
    if textField != nil || idField != nil, input != .csv, input != .jsonl {
      throw ValidationError("--text-field and --id-field go with --input jsonl or csv")
    }
  }

  private var delimiterByte: UInt8? {
    if delimiter == "\\t" { return UInt8(ascii: "\t") }
    guard let delimiter, delimiter.utf8.count == 1, !["\"", "\r", "\n"].contains(delimiter) else { return nil }
    return delimiter.utf8.first
  }

  private var recordOptions: RecordOptions {
    var options = RecordOptions(input)
    if let textField { options.textField = textField }
    options.idField = idField
    options.delimiter = delimiterByte
    options.maxRecord = maxRecord
    return options
  }

  /// Sends all records of all inputs through handlers to standard output.
  ///
  /// - Parameter makeHandler: makes the handler of a thread; `file` is the input's name if there are several.
  /// - Returns: What it came to.
  /// - Throws: An exit code, if the output failed; the reason was told on standard error.
  func run<Handler: RecordHandler & ~Copyable>(
    makeHandler: @escaping @Sendable (_ file: String?) -> Handler
  ) throws -> RunOutcome {
    let pipeline = RecordPipeline(recordOptions, threads: threads ?? Terminal.processorCount)
    var outcome = RunOutcome()
    for file in files.isEmpty ? ["-"] : files {
      let name = file == "-" ? "standard input" : file
      let label = files.count > 1 ? name : nil
      if file == "-" { Terminal.hintAtInput("comments, one a line") }
      let progress = ProgressDisplay(name: name)
      defer { progress.finish() }
      do throws(StreamError) {
        let source = file == "-" ? ByteSource(descriptor: 0, name: name) : try ByteSource(path: file)
        let summary = try pipeline.run(
          from: source, to: ByteSink(descriptor: 1, name: "standard output"), progress: progress.progress
        ) { makeHandler(label) }
        outcome.records += summary.records
        outcome.unreadable += summary.unreadable
      } catch {
        if error == .closedPipe { throw ExitCode.success }
        progress.finish()
        Terminal.fail("\(error)")
        if case .cannotWrite = error { throw ExitCode.streamFailed }
        // The other files can still be read.
        outcome.inputFailed = true
      }
    }
    return outcome
  }
}

/// What a run over all inputs has come to.
struct RunOutcome {
  var records = 0
  var unreadable = 0
  /// An input could not be read, or not to its end.
  var inputFailed = false

  /// Ends the command by the gravest exit code that applies, if any does.
  func end(flagged: Bool = false) throws {
    if inputFailed { throw ExitCode.streamFailed }
    if unreadable > 0 { throw ExitCode.unreadableRecords }
    if flagged { throw ExitCode.flagged }
  }
}

extension RecordOptions.Format: ExpressibleByArgument {}
