internal import TextFolding

/// Parses the source of an expression: the part of PCRE2's syntax that can be checked, given required literals, and kept
/// from stalling a thread. All else is refused by name rather than passed on.
struct RegexParser {
  private let characters: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private var groupCount = 0
  private var closedGroups: Set<Int> = []
  private var names: [String: Int] = [:]

  /// Groups inside groups at most; PCRE2 allows 250, and ``PCRE2Source`` writes up to three for one.
  private static let deepestNesting = 50
  private static let mostRepetitions = 1000
  /// The reach of a look-behind in PCRE2 10.43 and later; earlier ones allow more.
  private static let longestLookbehind = 255

  /// Parses a whole expression.
  static func parse(_ source: String) throws(RegexError) -> RegexNode {
    var parser = RegexParser(characters: Array(source.unicodeScalars))
    let node = try parser.parseChoice()
    if parser.index < parser.characters.count { throw RegexError(at: parser.column, "this ) closes nothing") }
    return node
  }

  private init(characters: [Unicode.Scalar]) { self.characters = characters }

  // MARK: Reading

  private var column: Int { index + 1 }
  private var current: Unicode.Scalar? { index < characters.count ? characters[index] : nil }

  private mutating func skip(_ text: StaticString) -> Bool {
    var end = index
    for character in text.description.unicodeScalars {
      guard end < characters.count, characters[end] == character else { return false }
      end += 1
    }
    index = end
    return true
  }

  private mutating func readNumber() -> Int? {
    var number: Int?
    while let digit = current.flatMap({ $0.properties.numericType == .decimal && $0.isASCII ? $0.value - 0x30 : nil }) {
      // Larger numbers are refused wherever one may stand.
      number = min((number ?? 0) * 10 + Int(digit), 1_000_000)
      index += 1
    }
    return number
  }

  private mutating func readName(until end: Unicode.Scalar) throws(RegexError) -> String {
    let start = column
    var name = ""
    while let character = current, character != end {
      guard character.isASCII, character == "_" || character.properties.isAlphabetic || "0"..."9" ~= character else {
        break
      }
      name.unicodeScalars.append(character)
      index += 1
    }
    guard current == end, let first = name.unicodeScalars.first, !("0"..."9" ~= first) else {
      throw RegexError(at: start, "a group's name consists of Latin letters, digits and _, and ends with \(end)")
    }
    index += 1
    return name
  }

  // MARK: Choices and sequences

  private mutating func parseChoice() throws(RegexError) -> RegexNode {
    let start = column
    var branches = [try parseSequence()]
    while skip("|") { branches.append(try parseSequence()) }
    return branches.count == 1 ? branches[0] : RegexNode(kind: .choice(branches), column: start)
  }

  private mutating func parseSequence() throws(RegexError) -> RegexNode {
    let start = column
    var nodes: [RegexNode] = []
    while let character = current, character != "|", character != ")" {
      let node = try parseItem(character)
      nodes.append(try parseRepetition(of: node))
    }
    return nodes.count == 1 ? nodes[0] : RegexNode(kind: .sequence(nodes), column: start)
  }

  private mutating func parseItem(_ character: Unicode.Scalar) throws(RegexError) -> RegexNode {
    let start = column
    index += 1
    switch character {
    case "(": return try parseGroup(from: start)
    case "[": return RegexNode(kind: .symbols(try parseClass(from: start)), column: start)
    case "\\": return RegexNode(kind: try parseEscape(from: start), column: start)
    case ".": return RegexNode(kind: .symbols(SourceAlphabet.anyButLineBreak), column: start)
    case "^": return RegexNode(kind: .anchor(.textStart), column: start)
    case "$": return RegexNode(kind: .anchor(.textEndOrFinalLineBreak), column: start)
    case "*", "+", "?": throw RegexError(at: start, "there is nothing before \(character) to repeat")
    case "{", "}", "]": throw RegexError(at: start, "write \\\(character) for the sign itself")
    default:
      guard let symbol = SourceAlphabet.symbol(of: character) else {
        throw Self.unknownCharacter(character, at: start)
      }
      return RegexNode(kind: .symbol(symbol), column: start)
    }
  }

