internal import TextFolding

/// What each symbol may be read as: a plain one as itself, a disguise also as the letters and the sign behind it.
///
/// The automaton knows plain symbols only, for with every disguise it would need ten times the states; where a text
/// holds a disguise, the scanner follows all its readings at once.
struct SymbolReadings: Sendable {
  /// The readings of each symbol, the symbol itself first.
  private let readings: [[UInt8]]
  /// What is no letter and read as nothing else.
  private let plainSigns: SymbolSet
  /// Letters and digits that are read as nothing else, and other symbols that may be read as such.
  private let plainOfWord: SymbolSet
  private let disguises: SymbolSet
  private let ambiguous: SymbolSet
  /// What is neither letter nor digit and read as nothing else.
  private let plainOfNoWord: SymbolSet

  init() {
    var readings = (UInt8.min...UInt8.max).map { [$0] }
    for letter in Symbol.firstCyrillic...UInt8.max {
      for symbol in LetterDisguises.symbols(for: letter) where symbol != letter {
        readings[Int(symbol)].append(letter)
      }
    }
    for symbol in Symbol.firstInnerSign..<Symbol.firstCyrillic {
      let plain = SymbolReading.plainSymbol(of: symbol)
      if !readings[Int(symbol)].contains(plain) { readings[Int(symbol)].append(plain) }
    }
    self.readings = readings
    let all = UInt8.min...UInt8.max
    ambiguous = SymbolSet(all.filter { readings[Int($0)].count > 1 })
    plainOfWord = SymbolSet(all.filter { readings[Int($0)].count == 1 && Self.isOfWord($0) })
    disguises = SymbolSet(all.filter { readings[Int($0)].dropFirst().contains(where: Self.isOfWord) })
    plainOfNoWord = SymbolSet(all.filter { readings[Int($0)].count == 1 && !Self.isOfWord($0) })
    plainSigns = SymbolSet((UInt8.min...UInt8.max).filter { readings[Int($0)].count == 1 && !Symbol.isLetter($0) })
  }

  subscript(symbol: UInt8) -> [UInt8] { readings[Int(symbol)] }

  /// Whether a symbol may be read as another.
  func isAmbiguous(_ symbol: UInt8) -> Bool { ambiguous.contains(symbol) }

  private static func isOfWord(_ symbol: UInt8) -> Bool { Symbol.isLetter(symbol) || (0x30...0x39).contains(symbol) }

  /// Whether a symbol may be read as a letter or digit that it is not.
  func isDisguise(_ symbol: UInt8) -> Bool { disguises.contains(symbol) }

  /// Whether the letters and digits around an index, and what stands beside them, are read as nothing else; false where
  /// there are very many of them.
  func isPlainWord(around index: Int, in symbols: Span<UInt8>) -> Bool {
    guard plainOfWord.contains(symbols[index]) else { return false }
    var start = index
    while start > 0, plainOfWord.contains(symbols[start - 1]) {
      start -= 1
      if index - start > Self.longestWord { return false }
    }
    var end = index + 1
    while end < symbols.count, plainOfWord.contains(symbols[end]) {
      end += 1
      if end - index > Self.longestWord { return false }
    }
    return (start == 0 || !disguises.contains(symbols[start - 1]))
      && (end == symbols.count || !disguises.contains(symbols[end]))
  }

  /// More letters in a row are no word that is looked at at once.
  static let longestWord = 64

  /// Whether the plain symbols of a set are letters and digits.
  func isOfWords(_ set: SymbolSet) -> Bool { !set.intersects(plainOfNoWord) }

  /// Whether all plain symbols of a set are letters.
  func isSimple(_ set: SymbolSet) -> Bool { !set.intersects(plainSigns) }

  /// A set without the symbols that are found in it by another reading.
  func plain(_ set: SymbolSet) -> SymbolSet {
    SymbolSet(set.symbols.filter { symbol in !readings[Int(symbol)].dropFirst().contains(where: set.contains) })
  }
}
