internal import TextFolding

/// What a text must hold where a regular expression matches: some symbols, or words in a row.
public enum RegexLiteral: Sendable, Hashable {
  /// Symbols one after the other, at whatever place of a word, or only at the beginning of one.
  case text([UInt8], beginsWord: Bool)
  /// Words with nothing but signs and white space between; never empty.
  case words([Word])

  /// A word of a literal.
  public struct Word: Sendable, Hashable {
    /// What it consists of; a single ``Element/letters`` stands for any word.
    public var elements: [Element]
    /// Whether nothing may stand before it in its word.
    public var beginsWord: Bool
    /// Whether nothing may stand behind it.
    public var endsWord: Bool

    /// Whether it may be any word.
    public var isAny: Bool { elements == [.letters] }
  }

  /// A part of a word.
  public enum Element: Sendable, Hashable {
    case symbol(UInt8)
    /// Digits, one at least.
    case digits
    /// Any symbols of a word.
    case letters
  }
}

extension RegexLiteral {
  /// How many of a hundred words or so there are to a text in which the literal stands, as a share; one at most.
  func share(_ frequencies: WordFrequencies) -> Double {
    switch self {
    case .text(let symbols, let beginsWord):
      // A sign is as rare as it is, and the letters beside it are those of one word.
      let words = symbols.split { !SourceAlphabet.wordSymbols.contains($0) }
      let signs = symbols.filter { !SourceAlphabet.wordSymbols.contains($0) }
      let share = words.reduce(1.0) {
        min($0, frequencies.share(of: Array($1), beginsWord: beginsWord && $1.startIndex == 0, endsWord: false))
      }
      return share * SymbolRarity.likelihood(ofInformation: SymbolRarity.information(signs[...]))
    case .words(let words):
      // Words that belong together are met together more often than by chance.
      return words.reduce(1.0) { min($0, $0 * $1.share(frequencies) * ($0 == 1 ? 1 : Self.attraction)) }
    }
  }

  private static let attraction = 5.0
}

extension RegexLiteral.Word {
  fileprivate func share(_ frequencies: WordFrequencies) -> Double {
    if isAny { return 1 }
    var share = elements.contains(.digits) ? Self.shareOfDigits : 1
    let stretches = elements.indices.split { if case .symbol = elements[$0] { false } else { true } }
    for stretch in stretches {
      let symbols = elements[stretch].compactMap { if case .symbol(let symbol) = $0 { symbol } else { nil } }
      share = min(
        share,
        frequencies.share(
          of: symbols, beginsWord: beginsWord && stretch.lowerBound == 0,
          endsWord: endsWord && stretch.upperBound == elements.count))
    }
    return share
  }

  private static let shareOfDigits = 0.03
}

/// A string of an expression's literals in the making: symbols, and the marks below, which no source can write.
enum LiteralMark {
  /// A word begins or ends here.
  static let edge: UInt8 = 0x00
  /// Symbols of a word, one at least.
  static let letters: UInt8 = 0x04
  /// Digits, one at least.
  static let digits: UInt8 = 0x05
  /// What is no word: signs and white space, one at least.
  static let gap = Symbol.space

  /// Whether a mark stands for symbols of a word.
  static func isOfWord(_ mark: UInt8) -> Bool {
    mark == letters || mark == digits || SourceAlphabet.wordSymbols.contains(mark)
  }

  /// How many stretches of symbols of words, and of others, a string has.
  static func stretchCount(of string: [UInt8]) -> Int {
    var count = 0
    var last: Bool?
    for mark in string where mark != edge && isOfWord(mark) != last {
      count += 1
      last = isOfWord(mark)
    }
    return count
  }
}

extension RegexLiteral {
  /// What a string with marks asks for; nil if that is nothing worth looking for.
  init?(_ string: [UInt8]) {
    var words: [Word] = []
    for range in string.indices.split(whereSeparator: { !LiteralMark.isOfWord(string[$0]) }) {
      let beginsWord = range.lowerBound > 0
      let endsWord = range.upperBound < string.count
      let elements = string[range].map { mark -> Element in
        mark == LiteralMark.letters ? .letters : mark == LiteralMark.digits ? .digits : .symbol(mark)
      }
      words.append(Word(elements: elements, beginsWord: beginsWord, endsWord: endsWord).useful)
    }
    // Any words at the ends say nothing.
    while words.last?.isAny == true { words.removeLast() }
    while words.first?.isAny == true { words.removeFirst() }
    if words.count > 1 {
      self = .words(words)
      return
    }
    if let text = Self.text(of: string) {
      self = text
      return
    }
    guard let word = words.first else { return nil }
    self = word.text ?? .words([word])
  }

  /// The rarest stretch that holds signs, if there is one.
  private static func text(of string: [UInt8]) -> RegexLiteral? {
    let stretches = string.indices.split {
      string[$0] == LiteralMark.gap || string[$0] == LiteralMark.letters || string[$0] == LiteralMark.digits
        || string[$0] == LiteralMark.edge
    }
    let usable = stretches.filter { stretch in
      stretch.contains { !SourceAlphabet.wordSymbols.contains(string[$0]) }
        && SymbolRarity.isUsable(Array(string[stretch]))
    }
    let rarest = usable.max { SymbolRarity.information(string[$0]) < SymbolRarity.information(string[$1]) }
    return rarest.map { .text(Array(string[$0]), beginsWord: false) }
  }
}

extension RegexLiteral.Word {
  private static let any = Self(elements: [.letters], beginsWord: true, endsWord: true)

  /// Without what would be found too often to be looked for: then it may be any word.
  fileprivate var useful: RegexLiteral.Word {
    if elements.contains(.letters) { return longestStretch?.useful ?? .any }
    return beginsWord && endsWord || isLong ? self : .any
  }

  /// The longest part between any symbols.
  private var longestStretch: RegexLiteral.Word? {
    let stretches = elements.indices.split { elements[$0] == .letters }
    return stretches.max { $0.count < $1.count }.map { stretch in
      Self(
        elements: Array(elements[stretch]), beginsWord: beginsWord && stretch.lowerBound == 0,
        endsWord: endsWord && stretch.upperBound == elements.count)
    }
  }

  /// Whether there are enough symbols for a part of a word; runs of one count once, because the scanner sees any number
  /// of a symbol in it, and digits are rare by themselves.
  private var isLong: Bool {
    var runs = 0
    var last: RegexLiteral.Element?
    for element in elements where element != last {
      runs += element.isDigit ? Self.shortestPart : 1
      last = element
    }
    return runs >= Self.shortestPart
  }

  /// Fewer letters than this, unless they are a whole word, are met everywhere.
  private static let shortestPart = 3

  /// The word as a text, if it may be the beginning or the inside of one.
  fileprivate var text: RegexLiteral? {
    guard !endsWord else { return nil }
    var symbols: [UInt8] = []
    for element in elements {
      guard case .symbol(let symbol) = element else { return nil }
      symbols.append(symbol)
    }
    return .text(symbols, beginsWord: beginsWord)
  }
}

extension RegexLiteral.Element {
  fileprivate var isDigit: Bool {
    switch self {
    case .digits: true
    case .symbol(let symbol): SourceAlphabet.digits.contains(symbol)
    case .letters: false
    }
  }
}
