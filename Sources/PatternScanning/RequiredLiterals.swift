internal import TextFolding

/// Finds literals of which every match of an expression holds at least one, so that the expression needs to be run only
/// where the scanner saw one of them.
///
/// For each part of the expression, from the inside out, it keeps with which strings a match begins and ends (for short
/// parts: which strings it is) and the best set of literals inside, as in R. Cox, "Regular Expression Matching with a
/// Trigram Index" (2012), and RE2's `prefilter.cc`. What a match does not need, such as look-arounds and repetitions
/// that may be left out, contributes nothing.
enum RequiredLiterals {
  /// Sets of literals, each ascending, of which every match holds one each: the best set first, then at most
  /// ``mostOthers``; none if no literals are rare enough to be worth looking for.
  static func of(_ node: RegexNode) -> [[[UInt8]]] {
    for widestClass in classWidths {
      let facts = facts(of: node, widestClass: widestClass)
      guard let best = facts.bestLiterals else { continue }
      let others = facts.allLiterals.filter { $0.literals != best.literals }.sorted { $0.isBetter(than: $1) }
      return [best.literals] + others.prefix(mostOthers).map(\.literals)
    }
    return []
  }

  private static let mostOthers = 2

  /// Classes with more symbols are not multiplied out: first only small ones, then if need be digits too.
  private static let classWidths = [4, 12]

  private typealias Strings = Set<[UInt8]>

  /// What is known of a part's matches.
  private struct Facts {
    /// Each match begins with one of these; the empty string says nothing.
    var prefixes: Strings
    /// Each match ends with one of these.
    var suffixes: Strings
    /// Each match is one of these; then `prefixes` and `suffixes` are the same.
    var isExact: Bool
    /// Each match holds one of each of these, besides what prefixes and suffixes say.
    var inside: [LiteralSet]

    static let unknown = Facts(prefixes: [[]], suffixes: [[]], isExact: false, inside: [])

    static func exactly(_ strings: Strings) -> Facts {
      Facts(prefixes: strings, suffixes: strings, isExact: true, inside: [])
    }

    var allLiterals: [LiteralSet] {
      inside + [LiteralSet(prefixes), isExact ? nil : LiteralSet(suffixes)].compactMap { $0 }
    }

    /// The best of them; of equals the first.
    var bestLiterals: LiteralSet? {
      allLiterals.reduce(nil) { LiteralSet.best($0, $1) }
    }
  }

  // MARK: Parts

  private static func facts(of node: RegexNode, widestClass: Int) -> Facts {
    switch node.kind {
    case .symbol(let symbol): return .exactly([[symbol]])
    case .symbols(let set):
      let symbols = set.symbols
      return symbols.count > widestClass ? .unknown : .exactly(Set(symbols.map { [$0] }))
    case .anchor, .wordEdge, .lookaround: return .exactly([[]])
    case .backReference: return .unknown
    case .group(_, let body): return facts(of: body, widestClass: widestClass)
    case .sequence(let nodes): return sequence(nodes, widestClass: widestClass)
    case .choice(let nodes): return choice(nodes.map { facts(of: $0, widestClass: widestClass) })
    case .repeated(let body, let repetition):
      return repeated(facts(of: body, widestClass: widestClass), repetition)
    }
  }

  private static func sequence(_ nodes: [RegexNode], widestClass: Int) -> Facts {
    var whole = Facts.exactly([[]])
    var plain: [UInt8] = []
    for node in nodes {
      if case .symbol(let symbol) = node.kind, plain.count < LiteralSet.longestLiteral {
        plain.append(symbol)
        continue
      }
      if !plain.isEmpty { whole = join(whole, .exactly([plain])) }
      plain.removeAll()
      whole = join(whole, facts(of: node, widestClass: widestClass))
    }
    return plain.isEmpty ? whole : join(whole, .exactly([plain]))
  }

  private static func join(_ left: Facts, _ right: Facts) -> Facts {
    var inside = left.inside + right.inside
    guard let middle = product(left.suffixes, right.prefixes) else {
      inside += [LiteralSet(left.suffixes), LiteralSet(right.prefixes)].compactMap { $0 }
      return Facts(prefixes: left.prefixes, suffixes: right.suffixes, isExact: false, inside: inside)
    }
    switch (left.isExact, right.isExact) {
    case (true, true): return .exactly(middle)
    case (true, false): return Facts(prefixes: middle, suffixes: right.suffixes, isExact: false, inside: inside)
    case (false, true): return Facts(prefixes: left.prefixes, suffixes: middle, isExact: false, inside: inside)
    case (false, false):
      inside += [LiteralSet(middle)].compactMap { $0 }
      return Facts(prefixes: left.prefixes, suffixes: right.suffixes, isExact: false, inside: inside)
    }
  }

