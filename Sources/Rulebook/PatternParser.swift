/// Parses one pattern of a lexicon or class (lexicons/README.md, “Patterns”) by recursive descent over UTF-8:
///
///     sequence = { item ["?"] }
///     item     = letter | "\" sign | "(" sequence { "|" sequence } ")" | "[" letters "]" | "<" name ">"
///              | "*" | "_" | "#"
///
/// Letters are folded as far as the rulebook asks for it: lower case, ё as е. The first error ends the pattern.
struct PatternParser {
  /// A use of a class inside a pattern.
  struct ClassReference {
    var name: String
    var location: SourceLocation
  }

  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var end = 0
  private var line = 0
  private var column = 0
  /// The classes that the patterns so far have named.
  private(set) var references: [ClassReference] = []

  /// Groups within groups at most.
  static let depthLimit = 16
  /// Bytes of a pattern at most.
  static let lengthLimit = 2_000

  /// A parser for the patterns of one file, which is valid UTF-8.
  init(_ bytes: [UInt8], of file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The pattern in a range of bytes without blanks, of which the first stands at that line and column.
  mutating func parse(_ range: Range<Int>, line: Int, column: Int) throws(Diagnostic) -> PatternSyntax.Node {
    index = range.lowerBound
    end = range.upperBound
    self.line = line
    self.column = column
    guard range.count <= Self.lengthLimit else {
      throw Diagnostic(at: location, "the pattern is longer than \(Self.lengthLimit) bytes")
    }
    let node = try sequence(depth: 0)
    guard let byte = peek() else { return node }
    if byte == UInt8(ascii: "|") {
      throw Diagnostic(at: location, "“|” stands between alternatives in round brackets: (а|б)")
    }
    throw Diagnostic(at: location, "“)” without “(” before it")
  }

  private var location: SourceLocation { SourceLocation(file: file, line: line, column: column) }

  private func complaint(at place: (line: Int, column: Int), _ message: String) -> Diagnostic {
    Diagnostic(at: SourceLocation(file: file, line: place.line, column: place.column), message)
  }

  private func peek() -> UInt8? { index < end ? bytes[index] : nil }

  /// Passes one ASCII character.
  private mutating func pass() {
    index += 1
    column += 1
  }

  /// Items until `|`, `)` or the end.
  private mutating func sequence(depth: Int) throws(Diagnostic) -> PatternSyntax.Node {
    var items: [PatternSyntax.Node] = []
    items.reserveCapacity(min((end - index) / 2 + 1, 8))  // a Russian letter has two bytes
    var isOptional = true  // nothing yet that “?” could belong to
    while let byte = peek(), byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
      let start = (line: line, column: column)
      switch byte {
      case UInt8(ascii: "?"):
        guard !isOptional, let last = items.popLast() else {
          throw complaint(at: start, "“?” follows what may be missing: a letter, a group, a set, a class, “_” or “#”")
        }
        pass()
        items.append(.choice([last, .sequence([])]))
        isOptional = true
        continue
      case UInt8(ascii: "("): items.append(try group(depth: depth + 1))
      case UInt8(ascii: "["): items.append(try set())
      case UInt8(ascii: "<"): items.append(try affixes())
      case UInt8(ascii: "*"):
        pass()
        if items.last == .anyLetters { throw complaint(at: start, "one “*” is enough") }
        items.append(.anyLetters)
      case UInt8(ascii: "_"):
        pass()
        if items.last == .gap { throw complaint(at: start, "one “_” is enough") }
        items.append(.gap)
      case UInt8(ascii: "#"):
        pass()
        items.append(.mask)
      default: items.append(.character(try character()))
      }
      // “*” may be nothing already.
      isOptional = byte == UInt8(ascii: "*")
    }
    // A sequence of one is that one.
    return if items.count == 1, let only = items.first { only } else { .sequence(items) }
  }

  private mutating func group(depth: Int) throws(Diagnostic) -> PatternSyntax.Node {
    let start = location
    guard depth <= Self.depthLimit else {
      throw Diagnostic(at: start, "groups nest more than \(Self.depthLimit) deep")
    }
    pass()
    var branches: [PatternSyntax.Node] = []
    while true {
      branches.append(try sequence(depth: depth))
      guard let byte = peek() else { throw Diagnostic(at: start, "“(” without “)” after it") }
      pass()
      if byte == UInt8(ascii: ")") { break }
    }
    if branches.allSatisfy({ $0 == .sequence([]) }) { throw Diagnostic(at: start, "the group is empty") }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func set() throws(Diagnostic) -> PatternSyntax.Node {
    let start = location
    pass()
    var letters: [PatternSyntax.Node] = []
    while let byte = peek(), byte != UInt8(ascii: "]") { letters.append(.character(try character())) }
    guard peek() != nil else { throw Diagnostic(at: start, "“[” without “]” after it") }
    pass()
    if letters.isEmpty { throw Diagnostic(at: start, "the set is empty") }
    return .choice(letters)
  }

  private mutating func affixes() throws(Diagnostic) -> PatternSyntax.Node {
    let start = location
    guard let close = bytes[index..<end].firstIndex(of: UInt8(ascii: ">")) else {
      throw Diagnostic(at: start, "“<” without “>” after it")
    }
    let name = bytes[(index + 1)..<close]
    guard RuleName.isName(name) else {
      throw Diagnostic(at: start, "a class is named in lower-case Latin letters, digits and “-”: <noun-masc>")
    }
    column += close + 1 - index
    index = close + 1
    let text = String(decoding: name, as: UTF8.self)
    references.append(ClassReference(name: text, location: start))
    return .affixes(text)
  }

  /// A letter, a digit, or a sign after `\`.
  private mutating func character() throws(Diagnostic) -> Character {
    let start = (line: line, column: column)
    let isEscaped = peek() == UInt8(ascii: "\\")
    if isEscaped {
      pass()
      guard index < end else { throw complaint(at: start, "a sign is missing after “\\”") }
    }
    let scalar = nextScalar()
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39, 0x430...0x44F: return Character(scalar)
    case 0x41...0x5A, 0x410...0x42F: return Character(Unicode.Scalar(scalar.value + 0x20) ?? scalar)
    case 0x401, 0x451: return "е"
    default:
      if isEscaped { return Character(scalar) }
      throw complaint(at: start, Self.complaint(about: scalar))
    }
  }

  private static func complaint(about scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .format, .control:
      "an invisible or combining character (U+\(String(scalar.value, radix: 16, uppercase: true))); leave it out"
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter:
      "“\(Character(scalar))” is neither a Russian nor a basic Latin letter"
    default: "“\(Character(scalar))” has no meaning here; as a sign of its own it is written \\\(Character(scalar))"
    }
  }

  /// Decodes the scalar at `index` (the bytes are valid UTF-8) and passes it.
  private mutating func nextScalar() -> Unicode.Scalar {
    let first = bytes[index]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(length == 1 ? first : first & (0x7F >> UInt8(length)))
    for byte in bytes[(index + 1)..<min(index + length, end)] { value = value << 6 | UInt32(byte & 0x3F) }
    index = min(index + length, end)
    column += 1
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
