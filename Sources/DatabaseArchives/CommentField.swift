internal import Archives

/// What a column or a member of a record may hold of a comment.
enum CommentField: String, Sendable, CaseIterable {
  case text, id, author, date, page, platform

  /// The names that it usually has, the likeliest first; in lower case.
  var usualNames: [String] {
    switch self {
    case .text:
      [
        "text", "comment_text", "message_text", "comment", "message", "body", "content", "msg", "текст", "комментарий",
        "сообщение",
      ]
    case .id: ["id", "comment_id", "message_id", "cid", "uuid", "номер"]
    case .author:
      [
        "author_id", "from_id", "user_id", "sender_id", "author", "from", "user", "sender", "username", "user_name",
        "author_name", "автор",
      ]
    case .date:
      [
        "date", "created_at", "created", "published_at", "published", "datetime", "timestamp", "ts", "time",
        "date_unixtime",
        "date_ms", "дата", "время",
      ]
    case .page:
      [
        "page", "page_id", "owner_id", "group_id", "group", "channel_id", "channel", "chat_id", "chat", "discussion_id",
        "wall", "community", "страница", "группа", "канал",
      ]
    case .platform: ["platform", "network", "social_network", "платформа", "сеть"]
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

extension ArchivedComment.Platform {
  /// The platform that a text names, in the ways that are usual; nil if it names none.
  init?(named name: String) {
    switch name.lowercased() {
    case "vk", "vkontakte", "vk.com", "вк", "вконтакте": self = .vk
    case "ok", "odnoklassniki", "ok.ru", "одноклассники": self = .ok
    case "telegram", "tg", "t.me", "телеграм", "телеграмм": self = .telegram
    default: return nil
    }
  }
}
