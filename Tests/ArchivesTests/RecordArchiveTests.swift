import RecordText
import Testing

@testable import Archives

/// Lines, JSON Lines and CSV.
@Suite struct RecordArchiveTests {
  @Test(arguments: [ArchiveForm.lines, .jsonl, .csv, .nul]) func made(_ form: ArchiveForm) throws {
    var random = Random(31)
    for _ in 0..<60 {
      let document = Lines.document(form, &random)
      let file = try TemporaryFile(document.text.utf8)
      let whole = try read(file, ArchiveOptions(form), ArchivePieces())
      #expect(whole == Reading(items: document.items), "\(document.text.prefix(300))")
      let pieces = try readAgainAndAgain(file, ArchiveOptions(form), &random)
      #expect(pieces == whole, "\(document.text.prefix(300))")
    }
  }

  @Test func members() throws {
    let reading = try read(
      """
      {"id":"x","text":"а","author":"Анна","author_id":7,"created_at":"2024-01-01T00:00:00Z","owner_id":-5,"platform":"vk"}
      {"comment_id":8,"message":"б","user":{"id":"u1","name":"x"},"timestamp":1704067200000,"chat":"Двор"}
      {"id":3,"text":null,"comment":"в","date":"давно","created_at":5}
      {"id":4,"from":[1]}
      {"id":[5],"text":"г","author":null,"from_id":6}
      {"id":{"a":1},"text":{"b":2}}

      {"id":7,"te
      """ + "\n")
    let comments = [
      ArchivedComment(
        id: "x", text: Array("а".utf8), author: "7", date: 1_704_067_200, page: "-5", platform: .vk),
      ArchivedComment(
        id: "2", text: Array("б".utf8), author: "u1", date: 1_704_067_200, page: "Двор", idIsNumber: true),
      ArchivedComment(id: "3", text: Array("в".utf8), date: 5, idIsNumber: true),
      ArchivedComment(id: "5", text: Array("г".utf8), author: "6", idIsNumber: true),
    ]
    #expect(reading.comments == comments)
    #expect(reading.faults.map(\.code) == ["no_text", "text_type", "bad_json"])
    #expect(reading.faults.map(\.id) == ["4", "6", "7"])
    #expect(reading.faults.map(\.line) == [4, 6, 8])
  }

  @Test func namedMembers() throws {
    var options = ArchiveOptions(.jsonl)
    options.textField = "post.body"
    options.idField = "key"
    options.authorField = "who.name"
    options.dateField = "when"
    options.pageField = "where"
    options.platform = .telegram
    let reading = try read(
      #"{"key":"k","text":"нет","post":{"body":"да"},"who":{"name":"Н"},"author":"x","when":9,"where":"W"}"#, options)
    #expect(
      reading.comments == [
        ArchivedComment(id: "k", text: Array("да".utf8), author: "Н", date: 9, page: "W", platform: .telegram)
      ])
  }

  @Test func columns() throws {
    let reading = try read(
      "\u{FEFF}Автор;Комментарий;Дата;Страница;Платформа\r\n"
        + "Анна;\"Да; \"\"нет\"\"\r\nда\";01.01.2024 00:00;двор;ВК\r\n;пусто;;;\r\nлишнее;5\r\n")
    #expect(
      reading.comments == [
        ArchivedComment(
          id: "1", text: Array("Да; \"нет\"\r\nда".utf8), author: "Анна", date: 1_704_067_200, page: "двор",
          platform: .vk,
          idIsNumber: true),
        ArchivedComment(id: "2", text: Array("пусто".utf8), idIsNumber: true),
      ])
    #expect(reading.faults.map(\.code) == ["bad_columns"])
    #expect(reading.faults.map(\.line) == [5])
  }

  @Test func namedColumns() throws {
    var options = ArchiveOptions(.csv)
    options.textField = "2"
    options.authorField = "кто"
    options.delimiter = UInt8(ascii: "|")
    let reading = try read("кто|что\nя|а;б\n", options)
    #expect(reading.comments == [ArchivedComment(id: "1", text: Array("а;б".utf8), author: "я", idIsNumber: true)])
    options.pageField = "где"
    #expect(throws: ArchiveError.self) { try read("кто|что\nя|а;б\n", options) }
    #expect {
      try read("кто,что\n", ArchiveOptions(.csv))
    } throws: {
      $0 as? ArchiveError != nil && "\($0)".hasSuffix("no 'text'; there are: кто, что")
    }
  }

  /// The fields of a row are those of the reader that finds the text.
  @Test func fieldsOfRows() {
    var random = Random(50)
    for _ in 0..<500 {
      let fields = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        String((0..<Int.random(in: 0...5, using: &random)).map { _ in random.oneOf(Array("a;\"\n б")) })
      }
      var row = fields.map { field in
        field.contains(where: { ";\"\n".contains($0) }) || random.chance(30)
          ? "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
          : field
      }.joined(separator: ";")
      row += random.oneOf(["\n", "\r\n", ""])
      let bytes = Array(row.utf8)
      var reader = CSVFieldReader(bytes.span, delimiter: UInt8(ascii: ";"))
      var found: [String] = []
      while let field = reader.next() { found.append(String(decoding: field.bytes, as: UTF8.self)) }
      #expect(found == fields, "\(row)")
    }
  }
}
