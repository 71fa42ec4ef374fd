internal import YAMLTree

/// Reads a list of rules with regular expressions, rules over findings, and guards (lexicons/README.md, “Rules”).
///
/// A rule with an error is left out whole: half a rule would find what its author did not mean.
struct RuleReader {
  private static let examples = ["match", "no-match", "note"]
  private static let meaningKeys = ["label", "class", "tier", "target", "object"]
  private static let ruleKeys = ["id"] + meaningKeys + ["regex", "when"] + examples
  private static let effects = ["cancels", "lowers"]
  private static let sides = ["before", "after", "around", "anywhere"]
  private static let guardKeys = ["id"] + effects + sides + ["within", "unless"] + examples

  private let values: YAMLValues

  /// Adds the rules of a file to the draft.
  static func read(_ rules: [YAMLNode], of file: String, into draft: inout RulebookDraft) {
    let reader = RuleReader(values: YAMLValues(file: file))
    for rule in rules { reader.read(rule, into: &draft) }
  }

  private func read(_ node: YAMLNode, into draft: inout RulebookDraft) {
    guard case .mapping(let pairs) = node.content else {
      return draft.report(at: values.location(node), "a rule must be a mapping with keys: “- id: …”")
    }
    if pairs.contains(where: { Self.effects.contains($0.key) }) {
      readGuard(node, into: &draft)
    } else {
      readRule(node, into: &draft)
    }
  }

  private func readRule(_ node: YAMLNode, into draft: inout RulebookDraft) {
    let errors = draft.errorCount
    guard let fields = values.fields(node, of: "a rule", known: Self.ruleKeys + Self.effects, in: &draft),
      let (id, location) = id(fields, in: &draft), let meaning = meaning(fields, in: &draft)
    else { return }
    if !RuleName.isID(id, of: meaning.owner) {
      draft.report(at: location, "the id “\(id)” must begin with its label or class: \(meaning.owner).word")
    }
    let matching = values.examples(fields["match"], of: "match", in: &draft)
    let notMatching = values.examples(fields["no-match"], of: "no-match", in: &draft)
    if case .finding = meaning, matching.isEmpty {
      draft.report(at: location, "“\(id)” has a label and no example; write a text that must match under “match”")
    }
    switch (fields["regex"], fields["when"]) {
    case (let regex?, nil):
      guard let text = values.text(regex, of: "regex", in: &draft), draft.errorCount == errors else { return }
      draft.rulebook.regexRules.append(
        RegexRule(
          id: id, meaning: meaning, regex: text, matching: matching, notMatching: notMatching, location: location,
          regexLocation: textLocation(regex)))
    case (nil, let when?):
      let conditions = ConditionReader(values: values)
      guard let condition = conditions.read(when, in: &draft), draft.errorCount == errors else { return }
      draft.rulebook.compositeRules.append(
        CompositeRule(
          id: id, meaning: meaning, condition: condition, matching: matching, notMatching: notMatching,
          location: location))
    case (nil, nil): draft.report(at: fields.location, "the rule has neither “regex” nor “when” nor “cancels”")
    case (_?, _?): draft.report(at: fields.location, "a rule has either “regex” or “when”, not both")
    }
  }

