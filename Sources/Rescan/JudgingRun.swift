internal import Archives
internal import RescanLedger
internal import SQLiteDatabase
internal import SitoRecords

/// The first part of a re-scan: everything that is not in the ledger yet is read, judged on several threads, and put into
/// the ledger in the order of the input.
///
/// One thread reads, others judge, the calling thread writes. Memory stays bounded: so many batches are read and not yet
/// written.
final class JudgingRun: Sendable {
  /// What is handed from thread to thread: the items of a batch, or the end of an input.
  private struct Batch {
    var number: Int
    var input: Int
    var items: [ArchiveItem] = []
    var rows: [LedgerRow] = []
    var position: String?
    var bytes: Int?
    var endsInput = false
  }

  private struct State: ~Copyable {
    /// Batches that nobody has taken yet.
    var waiting: [Batch] = []
    /// Batches that are judged and whose turn has not come, by number.
    var judged: [Int: Batch] = [:]
    var read = 0
    var written = 0
    var isAtEnd = false
    /// Nobody wants any more.
    var isStopped = false
    var failure: ArchiveError?
  }

  private enum Step {
    case write(Batch)
    case end(ArchiveError?)
  }

  private let inputs: [RescanInput]
  private let progress: RescanProgress
  private let limit: Int
  private let state = Monitor(State())

  private let commitInterval: Duration

  /// - Parameters:
  ///   - inputs: what is read.
  ///   - threads: how many will judge.
  ///   - commitInterval: for so long at most rows are kept back before they are committed.
  ///   - progress: is kept up to date.
  init(_ inputs: [RescanInput], threads: Int, commitInterval: Duration, progress: RescanProgress) {
    self.inputs = inputs
    self.commitInterval = commitInterval
    self.progress = progress
    limit = 2 * threads + 2
  }

  /// Runs until everything is in the ledger.
  ///
  /// - Throws: what went wrong; of an archive only after everything before it is in the ledger.
  func run(
    into ledger: Ledger, in folder: OutputFolder, threads: Int, _ makeJudge: @escaping @Sendable () -> CommentJudge
  ) throws(RescanError) {
    let begun = ledger.inputs
    let workers = (0..<threads).compactMap { _ in WorkerThread { self.judge(makeJudge()) } }
    let reader = workers.isEmpty ? nil : WorkerThread { self.read(from: begun) }
    guard let reader else {
      stop()
      for worker in workers { worker.join() }
      throw .noThread
    }
    let failure: ArchiveError?
    do throws(SQLiteError) {
      failure = try write(into: ledger)
    } catch {
      // The reader may wait for a database or a pipe; it ends when that answers, and nobody needs to wait for it.
      stop()
      throw RescanError(error, path: folder.path(of: RescanRun.ledgerName), folder: folder.path)
    }
    reader.join()
    for worker in workers { worker.join() }
    if let failure { throw .archive(failure) }
  }

  private func stop() {
    state.change {
      $0.isStopped = true
      $0.waiting = []
    }
  }

  // MARK: The reading thread

  private func read(from begun: [Ledger.Input]) {
    do throws(ArchiveError) {
      for (index, input) in inputs.enumerated() where !begun[index].isDone {
        let reader = try input.open(begun[index].position.map(ArchivePosition.init))
        while let batch = try reader.next() {
          let isWanted = handOver(
            Batch(
              number: 0, input: index, items: batch.items, position: batch.position.text, bytes: batch.bytesRead))
          guard isWanted else { return }
        }
        guard handOver(Batch(number: 0, input: index, endsInput: true)) else { return }
      }
    } catch {
      state.change { $0.failure = error }
    }
    state.change { $0.isAtEnd = true }
  }

  /// Waits until there is room for one more batch; says whether anybody wants it.
  private func handOver(_ batch: Batch) -> Bool {
    state.wait { state in
      if state.isStopped { return false }
      guard state.read - state.written < limit else { return nil }
      var batch = batch
      batch.number = state.read
      state.read += 1
      state.waiting.append(batch)
      return true
    }
  }

  // MARK: The judging threads

  private func judge(_ judge: consuming CommentJudge) {
    var judge = judge
    while var batch = nextToJudge() {
      batch.rows = judge.judge(batch.items)
      batch.items = []
      state.change { $0.judged[batch.number] = batch }
    }
  }

  private func nextToJudge() -> Batch? {
    state.wait { state in
      if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
      return state.isAtEnd || state.isStopped ? .some(nil) : nil
    }
  }

  // MARK: The writing thread

  /// Returns what stopped the reader, if anything did.
  private func write(into ledger: Ledger) throws(SQLiteError) -> ArchiveError? {
    var texts = try TextKeeping(after: ledger)
    var lastCommit = ContinuousClock.now
    while true {
      let step = nextStep()
      switch step {
      case .write(var batch)?:
        for index in batch.rows.indices { texts.keepOrDrop(&batch.rows[index]) }
        try ledger.append(
          batch.rows, of: batch.input + 1, position: batch.position, bytes: batch.bytes, isDone: batch.endsInput)
        state.change { $0.written += 1 }
        report(ledger)
      case .end(let failure)?:
        try ledger.commit()
        return failure
      case nil: break
      }
      if ContinuousClock.now - lastCommit >= commitInterval {
        try ledger.commit()
        lastCommit = ContinuousClock.now
      }
    }
  }

  /// The batch whose turn it is, or the end; nil if there is neither for a while.
  private func nextStep() -> Step? {
    state.wait(milliseconds: 500) { state in
      if let batch = state.judged.removeValue(forKey: state.written) { return .write(batch) }
      return state.isAtEnd && state.written == state.read ? .end(state.failure) : nil
    }
  }

  private func report(_ ledger: Ledger) {
    progress.stream.records = Int(ledger.count)
    progress.stream.bytes = RescanRun.bytes(ledger.inputs, inputs)
  }
}
