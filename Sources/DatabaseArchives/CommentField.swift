internal import Archives

/// What a column may hold of a comment.
enum CommentField: CaseIterable {
  case text, id, author, date, page, platform

  /// The names that it usually has, the likeliest first; in lower case.
  var usualNames: [String] {
    switch self {
    case .text: FieldNames.text
    case .id: FieldNames.id
    case .author: FieldNames.author
    case .date: FieldNames.date
    case .page: FieldNames.page
    case .platform: FieldNames.platform
    }
  }

  /// The name that the options give; nil: none, so that usual names are looked for.
  func name(in options: ArchiveOptions) -> String? {
    switch self {
    case .text: options.textField
    case .id: options.idField
    case .author: options.authorField
    case .date: options.dateField
    case .page: options.pageField
    case .platform: options.platformField
    }
  }
}
