/// What the header row of a CSV file settles: the delimiter, the number of columns, and which of them are meant.
package struct CSVHeader: Sendable, Equatable {
  package let delimiter: UInt8
  let columns: Int
  /// The columns' names, as they stand there.
  package let names: [String]
  /// Counted from 0.
  let textColumn: Int
  let idColumn: Int?

  /// Reads a header row, given without its line break.
  ///
  /// - Throws: ``StreamError/noColumn(file:name:known:)`` if a column that was asked for is not there.
  package init(_ row: Span<UInt8>, options: RecordOptions, file: String) throws(StreamError) {
    let delimiter = options.delimiter ?? Self.delimiter(of: row)
    let names = Self.names(in: row, delimiter: delimiter)
    (self.delimiter, self.names, columns) = (delimiter, names, names.count)
    func column(_ name: String) -> Int? {
      if let place = names.firstIndex(of: name) { return place }
      guard let number = Int(name), names.indices.contains(number - 1) else { return nil }
      return number - 1
    }
    guard let textColumn = column(options.textField) else {
      throw .noColumn(file: file, name: options.textField, known: names)
    }
    self.textColumn = textColumn
    if let name = options.idField {
      guard let idColumn = column(name) else { throw .noColumn(file: file, name: name, known: names) }
      self.idColumn = idColumn
    } else {
      idColumn = names.firstIndex(of: "id")
    }
  }

  /// Where the header row is in a file's first bytes, without its line break; nil if they do not hold all of it.
  package static func row(in bytes: Span<UInt8>) -> Range<Int>? {
    let (newline, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    var start = bytes.hasPrefix([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0
    var isQuoted = false
    for index in start..<bytes.count {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard bytes[index] == newline, !isQuoted else { continue }
      let end = index > start && bytes[index - 1] == carriageReturn ? index - 1 : index
      if end > start { return start..<end }
      start = index + 1
    }
    return nil
  }

  /// The columns' names in a header row, whose delimiter is found out if it is nil.
  package static func names(of row: Span<UInt8>, delimiter: UInt8?) -> [String] {
    names(in: row, delimiter: delimiter ?? Self.delimiter(of: row))
  }

  /// The usual delimiter that stands most often outside quotes.
  private static func delimiter(of row: Span<UInt8>) -> UInt8 {
    let candidates = [UInt8](",;\t".utf8)
    var counts = [0, 0, 0]
    var isQuoted = false
    for index in row.indices {
      if row[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, let candidate = candidates.firstIndex(of: row[index]) { counts[candidate] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }

  private static func names(in row: Span<UInt8>, delimiter: UInt8) -> [String] {
    var names: [String] = []
    var name: [UInt8] = []
    var isQuoted = false
    var isAfterQuote = false
    for index in row.indices {
      let byte = row[index]
      let isQuote = byte == UInt8(ascii: "\"")
      defer { isAfterQuote = isQuote && !isQuoted }
      if isQuote {
        if isAfterQuote { name.append(byte) }  // the second of a doubled pair
        isQuoted.toggle()
      } else if byte == delimiter, !isQuoted {
        names.append(String(decoding: name, as: UTF8.self))
        name = []
      } else {
        name.append(byte)
      }
    }
    names.append(String(decoding: name, as: UTF8.self))
    return names
  }
}
