/// One comment of an archive, with what the archive knows of it.
public struct ArchivedComment: Sendable, Equatable {
  /// The record's own id, or its number in the input, counted from 1.
  public var id: String
  /// Whether verdicts write the id as a number, as `sito classify` does: it is one in JSON, or the record's number.
  public var idIsNumber: Bool
  /// The text as it was found: UTF-8, or what was meant to be.
  public var text: [UInt8]
  /// Who wrote it: an id, or else a name.
  public var author: String?
  /// When it was written, in seconds since 1970-01-01 UTC.
  public var date: Int64?
  /// The page, group, channel or wall where it was written: an id, or else a name.
  public var page: String?
  /// Where that page is.
  public var platform: Platform?

  /// A comment of its parts.
  public init(
    id: String, text: [UInt8], author: String? = nil, date: Int64? = nil, page: String? = nil,
    platform: Platform? = nil, idIsNumber: Bool = false
  ) {
    self.id = id
    self.idIsNumber = idIsNumber
    self.text = text
    self.author = author
    self.date = date
    self.page = page
    self.platform = platform
  }

  /// The networks that policies know.
  public enum Platform: String, Sendable, CaseIterable {
    /// VKontakte.
    case vk
    /// Odnoklassniki.
    case ok
    /// Telegram.
    case telegram
  }
}

/// A record that could not be read. All others were.
public struct ArchiveFault: Error, Sendable, Equatable {
  /// The record's own id where it is known, or its number in the input.
  public var id: String
  /// Whether verdicts write the id as a number.
  public var idIsNumber: Bool
  /// What kind of fault it is, such as `bad_json`: the codes of `sito classify`, and `truncated`.
  public var code: String
  /// What is wrong, in English, without a full stop.
  public var message: String
  /// The line in which the record begins, or in a database its number; counted from 1.
  public var line: Int

  /// A fault of its parts.
  public init(id: String, code: String, message: String, line: Int, idIsNumber: Bool = false) {
    self.id = id
    self.idIsNumber = idIsNumber
    self.code = code
    self.message = message
    self.line = line
  }
}

/// What comes out of an archive, one after another.
public enum ArchiveItem: Sendable, Equatable {
  /// A comment.
  case comment(ArchivedComment)
  /// What stands in the place of a comment that could not be read.
  case fault(ArchiveFault)
}
