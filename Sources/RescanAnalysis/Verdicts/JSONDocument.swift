internal import RecordText

/// A JSON text (RFC 8259) that was read as a whole; asking for a value of another kind is an error.
struct JSONDocument {
  /// Where the text is no JSON, or not what was asked for.
  struct Fault: Error, Equatable { var offset: Int }

  private let tape: JSONTape
  private let bytes: [UInt8]

  /// The node of the outermost value.
  static let root = 0

  /// Reads a text, behind which only white space may stand.
  init(_ bytes: [UInt8]) throws(Fault) {
    var tape = JSONTape()
    switch tape.read(bytes.span, isEnd: true) {
    case .whole(let end):
      if let rest = bytes[end...].firstIndex(where: { !isJSONSpace($0) }) { throw Fault(offset: rest) }
    case .broken(let place): throw Fault(offset: place)
    case .unfinished: throw Fault(offset: bytes.count)
    }
    self.tape = tape
    self.bytes = bytes
  }

  func kind(_ node: Int) -> JSONTape.Node.Kind { tape.nodes[node].kind }

  /// The members of an object, each a name and the node of its value.
  func members(_ node: Int) throws(Fault) -> [(key: String, node: Int)] {
    try expect(.object, node)
    var members: [(key: String, node: Int)] = []
    tape.forEachMember(of: node, in: bytes.span) { key, value in
      members.append((String(repairing: key), value))
    }
    return members
  }

  /// The nodes of an array's elements.
  func elements(_ node: Int) throws(Fault) -> [Int] {
    try expect(.array, node)
    var elements: [Int] = []
    tape.forEachElement(of: node) { elements.append($0) }
    return elements
  }

  /// What a string says; escapes of half a surrogate pair, and bytes that are no UTF-8, read as U+FFFD.
  func string(_ node: Int) throws(Fault) -> String {
    try expect(.string, node)
    guard tape.nodes[node].hasEscapes else { return String(repairing: bytes.span.extracting(tape.range(node))) }
    var text = ByteBuffer()
    tape.appendString(node, in: bytes.span, to: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  /// A number, as it is written.
  func number(_ node: Int) throws(Fault) -> String {
    try expect(.number, node)
    return String(decoding: bytes[tape.range(node)], as: UTF8.self)
  }

  /// A whole number that an Int holds.
  func integer(_ node: Int) throws(Fault) -> Int {
    guard let value = Int(try number(node)) else { throw fault(node) }
    return value
  }

  /// `true` or `false`.
  func boolean(_ node: Int) throws(Fault) -> Bool {
    try expect(.bool, node)
    return bytes[tape.range(node).lowerBound] == UInt8(ascii: "t")
  }

  private func expect(_ kind: JSONTape.Node.Kind, _ node: Int) throws(Fault) {
    guard tape.nodes[node].kind == kind else { throw fault(node) }
  }

  private func fault(_ node: Int) -> Fault { Fault(offset: tape.range(node).lowerBound) }
}

extension String {
  /// A text in UTF-8; bytes that are none become U+FFFD.
  fileprivate init(repairing bytes: Span<UInt8>) {
    // The pointer does not outlive the call.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
