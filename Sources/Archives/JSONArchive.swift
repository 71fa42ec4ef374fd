internal import RecordText
internal import SitoRecords

/// Reads a JSON file of messages or comments in bounded memory: the structure around them byte by byte, and each of them
/// as a whole.
///
/// Where something is no JSON, there is one fault, and reading goes on with the next record that can be found.
final class JSONArchive: ArchiveReader {
  let name: String
  let totalBytes: Int?
  let form: ArchiveForm
  let maxRecord: Int
  var window: JSONWindow
  var place: JSONPlace
  var tape = JSONTape()
  /// The records so far, those that could not be read among them.
  var records: Int
  var items: [ArchiveItem] = []
  private var position: FilePosition
  private let pieces: ArchivePieces
  private var failure: ArchiveError?
  private var isDone = false

  /// An answer up to this size is read as a whole, so that what stands behind its comments is known with them.
  static let wholeAnswer = 1 << 20

  /// Reads a source, which is at the position already.
  init(_ source: consuming ByteSource, _ options: ArchiveOptions, at position: FilePosition, _ pieces: ArchivePieces) {
    name = source.name
    totalBytes = source.size
    form = position.form
    maxRecord = max(1, options.maxRecord)
    window = JSONWindow(source, prefix: position.place.prefix, readBytes: pieces.readBytes)
    place = position.structure ?? JSONPlace()
    records = position.place.records
    self.position = position
    self.pieces = pieces
  }

  func next() throws(ArchiveError) -> ArchiveBatch? {
    if let failure { throw failure }
    if isDone { return nil }
    items.removeAll(keepingCapacity: true)
    let start = window.prefix.count
    // A step that fails changes nothing but the window and the numbers.
    var (prefix, number) = (window.prefix, records)
    do throws(StreamError) {
      repeat {
        (prefix, number) = (window.prefix, records)
        if try !step() {
          isDone = true
          (prefix, number) = (window.prefix, records)
          break
        }
        (prefix, number) = (window.prefix, records)
      } while items.count < pieces.records && window.prefix.count - start < pieces.batchBytes
    } catch {
      let failure = ArchiveError(error, archive: name)
      self.failure = failure
      if items.isEmpty { throw failure }
    }
    if isDone, items.isEmpty { return nil }
    position.place.prefix = prefix
    position.place.records = number
    position.structure = place
    return ArchiveBatch(items: items, position: position.archivePosition, bytesRead: window.consumed)
  }

  /// Reads an element, a member, or a sign between them; says whether there was anything.
  private func step() throws(StreamError) -> Bool {
    if place.isLost { return false }
    if window.prefix.count == 0 {
      window.lookAhead(3)
      if window.span.hasPrefix([0xEF, 0xBB, 0xBF], at: 0) { window.advance(by: 3) }
    }
    guard let byte = try window.nextByte() else {
      guard place.frames.count > 1 else { return false }
      loseRest("the input ends in the middle")
      return true
    }
    let top = place.top
    let closing = top.role.isList ? UInt8(ascii: "]") : UInt8(ascii: "}")
    if top.role != .documents, byte == closing {
      window.advance(by: 1)
      place.close()
    } else if top.role != .documents, top.hasContent {
      guard byte == UInt8(ascii: ",") else {
        try recover(isElement: false, "no JSON: a comma is missing, or too much is closed")
        return true
      }
      window.advance(by: 1)
      place.top.hasContent = false
    } else if top.role.isList {
      try readElement(byte)
    } else {
      try readMember(byte)
    }
    return true
  }

  // MARK: Elements

  private func readElement(_ byte: UInt8) throws(StreamError) {
    let role = place.top.role
    let isContainer = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    let inner = isContainer ? role.element(isObject: byte == UInt8(ascii: "{"), form) : nil
    if role.holdsRecords || form != .telegram {
      switch try readWhole(upTo: role.holdsRecords ? maxRecord : min(maxRecord, Self.wholeAnswer)) {
      case .whole(let end): return take(upTo: end)
      case .tooLong where inner == nil: return try passOverLongRecord()
      case .broken(let place) where inner == nil:
        return try recover(isElement: true, "no JSON at byte \(place) of the record")
      case .truncated where inner == nil: return loseRest("the input ends in the middle of the record")
      default: break
      }
    }
    guard let inner, place.frames.count < JSONPlace.maxDepth else {
      return try recover(isElement: false, "no JSON: an object is missing")
    }
    // Enough to see how the element begins.
    window.lookAhead(JSONWindow.beginningLength)
    rememberLandmark()
    window.advance(by: 1)
    place.top.hasContent = true
    place.open(inner)
  }

