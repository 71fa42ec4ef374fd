internal import RecordText
internal import SitoRecords

/// Where the reader of a file goes on.
struct FilePosition: Equatable {
  var form: ArchiveForm
  /// The length of the file and when it was written, as far as it has that.
  var size: Int?
  var modified: Int64?
  /// Everything before the next record.
  var place = RecordStream.RecordPlace()
  /// Where in the structure of a JSON file that is; nil for other files.
  var structure: JSONPlace?

  /// The beginning of a file.
  init(form: ArchiveForm, size: Int?, modified: Int64?) {
    self.form = form
    self.size = size
    self.modified = modified
  }

  /// As a JSON object.
  var archivePosition: ArchivePosition {
    var text = ByteBuffer()
    text.append("{\"v\":1,\"form\":")
    text.append(jsonString: form.rawValue)
    text.append(",\"at\":")
    text.append(decimal: place.prefix.count)
    text.append(",\"records\":")
    text.append(decimal: place.records)
    text.append(",\"lines\":")
    text.append(decimal: place.prefix.lines)
    text.append(",\"hash\":")
    text.append(jsonString: String(place.prefix.hash, radix: 16))
    text.append(",\"pending\":")
    text.append(jsonString: String(place.prefix.pending, radix: 16))
    if let size {
      text.append(",\"size\":")
      text.append(decimal: size)
    }
    if let modified {
      text.append(",\"modified\":")
      text.append(decimal: Int(modified))
    }
    if let structure {
      text.append(",\"structure\":")
      structure.append(to: &text)
    }
    text.append("}")
    return ArchivePosition(text: String(decoding: text.bytes, as: UTF8.self))
  }

  /// Reads what ``archivePosition`` wrote; nil if it is something else.
  init?(_ position: ArchivePosition) {
    var tape = JSONTape()
    let bytes = Array(position.text.utf8)
    let span = bytes.span
    guard case .whole = tape.read(span, isEnd: true) else { return nil }
    func number(_ name: StaticString) -> Int? { tape.integer(tape.member(name, of: 0, in: span), in: span) }
    func word(_ name: StaticString) -> String? { tape.name(tape.member(name, of: 0, in: span), in: span) }
    guard number("v") == 1, let form = word("form").flatMap(ArchiveForm.init(rawValue:)),
      let count = number("at"), count >= 0, let records = number("records"), let lines = number("lines"),
      let hash = word("hash").flatMap({ UInt64($0, radix: 16) }),
      let pending = word("pending").flatMap({ UInt64($0, radix: 16) })
    else { return nil }
    self.form = form
    size = number("size")
    modified = number("modified").map { Int64($0) }
    place.prefix = InputPrefix(count: count, lines: lines, hash: hash, pending: pending)
    place.records = records
    if let node = tape.member("structure", of: 0, in: span) {
      guard let structure = JSONPlace(tape, node, in: span) else { return nil }
      self.structure = structure
    }
  }

  /// Brings a source, of which nothing was read, to the place.
  ///
  /// A file that is as long and as old as it was is taken to be the same; of any other the part before the place is
  /// read again and compared.
  ///
  /// - Throws: ``ArchiveError/changed(archive:reason:)`` if the file is another.
  func goOn(in source: inout ByteSource) throws(ArchiveError) {
    let name = source.name
    if let size, let now = source.size, now != size {
      throw .changed(archive: name, reason: "it has \(now) bytes and had \(size)")
    }
    guard place.prefix.count > 0 else { return }
    var prefix = InputPrefix()
    do throws(StreamError) {
      if modified != nil, modified == source.modified, try source.seek(to: place.prefix.count) { return }
      var buffer = [UInt8](repeating: 0, count: 1 << 18)
      while prefix.count < place.prefix.count {
        let count = try source.read(
          into: &buffer, at: 0, upTo: min(buffer.count, place.prefix.count - prefix.count))
        if count == 0 { break }
        prefix.append(buffer.span.extracting(0..<count))
      }
    } catch {
      throw ArchiveError(error, archive: name)
    }
    guard prefix.count == place.prefix.count else {
      throw .changed(archive: name, reason: "it ends before the place that was reached")
    }
    guard prefix == place.prefix else {
      throw .changed(archive: name, reason: "what was read of it is no longer the same")
    }
  }
}

extension ArchiveError {
  /// An error of the stream that an archive is read from.
  init(_ error: StreamError, archive: String) {
    if case .noColumn(_, let name, let known) = error {
      self = .noField(archive: archive, name: name, known: known)
      return
    }
    var reason = error.description
    if reason.hasPrefix("\(archive): ") { reason.removeFirst(archive.count + 2) }
    switch error {
    case .notText, .badHeader: self = .wrongForm(archive: archive, reason: reason)
    default: self = .cannotRead(archive: archive, reason: reason)
    }
  }
}
