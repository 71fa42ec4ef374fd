import Testing

@testable import PatternScanning

/// Random expressions and texts that they may match.
private struct RegexGenerator {
  var random: SeededGenerator

  private static let words = ["кот", "дом", "да", "о", "т.", "рок", "мода", "!", " ", "7", "ok"]
  private static let classes = ["[ое]", "[^д]", ".", "\\w", "\\W", "\\d", "\\s", "[а-м]", "[\\w.]"]
  private static let edges = ["\\b", "\\B", "^", "$", "\\z"]

  mutating func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }

  mutating func expression(depth: Int) -> String {
    guard depth > 0 else { return pick(Self.words).escaped }
    switch Int.random(in: 0..<16, using: &random) {
    case 0: return pick(Self.classes)
    case 1: return pick(Self.edges) + pick(Self.words).escaped
    case 2: return pick(Self.words).escaped + pick(Self.edges)
    case 3: return "(?:\(expression(depth: depth - 1))|\(expression(depth: depth - 1)))"
    case 4: return "(\(expression(depth: depth - 1))|\(expression(depth: depth - 1))|)"
    case 5: return "(?>\(expression(depth: depth - 1)))"
    case 6: return pick(["(?=", "(?!"]) + expression(depth: depth - 1) + ")"
    case 7: return pick(["(?<=", "(?<!"]) + pick(Self.words).escaped + "|" + pick(Self.classes) + ")"
    // The body begins with a letter: how rounds that match nothing are counted is PCRE2's own affair.
    case 8, 9:
      return "(?:\(pick(Self.words).escaped)\(expression(depth: depth - 1)))" + quantifier()
    case 10: return pick(Self.classes) + quantifier()
    default: return expression(depth: depth - 1) + expression(depth: depth - 1)
    }
  }

  /// Frequencies of some of the words.
  mutating func frequencies() -> WordFrequencies {
    guard Bool.random(using: &random) else { return .unknown }
    let words = Self.words.filter { !["т.", "!", " "].contains($0) && Bool.random(using: &random) }
    return WordFrequencies(
      words.map { (symbols: RegexNotation.reading($0), share: Double.random(in: 0.000_1...0.02, using: &random)) })
  }

  private mutating func quantifier() -> String {
    pick(["*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}"]) + pick(["", "", "", "?", "+"])
  }

  /// A text that the node may match, if the look-arounds agree.
  mutating func sample(_ node: RegexNode) -> [UInt8] {
    switch node.kind {
    case .symbol(let symbol): return [symbol]
    case .symbols(let set):
      let usual = RegexNotation.reading("деклмортк. !7").filter(set.contains)
      return [pick(usual.isEmpty ? set.symbols : usual)]
    case .sequence(let nodes):
      var text: [UInt8] = []
      for node in nodes { text += sample(node) }
      return text
    case .choice(let nodes): return sample(pick(nodes))
    case .group(_, let body): return sample(body)
    case .repeated(let body, let repetition):
      let most = min(repetition.most ?? .max, repetition.least + 2)
      var text: [UInt8] = []
      for _ in 0..<Int.random(in: repetition.least...most, using: &random) { text += sample(body) }
      return text
    case .lookaround, .anchor, .wordEdge, .backReference: return []
    }
  }

  mutating func text(for node: RegexNode) -> [UInt8] {
    var text: [UInt8] = []
    for _ in 0..<3 {
      if Bool.random(using: &random) { text += RegexNotation.reading(pick(Self.words)) }
      text += sample(node)
    }
    if Int.random(in: 0..<3, using: &random) == 0, !text.isEmpty {
      text[Int.random(in: 0..<text.count, using: &random)] = pick(RegexNotation.reading("ко! \n"))
    }
    return text
  }
}

extension String {
  /// A word as an expression that matches it alone.
  fileprivate var escaped: String {
    replacing(".", with: "\\.")
  }
}

/// A matcher that follows the definition: all ends of a match from a place, in the order in which they are preferred.
private struct ReferenceMatcher {
  let text: [UInt8]

