internal import TextFolding

extension PatternScanner {
  /// Compiles patterns. Words of `spellable` ids are found across inner signs too: «бл-ядь», «ху🔥й». Patterns of secondary ids,
  /// none of them literals, are looked for only where a scan asks for them.
  public convenience init(
    _ patterns: [Pattern], spellable: Set<Int> = [], isSecondary: (_ id: Int) -> Bool = { _ in false }
  ) {
    let readings = SymbolReadings()
    var automaton = PositionAutomaton()
    let innerSign = Pattern(
      id: -1, start: .anywhere, head: .empty, last: SymbolSet(Symbol.firstInnerSign..<Symbol.drawnKha), tail: nil)
    let all = patterns + [innerSign]
    let stemEnds = all.map { automaton.addStem($0) }
    // In this order the automaton needs no list of them. Positions are numbered as they come, so the last one stays last.
    let order = all.indices.sorted { (stemEnds[$0], $0) < (stemEnds[$1], $1) }
    var likes = LikePatterns()
    var tails = TailNumbers()
    var distinct: [Int] = []
    for index in order {
      let pattern = all[index]
      let likeness = LikePatterns.Likeness(
        stemEnd: stemEnds[index], tail: pattern.tail.map { tails.number(of: automaton.addTail($0)) },
        isSpellable: spellable.contains(pattern.id), isSecondary: isSecondary(pattern.id),
        isInnerSign: pattern.id == innerSign.id)
      if likes.insert(pattern.id, likeness) { distinct.append(index) }
    }
    let stems = zip(distinct, likes.all).map { index, like in
      let pattern = all[index]
      return FoundStem(
        tail: like.tail, start: pattern.start,
        isSimple: pattern.head.isSimple(readings) && readings.isSimple(pattern.last),
        hasSimpleTail: pattern.tail?.isOfWords(readings) ?? true, isSecondary: like.isSecondary,
        lastSet: automaton.sets.kinds[Int(like.stemEnd)])
    }
    var sets = IDSetNumbers()
    let headers = zip(distinct, likes.all).map { index, like in
      Header(
        idSet: sets.number(of: likes.ids(of: like)), isLiteral: like.tail == nil, isSpellable: like.isSpellable,
        isOpen: all[index].tail?.isOpen ?? false)
    }
    let rules = SubsetRules(automaton, stemEnds: likes.all.map(\.stemEnd), stems: stems, readings: readings)
    self.init(
      rules: rules, verifier: MatchVerifier(rules, endsTail: automaton.endsTail, tailRoots: tails.roots),
      patterns: headers, idSets: IDSets(sets.lists))
  }
}

/// Patterns that differ in nothing but their ids.
private struct LikePatterns {
  /// What decides about where a pattern matches, and when it is looked for.
  struct Likeness: Hashable {
    var stemEnd: PositionAutomaton.Position
    /// nil for a literal.
    var tail: Int32?
    var isSpellable: Bool
    var isSecondary: Bool
    var isInnerSign: Bool
  }

  private(set) var all: [Likeness] = []
  private var idsOfAll: [Likeness: Set<Int>] = [:]

  /// Adds an id; yields whether there was no pattern like this.
  mutating func insert(_ id: Int, _ likeness: Likeness) -> Bool {
    let isNew = idsOfAll[likeness] == nil
    if isNew { all.append(likeness) }
    idsOfAll[likeness, default: []].insert(id)
    return isNew
  }

  func ids(of likeness: Likeness) -> [Int32] { (idsOfAll[likeness] ?? []).map { Int32($0) }.sorted() }
}

/// Numbers tails by their roots.
private struct TailNumbers {
  private(set) var roots: [PositionAutomaton.Position] = []
  private var numbers: [PositionAutomaton.Position: Int32] = [:]

  mutating func number(of root: PositionAutomaton.Position) -> Int32 {
    if let known = numbers[root] { return known }
    let number = Int32(roots.count)
    numbers[root] = number
    roots.append(root)
    return number
  }
}

/// Numbers sets of ids.
private struct IDSetNumbers {
  private(set) var lists: [[Int32]] = []
  private var numbers: [[Int32]: Int32] = [:]

  mutating func number(of list: [Int32]) -> Int32 {
    if let known = numbers[list] { return known }
    let number = Int32(lists.count)
    numbers[list] = number
    lists.append(list)
    return number
  }
}

extension PatternTerm {
  /// Whether the term consists of letters, unless disguises are involved.
  fileprivate func isSimple(_ readings: SymbolReadings) -> Bool {
    switch self {
    case .empty: true
    case .oneOrMore(let set), .zeroOrMore(let set): readings.isSimple(set)
    case .sequence(let terms), .choice(let terms): terms.allSatisfy { $0.isSimple(readings) }
    }
  }

  /// Whether the term goes on over any symbols that a word may consist of.
  fileprivate var isOpen: Bool {
    if case .zeroOrMore = self { true } else { false }
  }
}
