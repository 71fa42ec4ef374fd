internal import RecordText
internal import SitoRecords

/// Makes comments of records.
struct RecordCollector: RecordHandler {
  private let fields: RecordFields
  private var items: [ArchiveItem] = []

  init(_ fields: RecordFields) { self.fields = fields }

  /// What was collected since the last time.
  mutating func takeItems() -> [ArchiveItem] {
    defer { items.removeAll(keepingCapacity: true) }
    return items
  }

  mutating func handle(_ record: borrowing Record, output: inout ByteBuffer) {
    var text = ByteBuffer()
    text.append(record.text)
    items.append(.comment(comment(record, text.bytes)))
  }

  mutating func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
    // The text may have another of the usual names.
    if fault.code == .noText, let text = fields.texts.first(where: { record.isString(more: $0) }) {
      var bytes = ByteBuffer()
      record.append(more: text, to: &bytes)
      items.append(.comment(comment(record, bytes.bytes)))
      return
    }
    let (id, isNumber) = Self.id(record)
    items.append(
      .fault(
        ArchiveFault(
          id: id, code: fault.code.rawValue, message: fault.message, line: fault.line, idIsNumber: isNumber)))
  }

  mutating func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) {}

  private func comment(_ record: borrowing Record, _ text: [UInt8]) -> ArchivedComment {
    let (id, isNumber) = Self.id(record)
    var comment = ArchivedComment(id: id, text: text, platform: fields.platform, idIsNumber: isNumber)
    if let header = fields.header {
      addColumns(of: record.raw, header, to: &comment)
    } else if record.hasMore {
      addMembers(of: record, to: &comment)
    }
    return comment
  }

  private static func id(_ record: borrowing Record) -> (String, isNumber: Bool) {
    switch record.id {
    case .number: return (String(record.number), true)
    case .text: return (String(repairing: record.idBytes), false)
    case .json:
      let token = record.idBytes
      guard token.count > 1, token[0] == UInt8(ascii: "\"") else { return (String(repairing: token), true) }
      var id = ByteBuffer()
      JSONString.decode(token.extracting(1..<token.count - 1), into: &id)
      return (String(repairing: id.span), false)
    }
  }

  // MARK: JSON

  private func addMembers(of record: borrowing Record, to comment: inout ArchivedComment) {
    func value(_ fields: [Int]) -> String? {
      for field in fields {
        if let bytes = record.plain(more: field) {
          if bytes.count > 0 { return String(repairing: bytes) }
        } else {
          var bytes = ByteBuffer()
          record.append(more: field, to: &bytes)
          if bytes.count > 0 { return String(repairing: bytes.span) }
        }
      }
      return nil
    }
    comment.author = value(fields.authors)
    comment.page = value(fields.pages)
    if let platform = value(fields.platforms).flatMap(ArchivedComment.Platform.init(named:)) {
      comment.platform = platform
    }
    for field in fields.dates {
      // No date needs an escape.
      if let bytes = record.plain(more: field), let date = ArchiveDate.seconds(bytes) {
        comment.date = date
        return
      }
    }
  }

  // MARK: CSV

  private func addColumns(of row: Span<UInt8>, _ header: CSVHeader, to comment: inout ArchivedComment) {
    var fieldReader = CSVFieldReader(row, delimiter: header.delimiter)
    var column = 0
    while let bytes = fieldReader.next() {
      defer { column += 1 }
      guard bytes.count > 0 else { continue }
      func text() -> String { String(decoding: bytes.bytes, as: UTF8.self) }
      if fields.authors.contains(column) { comment.author = text() }
      if fields.pages.contains(column) { comment.page = text() }
      if fields.dates.contains(column) { comment.date = ArchiveDate.seconds(bytes.span) }
      if fields.platforms.contains(column), let platform = ArchivedComment.Platform(named: text()) {
        comment.platform = platform
      }
    }
  }
}

extension String {
  /// A text in UTF-8, whose pieces that are none become U+FFFD.
  init(repairing bytes: Span<UInt8>) {
    // The pointer does not outlive the call.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}

/// Takes a well-formed row of CSV apart.
struct CSVFieldReader: ~Escapable {
  private let row: Span<UInt8>
  private let delimiter: UInt8
  private var place: Int? = 0
  private let end: Int

  @_lifetime(copy row)
  init(_ row: Span<UInt8>, delimiter: UInt8) {
    self.row = row
    self.delimiter = delimiter
    var end = row.count
    if end > 0, row[end - 1] == UInt8(ascii: "\n") { end -= 1 }
    if end > 0, row[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    self.end = end
  }

  /// The next field with its quotes undone; nil after the last.
  mutating func next() -> ByteBuffer? {
    guard var index = place else { return nil }
    let quote = UInt8(ascii: "\"")
    var field = ByteBuffer()
    if index < end, row[index] == quote {
      index += 1
      while let closing = row.firstIndex(of: quote, from: index) {
        field.append(row.extracting(index..<closing))
        index = closing + 1
        guard index < end, row[index] == quote else { break }
        field.append(quote)
        index += 1
      }
    }
    let stop = min(row.firstIndex(of: delimiter, from: index) ?? end, end)
    if stop > index { field.append(row.extracting(index..<stop)) }
    place = stop < end ? stop + 1 : nil
    return field
  }
}
