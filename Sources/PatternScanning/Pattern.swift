/// A regular expression over sets of symbols, without labels or files: what the ruleset compiler makes of one
/// spelling of one lexicon entry.
///
/// A set holds a sign between letters together with a letter that it may be read as, see `LetterDisguises`, or with the sign
/// itself.
public indirect enum PatternTerm: Sendable, Hashable {
  /// Matches nothing, successfully.
  case empty
  /// One symbol of `SymbolSet` and then any number of them: a letter that may be stretched, a gap, a mask.
  case oneOrMore(SymbolSet)
  /// Any number of symbols, also none.
  case zeroOrMore(SymbolSet)
  case sequence([PatternTerm])
  case choice([PatternTerm])
}

extension PatternTerm {
  /// Whether the plain symbols of all sets are letters and digits.
  func isOfWords(_ readings: SymbolReadings) -> Bool {
    switch self {
    case .empty: true
    case .oneOrMore(let set), .zeroOrMore(let set): readings.isOfWords(set)
    case .sequence(let terms), .choice(let terms): terms.allSatisfy { $0.isOfWords(readings) }
    }
  }
}

/// A pattern for whole words, split where the scanner stops and the verifier takes over.
///
/// The scanner's automaton looks for `stem`; only where it is found is `tail` tried. So the automaton does not have to
/// hold every ending of every word, and a stem should be long enough to be rare.
public struct Pattern: Sendable, Hashable {
  /// Where a match may begin.
  public enum Start: Sendable, Hashable {
    /// At the beginning of a word: where no letter stands before.
    case word
    /// Anywhere; the match is widened to the beginning of its word.
    case anywhere
  }

  /// What is reported: several patterns (spellings of one entry) may share an id.
  public var id: Int
  /// Where a match may begin.
  public var start: Start
  /// What comes before the last term of the stem; may hold choices and be empty.
  public var head: PatternTerm
  /// The last term of the stem.
  public var last: SymbolSet
  /// What may follow up to the end of the word. With nil the pattern is a bare literal: wherever the stem is found,
  /// at whatever place of a word, its id is reported as seen.
  public var tail: PatternTerm?

  /// A pattern of its parts.
  public init(id: Int, start: Start, head: PatternTerm, last: SymbolSet, tail: PatternTerm?) {
    self.id = id
    self.start = start
    self.head = head
    self.last = last
    self.tail = tail
  }
}

/// A verified match: the symbols of `range` are one or more whole words that the pattern describes.
public struct Match: Sendable, Hashable {
  /// The pattern's id.
  public var id: Int
  /// The symbols from the first word to the last, half open.
  public var range: Range<Int>

  /// A match of an id.
  public init(id: Int, range: Range<Int>) {
    self.id = id
    self.range = range
  }
}
