public import Archives
public import ArgumentParser
import DatabaseArchives
public import Rescan
import RescanAnalysis
import RescanReport
import Sito
import Wording

/// Which archives, and how they are read.
struct ArchiveSelection: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The files, also compressed by gzip or Zstandard, or SQLite databases.", valueName: "archive"))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "What the files are (default: found out).",
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
  @Option(help: ArgumentHelp("The platform of comments that do not name theirs.", valueName: "name"))
  var platform: ArchivedComment.Platform?
  @Option(
    help: ArgumentHelp("What separates CSV columns, \\t for a tab (default: found in the header).", valueName: "sign"))
  var delimiter: String?
  @Option(help: ArgumentHelp("The largest record in bytes; a larger one is not judged.", valueName: "bytes"))
  var maxRecord = 16 << 20

  @Option(help: ArgumentHelp("The table of a database (default: the one that has texts).", valueName: "name"))
  var table: String?
  @Option(help: ArgumentHelp("A query of a database instead; it must fix the order of its rows.", valueName: "sql"))
  var query: String?
  @Flag(help: "Read from PostgreSQL; SITO_POSTGRES in the environment, or PGHOST and so on, say where.")
  var postgres = false

  func validate() throws {
    if paths.isEmpty, !postgres { throw ValidationError("give at least one archive to read, or --postgres") }
    if postgres, !paths.isEmpty { throw ValidationError("give files or --postgres, not both") }
    if postgres, table == nil, query == nil { throw ValidationError("--postgres goes with --table or --query") }
    if table != nil, query != nil { throw ValidationError("give --table or --query, not both") }
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

  private var rows: DatabaseRows? { table.map(DatabaseRows.table) ?? query.map(DatabaseRows.query) }

  /// The archives in their order.
  ///
  /// - Throws: an exit code, if one cannot be looked at; the reason was told on standard error.
  func inputs() throws -> [RescanInput] {
    let (options, rows) = (options, rows)
    if postgres, let rows {
      let input = RescanInput(name: "PostgreSQL", size: nil) { (position) throws(ArchiveError) in
        try PostgresArchive.open(rows: rows, options: options, from: position)
      }
      return [input]
    }
    return try paths.map { path in
      guard let facts = FileFacts(path: path), !facts.isFolder else {
        Terminal.fail("\(path): no such file")
        throw ExitCode.streamFailed
      }
      if input == nil, SQLiteArchive.isDatabase(path: path) {
        return RescanInput(name: path, size: nil, facts: facts.description) { (position) throws(ArchiveError) in
          try SQLiteArchive.open(path: path, rows: rows, options: options, from: position)
        }
      }
      guard rows == nil else {
        Terminal.fail("\(path): no SQLite database, so --table and --query say nothing about it")
        throw ExitCode.wrongRules
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
    identity.add("--table", table)
    identity.add("--query", query)
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
  @Option(help: ArgumentHelp("How verdicts are written.", valueName: "format"))
  var format = VerdictFormat.jsonl
  @Flag(help: "Compress the verdicts by Zstandard.")
  var compress = false
  @Option(help: ArgumentHelp("The language of the report: ru or en (default: the locale's).", valueName: "code"))
  var language: Language = .preferred
  @Option(help: ArgumentHelp("How far local time is ahead of UTC, for days and months.", valueName: "hours"))
  var timeZone = "+03:00"
  @Option(
    help: ArgumentHelp(
      "What to compare with: an earlier output, a folder of rules, a policy's id or its file.", valueName: "old"))
  var against: String?
  @Option(help: ArgumentHelp("Exit with 1 if more decisions changed than this part.", valueName: "percent"))
  var limitChange: String?

  func validate() throws {
    if output.isEmpty { throw ValidationError("--output takes a folder") }
    if compress, format == .sqlite { throw ValidationError("--compress does not go with --format sqlite") }
    if TimeZoneOffset(timeZone) == nil { throw ValidationError("--time-zone takes an offset such as +07:00") }
    if limitChange != nil, against == nil { throw ValidationError("--limit-change goes with --against") }
    if let limitChange, ChangeLimit(limitChange) == nil {
      throw ValidationError("--limit-change takes a part such as 5%, not '\(limitChange)'")
    }
  }

  /// How many decisions may change.
  var limit: ChangeLimit? { limitChange.flatMap(ChangeLimit.init) }

  /// What is written.
  var resultFormat: ResultFormat {
    var result = ResultFormat()
    result.verdicts = format
    result.isCompressed = compress
    result.language = language
    result.utcOffset = TimeZoneOffset(timeZone) ?? .moscow
    result.changeLimit = limit
    result.version = Sito.configuration.version
    return result
  }

  /// Adds what decides on the results.
  func describe(in identity: inout RunIdentity) {
    identity.add("--format", format.rawValue)
    identity.add("--compress", compress ? "yes" : nil)
    identity.add("--language", language.rawValue)
    identity.add("--time-zone", timeZone)
    // The report shows it.
    identity.add("--limit-change", limitChange)
  }
}

extension ArchiveForm: ExpressibleByArgument {}
extension ArchivedComment.Platform: ExpressibleByArgument {}
extension VerdictFormat: ExpressibleByArgument {}
