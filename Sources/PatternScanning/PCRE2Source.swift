/// A parsed expression written anew for PCRE2: over bytes, in a form that means the same to every version since 10.40
/// and leaves nothing to options or character tables.
///
/// Behind every place where the matcher may have chosen (a repetition, an alternative, a look-around) stands a callout.
/// Between two callouts it goes straight ahead, so what they see bounds the work that is done; see ``WorkMeter``.
struct PCRE2Source {
  private(set) var bytes: [UInt8] = []
  /// For each byte, the column of the part of the source that it was written for.
  private var columns: [Int] = []
  private var column = 1

  init(_ node: RegexNode) {
    append(node)
  }

  /// The column in the source for a place in ``bytes`` at which PCRE2 stopped reading.
  func column(ofOffset offset: Int) -> Int {
    columns.isEmpty ? 1 : columns[min(max(offset - 1, 0), columns.count - 1)]
  }

  // MARK: Parts

  private mutating func append(_ node: RegexNode) {
    column = node.column
    switch node.kind {
    case .symbol(let symbol): append(symbol)
    case .symbols(let set): write(Self.text(of: set))
    case .sequence(let nodes): append(nodes)
    case .choice(let nodes):
      for (index, node) in nodes.enumerated() {
        if index > 0 { write("|") }
        append(node)
      }
    case .group(let group, let body): append(group, body)
    case .lookaround(let isAhead, let isNegated, let body):
      write(isAhead ? "(?" : "(?<")
      write(isNegated ? "!" : "=")
      append(body)
      write(")")
      write(WorkMeter.progressCallout)
    case .repeated(let body, let repetition): append(body, repeated: repetition)
    case .anchor(.textStart): write("\\A")
    case .anchor(.textEnd): write("\\z")
    case .anchor(.textEndOrFinalLineBreak): write("\\Z")
    case .wordEdge(let isNegated): appendWordEdge(isNegated: isNegated, after: nil, before: nil)
    case .backReference(let number):
      write(WorkMeter.referenceCallout)
      write("\\g{\(number)}")
    }
  }

  private mutating func append(_ nodes: [RegexNode]) {
    for (index, node) in nodes.enumerated() {
      guard case .wordEdge(let isNegated) = node.kind else {
        append(node)
        continue
      }
      column = node.column
      appendWordEdge(
        isNegated: isNegated,
        after: index > 0 ? nodes[index - 1].outermostSymbols(atEnd: true) : nil,
        before: index + 1 < nodes.count ? nodes[index + 1].outermostSymbols(atEnd: false) : nil)
    }
  }

  private mutating func append(_ group: RegexNode.Group, _ body: RegexNode) {
    switch group {
    case .plain: write("(?:")
    case .capturing: write("(")
    case .atomic: write("(?>")
    }
    append(body)
    write(")")
    if case .choice = body.kind { write(WorkMeter.progressCallout) }
  }

  private mutating func append(_ body: RegexNode, repeated repetition: RegexNode.Repetition) {
    switch body.kind {
    case .symbol, .symbols: append(body)
    default:
      // Each round counts.
      write("(?:")
      append(body)
      if repetition.most != 1 { write(WorkMeter.progressCallout) }
      write(")")
    }
    switch (repetition.least, repetition.most) {
    case (0, nil): write("*")
    case (1, nil): write("+")
    case (0, 1): write("?")
    case (let least, nil): write("{\(least),}")
    case (let least, let most?): write(least == most ? "{\(least)}" : "{\(least),\(most)}")
    }
    switch repetition.mode {
    case .greedy: break
    case .lazy: write("?")
    case .possessive: write("+")
    }
    if repetition.least != repetition.most { write(WorkMeter.progressCallout) }
  }

  /// Writes `\b` or `\B` as a look-around: a single one where the neighbouring part tells on which side of the edge
  /// its symbols are, so that PCRE2 still sees with what a match begins.
  private mutating func appendWordEdge(isNegated: Bool, after previous: SymbolSet?, before next: SymbolSet?) {
    if let isWord = next.flatMap(Self.areWordSymbols) {
      write(isWord == isNegated ? "(?<=" : "(?<!")
      write(Self.wordClass)
      write(")")
    } else if let isWord = previous.flatMap(Self.areWordSymbols) {
      write(isWord == isNegated ? "(?=" : "(?!")
      write(Self.wordClass)
      write(")")
    } else {
      let word = Self.wordClass
      write(
        isNegated
          ? "(?:(?<=\(word))(?=\(word))|(?<!\(word))(?!\(word)))"
          : "(?:(?<=\(word))(?!\(word))|(?<!\(word))(?=\(word)))")
      write(WorkMeter.progressCallout)
    }
  }

  private static let wordClass = text(of: SourceAlphabet.wordSymbols)

  /// Whether all symbols of a set are word symbols, or none is; nil if some are.
  private static func areWordSymbols(_ set: SymbolSet) -> Bool? {
    if set.isSubset(of: SourceAlphabet.wordSymbols) { return true }
    return set.isSubset(of: SourceAlphabet.otherSymbols) ? false : nil
  }

  // MARK: Bytes

  private mutating func append(_ symbol: UInt8) {
    if SourceAlphabet.wordSymbols.contains(symbol) {
      bytes.append(symbol)
      columns.append(column)
    } else {
      write(Self.escaped(symbol))
    }
  }

  private static func text(of set: SymbolSet) -> String {
    // PCRE2 knows by its dot that an expression like «.*а» need not be tried at each symbol of a line.
    if set == SourceAlphabet.anyButLineBreak { return "." }
    let symbols = set.symbols
    let isMajority = symbols.count > 128 && symbols.count < 256
    var text = isMajority ? "[^" : "["
    var rest = (isMajority ? set.inverted.symbols : symbols)[...]
    while let first = rest.popFirst() {
      var last = first
      while let next = rest.first, next == last + 1 { last = rest.removeFirst() }
      text += escaped(first)
      if last > first { text += "-" + escaped(last) }
    }
    return text + "]"
  }

  private static func escaped(_ symbol: UInt8) -> String {
    let digits = String(symbol, radix: 16)
    return digits.count == 1 ? "\\x0\(digits)" : "\\x\(digits)"
  }

  private mutating func write(_ text: String) {
    for byte in text.utf8 {
      bytes.append(byte)
      columns.append(column)
    }
  }
}
