/// A page as a tree, read strictly: every element is closed, every value quoted, every special character escaped.
///
/// What a browser would forgive is an error here, since whoever forgives may be led to see markup where there is none.
struct HTMLTree: Equatable {
  var name: String
  var attributes: [Attribute] = []
  var children: [Child] = []

  struct Attribute: Equatable {
    var name: String
    var value: String
  }

  enum Child: Equatable {
    case element(HTMLTree)
    case text(String)
  }

  struct Fault: Error, CustomStringConvertible {
    var what: String
    var byte: Int
    var around: String
    var description: String { "\(what) at byte \(byte): …\(around)…" }
  }

  subscript(attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }

  /// The elements in it, itself first, in the order of the page.
  var all: [HTMLTree] { [self] + elements.flatMap(\.all) }

  /// The elements right in it.
  var elements: [HTMLTree] {
    children.compactMap { if case .element(let element) = $0 { element } else { nil } }
  }

  /// All text in it.
  var text: String {
    children.map {
      switch $0 {
      case .element(let element): element.text
      case .text(let text): text
      }
    }.joined()
  }

  /// Elements with their attributes and classes, and nothing that came in from outside.
  var shape: String {
    let own = attributes.map { ["class", "id", "href", "scope", "role"].contains($0.name) ? "\($0)" : $0.name }
    return "<\(name) \(own.joined(separator: " "))>" + elements.map(\.shape).joined() + "</>"
  }

  func first(_ name: String, styled style: String? = nil) -> HTMLTree? {
    all.first { $0.name == name && (style == nil || $0.styles.contains(style ?? "")) }
  }

  func every(_ name: String, styled style: String? = nil) -> [HTMLTree] {
    all.filter { $0.name == name && (style == nil || $0.styles.contains(style ?? "")) }
  }

  var styles: [String] { (self["class"] ?? "").split(separator: " ").map(String.init) }
}

/// Reads what `ReportHTML` writes, or a browser writes of what it has read.
struct HTMLParser {
  /// Who wrote it: a browser escapes less in texts than we do.
  enum Dialect { case ours, serialized }

  private let bytes: [UInt8]
  private let dialect: Dialect
  private var place = 0

  private static let voids: Set<String> = ["meta"]
  private static let references = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'", "nbsp": "\u{A0}"]

  static func parse(_ bytes: [UInt8], _ dialect: Dialect = .ours) throws -> HTMLTree {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw HTMLTree.Fault(what: "no UTF-8", byte: 0, around: "")
    }
    var parser = HTMLParser(bytes: bytes, dialect: dialect)
    try parser.expect("<!DOCTYPE html>")
    parser.skipBlanks()
    let root = try parser.element()
    parser.skipBlanks()
    if parser.place < bytes.count { throw parser.fault("something after the end") }
    return root
  }

  private init(bytes: [UInt8], dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  private func fault(_ what: String) -> HTMLTree.Fault {
    HTMLTree.Fault(
      what: what, byte: place,
      around: String(decoding: bytes[max(0, place - 60)..<min(bytes.count, place + 40)], as: UTF8.self))
  }

  private func stands(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

  private mutating func expect(_ text: String) throws {
    guard stands(text) else { throw fault("'\(text)' is missing") }
    place += text.utf8.count
  }

  private mutating func skipBlanks() {
    while place < bytes.count, bytes[place] == 10 || bytes[place] == 32 { place += 1 }
  }

  private mutating func name() throws -> String {
    let start = place
    while place < bytes.count,
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[place] | 0x20) || bytes[place] == UInt8(ascii: "-")
        || (place > start && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[place]))
    { place += 1 }
    guard place > start else { throw fault("a name is missing") }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func element() throws -> HTMLTree {
    try expect("<")
    var element = HTMLTree(name: try name())
    while stands(" ") {
      place += 1
      let name = try name()
      try expect("=\"")
      // Sources of a security policy stand in apostrophes.
      let value = try text(until: UInt8(ascii: "\""), apostrophes: name == "content")
      try expect("\"")
      if element[name] != nil { throw fault("'\(name)' twice") }
      element.attributes.append(.init(name: name, value: value))
    }
    try expect(">")
    if Self.voids.contains(element.name) { return element }
    if element.name == "style" {
      let start = place
      while place < bytes.count, !stands("</") { place += 1 }
      element.children = [.text(String(decoding: bytes[start..<place], as: UTF8.self))]
    }
    while !stands("</") {
      guard place < bytes.count else { throw fault("'\(element.name)' is not closed") }
      if stands("<") {
        element.children.append(.element(try self.element()))
      } else {
        element.children.append(.text(try text(until: UInt8(ascii: "<"))))
      }
    }
    try expect("</\(element.name)>")
    return element
  }

  /// A text up to a byte, with its references read.
  private mutating func text(until end: UInt8, apostrophes: Bool = false) throws -> String {
    var text: [UInt8] = []
    while place < bytes.count, bytes[place] != end {
      switch bytes[place] {
      case UInt8(ascii: "&"):
        guard let semicolon = bytes[place...].prefix(8).firstIndex(of: UInt8(ascii: ";")),
          let character = Self.references[String(decoding: bytes[(place + 1)..<semicolon], as: UTF8.self)]
        else { throw fault("'&' begins no reference") }
        text += character.utf8
        place = semicolon + 1
        continue
      case UInt8(ascii: "<") where dialect == .ours || end != UInt8(ascii: "\""): throw fault("'<' is not escaped")
      case UInt8(ascii: ">") where dialect == .ours, UInt8(ascii: "\"") where dialect == .ours,
        UInt8(ascii: "'") where dialect == .ours && !apostrophes:
        throw fault("a special character is not escaped")
      case 0..<9, 11..<32, 127: throw fault("a control character")
      default: text.append(bytes[place])
      }
      place += 1
    }
    return String(decoding: text, as: UTF8.self)
  }
}
