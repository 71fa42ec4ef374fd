internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// Makes the scanner's patterns of a written pattern, one for each spelling and each way to begin.
struct PatternCompiler {
  /// The members of each affix class.
  let affixes: [String: [PatternSyntax]]
  /// Folds the letters of patterns, so that they are compared as comments are.
  private var letters = LetterFolder()
  /// The classes that were met, in each spelling.
  private var knownAffixes: [AffixForms: [Part]] = [:]

  private struct AffixForms: Hashable {
    var name: String
    var spelling: Spelling
  }

  /// Why a pattern cannot be compiled.
  enum Failure: Error {
    case noLetter
    case tooManyForms
    case unknownClass(String)
    case unknownCharacter(Character)
  }

  init(_ classes: [AffixClass]) {
    var affixes: [String: [PatternSyntax]] = [:]
    for affixClass in classes { affixes[affixClass.name] = affixClass.members }
    self.affixes = affixes
  }

  /// What a word consists of in one spelling.
  indirect enum Part: Hashable {
    case letter(SymbolSet)
    case mask
    case gap
    case anyLetters
    case choice([[Part]])
  }

  /// The slots of the phrase that a pattern stands for in one spelling, see ``PhraseSplitter``; a single word has one
  /// slot with one way to fill it.
  mutating func slots(
    for syntax: PatternSyntax, spelling: Spelling
  ) throws(Failure) -> [[[PhraseSplitter.Word]]] {
    try PhraseSplitter.slots(of: try parts(of: syntax.node, spelling: spelling))
  }

  /// A single word, with look-alikes among its letters.
  mutating func words(of node: PatternSyntax.Node) throws(Failure) -> [[Part]] {
    [try parts(of: node, spelling: .disguised)]
  }

  /// The patterns for a word.
  static func patterns(for word: [Part], id: Int) throws(Failure) -> [Pattern] {
    var patterns: [Pattern] = []
    for var parts in openings(of: word) {
      var start = Pattern.Start.word
      if parts.first == .anyLetters {
        start = .anywhere
        parts.removeFirst()
      }
      for variant in try split(parts) {
        patterns.append(
          Pattern(id: id, start: start, head: term(variant.head), last: variant.last, tail: term(variant.tail)))
      }
    }
    return patterns
  }

  /// A word in variants of which each begins with `*` or cannot.
  private static func openings(of word: [Part]) -> [[Part]] {
    guard case .choice(let forms)? = word.first, forms.contains(where: { $0.first?.mayOpen ?? true }),
      word.contains(where: { $0.isLoose })
    else { return [word] }
    let rest = Array(word.dropFirst())
    let closed = forms.filter { !($0.first?.mayOpen ?? true) }
    let open = forms.filter { $0.first?.mayOpen ?? true }.flatMap { openings(of: merge($0, rest)) }
    return (closed.isEmpty ? [] : [[.choice(closed)] + rest]) + open
  }

  /// A literal of a ``SymbolRegex`` within a word: seen wherever it stands, also disguised.
  static func literalPattern(_ symbols: [UInt8], beginsWord: Bool, id: Int) -> [Pattern] {
    var parts: [Part] = []
    for symbol in symbols where parts.last != .letter(readSet(symbol)) { parts.append(.letter(readSet(symbol))) }
    guard case .letter(let last)? = parts.popLast() else { return [] }
    return [Pattern(id: id, start: beginsWord ? .word : .anywhere, head: term(parts), last: last, tail: nil)]
  }

  /// A word of a literal, which an expression may find disguised; nil for any word.
  static func parts(of word: RegexLiteral.Word) -> [Part]? {
    if word.isAny { return nil }
    var parts: [Part] = word.beginsWord ? [] : [.anyLetters]
    for element in word.elements {
      let part: Part =
        switch element {
        case .symbol(let symbol): .letter(readSet(symbol))
        case .digits: .letter(readDigits)
        case .letters: .anyLetters
        }
      if parts.last != part { parts.append(part) }
    }
    return word.endsWord || parts.last == .anyLetters ? parts : parts + [.anyLetters]
  }

  /// A word in which a digit stands. Behind a digit, other than behind a letter, the scanner begins a word anew; an expression
  /// does not, so that a word of a literal that may go on before what is asked for may be such a one, too: «5о00 рублей».
  static let wordWithDigit: [Part] = [.anyLetters, .letter(readDigits), .anyLetters]