  private func readGuard(_ node: YAMLNode, into draft: inout RulebookDraft) {
    let errors = draft.errorCount
    guard let fields = values.fields(node, of: "a guard", known: Self.guardKeys, in: &draft),
      let (id, location) = id(fields, in: &draft),
      let effect = only(of: Self.effects, in: fields, &draft), let side = only(of: Self.sides, in: fields, &draft),
      let sideValue = Guard.Side(rawValue: side.key)
    else { return }
    let conditions = ConditionReader(values: values)
    let selectors = conditions.selectors(effect.value, of: effect.key, in: &draft)
    let context = conditions.selectors(side.value, of: side.key, in: &draft)
    let unless = fields["unless"].map { conditions.selectors($0, of: "unless", in: &draft) } ?? []
    var reach = Reach.comment
    switch (sideValue, fields["within"]) {
    case (.anywhere, nil): break
    case (.anywhere, let within?):
      draft.report(at: values.location(within), "“within” does not go with “anywhere”, which is the whole comment")
    case (_, nil):
      draft.report(at: fields.location, "“within” is missing: a number of words, or sentence")
    case (_, let within?):
      reach = conditions.reach(within, in: &draft) ?? .sentence
      if reach == .comment {
        draft.report(at: values.location(within), "for the whole comment write “anywhere” instead of “\(side.key)”")
      }
    }
    let matching = values.examples(fields["match"], of: "match", in: &draft)
    let notMatching = values.examples(fields["no-match"], of: "no-match", in: &draft)
    guard draft.errorCount == errors else { return }
    draft.rulebook.guards.append(
      Guard(
        id: id, effect: effect.key == "cancels" ? .cancel : .lower, selectors: selectors, side: sideValue,
        context: context, reach: reach, unless: unless, matching: matching, notMatching: notMatching,
        location: location))
  }

  /// The id, taken for this rule, and where it stands.
  private func id(_ fields: YAMLFields, in draft: inout RulebookDraft) -> (String, SourceLocation)? {
    guard let node = fields["id"] else {
      draft.report(at: fields.location, "the key “id” is missing")
      return nil
    }
    guard let id = values.text(node, of: "id", in: &draft) else { return nil }
    let location = values.location(node)
    guard RuleName.isID(id.utf8) else {
      draft.report(at: location, "“\(id)” is no id; write lower-case Latin letters, digits, “-” and “.”: insult.word")
      return nil
    }
    return draft.claim(id, at: location) ? (id, location) : nil
  }

  private func meaning(_ fields: YAMLFields, in draft: inout RulebookDraft) -> Meaning? {
    switch (fields["label"], fields["class"]) {
    case (let node?, nil):
      guard let label: Label = values.value(node, of: "label", in: &draft) else { return nil }
      let tier: Tier? = fields["tier"].flatMap { values.value($0, of: "tier", in: &draft) }
      let target: Target? = fields["target"].flatMap { values.value($0, of: "target", in: &draft) }
      let object: ThreatObject? = fields["object"].flatMap { values.value($0, of: "object", in: &draft) }
      if let node = fields["object"], label != .threat {
        draft.report(at: values.location(node), "“object” goes with the label threat")
      }
      return .finding(label, tier ?? .certain, target: target, object: object)
    case (nil, let node?):
      guard let name = values.text(node, of: "class", in: &draft) else { return nil }
      for pair in fields.keys(among: ["tier", "target", "object"]) {
        draft.report(at: values.location(pair.keyPosition), "“\(pair.key)” goes with a label, and this is a class")
      }
      guard RuleName.isName(name.utf8), Label(rawValue: name) == nil else {
        draft.report(
          at: values.location(node),
          "“\(name)” is no name for a class; write lower-case Latin letters, digits and “-”, no label")
        return nil
      }
      return .wordClass(name)
    case (nil, nil):
      draft.report(at: fields.location, "the rule has neither “label” nor “class”")
      return nil
    case (_?, _?):
      draft.report(at: fields.location, "a rule has either “label” or “class”, not both")
      return nil
    }
  }

  /// The one of some keys that is there; several, or none, are reported.
  private func only(of keys: [String], in fields: YAMLFields, _ draft: inout RulebookDraft) -> YAMLNode.Pair? {
    let present = fields.keys(among: keys)
    if let pair = present.first, present.count == 1 { return pair }
    let location = present.dropFirst().first.map { values.location($0.keyPosition) } ?? fields.location
    draft.report(at: location, "a guard has exactly one of \(keys.joined(separator: ", "))")
    return nil
  }

  /// Where the text of a scalar begins, behind its quote or under its block sign.
  private func textLocation(_ node: YAMLNode) -> SourceLocation {
    var location = values.location(node)
    switch node.content {
    case .scalar(_, .quoted): location.column += 1
    case .scalar(_, .block): location = SourceLocation(file: location.file, line: location.line + 1, column: 1)
    default: break
    }
    return location
  }
}
