internal import YAMLTree

/// Reads the condition of a rule over findings: what stands under `when`.
struct ConditionReader {
  /// Other words between two parts at most.
  static let wordsBetween = 0...30
  static let points = -100...100

  private static let kinds = ["found", "allOf", "anyOf", "not", "near", "count", "points"]
  private static let companions = [
    "near": ["within", "ordered", "without"],
    "points": ["at-least"],
  ]

  let values: YAMLValues

  /// The condition, or `nil` after a complaint.
  func read(_ node: YAMLNode, in draft: inout RulebookDraft) -> Condition? {
    guard case .mapping(let pairs) = node.content else {
      return values.text(node, of: "when", in: &draft).map { .found([Selector($0, at: values.location(node))]) }
    }
    let kinds = pairs.filter { Self.kinds.contains($0.key) }
    let allowed = Self.kinds + kinds.flatMap { Self.companions[$0.key] ?? [] }
    guard let fields = values.fields(node, of: "a condition", known: allowed, in: &draft) else { return nil }
    guard let kind = kinds.first, kinds.count == 1 else {
      let location = kinds.dropFirst().first.map { values.location($0.keyPosition) } ?? fields.location
      let advice = kinds.isEmpty ? "write one of \(Self.kinds.joined(separator: ", "))" : "join several by allOf"
      draft.report(at: location, "a condition has one kind; \(advice)")
      return nil
    }
    switch kind.key {
    case "found": return .found(selectors(kind.value, of: "found", in: &draft))
    case "allOf": return conditions(kind.value, of: "allOf", in: &draft).map(Condition.allOf)
    case "anyOf": return conditions(kind.value, of: "anyOf", in: &draft).map(Condition.anyOf)
    case "not": return read(kind.value, in: &draft).map(Condition.not)
    case "near": return near(kind.value, fields, in: &draft)
    case "count": return count(kind.value, in: &draft)
    default: return points(kind.value, fields, in: &draft)
    }
  }

  /// One selector or a list of them, at least one.
  func selectors(_ node: YAMLNode, of what: String, in draft: inout RulebookDraft) -> [Selector] {
    guard case .sequence(let items) = node.content else {
      return values.text(node, of: what, in: &draft).map { [Selector($0, at: values.location(node))] } ?? []
    }
    if items.isEmpty { draft.report(at: values.location(node), "“\(what)” is empty; name at least one") }
    return items.compactMap { item in
      values.text(item, of: what, in: &draft).map { Selector($0, at: values.location(item)) }
    }
  }

  /// A number of words, `sentence` or `comment`.
  func reach(_ node: YAMLNode, in draft: inout RulebookDraft) -> Reach? {
    guard case .scalar(let text, .plain) = node.content else {
      draft.report(at: values.location(node), "“within” must be a number of words, sentence or comment")
      return nil
    }
    switch text {
    case "sentence": return .sentence
    case "comment": return .comment
    default:
      if let words = Int(text), Self.wordsBetween.contains(words) { return .words(words) }
      let range = "\(Self.wordsBetween.lowerBound) to \(Self.wordsBetween.upperBound)"
      draft.report(at: values.location(node), "“within” must be a number of words from \(range), sentence or comment")
      return nil
    }
  }

  private func conditions(_ node: YAMLNode, of what: String, in draft: inout RulebookDraft) -> [Condition]? {
    guard let items = values.list(node, of: what, in: &draft) else { return nil }
    if items.isEmpty { draft.report(at: values.location(node), "“\(what)” is empty; name at least one condition") }
    return items.compactMap { read($0, in: &draft) }
  }

  private func near(_ node: YAMLNode, _ fields: YAMLFields, in draft: inout RulebookDraft) -> Condition? {
    guard let items = values.list(node, of: "near", in: &draft) else { return nil }
    if items.count < 2 { draft.report(at: values.location(node), "“near” needs two parts or more") }
    let parts = items.map { selectors($0, of: "near", in: &draft) }
    var reach = Reach.sentence
    if let within = fields["within"] {
      reach = self.reach(within, in: &draft) ?? reach
    } else {
      draft.report(at: fields.location, "“within” is missing: a number of words, sentence or comment")
    }
    let ordered = fields["ordered"].flatMap { values.boolean($0, of: "ordered", in: &draft) } ?? false
    let without = fields["without"].map { selectors($0, of: "without", in: &draft) } ?? []
    return .near(parts: parts, reach: reach, ordered: ordered, without: without)
  }

  private func count(_ node: YAMLNode, in draft: inout RulebookDraft) -> Condition? {
    guard case .mapping(let pairs) = node.content, !pairs.isEmpty else {
      draft.report(at: values.location(node), "“count” must be a mapping: {links: \">=1\"}")
      return nil
    }
    let counts = pairs.compactMap { pair -> Condition? in
      let location = values.location(pair.keyPosition)
      guard let counter: Condition.Counter = draft.value(pair.key, of: "counter", at: location),
        let (comparison, number) = comparison(pair.value, of: counter, in: &draft)
      else { return nil }
      return .count(counter, comparison, number, at: location)
    }
    if let only = counts.first, counts.count == 1 { return only }
    return .allOf(counts)
  }

  /// `>=n` or `<=n`.
  private func comparison(
    _ node: YAMLNode, of counter: Condition.Counter, in draft: inout RulebookDraft
  ) -> (Condition.Comparison, Int)? {
    guard case .scalar(let text, _) = node.content,
      let comparison = Condition.Comparison(rawValue: String(text.prefix(2))),
      let number = Int(text.dropFirst(2).drop { $0 == " " })
    else {
      draft.report(at: values.location(node), "a count is compared by >= or <=: {\(counter.rawValue): \">=1\"}")
      return nil
    }
    let highest = counter.isShare ? 100 : 1_000_000
    guard number <= highest, number >= (comparison == .atLeast ? 1 : 0) else {
      draft.report(
        at: values.location(node), "“\(text)” is out of range: \(counter.rawValue) from 0 to \(highest), >= from 1")
      return nil
    }
    return (comparison, number)
  }

  private func points(_ node: YAMLNode, _ fields: YAMLFields, in draft: inout RulebookDraft) -> Condition? {
    guard let items = values.list(node, of: "points", in: &draft) else { return nil }
    let weights = items.compactMap { item -> Condition.Weight? in
      guard case .sequence(let pair) = item.content, pair.count == 2 else {
        draft.report(at: values.location(item), "each of “points” is a pair of points and a condition: [2, links]")
        return nil
      }
      let points = values.integer(pair[0], of: "points", in: Self.points, &draft)
      guard let condition = read(pair[1], in: &draft), let points else { return nil }
      return Condition.Weight(condition: condition, points: points)
    }
    guard let node = fields["at-least"] else {
      draft.report(at: fields.location, "“at-least” is missing: the points needed")
      return nil
    }
    guard let atLeast = values.integer(node, of: "at-least", in: 1...1_000, &draft) else { return nil }
    let reachable = weights.reduce(0) { $0 + max($1.points, 0) }
    if weights.count == items.count, reachable < atLeast {
      draft.report(at: values.location(node), "\(atLeast) points are never reached; all of them make \(reachable)")
    }
    return .points(weights, atLeast: atLeast)
  }
}

extension Condition.Counter {
  /// Whether it counts percents.
  var isShare: Bool { self == .capitalShare || self == .emojiShare }
}
