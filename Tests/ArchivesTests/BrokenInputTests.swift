import Testing

@testable import Archives

/// Files that are damaged: what is whole is read, the rest is told, and nothing traps.
@Suite struct BrokenInputTests {
  private func telegram(_ messages: [String], indent: Bool) -> String {
    let (space, line) = indent ? ("  ", "\n") : ("", "")
    return "{\(line)\"name\": \"Двор\",\(line)\"type\": \"x\",\(line)\"messages\": [\(line)"
      + messages.joined(separator: ",\(line)\(space)") + "\(line)]}\(line)"
  }

  private func message(_ id: Int, _ text: String, indent: Bool) -> String {
    let line = indent ? "\n   " : ""
    return "{\(line)\"id\": \(id),\(line)\"type\": \"message\",\(line)\"text\": \"\(text)\",\(line)"
      + "\"text_entities\": [{\"type\": \"plain\",\(line) \"text\": \"\(text)\"}]\(indent ? "\n  " : "")}"
  }

  /// One message is broken in one of many ways; it is one fault, and all others are read.
  @Test(arguments: [true, false], 0..<14) func brokenMessage(indent: Bool, damage: Int) throws {
    for broken in [1, 3, 5] {
      var messages = (0...5).map { message($0, "Сообщение \($0)", indent: indent) }
      var text = messages[broken]
      func replace(_ old: String, _ new: String) {
        guard let range = text.firstRange(of: old) else { return }
        text.replaceSubrange(range, with: new)
      }
      switch damage {
      case 0: replace("Сообщение", "Соо\\qщение")
      case 1: replace("Сообщение", "Соо\u{1}щение")
      case 2: replace("Сообщение", "Соо\nщение")
      case 3: replace("\(broken)\"", "\(broken)")  // a quote is lost
      case 4: replace("\"text_entities\"", "text_entities")
      case 5: replace("}]", "]")
      case 6: replace("}]", "}")
      case 7: text.removeLast()
      case 8: replace("\"message\",", "\"message\"")
      case 9: replace("\(broken),", "\(broken).,")
      case 10: text = String(text.prefix(text.count / 2))
      case 11: text = String(repeating: "\0", count: 40)
      case 12: replace("\"type\": \"message\"", "\"type\": message")
      default: replace(": [", ": [[")
      }
      messages[broken] = text
      let reading = try read(Array(telegram(messages, indent: indent).utf8), ArchiveOptions(.telegram))
      #expect(reading.comments.map(\.id) == (0...5).filter { $0 != broken }.map(String.init), "\(damage) \(broken)")
      #expect(reading.faults.count == 1, "\(damage) \(broken): \(reading.faults)")
      #expect(reading.comments.allSatisfy { $0.page == "Двор" })
    }
  }

  /// After a broken end of a chat the messages of the next are in the right one.
  @Test func brokenEndOfChat() throws {
    func chat(_ name: String, _ messages: [String]) -> String {
      "{\"name\": \"\(name)\",\n\"messages\": [\n  " + messages.joined(separator: ",\n  ") + "\n]}"
    }
    let last = String(message(2, "сломано", indent: true).prefix(40))
    let chats = [
      chat("А", [message(1, "раз", indent: true), last]), chat("Б", [message(3, "три", indent: true)]),
    ]
    let text = "{\"about\": \"\",\n\"chats\": {\"list\": [\n " + chats.joined(separator: ",\n ") + "\n]}}"
    let reading = try read(text)
    #expect(reading.comments.map(\.id) == ["1", "3"])
    #expect(reading.comments.map(\.page) == ["А", "Б"])
    #expect(reading.faults.map(\.code) == ["bad_json"])
  }

  /// A line that is cut off does not take the next ones along.
  @Test func brokenLineOfAnswers() throws {
    let lines = (1...4).map {
      #"{"response":{"count":1,"items":[{"id":\#($0),"text":"раз"},{"id":\#($0)0,"text":"два"}]}}"#
    }
    for cut in [10, 30, 50, 60, 70] {
      var broken = lines
      broken[1] = String(lines[1].prefix(cut))
      let reading = try read(broken.joined(separator: "\n") + "\n", ArchiveOptions(.vk))
      #expect(reading.comments.map(\.id).filter { !$0.hasPrefix("2") } == ["1", "10", "3", "30", "4", "40"], "\(cut)")
      #expect(reading.faults.count == 1, "\(cut): \(reading.faults)")
    }
  }

