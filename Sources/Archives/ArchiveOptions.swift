/// The forms that files come in.
public enum ArchiveForm: String, Sendable, CaseIterable {
  /// A comment a line.
  case lines
  /// A JSON object a line.
  case jsonl
  /// CSV with a header row.
  case csv
  /// Comments that end in a zero byte; known only if asked for.
  case nul
  /// The result.json of Telegram Desktop: one chat, or all.
  case telegram
  /// Answers of VK's wall.getComments, in one file or one a line.
  case vk
  /// Answers of Odnoklassniki's discussions.getComments, in one file or one a line.
  case ok
}

/// How an archive is read. What is nil is found out.
public struct ArchiveOptions: Sendable, Equatable {
  /// The form of the file; nil: by its first bytes.
  public var form: ArchiveForm?
  /// Where the text is, for `jsonl` (names joined by dots for objects in objects), `csv` (a name or a number) and
  /// tables; nil: one of the usual names.
  public var textField: String?
  /// Where the record's own id is, likewise; without an id a record goes by its number.
  public var idField: String?
  /// Where the author is, likewise.
  public var authorField: String?
  /// Where the date is, likewise: seconds or milliseconds since 1970, or ISO 8601.
  public var dateField: String?
  /// Where the page is, likewise.
  public var pageField: String?
  /// Where the platform is, likewise.
  public var platformField: String?
  /// What separates the columns of CSV.
  public var delimiter: UInt8?
  /// The platform of comments that do not name theirs.
  public var platform: ArchivedComment.Platform?
  /// The largest size of a record in bytes. Larger ones are not kept.
  public var maxRecord = 16 << 20

  /// Everything is found out.
  public init() {}
}
