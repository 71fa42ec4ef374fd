public import Archives
public import ArgumentParser
import Rescan
import Sito
import Wording

/// Which archives, and how they are read.
struct ArchiveSelection: ParsableArguments {
  @Argument(help: ArgumentHelp("The files, also compressed by gzip or Zstandard.", valueName: "archive"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the files are (default: found out): \(ArchiveForm.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "format"))
  var input: ArchiveForm?

  @Option(
    name: [.customLong("text-field"), .customLong("text-column")],
    help: ArgumentHelp(
      "The member or column that holds the text (default: one of the usual names).", valueName: "name"))
  var textField: String?
  @Option(
    name: [.customLong("id-field"), .customLong("id-column")],
    help: ArgumentHelp("That which names the comment.", valueName: "name"))
  var idField: String?
  @Option(help: ArgumentHelp("That of the author.", valueName: "name"))
  var authorField: String?
  @Option(help: ArgumentHelp("That of the date.", valueName: "name"))
  var dateField: String?
  @Option(help: ArgumentHelp("That of the page or group.", valueName: "name"))
  var pageField: String?
  @Option(help: ArgumentHelp("That of the platform.", valueName: "name"))
  var platformField: String?
  @Option(help: ArgumentHelp("The platform of comments that do not name theirs: vk, ok, telegram.", valueName: "name"))
  var platform: ArchivedComment.Platform?
  @Option(
    help: ArgumentHelp("What separates CSV columns, \\t for a tab (default: found in the header).", valueName: "sign"))
  var delimiter: String?
  @Option(help: ArgumentHelp("The largest record in bytes; a larger one is not judged.", valueName: "bytes"))
  var maxRecord = 16 << 20

  func validate() throws {
    if paths.isEmpty { throw ValidationError("give at least one archive to read") }
    if Set(paths).count < paths.count { throw ValidationError("an archive is given twice") }
    if paths.contains("-") { throw ValidationError("standard input cannot be gone on with; put it into a file first") }
    if !(1...(1 << 30)).contains(maxRecord) { throw ValidationError("--max-record takes 1 to \(1 << 30) bytes") }
    if let delimiter, delimiterByte == nil {
      throw ValidationError("--delimiter takes one ASCII sign, such as ';', not '\(delimiter)'")
    }
  }

  private var delimiterByte: UInt8? {
    if delimiter == "\\t" { return UInt8(ascii: "\t") }
    guard let delimiter, delimiter.utf8.count == 1, !["\"", "\r", "\n"].contains(delimiter) else { return nil }
    return delimiter.utf8.first
  }

  private var options: ArchiveOptions {
    var options = ArchiveOptions()
    options.form = input
    options.textField = textField
    options.idField = idField
    options.authorField = authorField
    options.dateField = dateField
    options.pageField = pageField
    options.platformField = platformField
    options.platform = platform
    options.delimiter = delimiterByte
    options.maxRecord = maxRecord
    return options
  }

  /// The archives in their order.
  ///
  /// - Throws: an exit code, if one cannot be looked at; the reason was told on standard error.
  func inputs() throws -> [RescanInput] {
    let options = options
    return try paths.map { path in
      guard let facts = FileFacts(path: path) else {
        Terminal.fail("\(path): no such file, or it cannot be looked at")
        throw ExitCode.streamFailed
      }
      return RescanInput(name: path, size: facts.size, facts: facts.description) { (position) throws(ArchiveError) in
        try FileArchive.open(path: path, options: options, from: position)
      }
    }
  }

  /// Adds the archives, and what decides how they are read.
  func describe(_ inputs: [RescanInput], in identity: inout RunIdentity) {
    for (index, input) in inputs.enumerated() {
      identity.add("archive \(index + 1)", ([input.name] + [input.facts].compactMap(\.self)).joined(separator: ", "))
    }
    identity.add("--input", input?.rawValue)
    identity.add("--text-field", textField)
    identity.add("--id-field", idField)
    identity.add("--author-field", authorField)
    identity.add("--date-field", dateField)
    identity.add("--page-field", pageField)
    identity.add("--platform-field", platformField)
    identity.add("--platform", platform?.rawValue)
    identity.add("--delimiter", delimiter)
    identity.add("--max-record", "\(maxRecord)")
  }
}

/// Where the results go, and in which form.
struct ResultOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The folder for the results; one for each run.", valueName: "dir"))
  var output: String
  @Option(help: ArgumentHelp("How verdicts are written: jsonl, csv or sqlite.", valueName: "format"))
  var format = VerdictFormat.jsonl
  @Flag(help: "Compress the verdicts by Zstandard.")
  var compress = false
  @Option(help: ArgumentHelp("The language of the report: ru or en (default: the locale's).", valueName: "code"))
  var language: Language = .preferred

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output takes a folder") }
    if compress, format == .sqlite { throw ValidationError("--compress does not go with --format sqlite") }
  }

  /// Adds what decides on the results.
  func describe(in identity: inout RunIdentity) {
    identity.add("--format", format.rawValue)
    identity.add("--compress", compress ? "yes" : nil)
    identity.add("--language", language.rawValue)
  }
}

extension ArchiveForm: ExpressibleByArgument {}
extension ArchivedComment.Platform: ExpressibleByArgument {}
extension VerdictFormat: ExpressibleByArgument {}