  /// Takes the records of the element that the tape holds, and goes behind it.
  private func take(upTo end: Int) {
    var reader = JSONRecordReader(form, number: records, line: window.prefix.lines + 1)
    reader.read(tape, in: window.span, page: place.page)
    items.append(contentsOf: reader.items)
    records = reader.number
    rememberLandmark()
    window.advance(by: end)
    place.top.hasContent = true
  }

  enum Whole {
    case whole(end: Int)
    case broken(at: Int)
    case tooLong
    case truncated
  }

  /// Reads a value onto the tape, for which the window grows as far as it must.
  func readWhole(at start: Int = 0, upTo limit: Int) throws(StreamError) -> Whole {
    while true {
      // What comes of it must not depend on how much happens to be there.
      let available = min(window.count, start + limit + 1)
      let isEnd = window.isAtEnd && available == window.count
      switch tape.read(window.span.extracting(0..<available), from: start, isEnd: isEnd) {
      case .whole(let end): return end - start > limit ? .tooLong : .whole(end: end)
      case .broken(let place): return .broken(at: place)
      case .unfinished:
        if available - start > limit { return .tooLong }
        if window.isAtEnd { return .truncated }
        // At least one byte, or else what went wrong; twice as many, so that a long value is not read too often.
        let wanted = 2 * window.count
        _ = try window.readMore()
        window.lookAhead(wanted)
      }
    }
  }

  private func passOverLongRecord() throws(StreamError) {
    let line = window.prefix.lines + 1
    let (size, isOrderly) = try passOver()
    if !isOrderly { try search(from: 0) }
    fault("too_long", "\(size) bytes, more than the \(maxRecord) allowed", line: line)
    if isOrderly { place.top.hasContent = true }
  }

  /// Goes behind a value of any length; gives its length, and whether it could be followed to its end or the input's.
  private func passOver() throws(StreamError) -> (size: Int, isOrderly: Bool) {
    var brackets = JSONBrackets()
    var size = 0
    while true {
      let outcome = brackets.scan(window.span, from: 0)
      switch outcome {
      case .end(let end), .disorder(let end):
        window.advance(by: end)
        if case .end = outcome { return (size + end, true) }
        return (size + end, false)
      case .goesOn:
        size += window.count
        window.advance(by: window.count)
        if try !window.readMore() { return (size, true) }
      }
    }
  }

  private func loseRest(_ message: String) {
    fault("truncated", message, line: window.prefix.lines + 1)
    window.advance(by: window.count)
    place.isLost = true
  }

  func fault(_ code: String, _ message: String, line: Int) {
    records += 1
    items.append(
      .fault(ArchiveFault(id: String(records), code: code, message: message, line: line, idIsNumber: true)))
  }

  // MARK: Members

  private static let longestName = 1 << 16

  private func readMember(_ byte: UInt8) throws(StreamError) {
    guard byte == UInt8(ascii: "\""), case .whole(var index) = try readWhole(upTo: Self.longestName) else {
      return try recover(isElement: false, "no JSON: the name of a member is missing")
    }
    var name = ByteBuffer()
    tape.appendString(0, in: window.span, to: &name)
    guard try skipSpaces(&index) == UInt8(ascii: ":") else {
      return try recover(isElement: false, "no JSON: a colon is missing")
    }
    index += 1
    let first = try skipSpaces(&index)
    let isObject = first == UInt8(ascii: "{")
    let role = place.top.role
    if isObject || first == UInt8(ascii: "["), place.frames.count < JSONPlace.maxDepth,
      let inner = role.member(name.span, isObject: isObject)
    {
      window.advance(by: index + 1)
      place.top.hasContent = true
      return place.open(inner)
    }
    if let rank = role.pageRank(of: name.span), rank > place.top.pageRank,
      case .whole(let end) = try readWhole(at: index, upTo: Self.longestName),
      let page = tape.name(0, in: window.span)
    {
      window.advance(by: end)
      (place.top.page, place.top.pageRank) = (page, rank)
    } else {
      window.advance(by: index)
      guard try passOver().isOrderly else { return try recover(isElement: false, "no JSON: a value is broken") }
    }
    place.top.hasContent = true
  }

  /// Moves an index to a byte that is no white space, and returns that; nil at the end.
  func skipSpaces(_ index: inout Int) throws(StreamError) -> UInt8? {
    while let byte = try window.byte(at: index) {
      if !isJSONSpace(byte) { return byte }
      index += 1
    }
    return nil
  }
}