  private static func unknownCharacter(_ character: Unicode.Scalar, at column: Int) -> RegexError {
    let advice = character.properties.isEmoji ? "; all emoji are alike, \\p{Emoji}" : ""
    return RegexError(at: column, "no folded text holds “\(character)”\(advice)")
  }

  // MARK: Repetitions

  private mutating func parseRepetition(of node: RegexNode) throws(RegexError) -> RegexNode {
    let start = column
    guard var repetition = try parseCount(from: start) else { return node }
    switch node.kind {
    case .anchor, .wordEdge, .lookaround:
      throw RegexError(at: start, "what stands before it matches no symbol, so it cannot be repeated")
    case .symbol, .symbols, .sequence, .choice, .group, .repeated, .backReference: break
    }
    if skip("?") {
      repetition.mode = .lazy
    } else if skip("+") {
      repetition.mode = .possessive
    }
    if let character = current, "*+?{".unicodeScalars.contains(character) {
      throw RegexError(at: column, "there is nothing before \(character) to repeat")
    }
    return RegexNode(kind: .repeated(node, repetition), column: node.column)
  }

  private mutating func parseCount(from start: Int) throws(RegexError) -> RegexNode.Repetition? {
    if skip("*") { return .init(least: 0, most: nil) }
    if skip("+") { return .init(least: 1, most: nil) }
    if skip("?") { return .init(least: 0, most: 1) }
    guard skip("{") else { return nil }
    // {,n} is a quantifier in PCRE2 since 10.43, and means itself before.
    guard let least = readNumber() else { throw RegexError(at: start, "a count is {n}, {n,} or {n,m}") }
    var most: Int? = least
    if skip(",") { most = readNumber() }
    guard skip("}") else { throw RegexError(at: start, "a count is {n}, {n,} or {n,m}") }
    if max(least, most ?? 0) > Self.mostRepetitions {
      throw RegexError(at: start, "a count is at most \(Self.mostRepetitions)")
    }
    if let most, most < least { throw RegexError(at: start, "the counts are in the wrong order") }
    return .init(least: least, most: most)
  }

  // MARK: Groups

