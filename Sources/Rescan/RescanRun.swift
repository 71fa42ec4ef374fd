internal import RescanLedger
internal import SQLiteDatabase
package import Sito
internal import SitoRecords

/// Judges archives again: `sito rescan`.
///
/// First everything is read and judged, and kept in a ledger in the output folder, with the positions of the readers. A
/// process that ends early, for whatever reason, leaves the ledger as it was at the last commit, and the next run goes on
/// from there. The results are a function of the complete ledger, so they are the same bytes however often the run
/// stopped; they get their names when they are whole, and with the record of the run the ledger goes.
package struct RescanRun: Sendable {
  /// What is judged, in this order.
  package var inputs: [RescanInput]
  /// What a run is made of; one with another identity does not go on in the same folder.
  package var identity: RunIdentity
  /// What judges.
  package var ruleset: Ruleset
  /// What the decisions are compared with.
  package var comparison: RescanComparison?
  /// The folder for the results.
  package var folder: String
  /// What is written there.
  package var results = ResultFormat()
  /// How many threads judge.
  package var threads = 1
  /// Whether to begin anew, whatever the folder holds of earlier runs.
  package var restarts = false
  /// For so long at most judged comments are kept back before they are committed.
  var commitInterval = Duration.milliseconds(250)
  /// How many pages the ledger may have; for tests.
  var maxLedgerPages: Int?

  /// A re-scan, everything else as usual.
  package init(inputs: [RescanInput], identity: RunIdentity, ruleset: Ruleset, folder: String) {
    self.inputs = inputs
    self.identity = identity
    self.ruleset = ruleset
    self.folder = folder
  }

  /// What a run has come to.
  package struct Outcome: Sendable, Equatable {
    /// What stands beside the results.
    package var record: RunRecord
    /// Whether an earlier run had done it all.
    package var wasDone = false
    /// The records that earlier runs had judged.
    package var earlierRecords = 0
  }

  /// The name of the ledger in the folder.
  static let ledgerName = "rescan.unfinished.sqlite"

  /// Does what is left to do.
  ///
  /// - Parameter progress: is kept up to date for other threads.
  /// - Returns: what it has come to.
  /// - Throws: ``RescanError``; what was committed stays.
  package func run(progress: RescanProgress) throws(RescanError) -> Outcome {
    let folder = try OutputFolder(path: folder)
    // The lock must outlast the ledger.
    defer { withExtendedLifetime(folder) {} }
    return try run(in: folder, progress)
  }

  private func run(in folder: OutputFolder, _ progress: RescanProgress) throws(RescanError) -> Outcome {
    if restarts { try clear(folder) }
    if let record = try finishedRecord(in: folder) {
      // An earlier process may have been stopped just before it removed this.
      try removeLedger(in: folder)
      progress.stage = .done
      return Outcome(record: record, wasDone: true)
    }
    let ledger = try openLedger(in: folder)
    let earlier = Int(ledger.count)
    progress.earlier = (Self.bytes(ledger.inputs, inputs), earlier)
    progress.stream.bytes = progress.earlier.bytes
    progress.stream.totalBytes = totalBytes
    progress.stream.records = earlier
    if !ledger.isComplete {
      progress.stage = .judging
      let (ruleset, other, format) = (ruleset, comparison?.other, results.verdicts)
      let judging = JudgingRun(inputs, threads: threads, commitInterval: commitInterval, progress: progress)
      try judging.run(into: ledger, in: folder, threads: threads) {
        CommentJudge(ruleset, other: other, for: format)
      }
    }
    let record = try finish(ledger, in: folder, progress)
    progress.stage = .done
    return Outcome(record: record, earlierRecords: earlier)
  }

  // MARK: What is there

  /// The record of a finished run with the same identity; nil if none is finished.
  private func finishedRecord(in folder: OutputFolder) throws(RescanError) -> RunRecord? {
    guard let bytes = try folder.contents(of: RunRecord.fileName) else { return nil }
    guard let record = RunRecord(json: bytes) else {
      throw .damaged(path: folder.path(of: RunRecord.fileName), reason: "cannot be understood")
    }
    let before = Dictionary(record.identity.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    let differences = identity.differences(from: before)
    guard differences.isEmpty else { throw .otherRun(folder: folder.path, isDone: true, differences: differences) }
    return record
  }

  private func openLedger(in folder: OutputFolder) throws(RescanError) -> Ledger {
    let isNew = !folder.holds(Self.ledgerName)
    if isNew {
      for name in results.names where folder.holds(name) { throw .foreignFile(path: folder.path(of: name)) }
    }
    let path = folder.path(of: Self.ledgerName)
    let ledger = try folder.withLedger { () throws(SQLiteError) in try Ledger(path: path, maxPages: maxLedgerPages) }
    if let before = try folder.withLedger({ () throws(SQLiteError) in try ledger.identity() }) {
      let version = before[Self.versionKey]
      guard version == LedgerSchema.version else {
        throw .damaged(path: path, reason: "is of another version of the program")
      }
      let differences = identity.differences(from: before.filter { $0.key != Self.versionKey })
      guard differences.isEmpty else { throw .otherRun(folder: folder.path, isDone: false, differences: differences) }
      try folder.withLedger { () throws(SQLiteError) in try ledger.resume() }
      guard ledger.inputs.map(\.name) == inputs.map(\.name) else {
        throw .damaged(path: path, reason: "names other inputs")
      }
    } else {
      let entries = [(key: Self.versionKey, value: LedgerSchema.version)] + identity.entries.map { ($0.key, $0.value) }
      let names = inputs.map(\.name)
      try folder.withLedger { () throws(SQLiteError) in try ledger.begin(identity: entries, inputs: names) }
    }
    return ledger
  }

  private static let versionKey = "ledger"

  // MARK: Results

  private func finish(
    _ ledger: Ledger, in folder: OutputFolder, _ progress: RescanProgress
  ) throws(RescanError) -> RunRecord {
    var record = RunRecord()
    record.identity = identity.entries
    record.records = Int(ledger.count)
    try folder.withLedger { () throws(SQLiteError) in
      let counts = try ledger.connection.prepare(
        "SELECT count(*) FILTER (WHERE error_code IS NOT NULL), total(deletes), total(review) FROM comment")
      guard try counts.step() else { return }
      record.unreadable = Int(counts.int64(at: 0) ?? 0)
      record.deleted = Int(counts.int64(at: 1) ?? 0)
      record.reviewed = Int(counts.int64(at: 2) ?? 0)
    }
    let writer = ResultWriter(ledger: ledger, folder: folder, ruleset: ruleset, format: results, progress: progress)
    try writer.write(comparison, in: &record)
    try folder.publish(record.files)
    try folder.write(record.json.span, to: RunRecord.fileName)
    try folder.publish([RunRecord.fileName])
    try removeLedger(in: folder)
    return record
  }

  private func removeLedger(in folder: OutputFolder) throws(RescanError) {
    for suffix in ["-wal", "-shm", "-journal", ""] { try folder.remove(Self.ledgerName + suffix) }
    try folder.synchronize()
  }

  /// Removes what earlier runs have left.
  private func clear(_ folder: OutputFolder) throws(RescanError) {
    if let bytes = try folder.contents(of: RunRecord.fileName) {
      // The record goes first: without it, nothing says that the results are whole.
      try folder.remove(RunRecord.fileName)
      try folder.synchronize()
      for name in RunRecord(json: bytes)?.files ?? [] where !name.contains("/") { try folder.remove(name) }
    }
    for name in results.names { try folder.remove(name) }
    for name in ResultFormat.allNames { try folder.remove(name + OutputFolder.unfinished) }
    try removeLedger(in: folder)
  }

  // MARK: Sizes

  private var totalBytes: Int? {
    var sum = 0
    for input in inputs {
      guard let size = input.size else { return nil }
      sum += size
    }
    return sum
  }

  /// How many bytes of the inputs are in the ledger.
  static func bytes(_ states: [Ledger.Input], _ inputs: [RescanInput]) -> Int {
    zip(states, inputs).reduce(0) { $0 + ($1.0.isDone ? $1.1.size ?? $1.0.bytes : $1.0.bytes) }
  }
}
