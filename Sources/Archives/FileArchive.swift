internal import SitoRecords

/// How much of an archive is read and handed out at once. What is read does not depend on it.
struct ArchivePieces {
  /// The records of a batch.
  var records = 2048
  /// The bytes of the input, decompressed, after which a batch ends.
  var batchBytes = 1 << 18
  /// The bytes that are read at a time.
  var readBytes = 1 << 18
}

/// Archives that are files.
public enum FileArchive {
  /// So many bytes tell what a file is.
  private static let sampleSize = 1 << 16

  /// Opens a file, compressed or not.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - options: how it is read; the same as before, if it is gone on with.
  ///   - position: where to go on; nil: at the beginning.
  /// - Returns: The reader.
  /// - Throws: ``ArchiveError``, also if the file has changed since the position was taken.
  public static func open(
    path: String, options: ArchiveOptions = ArchiveOptions(), from position: ArchivePosition? = nil
  ) throws(ArchiveError) -> any ArchiveReader {
    try open(path: path, options: options, from: position, pieces: ArchivePieces())
  }

  static func open(
    path: String, options: ArchiveOptions, from position: ArchivePosition?, pieces: ArchivePieces
  ) throws(ArchiveError) -> any ArchiveReader {
    var source = try source(path)
    let sample = try peek(sampleSize, in: &source)
    var before: FilePosition?
    if let position {
      guard let known = FilePosition(position) else {
        throw .badPosition(archive: path, reason: "it is none of a file")
      }
      before = known
    }
    guard let form = options.form ?? before?.form ?? ArchiveDetection(sample, options).form else {
      throw .wrongForm(archive: path, reason: "JSON of no known form; --input says what it is")
    }
    guard before == nil || before?.form == form else {
      throw .badPosition(archive: path, reason: "it was read as another form")
    }
    var place = before ?? FilePosition(form: form, size: source.size, modified: source.modified)
    let fields: RecordFields
    switch form {
    case .telegram, .vk, .ok:
      try place.goOn(in: &source)
      return JSONArchive(source, options, at: place, pieces)
    case .lines: fields = RecordFields(plain: .lines, options)
    case .nul: fields = RecordFields(plain: .nul, options)
    case .jsonl: fields = RecordFields(members: options)
    case .csv:
      let (row, start) = try headerRow(of: &source, sample, options)
      fields = try RecordFields(header: row.span, at: start, options, archive: path)
    }
    try place.goOn(in: &source)
    place.modified = source.modified
    return RecordArchive(source, fields: fields, at: place, pieces)
  }

  private static func source(_ path: String) throws(ArchiveError) -> ByteSource {
    do throws(StreamError) { return try ByteSource(path: path) } catch { throw ArchiveError(error, archive: path) }
  }

  private static func peek(_ count: Int, in source: inout ByteSource) throws(ArchiveError) -> [UInt8] {
    do throws(StreamError) { return try source.peek(count) } catch { throw ArchiveError(error, archive: source.name) }
  }

  /// The header row of CSV and where it begins; empty if the file has none.
  private static func headerRow(
    of source: inout ByteSource, _ sample: [UInt8], _ options: ArchiveOptions
  ) throws(ArchiveError) -> (row: [UInt8], start: Int) {
    var bytes = sample
    while true {
      if let row = CSVHeader.row(in: bytes.span) { return (Array(bytes[row]), row.lowerBound) }
      let wanted = 2 * max(bytes.count, sampleSize)
      guard wanted <= 2 * options.maxRecord + 2 * sampleSize else {
        throw ArchiveError(.badHeader(file: source.name), archive: source.name)
      }
      let known = bytes.count
      bytes = try peek(wanted, in: &source)
      // The last row may have no line break.
      if bytes.count == known { return (Array(bytes.trimmingPrefix([0xEF, 0xBB, 0xBF])), 0) }
    }
  }
}
