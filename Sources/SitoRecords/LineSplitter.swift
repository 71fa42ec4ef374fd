internal import RecordText

/// Divides at a byte that ends every record: `lines`, `jsonl` and `nul`.
struct LineSplitter: RecordSplitter {
  private let terminator: UInt8
  private let format: RecordOptions.Format
  private let maxRecord: Int
  private var counter: RecordCounter
  /// How much of the rest is known to hold no terminator.
  private var searched = 0
  private var overlong: OverlongRecord?

  /// A splitter of a whole input, or of what follows `counter`.
  init(_ options: RecordOptions, counter: RecordCounter = RecordCounter()) {
    self.counter = counter
    format = options.format
    terminator = options.format == .nul ? 0 : UInt8(ascii: "\n")
    maxRecord = max(0, options.maxRecord)
  }

  mutating func split(
    _ bytes: Span<UInt8>, from start: Int, isEnd: Bool, into extents: inout [RecordExtent]
  ) -> Int {
    var start = start
    var search = start + searched
    while let end = bytes.firstIndex(of: terminator, from: search) {
      extents.append(extent(bytes, start..<end + 1, content: start..<end))
      start = end + 1
      search = start
    }
    if start < bytes.count || overlong != nil, isEnd {
      extents.append(extent(bytes, start..<bytes.count, content: start..<bytes.count))
      start = bytes.count
    } else if overlong != nil || bytes.count - start > maxRecord, start < bytes.count {
      let lines = newlines(bytes, start..<bytes.count)
      let part = counter.passage(start..<bytes.count, lines: lines, isPart: true)
      overlong = OverlongRecord(size: (overlong?.size ?? 0) + bytes.count - start, line: overlong?.line ?? part.line)
      extents.append(part)
      start = bytes.count
    }
    searched = bytes.count - start
    return start
  }

  /// What a stretch is that ends in a terminator, or at the end of the input.
  private mutating func extent(_ bytes: Span<UInt8>, _ range: Range<Int>, content: Range<Int>) -> RecordExtent {
    let lines = newlines(bytes, range)
    if let overlong {
      self.overlong = nil
      var extent = counter.record(
        .fault(.tooLong, overlong.size + content.count), range, content: content, lines: lines)
      extent.line = overlong.line
      return extent
    }
    if content.count > maxRecord {
      return counter.record(.fault(.tooLong, content.count), range, content: content, lines: lines)
    }
    var content = content
    switch format {
    case .lines:
      if content.upperBound < range.upperBound, !content.isEmpty, bytes[content.upperBound - 1] == UInt8(ascii: "\r") {
        content = content.lowerBound..<content.upperBound - 1
      }
    case .jsonl:
      if isBlank(bytes, content) { return counter.passage(range, lines: lines) }
    case .csv, .nul: break
    }
    return counter.record(.record, range, content: content, lines: lines)
  }

  private func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for index in range where !isJSONSpace(bytes[index]) { return false }
    return true
  }

  private func newlines(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    if format == .nul { return bytes.occurrences(of: UInt8(ascii: "\n"), in: range) }
    return !range.isEmpty && bytes[range.upperBound - 1] == terminator ? 1 : 0
  }
}
