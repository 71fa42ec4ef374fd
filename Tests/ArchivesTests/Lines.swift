@testable import Archives

/// Documents of lines, JSON Lines and CSV.
enum Lines {
  static func document(_ form: ArchiveForm, _ random: inout Random) -> Document {
    var document = Document(text: "", items: [])
    if random.chance(20) { document.text = "\u{FEFF}" }
    if form == .csv { document.text += "id;author;text;date;page\r\n" }
    for number in 1...Int.random(in: 1...30, using: &random) {
      var text = random.oneOf(Made.texts)
      var comment = ArchivedComment(id: String(number), text: [], idIsNumber: true)
      switch form {
      case .csv:
        comment = ArchivedComment(
          id: "n\(number)", text: [], author: "автор \(number % 3)", date: Int64(number) * 1000, page: "-5")
        document.text += "n\(number);автор \(number % 3);\(quoted(text, &random));\(number * 1000);-5"
        document.text += random.oneOf(["\r\n", "\n"])
      case .jsonl:
        comment.author = "a\(number % 3)"
        comment.date = Int64(number) * 100_000
        comment.page = "группа"
        comment.platform = .ok
        let value = Value.object([
          ("author", .object([("id", .string("a\(number % 3)"))])), ("text", .string(text)),
          ("date", .number(number * 100_000)), ("group", .string("группа")), ("platform", .string("OK")),
        ])
        document.text += value.text(&random) + "\n"
        if random.chance(10) { document.text += "\n" }
      default:
        let end: Character = form == .nul ? "\0" : "\n"
        text = text.filter { $0 != end && $0 != "\r" && $0 != "\u{1}" && $0 != "\u{7}" }
        document.text += text + String(end)
      }
      comment.text = Array(text.utf8)
      document.items.append(.comment(comment))
    }
    return document
  }

  private static func quoted(_ text: String, _ random: inout Random) -> String {
    guard text.contains(where: { "\"\n;,".contains($0) }) || random.chance(50) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
