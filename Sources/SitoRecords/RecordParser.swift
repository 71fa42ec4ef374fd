internal import CSimdjson

/// Makes records of a batch's extents: undoes escapes and quotes. Holds buffers; one for each thread.
struct RecordParser: ~Copyable {
  private let options: RecordOptions
  private var json: JSONFinder?
  private var text = ByteBuffer()
  private var id = ByteBuffer()

  init(_ options: RecordOptions) {
    self.options = options
    json = options.format == .jsonl ? JSONFinder(options) : nil
  }

  /// Hands everything in a batch to a handler; returns how many records there were, and how many of them unreadable.
  mutating func parse<Handler: RecordHandler & ~Copyable>(
    _ batch: RecordBatch, by handler: inout Handler, output: inout ByteBuffer
  ) -> StreamSummary {
    let bytes = batch.bytes.span
    var summary = StreamSummary()
    for extent in batch.extents {
      switch extent.kind {
      case .passage:
        handler.pass(bytes.extracting(extent.range), output: &output)
        continue
      case .part:
        handler.pass(part: bytes.extracting(extent.range), output: &output)
        continue
      case .fault(let code, let detail):
        report(extent, in: bytes, message(code, detail), code, to: &handler, output: &output)
        summary.unreadable += 1
      case .record:
        switch options.format {
        case .lines, .nul: plain(extent, in: bytes, to: &handler, output: &output)
        case .csv: row(extent, in: bytes, to: &handler, output: &output)
        case .jsonl:
          if !object(extent, in: bytes, to: &handler, output: &output) { summary.unreadable += 1 }
        }
      }
      summary.records += 1
    }
    return summary
  }

  private func plain<Handler: RecordHandler & ~Copyable>(
    _ extent: RecordExtent, in bytes: Span<UInt8>, to handler: inout Handler, output: inout ByteBuffer
  ) {
    let record = Record(
      extent, text: bytes.extracting(extent.content), raw: bytes.extracting(extent.range), id: .number,
      idBytes: bytes.extracting(0..<0), field: extent.content.moved(by: -extent.range.lowerBound), spelling: .plain)
    handler.handle(record, output: &output)
  }

  // MARK: CSV

  private mutating func row<Handler: RecordHandler & ~Copyable>(
    _ extent: RecordExtent, in bytes: Span<UInt8>, to handler: inout Handler, output: inout ByteBuffer
  ) {
    let field = bytes.extracting(extent.content)
    let idField = bytes.extracting(extent.id ?? 0..<0)
    if extent.textQuotes == .doubled { Self.unquote(field, into: &text) }
    if extent.idQuotes == .doubled { Self.unquote(idField, into: &id) }
    let (unquoted, unquotedID) = (text.bytes, id.bytes)
    let record = Record(
      extent, text: extent.textQuotes == .doubled ? unquoted.span : field, raw: bytes.extracting(extent.range),
      id: idField.isEmpty ? .number : .text, idBytes: extent.idQuotes == .doubled ? unquotedID.span : idField,
      field: extent.content.moved(by: -extent.range.lowerBound),
      spelling: extent.textQuotes == .none ? .plain : .quotedCSV)
    handler.handle(record, output: &output)
  }

  /// Copies the inside of a quoted field, one of each two quotes.
  private static func unquote(_ field: Span<UInt8>, into text: inout ByteBuffer) {
    text.removeAll()
    var index = 0
    while let quote = field.firstIndex(of: UInt8(ascii: "\""), from: index) {
      text.append(field.extracting(index...quote))
      index = min(quote + 2, field.count)
    }
    text.append(field.extracting(index..<field.count))
  }

  // MARK: JSON

  /// Says whether the record could be read.
  private mutating func object<Handler: RecordHandler & ~Copyable>(
    _ extent: RecordExtent, in bytes: Span<UInt8>, to handler: inout Handler, output: inout ByteBuffer
  ) -> Bool {
    guard let found = json?.find(in: bytes, extent.content), let values = json?.values else { return false }
    let (textValue, idValue) = (values[0], values[1])
    let start = extent.content.lowerBound
    let idBytes = bytes.extracting(start + idValue.start..<start + idValue.end)
    let id: RecordID = idValue.kind == csimdjson_string || idValue.kind == csimdjson_number ? .json : .number
    let more = found.outcome == csimdjson_ok ? values.span.extracting(2...) : Span()
    let moreStart = start - extent.range.lowerBound
    let fault: (RecordFault.Code, String)? =
      switch (found.outcome, textValue.kind) {
      case (csimdjson_ok, csimdjson_string): nil
      case (csimdjson_ok, csimdjson_absent): (.noText, "no member '\(options.textField)'")
      case (csimdjson_ok, csimdjson_null): (.noText, "member '\(options.textField)' is null")
      case (csimdjson_ok, _): (.textType, "member '\(options.textField)' is no string")
      case (csimdjson_not_object, _): (.notObject, "the line is no JSON object")
      case (csimdjson_no_memory, _): (.badJSON, "no memory to read the line")
      default: (.badJSON, "no JSON at byte \(found.error_at) of the line")
      }
    if let (code, message) = fault {
      report(
        extent, in: bytes, message, code, id: found.outcome == csimdjson_ok ? id : .number, idBytes: idBytes,
        more: more, moreStart: moreStart, to: &handler, output: &output)
      return false
    }
    let string = textValue.start + 1..<textValue.end - 1
    let field = bytes.extracting(string.moved(by: start))
    if textValue.has_escapes {
      text.removeAll()
      JSONString.decode(field, into: &text)
    }
    let decoded = text.bytes
    let record = Record(
      extent, text: textValue.has_escapes ? decoded.span : field, raw: bytes.extracting(extent.range), id: id,
      idBytes: idBytes, more: more, moreStart: moreStart, field: string, spelling: .json)
    handler.handle(record, output: &output)
    return true
  }

  // MARK: Faults

  private func report<Handler: RecordHandler & ~Copyable>(
    _ extent: RecordExtent, in bytes: Span<UInt8>, _ message: String, _ code: RecordFault.Code,
    id: RecordID = .number, idBytes: Span<UInt8> = Span(), more: Span<csimdjson_value> = Span(),
    moreStart: Int = 0, to handler: inout Handler, output: inout ByteBuffer
  ) {
    let nothing = bytes.extracting(0..<0)
    let record = Record(
      extent, text: nothing, raw: bytes.extracting(extent.range), id: id, idBytes: idBytes, more: more,
      moreStart: moreStart, field: 0..<0, spelling: .plain)
    handler.handle(RecordFault(code, message, line: extent.line), of: record, output: &output)
  }

  private func message(_ code: RecordFault.Code, _ detail: Int) -> String {
    switch code {
    case .tooLong: "\(detail) bytes, more than the \(options.maxRecord) allowed"
    case .badColumns: "\(detail) columns, not as many as in the header row"
    case .openQuote: "the quote that opens in line \(detail) is not closed"
    case .badQuote: "something follows a closing quote"
    case .badJSON, .notObject, .noText, .textType: code.rawValue
    }
  }
}
