/// How an input is divided into records, and where in a record its text is.
public struct RecordOptions: Sendable, Equatable {
  /// The forms that records come in.
  public enum Format: String, Sendable, CaseIterable {
    /// A text a line; lines end in LF or CRLF.
    case lines
    /// A JSON object a line (https://jsonlines.org); blank lines are passed over.
    case jsonl
    /// CSV (RFC 4180) with a header row; lines end in CRLF or LF; blank lines are passed over.
    case csv
    /// Texts that end in a zero byte and may hold line breaks.
    case nul
  }

  /// The form of the input.
  public var format: Format
  /// Where the text is. JSON Lines: a member's name, or names joined by dots for objects in objects. CSV: a name of
  /// the header row, or else a column's number counted from 1.
  public var textField = "text"
  /// Where the record's own id is, written like ``textField``; nil: `id`, if there is such a field. A record without
  /// an id goes by its number.
  public var idField: String?
  /// Other members of JSON objects that are looked up, written like ``textField``; at most 62.
  package var moreFields: [String] = []
  /// What separates the columns of CSV; nil: whichever of `,`, `;` and tab the header row has most of.
  public var delimiter: UInt8?
  /// The largest size of a record in bytes, without its line feed. Larger ones are not kept and not judged.
  public var maxRecord = 16 << 20

  /// Options for a format, everything else as usual.
  public init(_ format: Format) { self.format = format }
}
