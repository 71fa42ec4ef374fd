import Testing

@testable import Archives

@Suite struct DetectionTests {
  private static let samples: [(String, ArchiveForm?)] = [
    ("", .lines), ("Спасибо\nЕщё\n", .lines), ("[id12|Анна], спасибо\n", .lines), ("[{\n", nil),
    ("да, text и нет\n", .lines),
    ("text\nраз\n", .csv), ("Дата;Комментарий;Автор\n1;2;3\n", .csv), ("id,text\n1,2\n", .csv),
    ("\"a\tb\"\tTEXT\r\n", .csv),
    ("автор;дата\n", .lines), ("\n\n{\"text\":\"а\"}\n", .jsonl), ("{\"text\":\"а\"}", .jsonl), ("{\"te\n", nil),
    ("{\n \"text\": \"а\"\n}", nil), ("{\"id\":1,\"text\":\"бро\n{\"id\":2,\"text\":\"да\"}\n", .jsonl),
    ("{\"messages\":3,\"text\":\"а\"}", .jsonl), ("{\"items\":3,\"text\":\"а\"}", .jsonl),
    ("{\n \"name\": \"Двор\",\n \"type\": \"x\",\n \"id\": 5,\n \"messages\": [\n", .telegram),
    ("{\n \"about\": \"x\",\n \"chats\": {\n  \"list\": [", .telegram),
    ("{\n \"about\": \"x\",\n \"contacts\": {\"a\"", .telegram),
    ("[{\"id\":1,\"type\":\"message\",\"date_unixtime\":\"1\"}]", .telegram),
    ("{\"response\":{\"count\":1,\"items\":[]}}", .vk), ("{\"count\":1,\"items\":[{\"id\"", .vk),
    ("{\"response\":[{", .vk),
    ("[{\"response\":{}}]", .vk), ("[{\"id\":1,\"from_id\":2,\"text\":\"a\"}]", .vk),
    ("{\"has_more\":true,\"comments\":[{\"id\"", .ok), ("[{\"comments\":[]}]", .ok),
    ("[{\"author_id\":\"1\",\"text\":\"\"}]", .ok),
    ("[{\"x\":1}]", nil),
  ]

  @Test(arguments: samples.indices) func forms(_ index: Int) {
    let (text, form) = Self.samples[index]
    for mark in ["", "\u{FEFF}"] {
      #expect(ArchiveDetection(Array((mark + text).utf8), ArchiveOptions()).form == form, "\(text)")
    }
  }

  @Test func columnsThatAreAskedFor() {
    var options = ArchiveOptions()
    options.textField = "Отзыв"
    #expect(ArchiveDetection(Array("Кто;Отзыв\n1;2\n".utf8), options).form == .csv)
  }

  /// What is made up as a form is taken for it.
  @Test func made() throws {
    var random = Random(12)
    for _ in 0..<60 {
      for form in [ArchiveForm.telegram, .vk, .ok, .jsonl, .csv] {
        let document =
          switch form {
          case .telegram: Made.telegram(&random)
          case .vk, .ok: Made.answers(vk: form == .vk, &random)
          default: Lines.document(form, &random)
          }
        #expect(try read(document.text) == Reading(items: document.items), "\(form) \(document.text.prefix(300))")
      }
    }
  }

  @Test func unknown() throws {
    #expect(throws: ArchiveError.self) { try read("[{\"x\":1}]") }
    #expect(throws: ArchiveError.self) { try FileArchive.open(path: "/nothing/there") }
  }

  /// A guess can be overruled.
  @Test func overruled() throws {
    let text = "id,text\n1,\"а\"\n"
    #expect(try read(text).comments.count == 1)
    #expect(
      try read(text, ArchiveOptions(.lines)).comments.map(\.text) == ["id,text", "1,\"а\""].map { Array($0.utf8) })
  }
}
