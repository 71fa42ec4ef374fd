internal import Archives

/// Which columns of a row hold what of a comment.
struct CommentColumns: Equatable {
  var text: Int
  var id: Int?
  var author: Int?
  var date: Int?
  var page: Int?
  var platform: Int?
  /// What the column of the text is called.
  var textName: String

  /// Finds the columns by the names that the options give, or else by those that are usual; a single column is the text.
  ///
  /// - Throws: ``ArchiveError`` where a column is missing or several are meant.
  init(_ names: [String], _ options: ArchiveOptions, archive: String) throws(ArchiveError) {
    var found: [CommentField: Int] = [:]
    for field in CommentField.allCases {
      if let name = field.name(in: options) {
        found[field] = try Self.index(of: name, in: names, archive: archive)
      } else {
        found[field] = try Self.index(ofUsual: field, in: names, archive: archive)
      }
    }
    if found[.text] == nil, names.count == 1 { found = [.text: 0] }
    guard let text = found[.text] else {
      throw .noField(archive: archive, name: "text", known: names)
    }
    self.text = text
    textName = names[text]
    id = found[.id]
    author = found[.author]
    date = found[.date]
    page = found[.page]
    platform = found[.platform]
  }

  /// Of the same columns those of them that are needed, in their order; and where each is in a row of only these.
  func reduced() -> (needed: [Int], CommentColumns) {
    let needed = Set([text, id, author, date, page, platform].compactMap(\.self)).sorted()
    func place(_ column: Int?) -> Int? { column.flatMap(needed.firstIndex(of:)) }
    var columns = self
    columns.text = place(text) ?? 0
    columns.id = place(id)
    columns.author = place(author)
    columns.date = place(date)
    columns.page = place(page)
    columns.platform = place(platform)
    return (needed, columns)
  }

  private static func index(of name: String, in names: [String], archive: String) throws(ArchiveError) -> Int {
    // As it is written, or else in any case, as in SQL.
    for isSame in [{ $0 == name }, { $0.lowercased() == name.lowercased() }] as [(String) -> Bool] {
      let places = names.indices.filter { isSame(names[$0]) }
      if places.count > 1 {
        throw .wrongForm(archive: archive, reason: "\(places.count) columns are called '\(name)'; rename them with AS")
      }
      if let place = places.first { return place }
    }
    throw .noField(archive: archive, name: name, known: names)
  }

  private static func index(
    ofUsual field: CommentField, in names: [String], archive: String
  ) throws(ArchiveError) -> Int? {
    let lowercased = Set(names.map { $0.lowercased() })
    guard let name = field.usualNames.first(where: lowercased.contains) else { return nil }
    return try index(of: name, in: names, archive: archive)
  }
}
