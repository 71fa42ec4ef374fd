internal import YAMLTree

/// Reads the policy that a file holds (lexicons/README.md, “Policies”).
struct PolicyReader {
  private enum Platform: String, CaseIterable { case vk, ok, telegram }

  private static let keys = [
    "id", "act", "platforms", "summary", "review", "allow-links", "blacklist", "monthly-summary", "clauses", "note",
  ]
  private static let actKeys = ["issuer", "kind", "date", "number", "part"]
  private static let clauseKeys = ["cite", "summary", "labels", "targets", "objects", "actions", "note"]

  private let values: YAMLValues

  /// Adds the policy of a file to the draft; one with an error is left out, since half an act is another act.
  static func read(_ node: YAMLNode, of file: String, into draft: inout RulebookDraft) {
    PolicyReader(values: YAMLValues(file: file)).read(node, into: &draft)
  }

  private func read(_ node: YAMLNode, into draft: inout RulebookDraft) {
    let errors = draft.errorCount
    guard let fields = values.fields(node, of: "a policy", known: Self.keys, in: &draft) else { return }
    let id = text("id", of: fields, in: &draft)
    let location = fields["id"].map(values.location) ?? fields.location
    if !id.isEmpty {
      if !RuleName.isName(id.utf8) {
        draft.report(at: location, "“\(id)” is no policy id; write lower-case Latin letters, digits and “-”")
      } else if let other = draft.rulebook.policies.first(where: { $0.id == id }) {
        draft.report(at: location, "the policy “\(id)” is there already, at \(other.location)")
      }
    }
    let act = act(fields, in: &draft)
    let platforms: [Platform] = values.values(needed("platforms", of: fields, in: &draft), of: "platform", in: &draft)
    let summary = summary(fields, in: &draft)
    let clauses = needed("clauses", of: fields, in: &draft).flatMap { values.list($0, of: "clauses", in: &draft) } ?? []
    var policy = Policy(
      id: id, act: act, platforms: platforms.map(\.rawValue), summary: summary,
      clauses: clauses.compactMap { clause($0, in: &draft) },
      review: values.values(fields["review"], of: "label", in: &draft), allowedLinks: links(fields, in: &draft),
      location: location)
    policy.blacklist = StrikeLimitReader(values: values).read(fields["blacklist"], of: policy, in: &draft)
    policy.monthlySummary = fields["monthly-summary"].flatMap { values.text($0, of: "monthly-summary", in: &draft) }
    if draft.errorCount == errors { draft.rulebook.policies.append(policy) }
  }

  private func needed(_ key: String, of fields: YAMLFields, in draft: inout RulebookDraft) -> YAMLNode? {
    if let node = fields[key] { return node }
    draft.report(at: fields.location, "the key “\(key)” is missing")
    return nil
  }

  private func text(_ key: String, of fields: YAMLFields, in draft: inout RulebookDraft) -> String {
    needed(key, of: fields, in: &draft).flatMap { values.text($0, of: key, in: &draft) } ?? ""
  }

  private func act(_ fields: YAMLFields, in draft: inout RulebookDraft) -> Policy.Act {
    var act = Policy.Act(issuer: "", kind: "", date: "", number: "", part: "")
    guard let node = needed("act", of: fields, in: &draft),
      let fields = values.fields(node, of: "an act", known: Self.actKeys, in: &draft)
    else { return act }
    act.issuer = text("issuer", of: fields, in: &draft)
    act.kind = text("kind", of: fields, in: &draft)
    act.number = text("number", of: fields, in: &draft)
    act.date = text("date", of: fields, in: &draft)
    if let part = fields["part"] { act.part = values.text(part, of: "part", in: &draft) ?? "" }
    if let node = fields["date"], !act.date.isEmpty, !Self.isDate(act.date) {
      draft.report(at: values.location(node), "“\(act.date)” is no date; write year, month and day: 2023-09-04")
    }
    return act
  }

  /// Whether a text is a day of the Gregorian calendar as `YYYY-MM-DD` (ISO 8601).
  private static func isDate(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private func summary(_ fields: YAMLFields, in draft: inout RulebookDraft) -> Policy.Summary {
    guard let node = needed("summary", of: fields, in: &draft),
      let fields = values.fields(node, of: "a summary", known: ["ru", "en"], in: &draft)
    else { return Policy.Summary(russian: "", english: "") }
    return Policy.Summary(russian: text("ru", of: fields, in: &draft), english: text("en", of: fields, in: &draft))
  }

  private func links(_ fields: YAMLFields, in draft: inout RulebookDraft) -> [String] {
    guard let node = fields["allow-links"], let items = values.list(node, of: "allow-links", in: &draft) else {
      return []
    }
    return items.compactMap { values.text($0, of: "allow-links", in: &draft) }
  }

  private func clause(_ node: YAMLNode, in draft: inout RulebookDraft) -> Policy.Clause? {
    guard let fields = values.fields(node, of: "a clause", known: Self.clauseKeys, in: &draft) else { return nil }
    let labels: [Label] = values.values(fields["labels"], of: "label", in: &draft)
    if labels.isEmpty {
      draft.report(at: fields.location, "the clause names no labels; write labels: [spam, insult]")
    }
    if let objects = fields["objects"], !labels.contains(.threat) {
      draft.report(at: values.location(objects), "“objects” goes with the label threat")
    }
    return Policy.Clause(
      cite: text("cite", of: fields, in: &draft), summary: summary(fields, in: &draft), labels: labels,
      targets: values.values(fields["targets"], of: "target", in: &draft),
      objects: values.values(fields["objects"], of: "object", in: &draft), orders: orders(fields, in: &draft),
      location: fields.location)
  }

  private func orders(
    _ fields: YAMLFields, in draft: inout RulebookDraft
  ) -> [Policy.Order] {
    guard let node = fields["actions"] else { return [] }
    guard case .mapping(let pairs) = node.content else {
      draft.report(at: values.location(node), "“actions” must be a mapping: {delete: must, blacklist: may}")
      return []
    }
    return pairs.compactMap { pair in
      let action: Policy.Action? = draft.value(pair.key, of: "action", at: values.location(pair.keyPosition))
      let force: Policy.Force? = values.value(pair.value, of: "force", in: &draft)
      guard let action, let force else { return nil }
      return Policy.Order(action, force)
    }
  }
}
