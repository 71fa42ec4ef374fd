internal import RecordText

/// What a container of a JSON archive is, by the way that leads to it.
enum JSONRole: String {
  /// The whole input: JSON values one after another.
  case documents
  /// Telegram: a chat, or the whole export.
  case chat
  /// Telegram: the object around a list of chats.
  case chats
  /// Telegram: the list of chats.
  case chatList = "list"
  /// Telegram: the messages of a chat.
  case messages
  /// VK and OK: several answers, or comments.
  case answers
  /// VK and OK: an answer, or what is inside its `response`.
  case answer
  /// VK and OK: the comments of an answer.
  case comments

  /// Whether it is made of elements, and not of members.
  var isList: Bool {
    switch self {
    case .documents, .chatList, .messages, .answers, .comments: true
    case .chat, .chats, .answer: false
    }
  }

  /// Whether its elements are records.
  var holdsRecords: Bool { self == .messages || self == .comments }

  /// What an element of a list is if it is not read as a whole: by whether it is an object or an array.
  func element(isObject: Bool, _ form: ArchiveForm) -> JSONRole? {
    switch (self, form == .telegram) {
    case (.documents, true): isObject ? .chat : .messages
    case (.chatList, _): isObject ? .chat : nil
    case (.documents, false), (.answers, _): isObject ? .answer : .answers
    default: nil
    }
  }

  /// What the value of a member is, by whether it is an object or an array; nil if it is passed over.
  func member(_ name: Span<UInt8>, isObject: Bool) -> JSONRole? {
    switch self {
    case .chat:
      if name.says("messages"), !isObject { return .messages }
      if name.says("chats") || name.says("left_chats"), isObject { return .chats }
    case .chats:
      if name.says("list"), !isObject { return .chatList }
    case .answer:
      if name.says("response") { return isObject ? .answer : .answers }
      if name.says("items") || name.says("comments"), !isObject { return .comments }
    default: break
    }
    return nil
  }

  /// How well a member names the page of the records inside: the highest counts; nil if it does not.
  func pageRank(of member: Span<UInt8>) -> Int? {
    switch self {
    case .chat: member.says("name") ? 2 : member.says("id") ? 1 : nil
    case .answer: answerPageRank(of: member)
    default: nil
    }
  }
}

/// How well a member of an answer or a comment names the page, as ``JSONRole/pageRank(of:)``.
func answerPageRank(of member: Span<UInt8>) -> Int? {
  if member.says("owner_id") { return 4 }
  if member.says("group_id") || member.says("gid") { return 3 }
  if member.says("discussionId") || member.says("discussion_id") { return 2 }
  if member.says("post_id") { return 1 }
  return nil
}
