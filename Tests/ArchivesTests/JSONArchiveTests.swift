import Testing

@testable import Archives

/// Telegram, VK and OK: what is written is read.
@Suite struct JSONArchiveTests {
  private func check(_ form: ArchiveForm, _ make: (inout Random) -> Document) throws {
    var random = Random(41)
    var comments = 0
    for _ in 0..<150 {
      let document = make(&random)
      comments += document.items.count
      let whole = try read(Array(document.text.utf8), ArchiveOptions(form))
      #expect(whole.items == document.items, "\(document.text.prefix(400))")
      let file = try TemporaryFile(document.text.utf8)
      let pieces = try readAgainAndAgain(file, ArchiveOptions(form), &random)
      #expect(pieces == whole, "\(document.text.prefix(400))")
    }
    #expect(comments > 500)
  }

  @Test func telegram() throws { try check(.telegram) { Made.telegram(&$0) } }
  @Test func vk() throws { try check(.vk) { Made.answers(vk: true, &$0) } }
  @Test func ok() throws { try check(.ok) { Made.answers(vk: false, &$0) } }

  @Test func telegramChat() throws {
    let reading = try read(
      """
      {"name": "Двор", "type": "private_supergroup", "id": 4021, "messages": [
       {"id": 1, "type": "service", "date": "2024-03-05T10:00:00", "date_unixtime": "1709622000", "actor": "Анна",
        "action": "create_group", "text": "", "text_entities": []},
       {"id": 2, "type": "message", "date": "2024-03-05T10:01:00", "date_unixtime": "1709622060", "from": "Анна",
        "from_id": "user17", "text": ["Смотрите ", {"type": "link", "text": "тут"}, "."], "text_entities": []},
       {"id": 3, "type": "message", "date": "2024-03-05T10:02:00", "from": "Борис", "text": "Вижу"}
      ]}
      """)
    #expect(
      reading.items == [
        .comment(
          ArchivedComment(
            id: "2", text: Array("Смотрите тут.".utf8), author: "user17", date: 1_709_622_060, page: "Двор",
            platform: .telegram, idIsNumber: true)),
        .comment(
          ArchivedComment(
            id: "3", text: Array("Вижу".utf8), author: "Борис", date: 1_709_632_920, page: "Двор",
            platform: .telegram, idIsNumber: true)),
      ])
  }

  /// An answer that is larger than what is read as a whole gives the same.
  @Test func largeAnswer() throws {
    var random = Random(5)
    let (values, items) = Made.comments(vk: true, 9000, page: "p", owner: -5, depth: 1, &random)
    let answer = Value.object([("response", .object([("count", .number(1)), ("items", .list(values))]))])
    let text = answer.text(&random)
    #expect(text.utf8.count > JSONArchive.wholeAnswer)
    #expect(try read(Array(text.utf8)).items == items)
    let file = try TemporaryFile(text.utf8)
    var pieces = ArchivePieces()
    pieces.readBytes = 5000
    #expect(try read(file, ArchiveOptions(), pieces).items == items)
  }

  @Test func datesOfOK() throws {
    let reading = try read(
      #"{"comments":[{"id":"a","text":"x","author_name":"Ирина","date":"2024-01-01 03:00:00"}],"has_more":false}"#)
    #expect(reading.comments.map(\.date) == [1_704_067_200])
    #expect(reading.comments.map(\.author) == ["Ирина"])
    #expect(reading.comments.map(\.platform) == [.ok])
  }

  @Test func withoutText() throws {
    let reading = try read(
      """
      {"response":{"items":[{"id":1,"from_id":2,"date":3,"text":null,"deleted":true},{"id":4,"from_id":5,"date":6},
      {"id":7,"from_id":8,"text":9},{"id":10,"attachments":[{"type":"photo"}]},11,{"id":12,"text":"да"}]}}
      """)
    #expect(reading.faults.map(\.code) == ["no_text", "text_type", "not_object"])
    #expect(reading.faults.map(\.id) == ["4", "7", "4"])
    #expect(reading.comments.map(\.id) == ["10", "12"])
  }
}
