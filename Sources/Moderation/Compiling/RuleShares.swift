internal import PatternScanning
internal import Rulebook
internal import TextFolding

/// How often patterns match, as a share of all words, by the frequencies of words that the rulebook tells. No verdict depends
/// on it, only what is looked for first.
struct RuleShares {
  /// By the ids of patterns.
  private var shares: [Double]

  /// What matches no word of the list is taken to be so frequent.
  private static let least = 1e-6

  /// Runs the scanner over the words of the list.
  init(_ scanner: PatternScanner, _ frequencies: [WordFrequency], idCount: Int) {
    shares = [Double](repeating: Self.least, count: idCount)
    var folder = TextFolder()
    var scratch = PatternScanner.Scratch()
    for frequency in frequencies {
      let symbols = folder.fold(frequency.word).symbols
      scanner.scan(symbols.span, scratch: &scratch)
      for id in Set(scratch.matches.map(\.id) + scratch.literals) {
        shares[id] += Double(frequency.perMillion) / 1_000_000
      }
    }
  }

  subscript(id: Int) -> Double { shares[id] }

  /// The shares of rules: of their words, phrases and expressions; composite rules are left at the least.
  func ofRules(_ numbers: RuleNumbers, _ patterns: RulePatterns, _ phrases: PhraseTable) -> [Double] {
    var rules = Array(shares[..<numbers.count])
    for (phrase, share) in zip(patterns.words.phrases, phrases.shares) where phrase.id < numbers.count {
      rules[phrase.id] += share
    }
    for (index, share) in patterns.regexShares.enumerated() { rules[numbers.firstRegex + index] = share }
    return rules
  }
}
