internal import SitoRecords

/// Reads lines, JSON Lines, CSV and texts that end in a zero byte.
final class RecordArchive: ArchiveReader {
  let name: String
  let totalBytes: Int?
  private var stream: RecordStream
  private var collector: RecordCollector
  private var position: FilePosition
  private let pieces: ArchivePieces

  /// Reads a source, which is at the position already.
  init(_ source: consuming ByteSource, fields: RecordFields, at position: FilePosition, _ pieces: ArchivePieces) {
    name = source.name
    totalBytes = source.size
    self.position = position
    self.pieces = pieces
    let isBehindHeader = position.place.prefix.count > fields.headerStart
    stream = RecordStream(
      source, fields.options, at: position.place, header: isBehindHeader ? fields.header : nil)
    collector = RecordCollector(fields)
  }

  func next() throws(ArchiveError) -> ArchiveBatch? {
    do throws(StreamError) {
      guard try stream.next(atMost: pieces.records, by: &collector) else { return nil }
    } catch {
      throw ArchiveError(error, archive: name)
    }
    position.place = stream.place
    return ArchiveBatch(
      items: collector.takeItems(), position: position.archivePosition, bytesRead: stream.consumed)
  }
}

/// Which members or columns of a record hold what.
struct RecordFields {
  /// How the input is divided, and where the text and the id are.
  var options: RecordOptions
  /// Of CSV, and where its row begins in the file.
  var header: CSVHeader?
  var headerStart = 0
  /// The platform of records that do not name theirs.
  var platform: ArchivedComment.Platform?
  /// Places in ``RecordOptions/moreFields``, or columns.
  var texts: [Int] = []
  var authors: [Int] = []
  var dates: [Int] = []
  var pages: [Int] = []
  var platforms: [Int] = []

  /// Fields of lines and of texts that end in a zero byte, which have none but the text.
  init(plain format: RecordOptions.Format, _ options: ArchiveOptions) {
    self.options = RecordOptions(format)
    self.options.maxRecord = options.maxRecord
    platform = options.platform
  }

  /// Members of JSON objects.
  init(members options: ArchiveOptions) {
    self.options = RecordOptions(.jsonl)
    self.options.maxRecord = options.maxRecord
    self.options.textField = options.textField ?? FieldNames.text[0]
    self.options.idField = options.idField
    platform = options.platform
    texts = add(nil, options.textField == nil ? FieldNames.text.dropFirst() : [])
    authors = add(options.authorField, FieldNames.author)
    dates = add(options.dateField, FieldNames.date)
    pages = add(options.pageField, FieldNames.page)
    platforms = add(options.platformField, FieldNames.platform)
  }

  private mutating func add(_ name: String?, _ usual: some Sequence<String>) -> [Int] {
    let start = options.moreFields.count
    if let name { options.moreFields.append(name) } else { options.moreFields.append(contentsOf: usual) }
    return Array(start..<options.moreFields.count)
  }

  /// Columns of CSV, by its header row.
  ///
  /// - Throws: ``ArchiveError/noField(archive:name:known:)``.
  init(header row: Span<UInt8>, at start: Int, _ options: ArchiveOptions, archive: String) throws(ArchiveError) {
    self.options = RecordOptions(.csv)
    self.options.maxRecord = options.maxRecord
    self.options.delimiter = options.delimiter
    let names = CSVHeader.names(of: row, delimiter: options.delimiter)
    func column(_ name: String?, _ usual: [String]) throws(ArchiveError) -> [Int] {
      guard let name else { return FieldNames.column(usual, among: names).map { [$0] } ?? [] }
      if let place = names.firstIndex(of: name) { return [place] }
      guard let number = Int(name), names.indices.contains(number - 1) else {
        throw .noField(archive: archive, name: name, known: names)
      }
      return [number - 1]
    }
    let text = try column(options.textField, FieldNames.text)
    self.options.textField = text.first.map { names[$0] } ?? options.textField ?? FieldNames.text[0]
    self.options.idField = try column(options.idField, FieldNames.id).first.map { names[$0] }
    platform = options.platform
    authors = try column(options.authorField, FieldNames.author)
    dates = try column(options.dateField, FieldNames.date)
    pages = try column(options.pageField, FieldNames.page)
    platforms = try column(options.platformField, FieldNames.platform)
    do {
      header = try CSVHeader(row, options: self.options, file: archive)
      headerStart = start
    } catch {
      throw ArchiveError(error, archive: archive)
    }
  }
}
