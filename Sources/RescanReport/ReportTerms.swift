import Rulebook

extension ReportWords {
  func name(of order: Policy.Order) -> String {
    name(of: order.action.outcome) + (order.force == .may ? self("\u{A0}(можно)", "\u{A0}(may)") : "")
  }

  func name(of outcome: Outcome) -> String {
    switch outcome {
    case .delete: self("удалить", "delete")
    case .blacklist: self("в чёрный список", "black list")
    case .noReply: self("без ответа", "no reply")
    case .review: self("посмотреть", "review")
    case .stays: self("оставить", "keep")
    }
  }

  /// How an act is cited; the id of the policy where the act is not known.
  func citation(of policy: JudgingPolicy) -> String {
    guard let act = policy.act else { return policy.id }
    return "\(act.issuer), \(act.kind) " + self("от", "of") + " \(date(ofAct: act.date)) №\u{A0}\(act.number)"
      + (act.part.isEmpty ? "" : ", \(act.part)")
  }

  func summary(_ summary: Policy.Summary) -> String { self(summary.russian, summary.english) }

  func platform(_ id: String) -> String {
    switch id {
    case "vk": self("ВКонтакте", "VK")
    case "ok": self("Одноклассники", "OK")
    case "telegram": "Telegram"
    default: id
    }
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalized: String { prefix(1).uppercased() + dropFirst() }
}

extension Outcome {
  /// By which the style sheet colours bars and signs.
  var style: StaticString {
    switch self {
    case .delete: "o-delete"
    case .blacklist: "o-blacklist"
    case .noReply: "o-noreply"
    case .review: "o-review"
    case .stays: "o-stays"
    }
  }

  /// Of a word that says what becomes of a comment.
  var badgeStyle: StaticString {
    switch self {
    case .delete: "badge b-delete"
    case .blacklist: "badge b-blacklist"
    case .noReply: "badge b-noreply"
    case .review: "badge b-review"
    case .stays: "badge b-stays"
    }
  }
}

extension Policy.Action {
  var outcome: Outcome {
    switch self {
    case .delete: .delete
    case .blacklist: .blacklist
    case .noReply: .noReply
    }
  }
}

extension Label {
  /// By which the style sheet colours words in a comment.
  var markStyle: StaticString {
    switch self {
    case .profanity: "m-profanity"
    case .coarse: "m-coarse"
    case .insult: "m-insult"
    case .threat: "m-threat"
    case .aggression: "m-aggression"
    case .spam: "m-spam"
    }
  }
}
