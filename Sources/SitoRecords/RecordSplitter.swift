/// Finds where records begin and end in an input that comes in pieces.
///
/// What it finds does not depend on how the input was cut.
protocol RecordSplitter: Sendable {
  /// Divides `bytes[start...]`, as far as its records are complete.
  ///
  /// - Parameters:
  ///   - bytes: from `start` on, what earlier calls have left over, and more.
  ///   - start: where the part begins that has not been divided yet.
  ///   - isEnd: nothing more will come.
  ///   - extents: where to append what was found.
  /// - Returns: where the rest begins that belongs to an incomplete record.
  /// - Throws: ``StreamError`` if a header row cannot be used.
  mutating func split(
    _ bytes: Span<UInt8>, from start: Int, isEnd: Bool, into extents: inout [RecordExtent]
  ) throws(StreamError) -> Int
}

/// Counts records and lines on the way through the input.
struct RecordCounter: Sendable {
  private(set) var records: Int
  private(set) var lines: Int

  /// A count of what came before.
  init(records: Int = 0, lines: Int = 0) {
    self.records = records
    self.lines = lines
  }

  /// The extent of the next record, or of a record that cannot be read.
  mutating func record(_ kind: RecordExtent.Kind, _ range: Range<Int>, content: Range<Int>, lines: Int) -> RecordExtent
  {
    records += 1
    defer { self.lines += lines }
    return RecordExtent(kind: kind, range: range, content: content, number: records, line: self.lines + 1)
  }

  /// The extent of bytes between records, or of a first part of a record that is too long.
  mutating func passage(_ range: Range<Int>, lines: Int, isPart: Bool = false) -> RecordExtent {
    defer { self.lines += lines }
    return RecordExtent(
      kind: isPart ? .part : .passage, range: range, content: range, number: records, line: self.lines + 1)
  }
}

/// A record that is too long: its parts are passed on as they come.
struct OverlongRecord: Sendable {
  var size: Int
  var line: Int
}
