internal import TextFolding

/// How often words are met in comments: what makes one literal a better filter than another.
///
/// Known are the frequent words of a list; of all their parts up to ``longestPart`` symbols it is noted how often they
/// are met. What the list does not hold is judged by its letters, see ``SymbolRarity``.
public struct WordFrequencies: Sendable {
  /// Parts of words as eight bytes, with the word's edges, and the share of all words that hold them.
  private var shares: [UInt64: Double] = [:]
  /// What is not in the list is not met more often.
  private let ceiling: Double

  private static let longestPart = 6
  private static let edge: UInt8 = 0

  /// Nothing is known.
  public static let unknown = WordFrequencies([])

  /// Takes words as symbols, each with its share of all words.
  public init(_ words: [(symbols: [UInt8], share: Double)]) {
    ceiling = words.map(\.share).min() ?? 1
    for (symbols, share) in words {
      var seen: Set<UInt64> = []
      for part in Self.parts(of: [Self.edge] + symbols + [Self.edge], lengths: 1...Self.longestPart)
      where seen.insert(part).inserted { shares[part, default: 0] += share }
    }
  }

  /// The share of words that hold a stretch of symbols, at most: `beginsWord` and `endsWord` tell whether it must stand at the
  /// beginning and at the end of the word.
  public func share(of symbols: [UInt8], beginsWord: Bool, endsWord: Bool) -> Double {
    let part = (beginsWord ? [Self.edge] : []) + symbols + (endsWord ? [Self.edge] : [])
    let letters = min(ceiling, SymbolRarity.likelihood(ofInformation: SymbolRarity.information(symbols[...])))
    guard !part.isEmpty else { return 1 }
    let length = min(part.count, Self.longestPart)
    return Self.parts(of: part, lengths: length...length).reduce(1) { min($0, shares[$1] ?? letters) }
  }

  /// The share of words at which one of some literals stands, as far as can be told.
  public func share(of literals: [RegexLiteral]) -> Double { literals.reduce(0) { $0 + $1.share(self) } }

  private static func parts(of symbols: [UInt8], lengths: ClosedRange<Int>) -> [UInt64] {
    var parts: [UInt64] = []
    for start in symbols.indices {
      // A part holds its length, so that an edge, which is zero, counts.
      var part: UInt64 = 0
      for length in 1...lengths.upperBound where start + length <= symbols.count {
        part = part << 8 | UInt64(symbols[start + length - 1])
        if lengths.contains(length) { parts.append(part | UInt64(length) << 56) }
      }
    }
    return parts
  }
}
