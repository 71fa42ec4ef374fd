import Testing
import YAMLTree

struct YAMLTreeTests {
  @Test func keepsTextOrderAndPlaces() throws {
    let tree = try #require(try YAMLNode.parse(Array("б: [1, 'два']\n\nа:\n  - x: |\n      три\n".utf8)))
    func at(_ line: Int, _ column: Int) -> YAMLNode.Position { .init(line: line, column: column) }
    let inner = YAMLNode(
      .mapping([.init(key: "x", keyPosition: at(4, 5), value: YAMLNode(.scalar("три\n", .block), at: at(4, 8)))]),
      at: at(4, 5))
    let expected = YAMLNode(
      .mapping([
        .init(
          key: "б", keyPosition: at(1, 1),
          value: YAMLNode(
            .sequence([
              YAMLNode(.scalar("1", .plain), at: at(1, 5)), YAMLNode(.scalar("два", .quoted), at: at(1, 8)),
            ]), at: at(1, 4))),
        .init(key: "а", keyPosition: at(3, 1), value: YAMLNode(.sequence([inner]), at: at(4, 3))),
      ]), at: at(1, 1))
    #expect(tree == expected)
  }

  @Test(arguments: ["", "# nothing\n", "\u{FEFF}# nothing"])
  func emptyDocumentsAreNil(_ text: String) throws {
    #expect(try YAMLNode.parse(Array(text.utf8)) == nil)
  }

  @Test func byteOrderMarkIsNoCharacter() throws {
    let tree = try YAMLNode.parse(Array("\u{FEFF}word".utf8))
    #expect(tree == YAMLNode(.scalar("word", .plain), at: .init(line: 1, column: 1)))
  }

  static let refused: [(text: String, error: String)] = [
    ("a: &x 1\nb: 2", "1:4: anchors (&name) are not taken; write the value out"),
    ("a: *x", "1:4: aliases (*name) are not taken; write the value out"),
    ("ж: !!str 1", "1:4: tags (!name) are not taken; quote text that begins with !"),
    ("- a: 1\n  b: 2\n  a: 3", "3:3: the key “a” comes twice"),
    ("[a]: 1", "1:1: a key must be a word, not a list or a mapping"),
    ("a: 1\n---\nb: 2", "2:1: a second document; one file holds one"),
    ("[[[[[a]]]]]", "1:5: nested more than 3 levels deep"),
    ("abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "1:1: the text is longer than 50 bytes"),
    ("a: [1, 2", "2:1: did not find expected ',' or ']'"),
    ("a: 'x", "1:6: found unexpected end of stream"),
    ("б: 1\nв: \u{1}", "2:4: control characters are not allowed"),
  ]

  @Test(arguments: refused)
  func refuses(_ text: String, _ message: String) {
    let error = #expect(throws: YAMLError.self) {
      try YAMLNode.parse(Array(text.utf8), limits: .init(bytes: 50, depth: 3))
    }
    #expect(error?.description == message)
  }

  @Test func invalidUTF8HasAPlace() {
    let error = #expect(throws: YAMLError.self) { try YAMLNode.parse(Array("б: в\nг: ".utf8) + [0xFF]) }
    #expect(error?.position == .init(line: 2, column: 4))
  }

  @Test func manyKeysAreComparedToo() {
    let text = (0..<40).map { "k\($0): 1\n" }.joined()
    #expect(throws: Never.self) { try YAMLNode.parse(Array(text.utf8)) }
    let error = #expect(throws: YAMLError.self) { try YAMLNode.parse(Array((text + "k3: 1").utf8)) }
    #expect(error?.description == "41:1: the key “k3” comes twice")
  }
}