  /// What an expression, or the scanner, may read as a symbol.
  private static func readSet(_ symbol: UInt8) -> SymbolSet {
    SymbolSet(LetterDisguises.symbols(for: symbol) + readings(of: symbol))
  }

  private static let readDigits = SymbolSet((0x30...0x39).flatMap { readings(of: $0) })

  /// The symbols besides letters that a regular expression reads as a symbol, see ``SymbolReading``.
  private static func readings(of symbol: UInt8) -> [UInt8] {
    (UInt8.min...UInt8.max).filter { SymbolReading.plainSymbol(of: $0) == symbol }
  }

  // MARK: Parts

  private mutating func parts(of node: PatternSyntax.Node, spelling: Spelling) throws(Failure) -> [Part] {
    switch node {
    case .character(let character):
      guard let symbols = letters.symbols(of: character) else { throw .unknownCharacter(character) }
      var all: [Part] = []
      for symbol in symbols {
        let forms = spelling.forms(of: symbol)
        if forms.count == 1, let form = forms.first {
          all += form.map { .letter($0) }
        } else {
          all.append(.choice(forms.map { $0.map { .letter($0) } }))
        }
      }
      return all
    case .sequence(let nodes):
      var all: [Part] = []
      for node in nodes {
        for part in try parts(of: node, spelling: spelling) {
          // A letter stands for a run of itself.
          if case .letter = part, all.last == part { continue }
          all.append(part)
        }
      }
      return all
    case .choice(let nodes):
      var alternatives: [[Part]] = []
      for node in nodes { alternatives.append(try parts(of: node, spelling: spelling)) }
      return [.choice(alternatives)]
    case .affixes(let name):
      let key = AffixForms(name: name, spelling: spelling)
      if let known = knownAffixes[key] { return known }
      guard let members = affixes[name] else { throw .unknownClass(name) }
      var alternatives: [[Part]] = []
      for member in members { alternatives.append(try parts(of: member.node, spelling: spelling)) }
      knownAffixes[key] = [.choice(alternatives)]
      return [.choice(alternatives)]
    case .anyLetters: return [.anyLetters]
    case .mask: return [.mask]
    case .gap: return [.gap]
    }
  }

  // MARK: Splitting

  private struct Split {
    var head: [Part]
    var last: SymbolSet
    var tail: [Part]
  }

  /// A stem with fewer letters is found too often to be a good filter; choices behind it are multiplied out.
  private static let shortestStem = 3
  /// A stem with more letters is hardly rarer, and makes the automaton larger.
  private static let longestStem = 6
  private static let mostForms = 400

  /// Splits a pattern behind the last letter that must be there, multiplying out choices until the stem is long enough.
  private static func split(_ parts: [Part]) throws(Failure) -> [Split] {
    var queue = [parts]
    var splits: [Split] = []
    while let parts = queue.popLast() {
      if splits.count + queue.count > mostForms { throw .tooManyForms }
      let (lastIndex, length) = stemEnd(of: parts)
      if length < shortestStem, let index = nextChoice(in: parts, after: lastIndex),
        case .choice(let forms) = parts[index]
      {
        for form in forms {
          queue.append(merge(Array(parts[..<index]), form, Array(parts[(index + 1)...])))
        }
      } else if let lastIndex, let last = parts[lastIndex].lastSet {
        splits.append(
          Split(head: Array(parts[..<lastIndex]), last: last, tail: Array(parts[(lastIndex + 1)...])))
      } else {
        throw .noLetter
      }
    }
    return splits
  }

  /// The index of the last letter of the stem, and the stem's least length. A stem ends before anything loose, and where
  /// it is long enough: one that went on would have to be followed beside all the words that begin like it.
  private static func stemEnd(of parts: [Part]) -> (index: Int?, length: Int) {
    var end: Int?
    var lengthAtEnd = 0
    var length = 0
    for (index, part) in parts.enumerated() {
      if part.isLoose || lengthAtEnd >= longestStem { break }
      length += part.shortestLength
      if part.lastSet != nil {
        end = index
        lengthAtEnd = length
      }
    }
    return (end, lengthAtEnd)
  }

