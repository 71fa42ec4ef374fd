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
  func write(_ comparison: RescanComparison?, in record: inout RunRecord) throws(RescanError) {
    progress.stage = .analysing
    let compared = try compare(with: comparison)
    let (strikes, floods, summary) = try analysed { () throws(AnalysisError) in
      let strikes = try AuthorStrikes(of: ledger.connection, policy: ruleset.policy)
      let floods = try Floods(of: ledger.connection)
      let builder = SummaryBuilder(of: ledger.connection, policy: ruleset.policy, offset: format.utcOffset)
      let summary = try builder.summary(
        ruleset: ruleset.id, version: format.version, strikes: strikes, floods: floods,
        comparison: try compared.map { (compared) throws(AnalysisError) in
          try compared.changes.comparison(
            against: (compared.name, compared.ruleset, compared.policy), limit: format.changeLimit)
        })
      return (strikes, floods, summary)
    }
    progress.stage = .writing
    progress.stream.records = 0
    try folder.write(ReportHTML(format.language).render(summary).span, to: ResultFormat.reportName)
    let verdicts = VerdictFiles(ledger: ledger, folder: folder, ruleset: ruleset, progress: progress)
    try verdicts.write(format.verdicts, to: format.verdictsName, isCompressed: format.isCompressed)
    record.files = [ResultFormat.reportName, format.verdictsName]
    try writeAuthors(strikes, &record)
    let floodReader = try analysed { () throws(AnalysisError) in try floods.reader() }
    try write(ResultFormat.floodsName, &record) { () throws(AnalysisError) in try floodReader.next()?.jsonLine }
    if let compared {
      record.compared = compared.changes.compared
      record.changed = compared.changes.changed
      let reader = try analysed { () throws(AnalysisError) in try compared.changes.reader() }
      try write(ResultFormat.changesName, &record) { () throws(AnalysisError) in try reader.next()?.jsonLine }
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

  /// Writes a file of lines.
  private func write(
    _ name: String, header: [UInt8] = [], _ record: inout RunRecord,
    _ next: () throws(AnalysisError) -> [UInt8]?
  ) throws(RescanError) {
    var file = try PendingFile(path: folder.path(of: name + OutputFolder.unfinished), compresses: false)
    try file.write(header.span)
    while let line = try analysed(next) { try file.write(line.span) }
    try file.finish()
    record.files.append(name)
  }

  private func analysed<Result>(
    against: String? = nil, _ body: () throws(AnalysisError) -> Result
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
