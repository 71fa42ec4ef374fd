/// Reads an input batch by batch.
///
/// A batch holds as many whole records as fit. If the input has nothing more for now, it holds those that have come,
/// so that somebody who writes one record and waits for the answer gets it.
struct RecordReader: ~Copyable {
  private var source: ByteSource
  private var splitter: any RecordSplitter
  private let options: RecordOptions
  private let progress: StreamProgress?

  /// The beginning of a record whose end has not come yet.
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var isAtStart: Bool
  /// Batches went out that asked for no flush.
  private var owesFlush = false
  /// What went wrong behind the last batch.
  private var failure: StreamError?

  /// Reads a whole input.
  init(_ source: consuming ByteSource, _ options: RecordOptions, progress: StreamProgress? = nil) {
    let splitter: any RecordSplitter =
      if options.format == .csv { CSVSplitter(options, file: source.name) } else { LineSplitter(options) }
    self.init(source, options, progress: progress, isAtStart: true, splitter)
  }

  /// Goes on behind some records, where the source already is. CSV needs its header.
  init(_ source: consuming ByteSource, _ options: RecordOptions, after counter: RecordCounter, _ header: CSVHeader?) {
    let splitter: any RecordSplitter =
      if options.format == .csv {
        CSVSplitter(options, file: source.name, header: header, counter: counter)
      } else {
        LineSplitter(options, counter: counter)
      }
    self.init(source, options, progress: nil, isAtStart: false, splitter)
  }

  private init(
    _ source: consuming ByteSource, _ options: RecordOptions, progress: StreamProgress?, isAtStart: Bool,
    _ splitter: any RecordSplitter
  ) {
    self.isAtStart = isAtStart
    self.splitter = splitter
    progress?.totalBytes = source.size
    self.source = source
    self.options = options
    self.progress = progress
  }

  /// How many bytes of the file itself were used so far.
  var consumed: Int { source.consumed }

  /// Fills a batch; says whether there was anything left.
  mutating func fill(_ batch: inout RecordBatch) throws(StreamError) -> Bool {
    batch.reset()
    if let failure { throw failure }
    var filled = rest.count
    if filled > batch.capacity { batch.grow(to: filled + RecordBatch.usualCapacity) }
    batch.bytes.replaceSubrange(..<filled, with: rest)
    rest.removeAll(keepingCapacity: filled <= RecordBatch.usualCapacity)
    var done = 0
    do {
      try readRecords(into: &batch, filled: &filled, done: &done)
    } catch {
      failure = error
      // What stands before the failure is whole and gets its answer; the piece of a record behind it does not.
      if batch.extents.isEmpty { throw error }
      filled = done
    }
    rest.append(contentsOf: batch.bytes[done..<filled])
    // JSON is read a few bytes beyond its end.
    for index in filled..<filled + RecordBatch.padding { batch.bytes[index] = 0 }
    batch.flush = isAtEnd || failure != nil || source.wouldBlock
    owesFlush = !batch.flush
    progress?.bytes = source.consumed
    return !batch.extents.isEmpty || !isAtEnd
  }

  /// Reads until the batch is full, or holds records and the input has nothing more for now.
  private mutating func readRecords(
    into batch: inout RecordBatch, filled: inout Int, done: inout Int
  ) throws(StreamError) {
    while !isAtEnd {
      if filled == batch.capacity, filled < RecordBatch.usualCapacity { batch.grow(to: RecordBatch.usualCapacity) }
      if !batch.extents.isEmpty, filled == batch.capacity || source.wouldBlock { return }
      if owesFlush, source.wouldBlock { return }
      if filled == batch.capacity {
        batch.grow(to: min(2 * filled, max(options.maxRecord, filled) + RecordBatch.usualCapacity))
      }
      let count = try source.read(into: &batch.bytes, at: filled, upTo: batch.capacity)
      isAtEnd = count == 0
      filled += count
      let memory = batch.bytes  // let go before the next read, which would have to copy it otherwise
      let bytes = memory.span.extracting(..<filled)
      if isAtStart {
        guard isAtEnd || !byteOrderMark.starts(with: batch.bytes[..<min(filled, 2)]) else { continue }
        isAtStart = false
        if options.format != .nul, looksBinary(bytes) { throw .notText(file: source.name) }
        if bytes.hasPrefix(byteOrderMark, at: 0) {
          batch.extents.append(RecordExtent(kind: .passage, range: 0..<3, content: 0..<3, number: 0, line: 1))
          done = 3
        }
      }
      done = try splitter.split(bytes, from: done, isEnd: isAtEnd, into: &batch.extents)
    }
  }
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

/// Whether bytes are too full of control characters to be the beginning of a text: a program, a picture, UTF-16.
private func looksBinary(_ bytes: Span<UInt8>) -> Bool {
  let beginning = bytes.extracting(..<min(bytes.count, 8192))
  var controls = 0
  for index in beginning.indices {
    let byte = beginning[index]
    if byte < 0x09 || (0x0E...0x1A).contains(byte) || (0x1C...0x1F).contains(byte) { controls += 1 }
  }
  return controls >= 8 && controls * 30 > beginning.count
}
