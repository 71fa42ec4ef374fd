internal import Archives

/// A row of a database.
protocol DatabaseRow {
  /// What a column holds. Texts and bytes longer than the limit are not read.
  func value(at column: Int, upTo limit: Int) -> ColumnValue
}

/// Makes comments of rows.
struct RowConversion {
  var columns: CommentColumns
  /// The platform of comments that name none.
  var platform: ArchivedComment.Platform?
  /// The largest size of a comment and what is known of it together, in bytes.
  var maxRecord: Int

  /// A comment, or what is wrong with it.
  ///
  /// The row's number counts from 1; its key stands in where there is no id, and the number where there is neither.
  func item(of row: some DatabaseRow, number: Int, key: Int64? = nil) -> ArchiveItem {
    var rest = maxRecord
    var isTooLong = false
    func take(_ column: Int?) -> ColumnValue {
      guard let column else { return .null }
      let value = row.value(at: column, upTo: rest)
      if value == .tooLong { isTooLong = true }
      rest -= value.count
      return value
    }
    let id = take(columns.id).asName ?? key.map { "\($0)" } ?? "\(number)"
    func fault(_ code: String, _ message: String) -> ArchiveItem {
      .fault(ArchiveFault(id: id, code: code, message: message, line: number))
    }
    let author = take(columns.author).asName
    let date = take(columns.date).asDate
    let page = take(columns.page).asName
    let platform = take(columns.platform).asName
    let text = take(columns.text)
    if isTooLong { return fault("too_long", "the record is larger than \(maxRecord) bytes") }
    if text == .null { return fault("no_text", "column '\(columns.textName)' is null") }
    guard let comment = text.asComment else {
      return fault("text_type", "column '\(columns.textName)' holds bytes that are no text")
    }
    return .comment(
      ArchivedComment(
        id: id, text: comment, author: author, date: date, page: page,
        platform: platform.flatMap(ArchivedComment.Platform.init(named:)) ?? self.platform))
  }
}