  func matches(of node: RegexNode) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < text.count {
      if let end = ends(of: node, from: start).first(where: { $0 > start }) {
        ranges.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return ranges
  }

  private func ends(of node: RegexNode, from start: Int) -> [Int] {
    switch node.kind {
    case .symbol(let symbol): return start < text.count && text[start] == symbol ? [start + 1] : []
    case .symbols(let set): return start < text.count && set.contains(text[start]) ? [start + 1] : []
    case .sequence(let nodes):
      return nodes.reduce([start]) { starts, node in unique(starts.flatMap { ends(of: node, from: $0) }) }
    case .choice(let nodes): return unique(nodes.flatMap { ends(of: $0, from: start) })
    case .group(.atomic, let body): return Array(ends(of: body, from: start).prefix(1))
    case .group(_, let body): return ends(of: body, from: start)
    case .lookaround(let isAhead, let isNegated, let body):
      let isFound =
        isAhead
        ? !ends(of: body, from: start).isEmpty
        : (0...start).contains { ends(of: body, from: $0).contains(start) }
      return isFound != isNegated ? [start] : []
    case .repeated(let body, let repetition):
      let all = rounds(of: body, repetition, done: 0, from: start)
      return repetition.mode == .possessive ? Array(all.prefix(1)) : all
    case .anchor(.textStart): return start == 0 ? [start] : []
    case .anchor(.textEnd): return start == text.count ? [start] : []
    case .anchor(.textEndOrFinalLineBreak):
      return start == text.count || start == text.count - 1 && text[start] == 0x0A ? [start] : []
    case .wordEdge(let isNegated):
      let isEdge = isWord(start - 1) != isWord(start)
      return isEdge != isNegated ? [start] : []
    case .backReference: return []
    }
  }

  private func rounds(
    of body: RegexNode, _ repetition: RegexNode.Repetition, done: Int, from start: Int
  ) -> [Int] {
    let stop = done >= repetition.least ? [start] : []
    guard done < repetition.most ?? .max else { return stop }
    let more = ends(of: body, from: start).filter { $0 > start }
      .flatMap { rounds(of: body, repetition, done: done + 1, from: $0) }
    return unique(repetition.mode == .lazy ? stop + more : more + stop)
  }

  private func isWord(_ index: Int) -> Bool {
    text.indices.contains(index) && SourceAlphabet.wordSymbols.contains(text[index])
  }

  private func unique(_ ends: [Int]) -> [Int] {
    var seen = Set<Int>()
    return ends.filter { seen.insert($0).inserted }
  }
}

@Suite struct RegexPropertyTests {
  /// PCRE2 finds in what ``PCRE2Source`` wrote what the parsed expression means.
  @Test(arguments: 0..<20)
  func agreesWithTheReference(seed: UInt64) throws {
    var generator = RegexGenerator(random: SeededGenerator(seed: seed))
    var scratch = RegexScratch()
    var matchCount = 0
    for round in 0..<60 {
      let source = generator.expression(depth: 4)
      let node = try RegexParser.parse(source)
      let regex = try SymbolRegex(source, usesJIT: round.isMultiple(of: 2))
      for _ in 0..<3 {
        let text = generator.text(for: node)
        let expected = ReferenceMatcher(text: text).matches(of: node)
        let found = regex.matches(in: text.span, limit: .max, scratch: &scratch)
        #expect(found == expected, "\(source) in \(RegexNotation.text(text))")
        matchCount += found.count
      }
    }
    #expect(matchCount > 100)
  }

  /// Where an expression matches, all sets of one of its alternatives stand in the text.
  @Test(arguments: 0..<20)
  func literalsAreRequired(seed: UInt64) throws {
    var generator = RegexGenerator(random: SeededGenerator(seed: 1000 + seed))
    var scratch = RegexScratch()
    var checked = 0
    for _ in 0..<100 {
      let reference = Bool.random(using: &generator.random) ? "\\g{1}" : ""
      let source = "(\(generator.expression(depth: 4)))\(reference)\(generator.expression(depth: 4))"
      // How often words are met decides which of the literals are looked for.
      let regex = try SymbolRegex(source, generator.frequencies())
      let node = try RegexParser.parse(source)
      for _ in 0..<4 {
        let text = generator.text(for: node)
        // A match may match by itself, too, without the literals that stand beside it by chance.
        let matches = regex.matches(in: text.span, scratch: &scratch).map { Array(text[$0]) }
        for text in Set([text] + matches) where !regex.matches(in: text.span, scratch: &scratch).isEmpty {
          let matcher = NaiveLiteralMatcher(text: text)
          #expect(
            regex.alternatives.contains { $0.allSatisfy { $0.literals.contains { matcher.holds($0) } } },
            "\(source) in \(RegexNotation.text(text)): \(regex.alternatives.map { RegexNotation.text($0.map(\.literals)) })"
          )
          if !regex.alternatives.contains([]) { checked += 1 }
        }
      }
    }
    #expect(checked > 60)
  }
}
