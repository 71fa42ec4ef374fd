internal import RecordText
internal import SitoRecords

/// Makes comments of one element of a JSON archive: a message, a comment with the answers to it, or a whole answer of an
/// interface.
struct JSONRecordReader {
  private let form: ArchiveForm
  private let line: Int
  /// The records so far.
  private(set) var number: Int
  private(set) var items: [ArchiveItem] = []

  /// A reader after so many records, of an element that begins in that line.
  init(_ form: ArchiveForm, number: Int, line: Int) {
    self.form = form
    self.number = number
    self.line = line
  }

  /// Reads the element that the tape holds.
  mutating func read(_ tape: JSONTape, in bytes: Span<UInt8>, page: String?) {
    switch form {
    case .telegram: readMessage(tape, in: bytes, page: page)
    default: readAnswer(tape, 0, in: bytes, page: page)
    }
  }

  private mutating func fault(_ code: String, _ message: String, _ tape: JSONTape, id: Int?, in bytes: Span<UInt8>) {
    number += 1
    let own = tape.name(id, in: bytes)
    items.append(
      .fault(
        ArchiveFault(
          id: own ?? String(number), code: code, message: message, line: line,
          idIsNumber: id.map { tape.nodes[$0].kind == .number } ?? true)))
  }

  private mutating func comment(
    _ text: [UInt8], _ tape: JSONTape, id: Int?, author: String?, date: Int64?, page: String?,
    platform: ArchivedComment.Platform, in bytes: Span<UInt8>
  ) {
    number += 1
    let own = tape.name(id, in: bytes)
    items.append(
      .comment(
        ArchivedComment(
          id: own ?? String(number), text: text, author: author, date: date, page: page, platform: platform,
          idIsNumber: own == nil || id.map { tape.nodes[$0].kind == .number } ?? true)))
  }

  // MARK: Telegram

  private mutating func readMessage(_ tape: JSONTape, in bytes: Span<UInt8>, page: String?) {
    guard tape.nodes[0].kind == .object else {
      return fault("not_object", "the message is no JSON object", tape, id: nil, in: bytes)
    }
    var (id, type, text, entities): (Int?, Int?, Int?, Int?) = (nil, nil, nil, nil)
    var (unixTime, localTime, from, fromID): (Int?, Int?, Int?, Int?) = (nil, nil, nil, nil)
    tape.forEachMember(of: 0, in: bytes) { name, value in
      if name.says("id") { id = value }
      if name.says("type") { type = value }
      if name.says("text") { text = value }
      if name.says("text_entities") { entities = value }
      if name.says("date_unixtime") { unixTime = value }
      if name.says("date") { localTime = value }
      if name.says("from") { from = value }
      if name.says("from_id") { fromID = value }
    }
    // Somebody joined, something was pinned.
    if let type, !bytes.extracting(tape.range(type)).says("message") { return }
    var content = ByteBuffer()
    guard Self.append(text, tape, in: bytes, to: &content) || Self.append(entities, tape, in: bytes, to: &content)
    else {
      let isAbsent = text.map { tape.nodes[$0].kind == .null } ?? true
      return fault(
        isAbsent ? "no_text" : "text_type", isAbsent ? "the message has no text" : "the text is no string and no list",
        tape, id: id, in: bytes)
    }
    comment(
      content.bytes, tape, id: id, author: tape.name(fromID, in: bytes) ?? tape.name(from, in: bytes),
      date: Self.date(unixTime, tape, in: bytes) ?? Self.date(localTime, tape, in: bytes), page: page,
      platform: .telegram, in: bytes)
  }

  /// Appends a text, which is a string or a list of strings and of objects that hold one; says whether it is.
  private static func append(
    _ node: Int?, _ tape: JSONTape, in bytes: Span<UInt8>, to content: inout ByteBuffer
  ) -> Bool {
    guard let node else { return false }
    if tape.nodes[node].kind == .string {
      tape.appendString(node, in: bytes, to: &content)
      return true
    }
    guard tape.nodes[node].kind == .array else { return false }
    content.removeAll()
    var isText = true
    var parts: [Int] = []
    tape.forEachElement(of: node) { parts.append($0) }
    for element in parts {
      let part = tape.nodes[element].kind == .object ? tape.member("text", of: element, in: bytes) : element
      guard let part, tape.nodes[part].kind == .string else {
        isText = false
        continue
      }
      tape.appendString(part, in: bytes, to: &content)
    }
    if !isText { content.removeAll() }
    return isText
  }

