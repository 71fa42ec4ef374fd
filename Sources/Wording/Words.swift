package import Moderation
package import Rulebook

/// The language of words for a person.
package enum Language: String, CaseIterable, Sendable { case ru, en }

/// The words of the engine's terms in the languages of its users.
package struct Words: Sendable {
  package let language: Language

  /// The words of a language.
  package init(_ language: Language) { self.language = language }

  /// The text of the language in use.
  package func callAsFunction(_ russian: String, _ english: String) -> String { language == .ru ? russian : english }

  package func name(of label: Label) -> String {
    switch label {
    case .profanity: self("нецензурная брань", "profanity")
    case .coarse: self("грубость", "coarse language")
    case .insult: self("оскорбление", "insult")
    case .threat: self("угроза", "threat")
    case .aggression: self("агрессия", "aggression")
    case .spam: self("спам", "spam")
    }
  }

  package func name(of tier: Tier) -> String {
    switch tier {
    case .certain: self("точно", "certain")
    case .probable: self("вероятно", "probable")
    }
  }

  package func name(of target: Target) -> String {
    switch target {
    case .official: self("должностное лицо", "an official")
    case .family: self("семья должностного лица", "an official's family")
    case .person: self("человек", "a person")
    case .group: self("группа людей", "a group")
    case .unknown: self("неизвестно кто", "unknown")
    }
  }

  package func name(of object: ThreatObject) -> String {
    switch object {
    case .life: self("жизнь", "life")
    case .health: self("здоровье", "health")
    case .property: self("имущество", "property")
    case .unknown: self("неизвестно что", "unknown")
    }
  }

  package func name(of action: Policy.Action) -> String {
    switch action {
    case .delete: self("удалить", "delete")
    case .blacklist: self("в чёрный список", "blacklist")
    case .noReply: self("не отвечать", "no reply")
    }
  }

  package func name(of action: Policy.Action, _ force: Policy.Force) -> String {
    name(of: action) + (force == .may ? self(" (можно)", " (may)") : "")
  }

  /// What is to be done, in a few words.
  package func summary(of decision: Decision) -> String {
    var forces: [Policy.Action: Policy.Force] = [:]
    for order in decision.clauses.flatMap(\.orders) where forces[order.action] != .must {
      forces[order.action] = order.force
    }
    var parts = decision.actions.map { name(of: $0, forces[$0] ?? .must) }
    if decision.review { parts.append(self("посмотреть", "review")) }
    return parts.isEmpty ? self("оставить", "keep") : parts.joined(separator: ", ")
  }

  /// How an act is cited.
  package func citation(of act: Policy.Act) -> String {
    "\(act.issuer), \(act.kind) \(self("от", "of")) \(date(act.date)) № \(act.number)"
      + (act.part.isEmpty ? "" : ", \(act.part)")
  }

  private func date(_ iso: String) -> String {
    let parts = iso.split(separator: "-")
    return language == .ru && parts.count == 3 ? "\(parts[2]).\(parts[1]).\(parts[0])" : iso
  }
}
