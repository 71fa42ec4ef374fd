/// Single letters in a row, «х у й н я», «х.у.й», «х . у . й»: the letters of one word.
///
/// Three letters or more, each two of them with the same separator: one or two symbols that are neither letters nor
/// digits, or one sign between two spaces. All must be Cyrillic, or Latin look-alikes beside at least one Cyrillic
/// letter, or four Latin ones. A row that may be a row of words («а я и в магазине») stays apart, see `isOneWord`.
///
/// Between signs, some of them may be digits, @ or $, which stand for letters: «n-u-3-d-я».
enum SpacedLetters {
  /// The words of one letter, and the prepositions among them.
  private static let words = symbols(of: "авикосуяжбэ")
  private static let prepositions = symbols(of: "вкосу")

  private static func symbols(of letters: String) -> [UInt8] {
    letters.unicodeScalars.compactMap { Characters.russianLetter($0.value) }
  }

  /// What a row consists of.
  private enum Members {
    case letters
    case lettersAndReplacements
  }

  /// Marks the separators as removed; returns whether there were any.
  static func join(_ symbols: inout [UInt8]) -> Bool {
    let joinsReplacements = join(&symbols, .lettersAndReplacements)
    return join(&symbols, .letters) || joinsReplacements
  }

  private static func join(_ symbols: inout [UInt8], _ members: Members) -> Bool {
    var found = false
    var position = 0
    while let first = nextSingle(members, in: symbols, from: position) {
      let row = row(of: members, in: symbols, from: first)
      guard let separator = row.separator, row.count >= 3 else {
        position = row.separator == nil ? first + 1 : row.last
        continue
      }
      let isOneWord =
        switch members {
        case .letters: isOneWord(symbols, from: first, through: row.last, step: separator + 1)
        case .lettersAndReplacements: isDisguisedWord(symbols, from: first, through: row.last, step: separator + 1)
        }
      if isOneWord {
        for index in first...row.last {
          symbols[index] = (index - first) % (separator + 1) == 0 ? letter(for: symbols[index]) : Draft.removed
        }
        found = true
        position = row.last + 1
      } else {
        position = row.last
      }
    }
    return found
  }

  private static func nextSingle(_ members: Members, in symbols: [UInt8], from start: Int) -> Int? {
    (start..<max(start, symbols.count)).first { isSingle(members, in: symbols, at: $0) }
  }

  private static func isSingle(_ members: Members, in symbols: [UInt8], at index: Int) -> Bool {
    (isLetter(symbols[index]) || members == .lettersAndReplacements && isReplacement(symbols[index]))
      && (index == 0 || isSeparator(symbols[index - 1]))
      && (index + 1 == symbols.count || isSeparator(symbols[index + 1]))
  }

  private static func isLetter(_ symbol: UInt8) -> Bool {
    symbol >= Symbol.firstCyrillic || Disguises.isLatin(symbol)
  }

  private static func isReplacement(_ symbol: UInt8) -> Bool {
    Disguises.isDigit(symbol) || SymbolClass.ofSymbol[Int(symbol)] == SymbolClass.replacement
  }

  /// The Latin letter that a sign stands for; other symbols as they are.
  private static func letter(for symbol: UInt8) -> UInt8 {
    switch symbol {
    case UInt8(ascii: "@"): UInt8(ascii: "a")
    case UInt8(ascii: "$"): UInt8(ascii: "s")
    default: symbol
    }
  }

  private static func isSeparator(_ symbol: UInt8) -> Bool {
    symbol != Draft.removed && !Disguises.isWordSymbol(symbol)
  }

  /// The longest row of single letters with one separator: its last letter, their number, the separator's length.
  private static func row(
    of members: Members, in symbols: [UInt8], from first: Int
  ) -> (last: Int, count: Int, separator: Int?) {
    guard let length = separatorLength(of: members, in: symbols, after: first) else { return (first, 1, nil) }
    let separator = symbols[first + 1...first + length]
    var last = first + length + 1
    var count = 2
    while last + length + 1 < symbols.count, isSingle(members, in: symbols, at: last + length + 1),
      symbols[last + 1...last + length].elementsEqual(separator)
    {
      last += length + 1
      count += 1
    }
    return (last, count, length)
  }

  /// How far the next single letter is, if what lies between may separate the letters of a word.
  private static func separatorLength(of members: Members, in symbols: [UInt8], after index: Int) -> Int? {
    for length in 1...3 {
      let next = index + length + 1
      guard next < symbols.count else { return nil }
      guard isSingle(members, in: symbols, at: next) else { continue }
      let separator = symbols[index + 1...index + length]
      guard separator.allSatisfy(isSeparator) else { return nil }
      let isSpacedSign = separator.first == Symbol.space && separator.last == Symbol.space
      return length < 3 || isSpacedSign ? length : nil
    }
    return nil
  }

  /// Whether the letters of a row, each two of them `step` apart, spell one word.
  ///
  /// If every one of them is a word by itself, there must be four or more, and either signs between them or, since a
  /// preposition does not stand before such a word, a preposition before the last: «с у к а».
  private static func isOneWord(_ symbols: [UInt8], from first: Int, through last: Int, step: Int) -> Bool {
    var hasCyrillic = false
    var areWords = true
    var hasPreposition = false
    for index in stride(from: first, through: last, by: step) {
      if symbols[index] >= Symbol.firstCyrillic { hasCyrillic = true }
      // A Latin letter is a name at least: «A и B».
      if symbols[index] >= Symbol.firstCyrillic, !words.contains(symbols[index]) { areWords = false }
      if index < last, prepositions.contains(symbols[index]) { hasPreposition = true }
    }
    if !hasCyrillic { return last - first >= 3 * step }
    let isSpaced = symbols[first + 1..<first + step].allSatisfy(Disguises.isWhite)
    return !areWords || last - first >= 3 * step && (hasPreposition || !isSpaced)
  }

  /// Whether the letters, digits and signs of a row spell one word: four or more, most of them letters, one of those
  /// Cyrillic, and signs between that stand for no letter themselves.
  private static func isDisguisedWord(_ symbols: [UInt8], from first: Int, through last: Int, step: Int) -> Bool {
    var letters = 0
    var replacements = 0
    var hasCyrillic = false
    for index in stride(from: first, through: last, by: step) {
      if isReplacement(symbols[index]) { replacements += 1 } else { letters += 1 }
      if symbols[index] >= Symbol.firstCyrillic { hasCyrillic = true }
    }
    let separator = symbols[first + 1..<first + step]
    return hasCyrillic && replacements > 0 && letters > replacements && letters + replacements >= 4
      && !separator.contains { Disguises.isWhite($0) || isReplacement($0) }
  }
}