  private mutating func parseGroup(from start: Int) throws(RegexError) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > Self.deepestNesting { throw RegexError(at: start, "the groups are nested too deeply") }
    if current == "*" { throw RegexError(at: start, "(*…) is not supported") }
    guard skip("?") else { return try parseCapture(from: start) }
    if skip(":") { return try parseBody(from: start) { .group(.plain, $0) } }
    if skip(">") { return try parseBody(from: start) { .group(.atomic, $0) } }
    if skip("=") { return try parseBody(from: start) { .lookaround(isAhead: true, isNegated: false, $0) } }
    if skip("!") { return try parseBody(from: start) { .lookaround(isAhead: true, isNegated: true, $0) } }
    if skip("<=") { return try parseLookbehind(from: start, isNegated: false) }
    if skip("<!") { return try parseLookbehind(from: start, isNegated: true) }
    if skip("P=") {
      return RegexNode(kind: .backReference(try readReference(until: ")", from: start)), column: start)
    }
    let namesEnd: Unicode.Scalar
    if skip("<") || skip("P<") {
      namesEnd = ">"
    } else if skip("'") {
      namesEnd = "'"
    } else {
      throw Self.unsupportedGroup(characters[index...], at: start)
    }
    let nameColumn = column
    let name = try readName(until: namesEnd)
    guard names[name] == nil else { throw RegexError(at: nameColumn, "another group has the name \(name)") }
    names[name] = groupCount + 1
    return try parseCapture(from: start)
  }

  private static func unsupportedGroup(_ rest: ArraySlice<Unicode.Scalar>, at column: Int) -> RegexError {
    let message =
      switch rest.first ?? ")" {
      case "R", "0"..."9", "&", "P", "+": "recursion is not supported"
      case "C": "callouts are not supported"
      case "(": "conditions are not supported"
      case "|": "(?|…) is not supported"
      case "#": "comments are not supported"
      case "i", "m", "s", "x", "n", "a", "J", "U", "^", "-", "r":
        "options are not supported; texts are lower case, and [\\s\\S] matches a line break too"
      default: "this kind of group is unknown"
      }
    return RegexError(at: column, message)
  }

  private mutating func parseCapture(from start: Int) throws(RegexError) -> RegexNode {
    groupCount += 1
    let number = groupCount
    let node = try parseBody(from: start) { .group(.capturing, $0) }
    closedGroups.insert(number)
    return node
  }

  private mutating func parseBody(
    from start: Int, _ kind: (RegexNode) -> RegexNode.Kind
  ) throws(RegexError) -> RegexNode {
    let body = try parseChoice()
    guard skip(")") else { throw RegexError(at: start, "this group is not closed") }
    return RegexNode(kind: kind(body), column: start)
  }

  private mutating func parseLookbehind(from start: Int, isNegated: Bool) throws(RegexError) -> RegexNode {
    let node = try parseBody(from: start) { .lookaround(isAhead: false, isNegated: isNegated, $0) }
    guard case .lookaround(_, _, let body) = node.kind else { return node }
    let branches = if case .choice(let branches) = body.kind { branches } else { [body] }
    for branch in branches {
      guard let width = branch.fixedWidth, width <= Self.longestLookbehind else {
        throw RegexError(
          at: branch.column,
          "in a look-behind each alternative has one length, of at most \(Self.longestLookbehind) symbols")
      }
    }
    return node
  }

  // MARK: Escapes

  private mutating func parseEscape(from start: Int) throws(RegexError) -> RegexNode.Kind {
    guard let character = current else { throw RegexError(at: start, "nothing follows the \\") }
    switch character {
    case "1"..."9":
      let number = readNumber() ?? 0
      return .backReference(try checkedReference(number, at: start))
    case "g", "k":
      index += 1
      return .backReference(try parseReference(character, from: start))
    default: break
    }
    if let set = try parseSetEscape(from: start) { return .symbols(set) }
    index += 1
    switch character {
    case "b": return .wordEdge(isNegated: false)
    case "B": return .wordEdge(isNegated: true)
    case "A": return .anchor(.textStart)
    case "z": return .anchor(.textEnd)
    case "Z": return .anchor(.textEndOrFinalLineBreak)
    default: throw RegexError(at: start, "\\\(character) is not supported")
    }
  }

  /// The escapes that stand for a symbol also inside a class; nil, with nothing read, for others.
  private mutating func parseSetEscape(from start: Int) throws(RegexError) -> SymbolSet? {
    guard let character = current else { throw RegexError(at: start, "nothing follows the \\") }
    if character == "p" {
      guard skip("p{Emoji}") else { throw RegexError(at: start, "of the properties only \\p{Emoji} is supported") }
      return SymbolSet([Symbol.emoji])
    }
    let set: SymbolSet
    switch character {
    case "d": set = SourceAlphabet.digits
    case "D": set = SourceAlphabet.digits.inverted
    case "s": set = SourceAlphabet.whiteSpace
    case "S": set = SourceAlphabet.whiteSpace.inverted
    case "w": set = SourceAlphabet.wordSymbols
    case "W": set = SourceAlphabet.otherSymbols
    case "n": set = SymbolSet([Symbol.lineBreak])
    default:
      guard !character.properties.isAlphabetic, !("0"..."9" ~= character) else { return nil }
      guard let symbol = SourceAlphabet.symbol(of: character) else {
        throw Self.unknownCharacter(character, at: start + 1)
      }
      set = SymbolSet([symbol])
    }
    index += 1
    return set
  }

  /// `\g1`, `\g{1}`, `\g{-1}`, `\g{name}`, `\k{name}`, `\k<name>`, `\k'name'`, from behind the letter.
  private mutating func parseReference(_ letter: Unicode.Scalar, from start: Int) throws(RegexError) -> Int {
    if letter == "k", skip("<") { return try readReference(until: ">", from: start) }
    if letter == "k", skip("'") { return try readReference(until: "'", from: start) }
    let isBraced = skip("{")
    if letter == "g" {
      let isRelative = skip("-")
      if let number = readNumber() {
        if isBraced, !skip("}") { throw RegexError(at: start, "the } of this reference is missing") }
        return try checkedReference(isRelative ? groupCount + 1 - number : number, at: start)
      }
    }
    guard isBraced else { throw RegexError(at: start, "this is no reference to a group") }
    return try readReference(until: "}", from: start)
  }

  private mutating func readReference(until end: Unicode.Scalar, from start: Int) throws(RegexError) -> Int {
    let name = try readName(until: end)
    guard let number = names[name] else { throw RegexError(at: start, "no group before has the name \(name)") }
    return try checkedReference(number, at: start)
  }

  private func checkedReference(_ number: Int, at start: Int) throws(RegexError) -> Int {
    guard closedGroups.contains(number) else { throw RegexError(at: start, "no group \(number) ends before this") }
    return number
  }

  // MARK: Classes

  private mutating func parseClass(from start: Int) throws(RegexError) -> SymbolSet {
    let isNegated = skip("^")
    var set = SymbolSet()
    var isEmpty = true
    while let character = current {
      if character == "]" {
        if isEmpty { throw RegexError(at: column, "write \\] for the sign itself") }
        index += 1
        if isNegated { set = set.inverted }
        if set.isEmpty { throw RegexError(at: start, "this class holds no symbol") }
        return set
      }
      isEmpty = false
      set = set.union(try parseClassItem(character))
    }
    throw RegexError(at: start, "this class is not closed")
  }

  /// A character, an escape or a range.
  private mutating func parseClassItem(_ character: Unicode.Scalar) throws(RegexError) -> SymbolSet {
    let start = column
    if skip("[:") || skip("[.") || skip("[=") {
      throw RegexError(at: start, "[:…:] is not supported; use \\w, \\d, \\s")
    }
    index += 1
    var first = character
    var single: SymbolSet
    if character == "\\" {
      let escaped = current
      guard let set = try parseSetEscape(from: start) else {
        throw RegexError(at: start, "\\\(escaped ?? character) is not supported in a class")
      }
      guard let escaped, !escaped.properties.isAlphabetic else {
        if isRangeSign { throw RegexError(at: column, "write \\- for the sign; a range begins with a character") }
        return set
      }
      first = escaped
      single = set
    } else {
      guard let symbol = SourceAlphabet.symbol(of: character) else { throw Self.unknownCharacter(character, at: start) }
      single = SymbolSet([symbol])
    }
    guard isRangeSign else { return single }
    index += 1
    if let last = try readRangeEnd(), let range = SourceAlphabet.symbols(from: first, through: last) { return range }
    throw RegexError(at: start, "a range goes from one character to a later one of the same alphabet")
  }

  /// Whether a `-` follows that is not the last in its class.
  private var isRangeSign: Bool {
    current == "-" && index + 1 < characters.count && characters[index + 1] != "]"
  }

  private mutating func readRangeEnd() throws(RegexError) -> Unicode.Scalar? {
    guard skip("\\") else {
      defer { index += 1 }
      return current
    }
    guard let character = current, !character.properties.isAlphabetic, !("0"..."9" ~= character) else { return nil }
    index += 1
    return character
  }
}