  /// The first choice behind a stem that is worth multiplying out: not a merely optional ending, unless there is no stem
  /// without it.
  private static func nextChoice(in parts: [Part], after lastIndex: Int?) -> Int? {
    for index in (lastIndex.map { $0 + 1 } ?? 0)..<parts.count {
      switch parts[index] {
      case .choice where lastIndex == nil || parts[index].shortestLength > 0: return index
      case .anyLetters: return nil
      case .choice, .gap, .letter, .mask: continue
      }
    }
    return nil
  }

  /// Joins lists of parts; a letter that would stand twice in a row stands once.
  private static func merge(_ lists: [Part]...) -> [Part] {
    var all: [Part] = []
    for part in lists.joined() {
      if case .letter = part, all.last == part { continue }
      all.append(part)
    }
    return all
  }

  private static func term(_ parts: [Part]) -> PatternTerm {
    let terms = parts.map { part -> PatternTerm in
      switch part {
      case .letter(let set): .oneOrMore(set)
      case .mask: .oneOrMore(SymbolClasses.masks)
      // Phrases are split at their gaps before.
      case .gap: .oneOrMore(SymbolClasses.gaps)
      case .anyLetters: .zeroOrMore(SymbolClasses.wordSymbols)
      case .choice(let forms): .choice(forms.map { term($0) })
      }
    }
    return terms.count == 1 ? terms[0] : terms.isEmpty ? .empty : .sequence(terms)
  }
}

extension PatternCompiler.Part {
  /// The set of a part that can end a stem.
  fileprivate var lastSet: SymbolSet? {
    switch self {
    case .letter(let set): set
    case .mask: SymbolClasses.masks
    case .gap, .anyLetters, .choice: nil
    }
  }

  /// Whether the part holds `*`.
  fileprivate var isLoose: Bool {
    switch self {
    case .letter, .mask, .gap: false
    case .anyLetters: true
    case .choice(let forms): forms.contains { $0.contains(where: \.isLoose) }
    }
  }

  /// The information in the sight of the part at its likeliest, in tenths of a bit.
  var information: Int {
    switch self {
    case .letter(let set): set.last.map { SymbolRarity.information(of: $0) } ?? 0
    case .mask: 60
    case .gap, .anyLetters: 0
    case .choice(let forms): forms.map { $0.reduce(0) { $0 + $1.information } }.min() ?? 0
    }
  }

  /// Whether a word that begins with the part may begin with `*`.
  fileprivate var mayOpen: Bool {
    switch self {
    case .letter, .mask, .gap: false
    case .anyLetters: true
    case .choice(let forms): forms.contains { $0.first?.mayOpen ?? true }
    }
  }

  /// The least number of symbols that the part matches.
  var shortestLength: Int {
    switch self {
    case .letter, .mask, .gap: 1
    case .anyLetters: 0
    case .choice(let forms): forms.map { $0.reduce(0) { $0 + $1.shortestLength } }.min() ?? 0
    }
  }
}

/// Classes of symbols that patterns name by a sign.
enum SymbolClasses {
  private static let all = UInt8.min...UInt8.max
  private static let innerSigns = Symbol.firstInnerSign..<Symbol.drawnKha

  /// What hides a letter: signs inside a word, and those that people use at its end.
  static let masks = SymbolSet(Array(innerSigns) + [UInt8]("*#@%$&_+~^=".utf8) + [Symbol.emoji])

  /// What may stand between two words.
  static let gaps = SymbolSet(all.filter { !Symbol.isLetter($0) && !isDigit($0) })

  /// What a word may consist of.
  static let wordSymbols = SymbolSet(all.filter { Symbol.isLetter($0) || isDigit($0) || $0 == Symbol.drawnKha })

  private static func isDigit(_ symbol: UInt8) -> Bool {
    (0x30...0x39).contains(symbol) || Symbol.isDisguisedDigit(symbol)
  }
}

/// The symbols of single characters of patterns, by the folder that comments go through.
private struct LetterFolder {
  private var known: [Character: [UInt8]] = [:]
  private var text = FoldedText()

  mutating func symbols(of character: Character) -> [UInt8]? {
    if let symbols = known[character] { return symbols }
    var folder = TextFolder()
    let bytes = [UInt8](String(character).utf8)
    folder.fold(bytes.span, into: &text)
    guard !text.symbols.isEmpty else { return nil }
    known[character] = text.symbols
    return text.symbols
  }
}