  /// Cut at any byte, a file gives what was whole before, and one fault.
  @Test(arguments: [ArchiveForm.telegram, .vk, .ok]) func truncated(_ form: ArchiveForm) throws {
    var random = Random(8)
    for _ in 0..<6 {
      let document = form == .telegram ? Made.telegram(&random) : Made.answers(vk: form == .vk, &random)
      let bytes = Array(document.text.utf8)
      for end in stride(from: 0, to: bytes.count, by: 13) {
        let reading = try read(bytes[..<end], ArchiveOptions(form))
        #expect(reading.error == nil)
        let comments = reading.comments
        let whole = document.items.compactMap { if case .comment(let comment) = $0 { comment } else { nil } }
        #expect(comments.count <= whole.count && reading.faults.count <= 1)
        #expect(zip(comments, whole).allSatisfy { $0.text == $1.text && $0.id == $1.id }, "cut at \(end)")
      }
    }
  }

  /// Bytes are changed at random: nothing traps, and every way of reading finds the same.
  @Test(arguments: ArchiveForm.allCases) func mutated(_ form: ArchiveForm) throws {
    var random = Random(99)
    for _ in 0..<120 {
      let document =
        switch form {
        case .telegram: Made.telegram(&random)
        case .vk, .ok: Made.answers(vk: form == .vk, &random)
        default: Lines.document(form, &random)
        }
      var bytes = Array(document.text.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(random.oneOf(Array("{}[]\",:\\\n0".utf8)), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...80, using: &random)))
        }
      }
      let options = ArchiveOptions(form, maxRecord: random.oneOf([200, 1 << 20]))
      let file = try TemporaryFile(bytes)
      guard let whole = try? read(file, options, ArchivePieces()) else {
        #expect(form == .csv)  // without a column for the text
        continue
      }
      let pieces = try readAgainAndAgain(file, options, &random)
      #expect(pieces == whole, "\(String(decoding: bytes, as: UTF8.self).prefix(400))")
    }
  }

  @Test func longRecord() throws {
    let long = message(1, String(repeating: "а", count: 5000), indent: false)
    let text = telegram([message(0, "раз", indent: false), long, message(2, "два", indent: false)], indent: false)
    let reading = try read(text, ArchiveOptions(.telegram, maxRecord: 1000))
    #expect(reading.comments.map(\.id) == ["0", "2"])
    #expect(
      reading.faults == [
        ArchiveFault(
          id: "2", code: "too_long", message: "\(long.utf8.count) bytes, more than the 1000 allowed", line: 1,
          idIsNumber: true)
      ])
  }

  @Test(arguments: ["[", "{\"messages\":", "{\"a\":", "[{\"id\":", "{\"response\":[", "{\"comments\":[{\"replies\":["])
  func deepNesting(_ part: String) throws {
    let text = String(repeating: part, count: 60_000)
    for form in [ArchiveForm.telegram, .vk, .ok, .jsonl] {
      let reading = try read(text, ArchiveOptions(form))
      #expect(reading.comments.isEmpty)
      #expect(!reading.faults.isEmpty)
    }
  }

  @Test func invalidUTF8() throws {
    let bytes = Array("{\"messages\":[{\"id\":1,\"text\":\"a".utf8) + [0xFF, 0xC0] + Array("b\"}],\"name\":1}".utf8)
    #expect(try read(bytes, ArchiveOptions(.telegram)).comments.map(\.text) == [[0x61, 0xFF, 0xC0, 0x62]])
  }

  @Test func nothing() throws {
    for form in ArchiveForm.allCases where form != .csv {
      #expect(try read("", ArchiveOptions(form)) == Reading())
      #expect(try read("\u{FEFF}", ArchiveOptions(form)) == Reading())
    }
    #expect(try read("") == Reading())
  }
}
