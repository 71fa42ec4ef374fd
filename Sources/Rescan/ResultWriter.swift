internal import RescanAnalysis
internal import RescanLedger
internal import RescanReport
internal import SQLiteDatabase
internal import Sito
internal import SitoRecords

/// Makes the results of a complete ledger. They depend on nothing else, so they may be made again and again.
struct ResultWriter {
  let ledger: Ledger
  let folder: OutputFolder
  let ruleset: Ruleset
  let format: ResultFormat
  let progress: RescanProgress

  /// What was compared, and how it is called.
  private struct Compared {
    var changes: DecisionChanges
    var name: String
    var ruleset: String
    var policy: String
  }

  /// Writes every file under the name that it has until it is published, and puts the names into the record.
  ///
  /// Verdicts, floods and totals need nothing of each other, so each has a thread and a connection of its own.
  func write(_ comparison: RescanComparison?, in record: inout RunRecord) throws(RescanError) {
    progress.stage = .analysing
    try folder.withLedger { () throws(SQLiteError) in try ledger.share() }
    let (inputs, records) = (ledger.inputs.map(\.name), Int(ledger.count))
    let (((compared, strikes, summary), _), floods) = try meanwhile { [folder] () throws(RescanError) in
      try Self.writeFloods(in: folder)
    } _: { () throws(RescanError) in
      try meanwhile { [folder, ruleset, format, progress] () throws(RescanError) in
        let connection = try Self.connection(in: folder)
        let verdicts = VerdictFiles(
          connection: connection, inputs: inputs, folder: folder, ruleset: ruleset, progress: progress)
        try verdicts.write(format.verdicts, to: format.verdictsName, isCompressed: format.isCompressed)
        // The others take longer.
        progress.stream.records = records
        progress.stage = .analysing
      } _: { () throws(RescanError) in
        let compared = try compare(with: comparison)
        let (strikes, summary) = try summarize(compared)
        return (compared, strikes, summary)
      }
    }
    var complete = summary
    complete.floods = floods.first
    complete.floodsFound = floods.count
    try folder.write(ReportHTML(format.language).render(complete).span, to: ResultFormat.reportName)
    record.files = [ResultFormat.reportName, format.verdictsName]
    try writeAuthors(strikes, &record)
    record.files.append(ResultFormat.floodsName)
    if let compared {
      record.compared = compared.changes.compared
      record.changed = compared.changes.changed
      let reader = try analysed { () throws(AnalysisError) in try compared.changes.reader() }
      try write(ResultFormat.changesName, &record) { () throws(AnalysisError) in try reader.next()?.jsonLine }
    }
  }

  /// Writes the floods; returns what the report shows of them.
  private static func writeFloods(in folder: OutputFolder) throws(RescanError) -> Floods.Shown {
    let connection = try connection(in: folder)
    let (floods, reader) = try analysed(in: folder) { () throws(AnalysisError) in
      let floods = try Floods(of: connection)
      return (floods, try floods.reader())
    }
    try write(ResultFormat.floodsName, in: folder) { () throws(AnalysisError) in try reader.next()?.jsonLine }
    return try analysed(in: folder) { () throws(AnalysisError) in try floods.shown() }
  }

  /// A connection of its own to the ledger.
  private static func connection(in folder: OutputFolder) throws(RescanError) -> SQLiteConnection {
    let path = folder.path(of: RescanRun.ledgerName)
    return try folder.withLedger { () throws(SQLiteError) in try Ledger.reader(path: path) }
  }

  private func summarize(_ compared: Compared?) throws(RescanError) -> (AuthorStrikes, RescanSummary) {
    try analysed { () throws(AnalysisError) in
      let strikes = try AuthorStrikes(of: ledger.connection, policy: ruleset.policy)
      let builder = SummaryBuilder(of: ledger.connection, policy: ruleset.policy, offset: format.utcOffset)
      let summary = try builder.summary(
        ruleset: ruleset.id, version: format.version, strikes: strikes,
        comparison: try compared.map { (compared) throws(AnalysisError) in
          try compared.changes.comparison(
            against: (compared.name, compared.ruleset, compared.policy), limit: format.changeLimit)
        })
      return (strikes, summary)
    }
  }

  // MARK: Comparing

  private func compare(with comparison: RescanComparison?) throws(RescanError) -> Compared? {
    switch comparison {
    case nil: return nil
    case .rules(let other, let name)?:
      let changes = try analysed { () throws(AnalysisError) in try DecisionChanges(of: ledger.connection) }
      return Compared(changes: changes, name: name, ruleset: other.ruleset, policy: other.policy)
    case .earlier(let path)?:
      let earlier = try analysed { () throws(AnalysisError) in try EarlierVerdicts(in: ledger.connection) }
      let output = try EarlierOutput(path: path)
      if output.isDatabase {
        try analysed(against: path) { () throws(AnalysisError) in try earlier.add(tablesAt: output.path) }
      } else {
        try output.readLines { (lines) throws(RescanError) in
          try analysed(against: path) { () throws(AnalysisError) in try earlier.add(lines: lines) }
        }
      }
      let changes = try analysed { () throws(AnalysisError) in
        try DecisionChanges(of: ledger.connection, against: earlier)
      }
      return Compared(changes: changes, name: path, ruleset: earlier.ruleset, policy: earlier.policy)
    }
  }

  // MARK: Lists

  private func writeAuthors(_ strikes: AuthorStrikes, _ record: inout RunRecord) throws(RescanError) {
    let reader = try analysed { () throws(AnalysisError) in try strikes.reader() }
    if format.verdicts == .csv {
      try write(format.authorsName, header: StruckAuthor.csvHeader, &record) { () throws(AnalysisError) in
        try reader.next()?.csvRow
      }
    } else {
      try write(format.authorsName, &record) { () throws(AnalysisError) in try reader.next()?.jsonLine }
    }
  }

  private func write(
    _ name: String, header: [UInt8] = [], _ record: inout RunRecord, _ next: () throws(AnalysisError) -> [UInt8]?
  ) throws(RescanError) {
    try Self.write(name, header: header, in: folder, next)
    record.files.append(name)
  }

  /// Writes a file of lines.
  private static func write(
    _ name: String, header: [UInt8] = [], in folder: OutputFolder, _ next: () throws(AnalysisError) -> [UInt8]?
  ) throws(RescanError) {
    var file = try PendingFile(path: folder.path(of: name + OutputFolder.unfinished), compresses: false)
    try file.write(header.span)
    while let line = try analysed(in: folder, next) { try file.write(line.span) }
    try file.finish()
  }

  private func analysed<Result>(
    against: String? = nil, _ body: () throws(AnalysisError) -> Result
  ) throws(RescanError) -> Result {
    try Self.analysed(in: folder, against: against, body)
  }

  private static func analysed<Result>(
    in folder: OutputFolder, against: String? = nil, _ body: () throws(AnalysisError) -> Result
  ) throws(RescanError) -> Result {
    do throws(AnalysisError) {
      return try body()
    } catch {
      throw RescanError(error, in: folder, against: against)
    }
  }
}

extension OtherRules {
  /// Names the rules.
  fileprivate var ruleset: String {
    switch self {
    case .ruleset(let ruleset): ruleset.id
    case .policy(_, let ruleset): ruleset
    }
  }

  /// Names the policy.
  fileprivate var policy: String {
    switch self {
    case .ruleset(let ruleset): ruleset.policy.id
    case .policy(let policy, _): policy.id
    }
  }
}
