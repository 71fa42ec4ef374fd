internal import TextFolding

/// Finds literals of which every match of an expression holds at least one, so that the expression needs to be run only
/// where all of them were seen.
///
/// An expression is taken apart into its alternatives as far as they differ in kind. For each part of an alternative, from
/// the inside out, it is kept with which strings a match begins and ends (for short parts: which strings it is) and the
/// sets of literals inside, as in R. Cox, "Regular Expression Matching with a Trigram Index" (2012), and RE2's
/// `prefilter.cc`. White space and signs between words count as one mark, and so do the rest of a word and any word, so that
/// a string may be a whole phrase. What a match does not need, such as look-arounds and repetitions that may be left out,
/// contributes nothing.
struct RequiredLiterals {
  private let frequencies: WordFrequencies

  init(_ frequencies: WordFrequencies) { self.frequencies = frequencies }

  /// The alternatives of an expression. Each has sets of literals, of each of which every match holds one, the rarest first
  /// and at most ``mostSets``; an alternative without a set may match anywhere.
  func alternatives(of node: RegexNode) -> [[[RegexLiteral]]] {
    var budget = Self.mostAlternatives
    var known: Set<[[RegexLiteral]]> = []
    return split(node, &budget).map { sets(of: $0) }.filter { known.insert($0).inserted }
  }

  private static let mostSets = 3
  private static let mostAlternatives = 64
  /// What is met more often is not looked for.
  private static let greatestShare = 0.1
  /// What is met more seldom than this is rare enough.
  private static let smallShare = 1e-6

  private func sets(of node: RegexNode) -> [[RegexLiteral]] {
    var sets: [LiteralSet] = []
    for set in facts(of: node).allLiterals(frequencies).sorted(by: { $0.isBetter(than: $1) })
    where !sets.contains(where: { $0.literals == set.literals }) && set.share < Self.greatestShare {
      sets.append(set)
      if sets.count == Self.mostSets { break }
    }
    return sets.map { $0.literals }
  }

  // MARK: Alternatives

  private func split(_ node: RegexNode, _ budget: inout Int) -> [RegexNode] {
    if let best = sets(of: node).first, LiteralSet.share(of: best, frequencies) < Self.smallShare { return [node] }
    switch node.kind {
    case .group(_, let body): return split(body, &budget)
    case .choice(let nodes):
      guard takes(nodes.count, &budget) else { return [node] }
      return nodes.flatMap { split($0, &budget) }
    case .sequence(let nodes):
      for (index, part) in nodes.enumerated() {
        guard let ways = ways(through: part), takes(ways.count, &budget) else { continue }
        return ways.flatMap { way in
          split(
            RegexNode(kind: .sequence(nodes[..<index] + [way] + nodes[(index + 1)...]), column: node.column), &budget)
        }
      }
      return [node]
    case .symbol, .symbols, .lookaround, .repeated, .anchor, .wordEdge, .backReference: return [node]
    }
  }

  private func takes(_ count: Int, _ budget: inout Int) -> Bool {
    guard count - 1 <= budget else { return false }
    budget -= count - 1
    return true
  }

  /// The alternatives of a part of a sequence that is worth taking apart: not one that is a set of strings.
  private func ways(through part: RegexNode) -> [RegexNode]? {
    guard !facts(of: part).isExact else { return nil }
    switch part.kind {
    case .group(_, let body): return ways(through: body)
    case .choice(let nodes): return nodes
    case .repeated(let body, let repetition) where repetition.least == 0 && repetition.most == 1:
      return [RegexNode(kind: .sequence([]), column: part.column), body]
    default: return nil
    }
  }

  // MARK: Facts

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
    var inside: [Strings]

    static let unknown = Facts(prefixes: [[]], suffixes: [[]], isExact: false, inside: [])

    static func exactly(_ strings: Strings) -> Facts {
      Facts(prefixes: strings, suffixes: strings, isExact: true, inside: [])
    }

    var allStrings: [Strings] { inside + [prefixes] + (isExact ? [] : [suffixes]) }

