internal import TextFolding

/// Why an expression cannot be used.
public struct RegexError: Error, Sendable, Equatable {
  /// Where in the source expression: the number of a character, from 1; one past the end if something is missing there.
  public var column: Int
  /// What is wrong, in English.
  public var message: String

  init(at column: Int, _ message: String) {
    self.column = column
    self.message = message
  }
}

/// A part of a regular expression, parsed from its source by ``RegexParser``.
///
/// PCRE2 never sees the source: the parsed expression is written anew for it by ``PCRE2Source``, and ``RequiredLiterals``
/// reads the same tree, so the two cannot understand an expression differently.
struct RegexNode: Sendable {
  indirect enum Kind: Sendable {
    case symbol(UInt8)
    /// One symbol of a set.
    case symbols(SymbolSet)
    case sequence([RegexNode])
    /// Stands only as the body of a group or a look-around, or at the top.
    case choice([RegexNode])
    case group(Group, RegexNode)
    case lookaround(isAhead: Bool, isNegated: Bool, RegexNode)
    case repeated(RegexNode, Repetition)
    case anchor(Anchor)
    /// `\b` or, negated, `\B`.
    case wordEdge(isNegated: Bool)
    /// What the group of this number matched; groups are numbered from 1.
    case backReference(Int)
  }

  enum Group: Sendable { case plain, capturing, atomic }

  enum Anchor: Sendable {
    case textStart
    case textEnd
    /// The end of the text, or before the line break that ends it.
    case textEndOrFinalLineBreak
  }

  struct Repetition: Sendable, Equatable {
    enum Mode: Sendable { case greedy, lazy, possessive }

    var least: Int
    /// nil: any number.
    var most: Int?
    var mode = Mode.greedy
  }

  var kind: Kind
  /// The column at which the part begins in the source.
  var column: Int
}

extension RegexNode {
  /// The number of symbols that every match of the part has; nil if matches differ in length.
  var fixedWidth: Int? {
    switch kind {
    case .symbol, .symbols: return 1
    case .anchor, .wordEdge, .lookaround: return 0
    case .backReference: return nil
    case .group(_, let body): return body.fixedWidth
    case .sequence(let nodes):
      var width = 0
      for node in nodes {
        guard let next = node.fixedWidth else { return nil }
        width = min(width + next, Self.widthCeiling)
      }
      return width
    case .choice(let nodes):
      guard let width = nodes.first?.fixedWidth else { return nil }
      return nodes.allSatisfy { $0.fixedWidth == width } ? width : nil
    case .repeated(let body, let repetition):
      guard repetition.least == repetition.most, let width = body.fixedWidth else { return nil }
      return min(width * repetition.least, Self.widthCeiling)
    }
  }

  /// How many symbols the part compares on one way through it at most, where each unbounded repetition counts once.
  var size: Int {
    switch kind {
    case .symbol, .symbols, .backReference: return 1
    case .anchor, .wordEdge: return 2
    case .group(_, let body), .lookaround(_, _, let body): return body.size
    case .sequence(let nodes), .choice(let nodes):
      return nodes.reduce(0) { min($0 + $1.size, Self.widthCeiling) }
    case .repeated(let body, let repetition):
      return min(body.size * max(repetition.most ?? repetition.least, 1), Self.widthCeiling)
    }
  }

  /// Widths and sizes are counted up to this, so that nested repetitions do not overflow.
  private static let widthCeiling = 1 << 16

  /// Symbols of which one is the first of each match (at the other end: the last); nil if they are not known or the
  /// part may match nothing.
  func outermostSymbols(atEnd: Bool) -> SymbolSet? {
    switch kind {
    case .symbol(let symbol): return SymbolSet([symbol])
    case .symbols(let set): return set
    case .anchor, .wordEdge, .lookaround, .backReference: return nil
    case .group(_, let body): return body.outermostSymbols(atEnd: atEnd)
    case .sequence(let nodes): return (atEnd ? nodes.last : nodes.first)?.outermostSymbols(atEnd: atEnd)
    case .choice(let nodes):
      var all = SymbolSet()
      for node in nodes {
        guard let symbols = node.outermostSymbols(atEnd: atEnd) else { return nil }
        all = all.union(symbols)
      }
      return all
    case .repeated(let body, let repetition):
      return repetition.least > 0 ? body.outermostSymbols(atEnd: atEnd) : nil
    }
  }
}

/// How the characters of an expression become symbols: as in a folded text.
enum SourceAlphabet {
  /// What `\w` matches. PCRE2's own tables know ASCII alone.
  static let wordSymbols = SymbolSet(Array(0x30...0x39) + Array(0x61...0x7A) + Array(Symbol.firstCyrillic...0xFF))
  /// What `\W` matches.
  static let otherSymbols = wordSymbols.inverted
  /// What `\d` matches.
  static let digits = SymbolSet(0x30...0x39)
  /// What `\s` matches: the two kinds of white space that a folded text holds.
  static let whiteSpace = SymbolSet([Symbol.lineBreak, Symbol.space])
  /// What `.` matches.
  static let anyButLineBreak = SymbolSet([Symbol.lineBreak]).inverted

  /// The symbol of a character; nil for those that folding does not yield.
  static func symbol(of character: Unicode.Scalar) -> UInt8? {
    switch character.value {
    case 0x41...0x5A: UInt8(character.value) + 0x20
    case 0x20...0x7E: UInt8(character.value)
    case 0x0A: Symbol.lineBreak
    case 0x0410...0x042F: UInt8(character.value - 0x0410) + Symbol.firstCyrillic
    case 0x0430...0x044F: UInt8(character.value - 0x0430) + Symbol.firstCyrillic
    case 0x0401, 0x0451: Symbol.firstCyrillic + 5  // ё is е
    case 0x00AB, 0x00BB, 0x201C...0x201F: 0x22  // « » “ ” „ ‟
    case 0x2018...0x201B: 0x27  // ‘ ’ ‚ ‛
    case 0x2010...0x2015: 0x2D  // dashes
    default: nil
    }
  }

  /// The symbols between two characters of one alphabet; nil if they do not bound a range.
  static func symbols(from first: Unicode.Scalar, through last: Unicode.Scalar) -> SymbolSet? {
    let alphabets: [ClosedRange<UInt32>] = [0x20...0x7E, 0x0410...0x044F]
    guard first.value <= last.value,
      alphabets.contains(where: { $0.contains(first.value) && $0.contains(last.value) })
    else { return nil }
    return SymbolSet((first.value...last.value).compactMap { Unicode.Scalar($0).flatMap(symbol(of:)) })
  }
}

extension SymbolSet {
  /// The symbols that are not in the set.
  var inverted: SymbolSet { SymbolSet((UInt8.min...UInt8.max).filter { !contains($0) }) }

  func isSubset(of other: SymbolSet) -> Bool { union(other) == other }
}
