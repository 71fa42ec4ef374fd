/// A regular expression over the ``SymbolReading`` of a folded text, compiled once and shared by threads.
///
/// The source is written with plain letters, in the syntax of PCRE2 (pcre2pattern(3)) without what cannot be bounded or has no
/// meaning here: options, recursion, conditions, callouts, `\K`, `\G`, `\C`, `\x…`, verbs. It is read as comments are: upper
/// case is lower case, ё is е, « is ", — is -.
///
/// | in the source | matches |
/// | --- | --- |
/// | `\w` `\W` `\b` `\B` | go by Russian letters, Latin letters and digits; `_` is a sign |
/// | `\s` | a blank or a line break |
/// | `[а-я]` | all Russian letters, also ё |
/// | `\p{Emoji}` | an emoji, whichever |
/// | `^` `$` | the beginning and the end of the whole text |
public struct SymbolRegex: Sendable {
  /// What a text must hold for a match: all sets of one of these alternatives, of each set one literal. An alternative
  /// without a set asks for nothing.
  ///
  /// Symbols are those of the reading. In the symbols themselves each of them stands with disguises, see
  /// ``SymbolReading/plainSymbol(of:)``.
  public let alternatives: [[RequiredSet]]

  /// nil: matches nothing.
  let code: PCRE2Code?
  let size: Int

  /// Compiles an expression.
  ///
  /// - Throws: what is wrong with the expression, and where.
  public init(_ source: String, _ frequencies: WordFrequencies = .unknown) throws(RegexError) {
    try self.init(source, frequencies, usesJIT: true)
  }

  /// As `init(_:)`, with the choice of PCRE2's interpreter for tests.
  init(_ source: String, _ frequencies: WordFrequencies = .unknown, usesJIT: Bool) throws(RegexError) {
    let node = try RegexParser.parse(source)
    code = try PCRE2Code(PCRE2Source(node), usesJIT: usesJIT)
    size = node.size
    alternatives = RequiredLiterals(frequencies).alternatives(of: node)
  }

  /// An expression that was compiled before, and is compiled again when it is first used; nil matches nothing.
  init(deferred pattern: [UInt8]?, size: Int) {
    code = pattern.map { PCRE2Code(deferred: $0) }
    self.size = size
    alternatives = []
  }

  /// An expression that matches nothing, to stand for one that has an error.
  public static let neverMatching = SymbolRegex(deferred: nil, size: 0)

  /// The first matches in a reading, from left to right, none overlapping another or empty; at most `limit`.
  public func matches(
    in reading: Span<UInt8>, limit: Int = 64, scratch: inout RegexScratch
  ) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    appendMatches(in: reading, startingIn: [0..<reading.count], limit: limit, scratch: &scratch, to: &ranges)
    return ranges
  }

  /// Adds the first matches that begin in windows, which are in order and do not overlap.
  ///
  /// The work is bounded by the length of the text: a search that asks for more stops, yields what it found until then,
  /// and sets ``RegexScratch/hitLimit``. Where it stops depends on the text and the expression alone.
  public func appendMatches(
    in reading: Span<UInt8>, startingIn windows: [Range<Int>], limit: Int = 64, scratch: inout RegexScratch,
    to ranges: inout [Range<Int>]
  ) {
    scratch.begin(symbols: reading.count, expressionSize: size)
    guard let code else { return }
    let first = ranges.count
    var start = 0
    for window in windows {
      start = max(start, window.lowerBound)
      search: while ranges.count - first < limit, start < window.upperBound {
        switch code.search(reading, startingIn: start..<window.upperBound, scratch: scratch) {
        case .match(let range):
          ranges.append(range)
          start = range.upperBound
        case .noMatch: break search
        case .limit:
          scratch.hitLimit = true
          return
        }
      }
    }
  }
}