    func allLiterals(_ frequencies: WordFrequencies) -> [LiteralSet] {
      allStrings.compactMap { LiteralSet($0, frequencies) }
    }
  }

  private func facts(of node: RegexNode) -> Facts {
    switch node.kind {
    case .symbol(let symbol): return .exactly([[LiteralMark.mark(of: symbol)]])
    case .symbols(let set): return Self.facts(of: set)
    case .anchor: return .exactly([[]])
    case .wordEdge(let isNegated): return .exactly([isNegated ? [] : [LiteralMark.edge]])
    case .lookaround(_, let isNegated, let body):
      return .exactly([isNegated && body.isAnyWordSymbol ? [LiteralMark.edge] : []])
    case .backReference: return .unknown
    case .group(_, let body): return facts(of: body)
    case .sequence(let nodes): return sequence(nodes)
    case .choice(let nodes): return choice(nodes.map { facts(of: $0) })
    case .repeated(let body, let repetition): return repeated(body, repetition)
    }
  }

  /// Classes with more symbols are not multiplied out.
  private static let mostSymbols = 6

  private static func facts(of set: SymbolSet) -> Facts {
    let symbols = set.symbols
    if set == SourceAlphabet.digits { return .exactly([[LiteralMark.digits]]) }
    if set == SourceAlphabet.whiteSpace { return .exactly([[LiteralMark.gap]]) }
    if symbols.count <= mostSymbols { return .exactly(Set(symbols.map { [LiteralMark.mark(of: $0)] })) }
    if set.isSubset(of: SourceAlphabet.wordSymbols) { return .exactly([[LiteralMark.letters]]) }
    if !set.intersects(SourceAlphabet.wordSymbols) { return .exactly([[LiteralMark.gap]]) }
    return .unknown
  }

  private func sequence(_ nodes: [RegexNode]) -> Facts {
    var whole = Facts.exactly([[]])
    var plain: [UInt8] = []
    for node in nodes {
      if case .symbol(let symbol) = node.kind, plain.count < LiteralSet.longestString {
        plain.append(LiteralMark.mark(of: symbol))
        continue
      }
      if !plain.isEmpty { whole = join(whole, .exactly([plain])) }
      plain.removeAll()
      whole = join(whole, facts(of: node))
    }
    return plain.isEmpty ? whole : join(whole, .exactly([plain]))
  }

  private func join(_ left: Facts, _ right: Facts) -> Facts {
    var inside = left.inside + right.inside
    guard let middle = Self.product(left.suffixes, right.prefixes) else {
      inside += [left.suffixes, right.prefixes]
      return Facts(prefixes: left.prefixes, suffixes: right.suffixes, isExact: false, inside: inside)
    }
    switch (left.isExact, right.isExact) {
    case (true, true): return .exactly(middle)
    case (true, false): return Facts(prefixes: middle, suffixes: right.suffixes, isExact: false, inside: inside)
    case (false, true): return Facts(prefixes: left.prefixes, suffixes: middle, isExact: false, inside: inside)
    case (false, false):
      return Facts(
        prefixes: left.prefixes, suffixes: right.suffixes, isExact: false, inside: inside + [middle])
    }
  }

  private func choice(_ parts: [Facts]) -> Facts {
    let prefixes = Self.union(parts.map(\.prefixes))
    let suffixes = Self.union(parts.map(\.suffixes))
    if parts.allSatisfy(\.isExact), let prefixes { return .exactly(prefixes) }
    let best = parts.map { part in
      part.allStrings.compactMap { strings in LiteralSet(strings, frequencies).map { (strings, $0) } }
        .min { $0.1.isBetter(than: $1.1) }?.0
    }
    var inside: [Strings] = []
    if !best.contains(where: { $0 == nil }), let all = Self.union(best.compactMap { $0 }) { inside.append(all) }
    return Facts(prefixes: prefixes ?? [[]], suffixes: suffixes ?? [[]], isExact: false, inside: inside)
  }

  private func repeated(_ body: RegexNode, _ repetition: RegexNode.Repetition) -> Facts {
    let once = facts(of: body)
    if repetition.most == 0 { return .exactly([[]]) }
    if once.isExact, once.prefixes.allSatisfy({ $0.count == 1 && LiteralMark.isRepeated($0[0]) }) {
      // A mark stands for any number of its kind.
      return repetition.least > 0 ? once : choice([once, .exactly([[]])])
    }
    if repetition.least == 0 {
      guard let most = repetition.most, most == 1 || once.isExact && most <= Self.mostRounds else { return .unknown }
      var rounds = [Facts.exactly([[]])]
      for _ in 0..<most { rounds.append(join(rounds[rounds.count - 1], once)) }
      return choice(rounds)
    }
    // More rounds than a literal has symbols add nothing.
    let rounds = min(repetition.least, LiteralSet.longestString)
    let least = (1..<rounds).reduce(once) { rounds, _ in join(rounds, once) }
    if rounds == repetition.most { return least }
    // Anything may follow the first rounds, but the last round is one like them.
    return Facts(
      prefixes: least.prefixes, suffixes: once.suffixes, isExact: false,
      inside: least.inside + (least.isExact ? [least.prefixes] : []))
  }

  private static let mostRounds = 3

  // MARK: Sets of strings

  private static func union(_ sets: [Strings]) -> Strings? {
    var all = Strings()
    for set in sets {
      all.formUnion(set)
      if all.count > LiteralSet.mostStrings { return nil }
    }
    return all
  }

  /// Each string of one set with each of the other behind it; nil if these are too many or too long.
  private static func product(_ left: Strings, _ right: Strings) -> Strings? {
    guard left.count * right.count <= LiteralSet.mostStrings else { return nil }
    var all = Strings()
    for first in left {
      for second in right {
        if first.count + second.count > LiteralSet.longestString { return nil }
        all.insert(first + second)
      }
    }
    return all
  }
}

