@testable import Archives

/// A JSON value out of which documents are written.
indirect enum Value {
  case string(String)
  case number(Int)
  case bool(Bool)
  case null
  case list([Value])
  case object([(String, Value)])

  /// Writes the value, over several lines if there is an indentation; at random with escapes.
  func write(_ text: inout String, indent: Int?, depth: Int = 0, _ random: inout Random) {
    func newLine(_ depth: Int) { if let indent { text += "\n" + String(repeating: " ", count: indent * depth) } }
    switch self {
    case .string(let string): Self.write(string, to: &text, &random)
    case .number(let number): text += String(number)
    case .bool(let bool): text += bool ? "true" : "false"
    case .null: text += "null"
    case .list(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += "," }
        newLine(depth + 1)
        value.write(&text, indent: indent, depth: depth + 1, &random)
      }
      if !values.isEmpty { newLine(depth) }
      text += "]"
    case .object(let members):
      text += "{"
      for (index, (name, value)) in members.enumerated() {
        if index > 0 { text += "," }
        newLine(depth + 1)
        Self.write(name, to: &text, &random)
        text += indent == nil ? ":" : ": "
        value.write(&text, indent: indent, depth: depth + 1, &random)
      }
      if !members.isEmpty { newLine(depth) }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String, _ random: inout Random) {
    let escapesAll = string.utf8.contains { $0 >= 0x80 } && random.chance(20)
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "/" where random.chance(50): text += "\\/"
      case _ where scalar.value < 0x20 || (escapesAll && scalar.value >= 0x80):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  func text(indent: Int? = nil, _ random: inout Random) -> String {
    var text = ""
    write(&text, indent: indent, &random)
    return text
  }
}

/// A document, and what must be read out of it.
struct Document {
  var text: String
  var items: [ArchiveItem]
}

/// Made-up comments.
enum Made {
  static let texts = [
    "Спасибо за двор!", "Когда починят дорогу?", "", "он сказал: \"нет\" и \\ ушёл", "две\nстроки", "👍🏽 отлично",
    "{\"id\": 5}, {\"id\": 6}", "],}[{", "за/против", "\u{1}\u{7}", "a", String(repeating: "очень ", count: 60),
  ]

  /// A chat's messages, some of them of other kinds, as Telegram Desktop writes them.
  static func messages(_ count: Int, chat: String?, _ random: inout Random) -> (Value, [ArchiveItem]) {
    var values: [Value] = []
    var items: [ArchiveItem] = []
    for id in 0..<count {
      if random.chance(15) {
        values.append(.object([("id", .number(id)), ("type", .string("service")), ("text", .string(""))]))
        continue
      }
      let date = Int.random(in: 1_500_000_000...1_700_000_000, using: &random)
      let author = random.chance(80) ? "user\(id % 7)" : nil
      var members: [(String, Value)] = [
        ("id", .number(id)), ("type", .string("message")), ("date", .string("2001-01-01T00:00:00")),
        ("date_unixtime", .string(String(date))), ("from", random.chance(90) ? .string("Имя \(id % 7)") : .null),
      ]
      if let author { members.append(("from_id", .string(author))) }
      let name: String? = if case .string(let name) = members[4].1 { name } else { nil }
      var text = random.oneOf(texts)
      var value = Value.string(text)
      if random.chance(30) {
        let more = random.oneOf(texts)
        value = .list([
          .string(text), .object([("type", .string("bold")), ("text", .string(more))]), .string("!"),
        ])
        text += more + "!"
      }
      members.append(("text", value))
      members.append(("text_entities", .list([.object([("type", .string("plain")), ("text", .string(text))])])))
      if random.chance(20) {
        members.append(("reactions", .list([.object([("type", .string("emoji")), ("count", .number(3))])])))
      }
      values.append(.object(members))
      items.append(
        .comment(
          ArchivedComment(
            id: String(id), text: Array(text.utf8), author: author ?? name, date: Int64(date), page: chat,
            platform: .telegram, idIsNumber: true)))
    }
    return (.list(values), items)
  }

  static func telegram(_ random: inout Random) -> Document {
    let indent = random.oneOf([nil, 1, 2])
    func chat(_ name: String?, _ random: inout Random) -> ([(String, Value)], [ArchiveItem]) {
      let (list, items) = messages(Int.random(in: 0...12, using: &random), chat: name ?? "77", &random)
      var members: [(String, Value)] = [("type", .string("public_supergroup")), ("id", .number(77))]
      if let name { members.insert(("name", .string(name)), at: 0) }
      return (members + [("messages", list)], items)
    }
    if random.chance(50) {
      let (members, items) = chat(random.oneOf(["Двор", "Чат \"Наш\"", nil]), &random)
      return Document(text: Value.object(members).text(indent: indent, &random), items: items)
    }
    var items: [ArchiveItem] = []
    func list(_ random: inout Random) -> Value {
      var chats: [Value] = []
      for number in 0..<Int.random(in: 0...4, using: &random) {
        let (members, inside) = chat("Чат \(number)", &random)
        chats.append(.object(members))
        items += inside
      }
      return .object([("about", .string("Here is the list")), ("list", .list(chats))])
    }
    let members: [(String, Value)] = [
      ("about", .string("Here is the data")), ("personal_information", .object([("user_id", .number(1))])),
      ("contacts", .object([("list", .list([.object([("first_name", .string("[{"))])]))])),
      ("chats", list(&random)), ("left_chats", list(&random)),
    ]
    return Document(text: Value.object(members).text(indent: indent, &random), items: items)
  }

  /// Comments as wall.getComments gives them, with threads; `owner` is what every one of them names.
  static func comments(vk: Bool, _ count: Int, page: String, owner: Int?, depth: Int, _ random: inout Random) -> (
    [Value], [ArchiveItem]
  ) {
    var values: [Value] = []
    var items: [ArchiveItem] = []
    for _ in 0..<count {
      let id = Int.random(in: 1...99_999, using: &random)
      if random.chance(10) {
        values.append(.object([("id", .number(id)), ("deleted", .bool(true))]))
        continue
      }
      let date = Int.random(in: 1_500_000_000...1_700_000_000, using: &random)
      let text = random.oneOf(texts)
      var members: [(String, Value)] =
        vk
        ? [("id", .number(id)), ("from_id", .number(id % 9)), ("date", .number(date)), ("text", .string(text))]
        : [
          ("id", .string("c\(id)")), ("text", .string(text)), ("author_id", .string("\(id % 9)")),
          ("date_ms", .number(date * 1000 + 7)), ("date", .string("2001-01-01 00:00:00")),
        ]
      if let owner { members.append(("owner_id", .number(owner))) }
      let comment = ArchivedComment(
        id: vk ? String(id) : "c\(id)", text: Array(text.utf8), author: String(id % 9), date: Int64(date),
        page: owner.map { String($0) } ?? page, platform: vk ? .vk : .ok, idIsNumber: vk)
      items.append(.comment(comment))
      if depth > 0, random.chance(30) {
        let (inner, more) = comments(
          vk: vk, Int.random(in: 0...3, using: &random), page: comment.page ?? page, owner: owner, depth: depth - 1,
          &random)
        items += more
        members.append(
          vk
            ? ("thread", .object([("count", .number(inner.count)), ("items", .list(inner))]))
            : ("replies", .list(inner)))
      }
      values.append(.object(members))
    }
    return (values, items)
  }

  static func answers(vk: Bool, _ random: inout Random) -> Document {
    var text = ""
    var items: [ArchiveItem] = []
    let indent = random.oneOf([nil, nil, 2])
    var answers: [Value] = []
    for number in 0..<Int.random(in: 1...5, using: &random) {
      let owner: Int? = vk && random.chance(50) ? -100 - number : nil
      let page = "topic\(number)"
      let (values, inside) = comments(
        vk: vk, Int.random(in: 0...8, using: &random), page: page, owner: owner, depth: 2, &random)
      items += inside
      let comments = Value.list(values)
      if vk {
        let answer = Value.object([
          ("count", .number(9)), ("post_id", .string(page)), ("items", comments),
          ("profiles", .list([.object([("id", .number(1)), ("first_name", .string("Имя"))])])),
        ])
        answers.append(random.chance(70) ? .object([("response", answer)]) : answer)
      } else {
        answers.append(.object([("has_more", .bool(false)), ("discussionId", .string(page)), ("comments", comments)]))
      }
    }
    if random.chance(20) {
      text = Value.list(answers).text(indent: indent, &random)
    } else {
      for answer in answers { text += answer.text(indent: indent, &random) + "\n" }
    }
    return Document(text: text, items: items)
  }
}
