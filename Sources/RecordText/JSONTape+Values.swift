/// What a tape says, with the span that was read.
extension JSONTape {
  /// Where a node is in the span: a string inside its quotes.
  package func range(_ node: Int) -> Range<Int> { base + Int(nodes[node].start)..<base + Int(nodes[node].end) }

  /// Calls the body with each member's name, whose escapes are undone, and the node of its value.
  package func forEachMember(of node: Int, in bytes: Span<UInt8>, _ body: (Span<UInt8>, Int) -> Void) {
    guard nodes[node].kind == .object else { return }
    let end = Int(nodes[node].next)
    var key = node + 1
    while key + 1 < end {
      if nodes[key].hasEscapes {
        var name = ByteBuffer()
        JSONString.decode(bytes.extracting(range(key)), into: &name)
        body(name.span, key + 1)
      } else {
        body(bytes.extracting(range(key)), key + 1)
      }
      key = Int(nodes[key + 1].next)
    }
  }

  /// Calls the body with the node of each element.
  package func forEachElement(of node: Int, _ body: (Int) -> Void) {
    guard nodes[node].kind == .array else { return }
    let end = Int(nodes[node].next)
    var element = node + 1
    while element < end {
      body(element)
      element = Int(nodes[element].next)
    }
  }

  /// The last member of that name, as in most other readers.
  package func member(_ name: StaticString, of node: Int, in bytes: Span<UInt8>) -> Int? {
    var found: Int?
    forEachMember(of: node, in: bytes) { if $0.says(name) { found = $1 } }
    return found
  }

  /// Appends what a string says.
  package func appendString(_ node: Int, in bytes: Span<UInt8>, to text: inout ByteBuffer) {
    let inside = bytes.extracting(range(node))
    if nodes[node].hasEscapes { JSONString.decode(inside, into: &text) } else { text.append(inside) }
  }

  /// What a string or number says; nil for other values, and for an empty string.
  package func name(_ node: Int?, in bytes: Span<UInt8>) -> String? {
    guard let node, nodes[node].kind == .string || nodes[node].kind == .number else { return nil }
    var text = ByteBuffer()
    appendString(node, in: bytes, to: &text)
    return text.count == 0 ? nil : String(decoding: text.bytes, as: UTF8.self)
  }

  /// A whole number; nil for other values.
  package func integer(_ node: Int?, in bytes: Span<UInt8>) -> Int? {
    guard let node, nodes[node].kind == .number else { return nil }
    return name(node, in: bytes).flatMap { Int($0) }
  }
}
