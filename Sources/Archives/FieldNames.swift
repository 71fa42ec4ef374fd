/// What members and columns are usually called; of several the first that holds something counts.
package enum FieldNames {
  package static let text = [
    "text", "comment", "message", "body", "content", "текст", "комментарий", "текст комментария", "сообщение",
  ]
  package static let id = ["id", "comment_id", "message_id"]
  package static let author = [
    "author_id", "from_id", "user_id", "author", "from", "user", "author.id", "from.id", "user.id", "username",
    "author_name", "автор",
  ]
  package static let date = [
    "date_unixtime", "date_ms", "date", "created_at", "created", "timestamp", "time", "published_at", "дата",
  ]
  package static let page = [
    "page", "page_id", "owner_id", "group_id", "group", "chat_id", "chat", "channel", "wall", "страница", "группа",
    "сообщество", "канал",
  ]
  package static let platform = ["platform", "network", "платформа"]

  /// The place of the first of some names among columns: as it stands, or else in other letters of the same case.
  static func column(_ names: [String], among columns: [String]) -> Int? {
    let lowered = columns.map { $0.lowercased() }
    for name in names {
      if let place = columns.firstIndex(of: name) ?? lowered.firstIndex(of: name) { return place }
    }
    return nil
  }
}

extension ArchivedComment.Platform {
  /// The platform that a field names, in one of the usual ways.
  package init?(named name: String) {
    switch name.lowercased() {
    case "vk", "vkontakte", "vk.com", "вк", "вконтакте": self = .vk
    case "ok", "odnoklassniki", "ok.ru", "ок", "одноклассники": self = .ok
    case "telegram", "tg", "t.me", "телеграм", "телеграмм": self = .telegram
    default: return nil
    }
  }
}