  static func date(_ node: Int?, _ tape: JSONTape, offset: Int64 = 0, in bytes: Span<UInt8>) -> Int64? {
    guard let node, tape.nodes[node].kind == .string || tape.nodes[node].kind == .number else { return nil }
    return ArchiveDate.seconds(bytes.extracting(tape.range(node)), offset: offset)
  }

  // MARK: VK and OK

  /// What is of interest in a comment or an answer.
  private struct Members {
    var (id, text, deleted, attachments): (Int?, Int?, Int?, Int?) = (nil, nil, nil, nil)
    var (author, authorName, date, milliseconds): (Int?, Int?, Int?, Int?) = (nil, nil, nil, nil)
    var page: Int?
    var pageRank = 0
    /// The answer itself, and the lists of comments inside.
    var response: Int?
    var lists: [Int] = []
    /// The answers to this comment, as a list or in an object.
    var threads: [Int] = []
  }

  private mutating func readAnswer(_ tape: JSONTape, _ node: Int, in bytes: Span<UInt8>, page: String?) {
    if tape.nodes[node].kind == .array {
      var elements: [Int] = []
      tape.forEachElement(of: node) { elements.append($0) }
      for element in elements { readAnswer(tape, element, in: bytes, page: page) }
      return
    }
    guard tape.nodes[node].kind == .object else {
      return fault("not_object", "the comment is no JSON object", tape, id: nil, in: bytes)
    }
    let members = Self.members(of: node, tape, in: bytes)
    let page = tape.name(members.page, in: bytes) ?? page
    if let response = members.response { return readAnswer(tape, response, in: bytes, page: page) }
    if members.text == nil, members.author == nil, !members.lists.isEmpty {
      for list in members.lists { readAnswer(tape, list, in: bytes, page: page) }
      return
    }
    readComment(members, tape, in: bytes, page: page)
    for thread in members.threads + members.lists {
      guard tape.nodes[thread].kind == .object else {
        readAnswer(tape, thread, in: bytes, page: page)
        continue
      }
      let inner = Self.members(of: thread, tape, in: bytes)
      for list in inner.lists { readAnswer(tape, list, in: bytes, page: page) }
    }
  }

  private static func members(of node: Int, _ tape: JSONTape, in bytes: Span<UInt8>) -> Members {
    var members = Members()
    tape.forEachMember(of: node, in: bytes) { name, value in
      let kind = tape.nodes[value].kind
      let isContainer = kind == .array || kind == .object
      if name.says("id") { members.id = value }
      if name.says("text") { members.text = value }
      if name.says("deleted") { members.deleted = value }
      if name.says("attachments") { members.attachments = value }
      if name.says("from_id") || name.says("author_id") { members.author = value }
      if name.says("author_name") { members.authorName = value }
      if name.says("date") { members.date = value }
      if name.says("date_ms") { members.milliseconds = value }
      if name.says("response"), isContainer { members.response = value }
      if name.says("items") || name.says("comments") || name.says("replies"), kind == .array {
        members.lists.append(value)
      }
      if name.says("thread"), isContainer { members.threads.append(value) }
      if let rank = answerPageRank(of: name), rank >= members.pageRank, kind == .string || kind == .number {
        (members.page, members.pageRank) = (value, rank)
      }
    }
    return members
  }

  private mutating func readComment(_ members: Members, _ tape: JSONTape, in bytes: Span<UInt8>, page: String?) {
    var content = ByteBuffer()
    switch members.text.map({ tape.nodes[$0].kind }) {
    case .string:
      if let text = members.text { tape.appendString(text, in: bytes, to: &content) }
    case nil, .null:
      // What was deleted has no text any more; a picture needs none.
      if let deleted = members.deleted, bytes.extracting(tape.range(deleted)).says("true") { return }
      guard members.attachments != nil else {
        return fault("no_text", "the comment has no text", tape, id: members.id, in: bytes)
      }
    default: return fault("text_type", "the text is no string", tape, id: members.id, in: bytes)
    }
    let isVK = form == .vk
    comment(
      content.bytes, tape, id: members.id,
      author: tape.name(members.author, in: bytes) ?? tape.name(members.authorName, in: bytes),
      // Odnoklassniki writes dates without a zone in the time of Moscow.
      date: Self.date(members.milliseconds, tape, in: bytes)
        ?? Self.date(members.date, tape, offset: isVK ? 0 : 3 * 3600, in: bytes),
      page: page, platform: isVK ? .vk : .ok, in: bytes)
  }
}
