/// Reads a tab-separated file line by line; lines end with LF or CRLF, and a byte order mark is passed over.
struct TableText {
  /// A stretch of bytes of one line, without the blanks at its ends.
  struct Cell {
    var range: Range<Int>
    /// Of the first byte, counted from 1 in characters.
    var column: Int
  }

  enum Line {
    /// A line that begins with `@`; it is the only cell.
    case directive
    case row
  }

  let bytes: [UInt8]
  let file: String
  /// The number of the line that was read last.
  private(set) var line = 0
  /// Its cells.
  private(set) var cells: [Cell] = []
  private var next: Int

  init(_ file: RulebookFile) {
    bytes = file.bytes
    self.file = file.path
    next = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Reads on to the next line that is neither blank nor a comment.
  mutating func nextLine() -> Line? {
    let text = bytes
    while next < text.count {
      line += 1
      let start = next
      var end = start
      while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
      next = end + 1
      if end > start, text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      guard start < end, text[start] != UInt8(ascii: ";") else { continue }
      if text[start] == UInt8(ascii: "@") {
        cells = [Cell(range: start..<end, column: 1)]
        return .directive
      }
      split(start..<end)
      if cells.contains(where: { !$0.range.isEmpty }) { return .row }
    }
    return nil
  }

  private mutating func split(_ range: Range<Int>) {
    cells.removeAll(keepingCapacity: true)
    let text = bytes
    var start = range.lowerBound
    var startColumn = 1
    var column = 1
    for index in range {
      let byte = text[index]
      if byte == UInt8(ascii: "\t") {
        cells.append(trimmed(start..<index, column: startColumn))
        start = index + 1
        startColumn = column + 1
      }
      column += byte & 0xC0 == 0x80 ? 0 : 1
    }
    cells.append(trimmed(start..<range.upperBound, column: startColumn))
  }

  private func trimmed(_ range: Range<Int>, column: Int) -> Cell {
    var (start, end, column) = (range.lowerBound, range.upperBound, column)
    while start < end, Self.isBlank(bytes[start]) {
      start += 1
      column += 1
    }
    while start < end, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return Cell(range: start..<end, column: column)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

  /// The parts of a cell between blanks.
  func words(of cell: Cell) -> [Cell] {
    var words: [Cell] = []
    var start = cell.range.lowerBound
    var startColumn = cell.column
    var column = cell.column
    for index in cell.range {
      let byte = bytes[index]
      if byte & 0xC0 != 0x80 { column += 1 }
      guard Self.isBlank(byte) else { continue }
      if start < index { words.append(Cell(range: start..<index, column: startColumn)) }
      start = index + 1
      startColumn = column
    }
    if start < cell.range.upperBound { words.append(Cell(range: start..<cell.range.upperBound, column: startColumn)) }
    return words
  }

  /// The parts of a cell between ` | `; an empty one where two separators meet.
  func alternatives(of cell: Cell) -> [Cell] {
    guard !cell.range.isEmpty else { return [] }
    var parts: [Cell] = []
    var start = cell.range.lowerBound
    var startColumn = cell.column
    var column = cell.column
    for index in cell.range {
      let byte = bytes[index]
      if byte & 0xC0 != 0x80 { column += 1 }
      guard byte == UInt8(ascii: "|"), index == cell.range.lowerBound || Self.isBlank(bytes[index - 1]),
        index + 1 == cell.range.upperBound || Self.isBlank(bytes[index + 1])
      else { continue }
      parts.append(trimmed(start..<max(start, index), column: startColumn))
      start = index + 1
      startColumn = column
    }
    parts.append(trimmed(start..<cell.range.upperBound, column: startColumn))
    return parts
  }

  func text(of cell: Cell) -> String { String(decoding: bytes[cell.range], as: UTF8.self) }

  func location(of cell: Cell) -> SourceLocation { SourceLocation(file: file, line: line, column: cell.column) }
}