  private static func choice(_ parts: [Facts]) -> Facts {
    let prefixes = union(parts.map(\.prefixes))
    let suffixes = union(parts.map(\.suffixes))
    if parts.allSatisfy(\.isExact), let prefixes { return .exactly(prefixes) }
    return Facts(
      prefixes: prefixes ?? [[]], suffixes: suffixes ?? [[]], isExact: false,
      inside: [LiteralSet.union(parts.map(\.bestLiterals))].compactMap { $0 })
  }

  private static func repeated(_ body: Facts, _ repetition: RegexNode.Repetition) -> Facts {
    if repetition.least == 0 {
      guard repetition.most != 0 else { return .exactly([[]]) }
      guard repetition.most == 1 else { return .unknown }
      return choice([body, .exactly([[]])])
    }
    // More rounds than a literal has symbols add nothing.
    let rounds = min(repetition.least, LiteralSet.longestLiteral)
    let least = (1..<rounds).reduce(body) { rounds, _ in join(rounds, body) }
    if rounds == repetition.most { return least }
    // Anything may follow the first rounds, but the last round is one like them.
    return Facts(prefixes: least.prefixes, suffixes: body.suffixes, isExact: false, inside: least.allLiterals)
  }

  // MARK: Sets of strings

  private static func union(_ sets: [Strings]) -> Strings? {
    var all = Strings()
    for set in sets {
      all.formUnion(set)
      if all.count > LiteralSet.mostLiterals { return nil }
    }
    return all
  }

  /// Each string of one set with each of the other behind it; nil if these are too many or too long.
  private static func product(_ left: Strings, _ right: Strings) -> Strings? {
    guard left.count * right.count <= LiteralSet.mostLiterals else { return nil }
    var all = Strings()
    for first in left {
      for second in right {
        if first.count + second.count > LiteralSet.longestLiteral { return nil }
        all.insert(first + second)
      }
    }
    return all
  }
}

/// Literals that are worth looking for, none part of another, and how rarely one of them is met.
private struct LiteralSet {
  static let mostLiterals = 64
  static let longestLiteral = 24

  let literals: [[UInt8]]
  /// The information in the sight of one of them, in tenths of a bit.
  private let information: Int
  /// At this one in a million places looks like one of the literals by chance, and the fewer they are the better.
  private static let enoughInformation = 200

  init?(_ strings: some Collection<[UInt8]>) {
    guard !strings.isEmpty, strings.allSatisfy(SymbolRarity.isUsable) else { return nil }
    var kept: [[UInt8]] = []
    // What holds a shorter literal needs none of its own.
    for string in Set(strings).sorted(by: Self.isOrdered) where !kept.contains(where: { string.holds($0) }) {
      kept.append(string)
    }
    guard kept.count <= Self.mostLiterals else { return nil }
    literals = kept.sorted { $0.lexicographicallyPrecedes($1) }
    let rarest = literals.map { SymbolRarity.information($0[...]) }.min() ?? 0
    let doublings = Int.bitWidth - 1 - literals.count.leadingZeroBitCount
    information = rarest - doublings * 10
  }

  private static func isOrdered(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    first.count != second.count ? first.count < second.count : first.lexicographicallyPrecedes(second)
  }

  /// The rarer of two sets; of those that are rare enough the smaller one.
  static func best(_ first: LiteralSet?, _ second: LiteralSet?) -> LiteralSet? {
    guard let first, let second else { return first ?? second }
    return second.merit > first.merit ? second : first
  }

  func isBetter(than other: LiteralSet) -> Bool { merit > other.merit }

  private var merit: (Int, Int, Int) {
    (min(information, Self.enoughInformation), -literals.count, information)
  }

  /// The literals of all sets; nil if one of them is missing or they are too many.
  static func union(_ sets: [LiteralSet?]) -> LiteralSet? {
    var all: [[UInt8]] = []
    for set in sets {
      guard let set else { return nil }
      all += set.literals
    }
    return LiteralSet(all)
  }
}

extension [UInt8] {
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    guard part.count <= count else { return false }
    return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
  }
}