extension LiteralMark {
  /// What stands for a symbol: white space counts as any gap, since no literal reaches over the end of a token.
  fileprivate static func mark(of symbol: UInt8) -> UInt8 { symbol == Symbol.lineBreak ? gap : symbol }

  /// Whether the mark stands for any number of its kind.
  fileprivate static func isRepeated(_ mark: UInt8) -> Bool { mark == letters || mark == digits || mark == gap }
}

extension RegexNode {
  /// Whether the part is one symbol, which may be any that belongs to a word.
  fileprivate var isAnyWordSymbol: Bool {
    switch kind {
    case .symbols(let set): SourceAlphabet.wordSymbols.isSubset(of: set)
    case .group(_, let body): body.isAnyWordSymbol
    default: false
    }
  }
}

/// Literals that are worth looking for, and how often one of them is met.
private struct LiteralSet {
  static let mostStrings = 128
  static let longestString = 48

  let literals: [RegexLiteral]
  let share: Double

  /// nil if one of the strings is met everywhere.
  init?(_ strings: Set<[UInt8]>, _ frequencies: WordFrequencies) {
    var known: Set<RegexLiteral> = []
    var all: [RegexLiteral] = []
    // In the order of the strings, so that the same expression always has the same literals in the same order.
    for string in strings.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      guard let literal = RegexLiteral(string) else { return nil }
      if known.insert(literal).inserted { all.append(literal) }
    }
    guard !all.isEmpty else { return nil }
    let shares = all.enumerated().map { (literal: $1, share: $1.share(frequencies), index: $0) }
      .sorted { ($0.share, $0.index) < ($1.share, $1.index) }
    literals = shares.map(\.literal)
    share = shares.reduce(0) { $0 + $1.share }
  }

  static func share(of literals: [RegexLiteral], _ frequencies: WordFrequencies) -> Double {
    literals.reduce(0) { $0 + $1.share(frequencies) }
  }

  /// At this share of words a set is rare enough, and the fewer literals it has the better.
  private static let enough = 1e-6

  func isBetter(than other: LiteralSet) -> Bool {
    (max(share, Self.enough), literals.count, share) < (
      max(other.share, Self.enough), other.literals.count, other.share
    )
  }
}
