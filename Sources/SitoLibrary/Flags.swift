internal import CSito
internal import Moderation
internal import Rulebook

extension Verdict {
  /// The verdict as the flags of sito.h.
  var flags: UInt32 {
    var flags: UInt32 = 0
    for finding in findings {
      let label = finding.label.flag
      // SITO_CERTAIN
      flags |= finding.tier == .certain ? label | label << 8 : label
    }
    for action in decision.actions { flags |= action.flag }
    if decision.review { flags |= SITO_REVIEW }
    if hasInvalidUTF8 { flags |= SITO_INVALID_UTF8 }
    return flags
  }
}

extension Label {
  fileprivate var flag: UInt32 {
    switch self {
    case .profanity: SITO_PROFANITY
    case .coarse: SITO_COARSE
    case .insult: SITO_INSULT
    case .threat: SITO_THREAT
    case .aggression: SITO_AGGRESSION
    case .spam: SITO_SPAM
    }
  }
}

extension Policy.Action {
  fileprivate var flag: UInt32 {
    switch self {
    case .delete: SITO_DELETE
    case .blacklist: SITO_BLACKLIST
    case .noReply: SITO_NO_REPLY
    }
  }
}
