/// Reads records piece by piece on the calling thread, and knows at any time where to go on after a restart.
package struct RecordStream: ~Copyable {
  private var reader: RecordReader
  private var parser: RecordParser
  private var batch = RecordBatch()
  /// How many of the batch's extents were handled.
  private var handled = 0
  private var output = ByteBuffer()

  /// Everything before the next record; while a record that is too long is passed over, everything before that.
  package private(set) var place: RecordPlace
  /// All that was handled, with the parts of a record that is too long.
  private var prefix: InputPrefix

  /// Where a stream goes on.
  package struct RecordPlace: Sendable, Equatable {
    /// The bytes before it.
    package var prefix = InputPrefix()
    /// The records in them.
    package var records = 0

    /// The beginning.
    package init() {}
  }

  /// Reads on.
  ///
  /// - Parameters:
  ///   - source: the input, which is at `place` already.
  ///   - options: how it is read.
  ///   - place: where to begin.
  ///   - header: of CSV, if `place` is behind it.
  package init(_ source: consuming ByteSource, _ options: RecordOptions, at place: RecordPlace, header: CSVHeader?) {
    reader =
      if place.prefix.count == 0 {
        RecordReader(source, options)
      } else {
        RecordReader(
          source, options, after: RecordCounter(records: place.records, lines: place.prefix.lines), header)
      }
    parser = RecordParser(options)
    self.place = place
    prefix = place.prefix
  }

  /// How many bytes of the file itself were used so far, with what was read ahead.
  package var consumed: Int { reader.consumed }

  /// Hands the next records to a handler, at most so many; says whether there was anything left.
  package mutating func next<Handler: RecordHandler & ~Copyable>(
    atMost limit: Int, by handler: inout Handler
  ) throws(StreamError) -> Bool {
    if handled == batch.extents.count {
      handled = 0
      guard try reader.fill(&batch) else { return false }
    }
    let end = min(batch.extents.count, handled + max(1, limit))
    // Shares the memory, which is let go before the next batch is read into it.
    var part = batch
    part.extents = Array(batch.extents[handled..<end])
    handled = end
    _ = parser.parse(part, by: &handler, output: &output)
    output.removeAll()
    count(part)
    return true
  }

  /// Moves the place behind the last extent that completes a record, or belongs to none.
  private mutating func count(_ part: RecordBatch) {
    guard let first = part.extents.first, let last = part.extents.last else { return }
    let bytes = part.bytes.span
    var start = first.range.lowerBound
    if let whole = part.extents.last(where: { $0.kind != .part }) {
      prefix.append(bytes.extracting(start..<whole.range.upperBound))
      start = whole.range.upperBound
      place.prefix = prefix
      place.records = whole.number
    }
    prefix.append(bytes.extracting(start..<last.range.upperBound))
  }
}
