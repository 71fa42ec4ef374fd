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
  func alternatives(of node: RegexNode) -> [[RequiredSet]] {
    var budget = Self.mostAlternatives
    var alternatives: [[RequiredSet]] = []
    var known: [[[RegexLiteral]]: Int] = [:]
    for sets in split(node, &budget).map({ sets(of: $0) }) {
      if let index = known[sets.map(\.literals)] {
        alternatives[index] = zip(alternatives[index], sets).map { $0.withLongerLead(of: $1) }
      } else {
        known[sets.map(\.literals)] = alternatives.count
        alternatives.append(sets)
      }
    }
    return alternatives
  }

  private static let mostSets = 3
  private static let mostAlternatives = 64
  /// What is met more often is not looked for.
  private static let greatestShare = 0.1
  /// What is met more seldom than this is rare enough.
  private static let smallShare = 1e-6

  private func sets(of node: RegexNode) -> [RequiredSet] {
    var sets: [LiteralSet] = []
    for set in facts(of: node).allLiterals(frequencies).sorted(by: { $0.isBetter(than: $1) })
    where !sets.contains(where: { $0.literals == set.literals }) && set.share < Self.greatestShare {
      sets.append(set)
      if sets.count == Self.mostSets { break }
    }
    return sets.map { RequiredSet(literals: $0.literals, lead: $0.lead) }
  }

  // MARK: Alternatives

  private func split(_ node: RegexNode, _ budget: inout Int) -> [RegexNode] {
    if let best = sets(of: node).first, LiteralSet.share(of: best.literals, frequencies) < Self.smallShare {
      return [node]
    }
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
    var inside: [Inner]
    /// How far a match may reach.
    var extent: RegexExtent

    /// Strings, and how far what stands before them in a match may reach.
    struct Inner {
      var strings: Strings
      var lead: RegexExtent

      func behind(_ extent: RegexExtent) -> Inner { Inner(strings: strings, lead: extent.followed(by: lead)) }
    }

    static func unknown(_ extent: RegexExtent) -> Facts {
      Facts(prefixes: [[]], suffixes: [[]], isExact: false, inside: [], extent: extent)
    }

    static func exactly(_ strings: Strings, _ extent: RegexExtent) -> Facts {
      Facts(prefixes: strings, suffixes: strings, isExact: true, inside: [], extent: extent)
    }

    var all: [Inner] {
      inside + [Inner(strings: prefixes, lead: .none)] + (isExact ? [] : [Inner(strings: suffixes, lead: extent)])
    }

    func allLiterals(_ frequencies: WordFrequencies) -> [LiteralSet] {
      all.compactMap { LiteralSet($0.strings, lead: $0.lead, frequencies) }
    }
  }

  private func facts(of node: RegexNode) -> Facts {
    let extent = RegexExtent(of: node)
    switch node.kind {
    case .symbol(let symbol): return .exactly([[LiteralMark.mark(of: symbol)]], extent)
    case .symbols(let set): return Self.facts(of: set, extent)
    case .anchor: return .exactly([[]], extent)
    case .wordEdge(let isNegated): return .exactly([isNegated ? [] : [LiteralMark.edge]], extent)
    case .lookaround(_, let isNegated, let body):
      return .exactly([isNegated && body.isAnyWordSymbol ? [LiteralMark.edge] : []], extent)
    case .backReference: return .unknown(extent)
    case .group(_, let body): return facts(of: body)
    case .sequence(let nodes): return sequence(nodes)
    case .choice(let nodes): return choice(nodes.map { facts(of: $0) }, extent)
    case .repeated(let body, let repetition): return repeated(body, repetition, extent)
    }
  }

  /// Classes with more symbols are not multiplied out.
  private static let mostSymbols = 6

  private static func facts(of set: SymbolSet, _ extent: RegexExtent) -> Facts {
    let symbols = set.symbols
    if set == SourceAlphabet.digits { return .exactly([[LiteralMark.digits]], extent) }
    if set == SourceAlphabet.whiteSpace { return .exactly([[LiteralMark.gap]], extent) }
    if symbols.count <= mostSymbols { return .exactly(Set(symbols.map { [LiteralMark.mark(of: $0)] }), extent) }
    if set.isSubset(of: SourceAlphabet.wordSymbols) { return .exactly([[LiteralMark.letters]], extent) }
    if !set.intersects(SourceAlphabet.wordSymbols) { return .exactly([[LiteralMark.gap]], extent) }
    return .unknown(extent)
  }

  private func sequence(_ nodes: [RegexNode]) -> Facts {
    var whole = Facts.exactly([[]], .none)
    var plain: [RegexNode] = []
    for node in nodes {
      if case .symbol = node.kind, plain.count < LiteralSet.longestString {
        plain.append(node)
        continue
      }
      if !plain.isEmpty { whole = join(whole, Self.facts(ofSymbols: plain)) }
      plain.removeAll()
      whole = join(whole, facts(of: node))
    }
    return plain.isEmpty ? whole : join(whole, Self.facts(ofSymbols: plain))
  }

  /// What is known of symbols in a row.
  private static func facts(ofSymbols nodes: [RegexNode]) -> Facts {
    let string = nodes.compactMap { node -> UInt8? in
      if case .symbol(let symbol) = node.kind { LiteralMark.mark(of: symbol) } else { nil }
    }
    return .exactly([string], RegexExtent(of: RegexNode(kind: .sequence(nodes), column: 1)))
  }

  private func join(_ left: Facts, _ right: Facts) -> Facts {
    let extent = left.extent.followed(by: right.extent)
    var joined = Facts(
      prefixes: left.prefixes, suffixes: right.suffixes, isExact: false,
      inside: left.inside + right.inside.map { $0.behind(left.extent) }, extent: extent)
    // Where the suffix of what stands before begins is not known, so its lead is all of it.
    let lead = left.isExact ? RegexExtent.none : left.extent
    guard let middle = Self.product(left.suffixes, right.prefixes) else {
      joined.inside += [
        Facts.Inner(strings: left.suffixes, lead: lead), Facts.Inner(strings: right.prefixes, lead: left.extent),
      ]
      return joined
    }
    switch (left.isExact, right.isExact) {
    case (true, true): return .exactly(middle, extent)
    case (true, false): joined.prefixes = middle
    case (false, true): joined.suffixes = middle
    case (false, false): joined.inside.append(Facts.Inner(strings: middle, lead: lead))
    }
    return joined
  }

  private func choice(_ parts: [Facts], _ extent: RegexExtent) -> Facts {
    let prefixes = Self.union(parts.map(\.prefixes))
    let suffixes = Self.union(parts.map(\.suffixes))
    if parts.allSatisfy(\.isExact), let prefixes { return .exactly(prefixes, extent) }
    let best = parts.map { part in
      part.all.compactMap { inner in
        LiteralSet(inner.strings, lead: inner.lead, frequencies).map { (inner.strings, $0) }
      }
      .min { $0.1.isBetter(than: $1.1) }?.0
    }
    var inside: [Facts.Inner] = []
    if !best.contains(where: { $0 == nil }), let all = Self.union(best.compactMap { $0 }) {
      inside.append(Facts.Inner(strings: all, lead: extent))
    }
    return Facts(
      prefixes: prefixes ?? [[]], suffixes: suffixes ?? [[]], isExact: false, inside: inside, extent: extent)
  }

  private func repeated(_ body: RegexNode, _ repetition: RegexNode.Repetition, _ extent: RegexExtent) -> Facts {
    var once = facts(of: body)
    if repetition.most == 0 { return .exactly([[]], .none) }
    if once.isExact, once.prefixes.allSatisfy({ $0.count == 1 && LiteralMark.isRepeated($0[0]) }) {
      // A mark stands for any number of its kind.
      once.extent = extent
      return repetition.least > 0 ? once : choice([once, .exactly([[]], .none)], extent)
    }
    if repetition.least == 0 {
      guard let most = repetition.most, most == 1 || once.isExact && most <= Self.mostRounds else {
        return .unknown(extent)
      }
      var rounds = [Facts.exactly([[]], .none)]
      for _ in 0..<most { rounds.append(join(rounds[rounds.count - 1], once)) }
      return choice(rounds, extent)
    }
    // More rounds than a literal has symbols add nothing.
    let rounds = min(repetition.least, LiteralSet.longestString)
    let least = (1..<rounds).reduce(once) { rounds, _ in join(rounds, once) }
    if rounds == repetition.most { return least }
    // Anything may follow the first rounds, but the last round is one like them.
    return Facts(
      prefixes: least.prefixes, suffixes: once.suffixes, isExact: false,
      inside: least.inside + (least.isExact ? [Facts.Inner(strings: least.prefixes, lead: .none)] : []),
      extent: extent)
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
  /// See ``RequiredSet/lead``.
  let lead: Int?

  /// nil if one of the strings is met everywhere. `lead` is how far what stands before the strings may reach.
  init?(_ strings: Set<[UInt8]>, lead: RegexExtent, _ frequencies: WordFrequencies) {
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
    // A literal may be a part of its string, so what the string has before it counts as well.
    let longest = strings.reduce(0) { max($0, LiteralMark.stretchCount(of: $1)) }
    self.lead = lead.count.map { $0 + longest }
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
