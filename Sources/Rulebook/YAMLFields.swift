internal import YAMLTree

/// A YAML mapping of which all keys are known.
struct YAMLFields {
  let location: SourceLocation
  private let pairs: [YAMLNode.Pair]

  init(location: SourceLocation, pairs: [YAMLNode.Pair]) {
    self.location = location
    self.pairs = pairs
  }

  subscript(key: String) -> YAMLNode? { pairs.first { $0.key == key }?.value }

  /// Those of some keys that are there.
  func keys(among keys: [String]) -> [YAMLNode.Pair] { pairs.filter { keys.contains($0.key) } }
}

/// Reads values out of YAML nodes; what has the wrong type is reported and left out.
struct YAMLValues {
  let file: String

  func location(_ position: YAMLNode.Position) -> SourceLocation {
    SourceLocation(file: file, line: position.line, column: position.column)
  }

  func location(_ node: YAMLNode) -> SourceLocation { location(node.position) }

  /// A mapping; keys that are not `known` are reported.
  func fields(_ node: YAMLNode, of what: String, known: [String], in draft: inout RulebookDraft) -> YAMLFields? {
    guard case .mapping(let pairs) = node.content else {
      draft.report(at: location(node), "\(what) must be a mapping with keys")
      return nil
    }
    for pair in pairs where !known.contains(pair.key) {
      let proposal = RuleName.proposal(for: pair.key, among: known)
      draft.report(at: location(pair.keyPosition), "unknown key “\(pair.key)” in \(what)\(proposal)")
    }
    return YAMLFields(location: location(node), pairs: pairs)
  }

  func text(_ node: YAMLNode, of what: String, in draft: inout RulebookDraft) -> String? {
    if case .scalar(let text, let style) = node.content, !text.isEmpty, !(style == .plain && Self.isNull(text)) {
      return text
    }
    draft.report(at: location(node), "“\(what)” must be a text")
    return nil
  }

  private static func isNull(_ text: String) -> Bool { text == "~" || text == "null" }

  func integer(
    _ node: YAMLNode, of what: String, in range: ClosedRange<Int>, _ draft: inout RulebookDraft
  ) -> Int? {
    if case .scalar(let text, .plain) = node.content, let value = Int(text), range.contains(value) { return value }
    draft.report(
      at: location(node), "“\(what)” must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    return nil
  }

  func boolean(_ node: YAMLNode, of what: String, in draft: inout RulebookDraft) -> Bool? {
    switch node.content {
    case .scalar("true", .plain): return true
    case .scalar("false", .plain): return false
    default:
      draft.report(at: location(node), "“\(what)” must be true or false")
      return nil
    }
  }

  /// The nodes of a list.
  func list(_ node: YAMLNode, of what: String, in draft: inout RulebookDraft) -> [YAMLNode]? {
    if case .sequence(let items) = node.content { return items }
    draft.report(at: location(node), "“\(what)” must be a list: [a, b]")
    return nil
  }

  /// One of the values of an enumeration.
  func value<Value: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, of what: String, in draft: inout RulebookDraft
  ) -> Value? {
    guard let text = text(node, of: what, in: &draft) else { return nil }
    return draft.value(text, of: what, at: location(node))
  }

  /// A list of such values, without those that are none; one that comes twice is reported.
  func values<Value: RawRepresentable<String> & CaseIterable & Hashable>(
    _ node: YAMLNode?, of what: String, in draft: inout RulebookDraft
  ) -> [Value] {
    guard let node, let items = list(node, of: what, in: &draft) else { return [] }
    var values: [Value] = []
    for item in items {
      guard let value: Value = value(item, of: what, in: &draft) else { continue }
      if values.contains(value) {
        draft.report(at: location(item), "“\(value.rawValue)” comes twice")
      } else {
        values.append(value)
      }
    }
    return values
  }

  func examples(_ node: YAMLNode?, of what: String, in draft: inout RulebookDraft) -> [Example] {
    guard let node, let items = list(node, of: what, in: &draft) else { return [] }
    return items.compactMap { item in
      text(item, of: what, in: &draft).map { Example(text: $0, location: location(item)) }
    }
  }
}
