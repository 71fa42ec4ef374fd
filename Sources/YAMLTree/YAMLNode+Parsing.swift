extension YAMLNode {
  /// What a text may be at most; more is refused, so that no file can exhaust memory or the stack.
  public struct Limits: Sendable {
    /// The length of the text.
    public var bytes: Int
    /// How deep sequences and mappings may nest.
    public var depth: Int

    /// Takes over its parts.
    public init(bytes: Int = 16 << 20, depth: Int = 32) {
      self.bytes = bytes
      self.depth = depth
    }
  }

  /// Parses one YAML 1.1 document in UTF-8 with libyaml; `nil` if there is nothing but comments.
  ///
  /// Refused, beside what is not YAML: a second document, anchors, aliases, tags, keys that are not scalars, and a
  /// key that comes twice in a mapping.
  public static func parse(_ bytes: [UInt8], limits: Limits = .init()) throws(YAMLError) -> YAMLNode? {
    guard bytes.count <= limits.bytes else {
      throw YAMLError(at: .init(line: 1, column: 1), "the text is longer than \(limits.bytes) bytes")
    }
    var builder = YAMLTreeBuilder(events: try YAMLEventReader(bytes), depth: limits.depth)
    return try builder.document()
  }
}

/// Makes a tree of libyaml's events by recursive descent, at most `depth` levels deep.
private struct YAMLTreeBuilder: ~Copyable {
  var events: YAMLEventReader
  let depth: Int

  mutating func document() throws(YAMLError) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let (event, position) = try events.next()
      switch event {
      case .streamEnd: return root
      case .documentStart:
        guard root == nil else { throw YAMLError(at: position, "a second document; one file holds one") }
        let (event, position) = try events.next()
        root = try node(event, at: position, depth: 0)
      default: break
      }
    }
  }

  private mutating func node(
    _ event: YAMLEvent, at position: YAMLNode.Position, depth level: Int
  ) throws(YAMLError) -> YAMLNode {
    guard level <= depth else { throw YAMLError(at: position, "nested more than \(depth) levels deep") }
    switch event {
    case .scalar(let text, let style): return YAMLNode(.scalar(text, style), at: position)
    case .sequenceStart: return YAMLNode(.sequence(try sequence(depth: level)), at: position)
    case .mappingStart: return YAMLNode(.mapping(try mapping(depth: level)), at: position)
    default: throw YAMLError(at: position, "a value is missing")
    }
  }

  private mutating func sequence(depth level: Int) throws(YAMLError) -> [YAMLNode] {
    var items: [YAMLNode] = []
    while true {
      let (event, position) = try events.next()
      if case .sequenceEnd = event { return items }
      items.append(try node(event, at: position, depth: level + 1))
    }
  }

  private mutating func mapping(depth level: Int) throws(YAMLError) -> [YAMLNode.Pair] {
    var pairs: [YAMLNode.Pair] = []
    // Few keys are compared one by one; a set is for those who try a million.
    var manyKeys: Set<String> = []
    while true {
      let (event, keyPosition) = try events.next()
      if case .mappingEnd = event { return pairs }
      guard case .scalar(let key, _) = event else {
        throw YAMLError(at: keyPosition, "a key must be a word, not a list or a mapping")
      }
      if pairs.count == 16 { manyKeys = Set(pairs.map(\.key)) }
      let isNew = pairs.count < 16 ? !pairs.contains { $0.key == key } : manyKeys.insert(key).inserted
      guard isNew else { throw YAMLError(at: keyPosition, "the key “\(key)” comes twice") }
      let (valueEvent, position) = try events.next()
      let value = try node(valueEvent, at: position, depth: level + 1)
      pairs.append(.init(key: key, keyPosition: keyPosition, value: value))
    }
  }
}
