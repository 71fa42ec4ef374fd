package import PatternScanning
internal import TextFolding

/// The slow truth about patterns: tries every beginning and every end.
package struct NaiveMatcher {
  private let patterns: [Pattern]
  private let spellable: Set<Int>

  package init(patterns: [Pattern], spellable: Set<Int>) {
    self.patterns = patterns
    self.spellable = spellable
  }

  /// What ``PatternScanner`` must report for a text.
  package func matches(in symbols: [UInt8]) -> Set<Match> {
    var found = Set(wholeWordMatches(in: symbols, seams: []))
    for word in strippedWords(of: symbols) {
      for match in wholeWordMatches(in: word.symbols, seams: word.seams) where spellable.contains(match.id) {
        let range = match.range
        guard word.seams.contains(where: { $0 > range.lowerBound && $0 < range.upperBound }) else { continue }
        let source = word.sources[range.lowerBound]..<word.sources[range.upperBound - 1] + 1
        found.insert(Match(id: match.id, range: source))
      }
    }
    return found.filter { match in
      !found.contains { $0.id == match.id && $0 != match && $0.range.contains(match.range) }
    }
  }

  /// The ids of the literals in a text.
  package func literals(in symbols: [UInt8]) -> Set<Int> {
    var found: Set<Int> = []
    for pattern in patterns where pattern.tail == nil {
      let stem = PatternTerm.sequence([pattern.head, .oneOrMore(pattern.last)])
      let starts = symbols.indices.filter {
        pattern.start == .anywhere || $0 == 0 || !Symbol.isLetter(symbols[$0 - 1])
      }
      if starts.contains(where: { !ends(of: stem, from: [$0], in: symbols).isEmpty }) {
        found.insert(pattern.id)
      }
    }
    return found
  }

  private func wholeWordMatches(in symbols: [UInt8], seams: Set<Int>) -> [Match] {
    func isEdge(_ index: Int, letterAt neighbour: Int) -> Bool {
      !symbols.indices.contains(neighbour) || !Symbol.isLetter(symbols[neighbour]) || seams.contains(index)
    }
    var found: [Match] = []
    for pattern in patterns {
      guard let tail = pattern.tail else { continue }
      let whole = PatternTerm.sequence([pattern.head, .oneOrMore(pattern.last), tail])
      for start in symbols.indices where pattern.start == .anywhere || isEdge(start, letterAt: start - 1) {
        for end in ends(of: whole, from: [start], in: symbols) where isEdge(end, letterAt: end) {
          var wordStart = start
          while !isEdge(wordStart, letterAt: wordStart - 1) { wordStart -= 1 }
          found.append(Match(id: pattern.id, range: wordStart..<end))
        }
      }
    }
    return found
  }

  private func strippedWords(of symbols: [UInt8]) -> [(symbols: [UInt8], seams: Set<Int>, sources: [Int])] {
    var words: [(symbols: [UInt8], seams: Set<Int>, sources: [Int])] = []
    for word in symbols.indices.split(whereSeparator: { symbols[$0] == Symbol.space || symbols[$0] == Symbol.lineBreak }
    ) {
      var stripped: (symbols: [UInt8], seams: Set<Int>, sources: [Int]) = ([], [], [])
      for index in word {
        if (Symbol.firstInnerSign..<Symbol.drawnKha).contains(symbols[index]) {
          stripped.seams.insert(stripped.symbols.count)
        } else {
          stripped.symbols.append(symbols[index])
          stripped.sources.append(index)
        }
      }
      if !stripped.seams.isEmpty { words.append(stripped) }
    }
    return words
  }

  private func ends(of term: PatternTerm, from starts: Set<Int>, in symbols: [UInt8]) -> Set<Int> {
    switch term {
    case .empty: return starts
    case .sequence(let terms): return terms.reduce(starts) { ends(of: $1, from: $0, in: symbols) }
    case .choice(let terms): return terms.reduce(into: []) { $0.formUnion(ends(of: $1, from: starts, in: symbols)) }
    case .oneOrMore(let set): return runs(of: set, from: starts, in: symbols)
    case .zeroOrMore(let set): return starts.union(runs(of: set, from: starts, in: symbols))
    }
  }

  private func runs(of set: SymbolSet, from starts: Set<Int>, in symbols: [UInt8]) -> Set<Int> {
    var ends: Set<Int> = []
    for start in starts {
      var index = start
      while index < symbols.count, set.contains(symbols[index]) {
        index += 1
        ends.insert(index)
      }
    }
    return ends
  }
}
