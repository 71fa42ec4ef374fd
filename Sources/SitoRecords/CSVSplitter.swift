/// Divides CSV (RFC 4180) into rows, and finds the fields of the text and of the id on the way.
///
/// Quotes mean something only where a field begins with one. A row that is not complete after the largest size of a
/// record is given up: inside quotes at the end of its first line, or else at the next line break.
struct CSVSplitter: RecordSplitter {
  private let options: RecordOptions
  private let file: String
  private let maxRecord: Int
  private var counter: RecordCounter
  private var header: CSVHeader?
  private var row = CSVRow()
  private var overlong: OverlongRecord?

  /// A splitter of a whole file, or of what follows `counter` in one with that header.
  init(_ options: RecordOptions, file: String, header: CSVHeader? = nil, counter: RecordCounter = RecordCounter()) {
    self.options = options
    self.header = header
    self.counter = counter
    self.file = file
    maxRecord = max(0, options.maxRecord)
  }

  mutating func split(
    _ bytes: Span<UInt8>, from start: Int, isEnd: Bool, into extents: inout [RecordExtent]
  ) throws(StreamError) -> Int {
    var start = start
    while start < bytes.count || (overlong != nil && isEnd) {
      let next: Int?
      if overlong != nil {
        next = skip(bytes, from: start, isEnd: isEnd, into: &extents)
      } else if let header {
        next = record(bytes, from: start, isEnd: isEnd, header, into: &extents)
      } else {
        next = try readHeader(bytes, from: start, isEnd: isEnd, into: &extents)
      }
      guard let next else { break }
      start = next
    }
    return start
  }

  /// Reads the header row, the first that is not blank; nil if it is not complete.
  private mutating func readHeader(
    _ bytes: Span<UInt8>, from start: Int, isEnd: Bool, into extents: inout [RecordExtent]
  ) throws(StreamError) -> Int? {
    // The delimiter is not known yet, so every quote counts.
    var isQuoted = false
    var end = start
    while end < bytes.count, isQuoted || bytes[end] != newline {
      if bytes[end] == quote { isQuoted.toggle() }
      end += 1
    }
    guard end - start <= maxRecord, !(isEnd && isQuoted) else { throw .badHeader(file: file) }
    guard end < bytes.count || isEnd else { return nil }
    let next = min(end + 1, bytes.count)
    if end > start, end < bytes.count, bytes[end - 1] == carriageReturn { end -= 1 }
    extents.append(
      counter.passage(start..<next, lines: bytes.occurrences(of: newline, in: start..<next)))
    if end > start { header = try CSVHeader(bytes.extracting(start..<end), options: options, file: file) }
    return next
  }

  /// Reads a row; nil if it is not complete.
  private mutating func record(
    _ bytes: Span<UInt8>, from start: Int, isEnd: Bool, _ header: CSVHeader, into extents: inout [RecordExtent]
  ) -> Int? {
    // So far and no farther, or what is found would depend on how much happens to be there.
    let window = min(bytes.count, start + maxRecord + 1)
    let isLast = isEnd && window == bytes.count
    if row.scan(bytes.extracting(..<window), from: start, isEnd: isLast, header) {
      extents.append(extent(bytes, start: start, header))
      defer { row = CSVRow() }
      return start + row.scanned
    }
    let isFull = window - start > maxRecord
    guard isFull || isLast else { return nil }
    defer { row = CSVRow() }
    if row.place == .quoted, let end = endOfLine(bytes.extracting(..<window), from: start, isEnd: isLast) {
      let opening = counter.lines + 1 + bytes.occurrences(of: newline, in: start..<start + row.fieldStart)
      let lines = bytes.occurrences(of: newline, in: start..<end)
      extents.append(counter.record(.fault(.openQuote, opening), start..<end, content: start..<end, lines: lines))
      return end
    }
    overlong = OverlongRecord(size: 0, line: counter.lines + 1)
    return start
  }

  private func endOfLine(_ bytes: Span<UInt8>, from start: Int, isEnd: Bool) -> Int? {
    bytes.firstIndex(of: newline, from: start).map { $0 + 1 } ?? (isEnd ? bytes.count : nil)
  }

  /// What a complete row is.
  private mutating func extent(_ bytes: Span<UInt8>, start: Int, _ header: CSVHeader) -> RecordExtent {
    let range = start..<start + row.scanned
    let lines =
      row.hasQuotes ? bytes.occurrences(of: newline, in: range) : bytes[range.upperBound - 1] == newline ? 1 : 0
    if row.columns == 1, row.contentEnd == 0 { return counter.passage(range, lines: lines) }
    var kind = RecordExtent.Kind.record
    if row.isMisquoted {
      kind = .fault(.badQuote, row.columns)
    } else if row.columns != header.columns {
      kind = .fault(.badColumns, row.columns)
    }
    var extent = counter.record(kind, range, content: row.text.range.moved(by: start), lines: lines)
    extent.textQuotes = row.text.quotes
    extent.id = row.id?.range.moved(by: start)
    extent.idQuotes = row.id?.quotes ?? .none
    return extent
  }

  /// Passes over a row that is too long, to the next line break.
  private mutating func skip(
    _ bytes: Span<UInt8>, from start: Int, isEnd: Bool, into extents: inout [RecordExtent]
  ) -> Int? {
    guard var row = overlong else { return nil }
    // The line breaks that the row had within the largest size, in quotes, do not end it.
    let search = start + max(0, maxRecord + 1 - row.size)
    let end = bytes.firstIndex(of: newline, from: min(search, bytes.count)) ?? bytes.count
    row.size += end - start
    if end < bytes.count || isEnd {
      overlong = nil
      let range = start..<min(end + 1, bytes.count)
      var extent = counter.record(
        .fault(.tooLong, row.size), range, content: start..<end, lines: bytes.occurrences(of: newline, in: range))
      extent.line = row.line
      extents.append(extent)
      return range.upperBound
    }
    overlong = row
    let lines = bytes.occurrences(of: newline, in: start..<end)
    extents.append(counter.passage(start..<end, lines: lines, isPart: true))
    return end
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let quote = UInt8(ascii: "\"")

extension Range<Int> {
  func moved(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}
