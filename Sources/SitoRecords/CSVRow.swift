/// A row of CSV on the way through it. All places are relative to the row's first byte.
struct CSVRow: Sendable {
  enum Place: Sendable {
    case fieldStart, unquoted, quoted
    /// After a quote inside a quoted field: the closing one, or the first of two.
    case afterQuote
  }

  struct Field: Sendable {
    var range = 0..<0
    var quotes = CSVQuotes.none
  }

  private(set) var place = Place.fieldStart
  /// How far the row was read; when it is complete, its length with the line break.
  private(set) var scanned = 0
  private(set) var fieldStart = 0
  /// The columns that are complete.
  private(set) var columns = 0
  /// Where the last column ends; when the row is complete, its length without the line break.
  private(set) var contentEnd = 0
  private(set) var hasQuotes = false
  /// Something stands between a closing quote and the next delimiter.
  private(set) var isMisquoted = false
  private(set) var text = Field()
  private(set) var id: Field?

  private var closingQuote = 0
  private var quotes = CSVQuotes.none

  /// Reads on.
  ///
  /// - Parameters:
  ///   - bytes: what there is.
  ///   - start: where the row begins in them.
  ///   - isEnd: the input ends with them.
  ///   - header: what the file's columns are.
  /// - Returns: whether the row is complete.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int, isEnd: Bool, _ header: CSVHeader) -> Bool {
    let newline = UInt8(ascii: "\n")
    let quote = UInt8(ascii: "\"")
    var index = start + scanned
    defer { scanned = index - start }
    while index < bytes.count {
      switch place {
      case .fieldStart:
        fieldStart = index - start
        quotes = .none
        place = .unquoted
        if bytes[index] == quote {
          place = .quoted
          quotes = .quoted
          hasQuotes = true
          index += 1
        }
      case .unquoted:
        guard let end = bytes.firstIndex(of: header.delimiter, or: newline, from: index) else {
          index = bytes.count
          break
        }
        index = end + 1
        if endField(bytes, start, end: end, header) { return true }
      case .quoted:
        index = bytes.firstIndex(of: quote, from: index) ?? bytes.count
        guard index < bytes.count else { break }
        closingQuote = index - start
        place = .afterQuote
        index += 1
      case .afterQuote:
        let byte = bytes[index]
        if byte == quote {
          quotes = .doubled
          place = .quoted
          index += 1
        } else if byte == header.delimiter || byte == newline {
          index += 1
          if endField(bytes, start, end: index - 1, header) { return true }
        } else if byte == UInt8(ascii: "\r"), index + 1 == bytes.count, !isEnd {
          return false  // a line feed may follow
        } else if byte == UInt8(ascii: "\r"), index + 1 == bytes.count || bytes[index + 1] == newline {
          index = min(index + 2, bytes.count)
          endColumn(end: closingQuote + 1, header)
          contentEnd = closingQuote + 1
          return true
        } else {
          isMisquoted = true
          place = .unquoted
        }
      }
    }
    guard isEnd, place != .quoted else { return false }
    if place == .fieldStart { (fieldStart, quotes) = (index - start, .none) }
    contentEnd = index - start
    endColumn(end: contentEnd, header)
    return true
  }

  /// Ends a field at a delimiter or a line feed; says whether the row is complete.
  private mutating func endField(_ bytes: Span<UInt8>, _ start: Int, end: Int, _ header: CSVHeader) -> Bool {
    var fieldEnd = end - start
    let isLast = bytes[end] == UInt8(ascii: "\n")
    if isLast, fieldEnd > fieldStart, bytes[end - 1] == UInt8(ascii: "\r") { fieldEnd -= 1 }
    contentEnd = fieldEnd
    endColumn(end: fieldEnd, header)
    place = .fieldStart
    return isLast
  }

  private mutating func endColumn(end: Int, _ header: CSVHeader) {
    let isText = columns == header.textColumn
    let isID = columns == header.idColumn
    columns += 1
    guard isText || isID else { return }
    // A quoted field ends at its closing quote; a misquoted one is not read anyway.
    let range = quotes == .none ? fieldStart..<end : fieldStart + 1..<max(closingQuote, fieldStart + 1)
    if isText { text = Field(range: range, quotes: quotes) }
    if isID { id = Field(range: range, quotes: quotes) }
  }
}
