/// Reads records, has handlers judge them on one or several threads, and writes what they give in the records' order.
///
/// Memory stays bounded: a few batches for each thread, each of 64 KB or one record. When the input has nothing more
/// for now, everything that was read is judged and written before the pipeline waits.
public struct RecordPipeline: Sendable {
  /// How the input is read.
  public var options: RecordOptions
  /// How many threads judge. With one, everything is done on the calling thread.
  public var threads: Int

  /// A pipeline.
  public init(_ options: RecordOptions, threads: Int = 1) {
    self.options = options
    self.threads = threads
  }

  /// Handles a whole input.
  ///
  /// - Parameters:
  ///   - source: where the records come from.
  ///   - sink: where the handlers' output goes; it is flushed at the end, whatever happened.
  ///   - progress: is kept up to date for other threads.
  ///   - makeHandler: makes the handler of a thread; called on that thread.
  /// - Returns: how many records there were.
  /// - Throws: ``StreamError``, of the input only after everything before the error was judged and written.
  public func run<Handler: RecordHandler & ~Copyable>(
    from source: consuming ByteSource, to sink: consuming ByteSink, progress: StreamProgress? = nil,
    makeHandler: @escaping @Sendable () -> Handler
  ) throws(StreamError) -> StreamSummary {
    var reader = RecordReader(source, options, progress: progress)
    var sink: ByteSink? = sink
    let result = Result<StreamSummary, StreamError> { () throws(StreamError) in
      if threads > 1 {
        let run = OrderedRun(options, threads: threads, progress: progress)
        if let summary = try run.run(&reader, &sink, threads: threads, makeHandler) { return summary }
      }
      return try runInPlace(&reader, &sink, progress, makeHandler)
    }
    try sink?.flush()
    return try result.get()
  }

  private func runInPlace<Handler: RecordHandler & ~Copyable>(
    _ reader: inout RecordReader, _ sink: inout ByteSink?, _ progress: StreamProgress?, _ makeHandler: () -> Handler
  ) throws(StreamError) -> StreamSummary {
    var handler = makeHandler()
    var parser = RecordParser(options)
    var batch = RecordBatch()
    var output = ByteBuffer()
    var summary = StreamSummary()
    while try reader.fill(&batch) {
      output.removeAll()
      summary += parser.parse(batch, by: &handler, output: &output)
      progress?.records = summary.records
      try sink?.write(output.span)
      if batch.flush { try sink?.flush() }
    }
    return summary
  }
}
