internal import TextFolding

/// How rare symbols are in comments, by the frequencies of letters in Russian (S. Sharoff, O. Lyashevskaya, frequency
/// dictionary of the Russian National Corpus, 2009); the other symbols are judged by eye.
public enum SymbolRarity {
  /// Whether a literal is rare enough to be looked for: three symbols, or fewer with a sign as in «t.» or «@». A run of one
  /// symbol counts once, because the scanner sees any number of them in it.
  static func isUsable(_ literal: [UInt8]) -> Bool {
    let runs = runs(of: literal[...])
    return runs.count >= 3 || runs.contains(where: isSign) && information(runs[...]) >= 100
  }

  /// The information of a literal in tenths of a bit, as if its symbols did not depend on each other.
  public static func information(_ literal: ArraySlice<UInt8>) -> Int {
    runs(of: literal).reduce(0) { $0 + information(of: $1) }
  }

  /// How likely a word is that holds so much information, in tenths of a bit.
  public static func likelihood(ofInformation information: Int) -> Double {
    // Doubling for each bit by hand: no mathematics library is needed for it.
    (0..<min(information / 10, 1_000)).reduce(1.0) { likelihood, _ in likelihood / 2 }
  }

  private static func runs(of literal: ArraySlice<UInt8>) -> [UInt8] {
    var runs: [UInt8] = []
    for symbol in literal where symbol != runs.last { runs.append(symbol) }
    return runs
  }

  private static func isSign(_ symbol: UInt8) -> Bool {
    symbol > Symbol.space && symbol < 0x7F && !SourceAlphabet.wordSymbols.contains(symbol)
  }

  /// The information of a symbol in tenths of a bit.
  public static func information(of symbol: UInt8) -> Int {
    switch symbol {
    case Symbol.firstCyrillic...0xFF: letters[Int(symbol - Symbol.firstCyrillic)]
    case Symbol.space: 26
    case 0x2E, 0x2C, 0x21: 45  // . , !
    case 0x2D, 0x3F, 0x28, 0x29, 0x22, 0x3A: 60  // - ? ( ) " :
    case 0x30...0x39: 60
    case 0x61...0x7A: 70
    default: 110
    }
  }

  /// а to я.
  private static let letters = [
    36, 60, 45, 59, 51, 36, 67, 59, 38, 64, 48, 45, 50, 39, 32, 52,  // а–п
    44, 42, 40, 53, 86, 67, 77, 61, 71, 81, 113, 57, 58, 83, 73, 56,  // р–я
  ]
}
