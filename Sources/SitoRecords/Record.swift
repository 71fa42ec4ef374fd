internal import CSimdjson

/// One record of the input. It lives as long as the call of ``RecordHandler`` that gets it.
public struct Record: ~Escapable {
  /// How many records came before it, and one.
  public let number: Int
  /// The line of the input in which it begins, counted from 1.
  public let line: Int
  /// The text to judge: in UTF-8 if the input is, escapes and quotes undone. Empty if the record could not be read.
  public let text: Span<UInt8>
  /// The record byte by byte as it came, with what ends it. Of a record that is too long, the last part.
  public let raw: Span<UInt8>

  package let id: RecordID
  /// What the record's own id says: of JSON the token, of other records the text.
  package let idBytes: Span<UInt8>
  /// What was found at ``RecordOptions/moreFields``, one for each; empty if the record is no JSON object.
  let more: Span<csimdjson_value>
  /// Where in `raw` the object begins, to which the places in `more` are relative.
  let moreStart: Int
  /// Where in `raw` the text is, between its quotes if it has any.
  let field: Range<Int>
  let spelling: TextSpelling

  @_lifetime(copy text, copy raw, copy idBytes, copy more)
  init(
    _ extent: RecordExtent, text: Span<UInt8>, raw: Span<UInt8>, id: RecordID, idBytes: Span<UInt8>,
    more: Span<csimdjson_value> = Span(), moreStart: Int = 0, field: Range<Int>, spelling: TextSpelling
  ) {
    number = extent.number
    line = extent.line
    self.text = text
    self.raw = raw
    self.id = id
    self.idBytes = idBytes
    self.more = more
    self.moreStart = moreStart
    self.field = field
    self.spelling = spelling
  }
}

/// How a record names itself.
package enum RecordID {
  /// It does not: its number stands in.
  case number
  /// By a number or string of JSON, whose bytes are ``Record/idBytes``, a string's with its quotes.
  case json
  /// By a text, as in CSV.
  case text
}

/// Why a record could not be read. All others were.
public struct RecordFault: Error, Sendable, Equatable {
  /// The kinds of faults; their raw values are part of the output's contract.
  public enum Code: String, Sendable, CaseIterable {
    /// The record is larger than ``RecordOptions/maxRecord``.
    case tooLong = "too_long"
    /// The line is no JSON.
    case badJSON = "bad_json"
    /// The line is JSON, but no object.
    case notObject = "not_object"
    /// The object has no text, or null for it.
    case noText = "no_text"
    /// The text is no string.
    case textType = "text_type"
    /// The row has another number of columns than the header row.
    case badColumns = "bad_columns"
    /// A quote is opened and never closed; reading went on with the next line.
    case openQuote = "open_quote"
    /// A quoted field goes on after its closing quote.
    case badQuote = "bad_quote"
  }

  /// Its kind.
  public var code: Code
  /// What is wrong, in English, without a full stop.
  public var message: String
  /// The line of the input in which the record begins, counted from 1.
  public var line: Int

  /// A fault of the record that begins in a line.
  public init(_ code: Code, _ message: String, line: Int) {
    self.code = code
    self.message = message
    self.line = line
  }
}

/// What is done with records: judging, and writing down what came of it.
///
/// A ``RecordPipeline`` makes one handler for each thread. The calls, put one after another, cover the input without a
/// gap: whoever writes every `raw` and every passage gets the (decompressed) input back, byte for byte.
public protocol RecordHandler: ~Copyable, SendableMetatype {
  /// Handles a record.
  mutating func handle(_ record: borrowing Record, output: inout ByteBuffer)

  /// Handles a record that could not be read.
  mutating func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer)

  /// Handles bytes that belong to no record: a header row, blank lines, a byte order mark.
  mutating func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer)

  /// Handles a first part of a record that is too long; its last part comes with the fault.
  mutating func pass(part bytes: Span<UInt8>, output: inout ByteBuffer)
}

extension RecordHandler where Self: ~Copyable {
  /// Handles it as bytes that belong to no record.
  public mutating func pass(part bytes: Span<UInt8>, output: inout ByteBuffer) { pass(bytes, output: &output) }
}
