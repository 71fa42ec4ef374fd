/// One run of a pipeline on several threads.
///
/// The calling thread reads and numbers batches. Workers take them and judge. A worker that has finished the batch
/// whose turn it is writes it, and those after it that are finished, while the others go on judging.
final class OrderedRun: Sendable {
  private struct State: ~Copyable {
    /// Batches that nobody has taken yet.
    var waiting: [Job] = []
    /// Outputs whose turn has not come, by number.
    var finished: [Int: Outcome] = [:]
    /// Nil while a worker writes.
    var sink: ByteSink?
    var read = 0
    var written = 0
    var isAtEnd = false
    var failure: StreamError?
    var summary = StreamSummary()
    // Used again, to spare the system the work.
    var spareBatches: [RecordBatch] = []
    var spareOutputs: [ByteBuffer] = []
  }

  private struct Job {
    var number: Int
    var batch: RecordBatch
    var output: ByteBuffer
  }

  private struct Outcome {
    var output: ByteBuffer
    var flush: Bool
  }

  /// The right to write, which one worker has at a time.
  private struct Turn: ~Copyable {
    var outcome: Outcome
    var sink: ByteSink
  }

  private let options: RecordOptions
  private let progress: StreamProgress?
  /// How many batches may be read and not yet written.
  private let limit: Int
  private let state: Monitor<State>

  init(_ options: RecordOptions, threads: Int, progress: StreamProgress?) {
    self.options = options
    self.progress = progress
    limit = 2 * threads + 2
    state = Monitor(State())
  }

  /// Reads everything and waits until it is written; nil if the system gave no thread.
  func run<Handler: RecordHandler & ~Copyable>(
    _ reader: inout RecordReader, _ sink: inout ByteSink?, threads: Int,
    _ makeHandler: @escaping @Sendable () -> Handler
  ) throws(StreamError) -> StreamSummary? {
    state.change { $0.sink = sink.take() }
    defer { sink = state.change { $0.sink.take() } }
    let workers = (0..<threads).compactMap { _ in WorkerThread { self.work(makeHandler) } }
    guard !workers.isEmpty else { return nil }
    var inputFailure: StreamError?
    do {
      while var batch = spareBatch(), try reader.fill(&batch) { hand(over: batch) }
    } catch {
      inputFailure = error
    }
    state.change { $0.isAtEnd = true }
    for worker in workers { worker.join() }
    let (outputFailure, summary) = state.change { ($0.failure, $0.summary) }
    if let failure = outputFailure ?? inputFailure { throw failure }
    return summary
  }

  // MARK: The reading thread

  /// A batch to fill, once there is room for one more; nil when the output has failed.
  private func spareBatch() -> RecordBatch? {
    state.wait { state in
      if state.failure != nil { return .some(nil) }
      guard state.read - state.written < limit else { return nil }
      return .some(state.spareBatches.popLast() ?? RecordBatch())
    }
  }

  private func hand(over batch: RecordBatch) {
    state.change { state in
      state.waiting.append(Job(number: state.read, batch: batch, output: state.spareOutputs.popLast() ?? ByteBuffer()))
      state.read += 1
    }
  }

  // MARK: The workers

  /// Works on batches. The handler, which may be large, is made only when there is one: short inputs keep one worker busy.
  private func work<Handler: RecordHandler & ~Copyable>(_ makeHandler: () -> Handler) {
    guard let first = nextJob() else { return }
    var handler = makeHandler()
    var parser = RecordParser(options)
    var next: Job? = first
    while var job = next.take() ?? nextJob() {
      let summary = parser.parse(job.batch, by: &handler, output: &job.output)
      finish(job, summary)
      write()
    }
  }

  /// The next batch to judge; nil when there will be none.
  private func nextJob() -> Job? {
    state.wait { state in
      if state.failure != nil { return .some(nil) }
      if !state.waiting.isEmpty { return state.waiting.removeFirst() }
      return state.isAtEnd ? .some(nil) : nil
    }
  }

  private func finish(_ job: consuming Job, _ summary: StreamSummary) {
    state.change { state in
      state.finished[job.number] = Outcome(output: job.output, flush: job.batch.flush)
      state.spareBatches.append(job.batch)
      state.summary += summary
      progress?.records = state.summary.records
    }
  }

  /// Writes what has its turn, unless another worker is at it: that one will find this too.
  private func write() {
    while var turn = takeTurn() {
      let output = turn.outcome.output
      var failure: StreamError?
      do {
        try turn.sink.write(output.span)
        if turn.outcome.flush { try turn.sink.flush() }
      } catch { failure = error }
      giveBack(turn, failure)
    }
  }

  private func takeTurn() -> Turn? {
    state.change { state in
      guard state.failure == nil, state.sink != nil, let outcome = state.finished.removeValue(forKey: state.written),
        let sink = state.sink.take()
      else { return nil }
      return Turn(outcome: outcome, sink: sink)
    }
  }

  private func giveBack(_ turn: consuming Turn, _ failure: StreamError?) {
    var output = turn.outcome.output
    output.removeAll()
    var sink: ByteSink? = turn.sink
    state.change { state in
      state.sink = sink.take()
      state.failure = failure
      state.written += 1
      state.spareOutputs.append(output)
    }
  }
}
