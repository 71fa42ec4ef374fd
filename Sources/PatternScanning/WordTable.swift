internal import TextFolding

/// Tells whether a word, as it stands, is one of those that an id's patterns describe: for the words of phrases, which are
/// too many and too common to be looked for in every word of a text. Immutable, shared between threads: a class, so that
/// nothing is copied when it is passed on.
///
/// Each id has a program that is run with backtracking (R. Cox, "Regular Expression Matching: the Virtual Machine
/// Approach", 2009). Words are short and programs begin with a check of the first symbol, so that most runs end at once.
public final class WordTable: Sendable {
  /// The id of the first program.
  let firstID: Int
  /// Where the program of each id begins; ``none`` for one that cannot be run on plain words.
  let starts: [Int32]
  /// With what the words of each id begin.
  let openings: [WordOpenings]
  let code: [Instruction]
  let sets: [SymbolSet]

  private static let none: Int32 = -1

  /// An operation and its argument in four bytes: for ``Operation/split`` and ``Operation/jump`` the place to go to, for the
  /// others a symbol or the index of a set.
  struct Instruction: Sendable, BitwiseCopyable {
    private var bits: UInt32

    fileprivate init(operation: Operation, argument: Int32) {
      bits = UInt32(operation.rawValue) | UInt32(argument) << 3
    }

    /// Three bits name one of six operations; what else they may hold in a broken image ends the program.
    fileprivate var operation: Operation { Operation(rawValue: UInt8(bits & 7)) ?? .end }

    /// Below 2²⁹, so that all programs together may be half a thousand million instructions long.
    fileprivate var argument: Int32 {
      get { Int32(bits >> 3) }
      set { bits = bits & 7 | UInt32(newValue) << 3 }
    }
  }

  /// A table of its parts.
  init(firstID: Int, starts: [Int32], openings: [WordOpenings], code: [Instruction], sets: [SymbolSet]) {
    self.firstID = firstID
    self.starts = starts
    self.openings = openings
    self.code = code
    self.sets = sets
  }

  fileprivate enum Operation: UInt8, Sendable {
    /// One symbol, or any number of it.
    case symbol
    /// One symbol of a set, or any number.
    case set
    /// Any number of symbols of a set, also none.
    case anyOf
    /// Goes on here, and if that fails elsewhere.
    case split
    case jump
    case end
  }

  /// Makes programs of the patterns of words.
  ///
  /// - Parameters:
  ///   - patterns: The patterns, in any order; those of ids that are not in the range are passed over.
  ///   - ids: The ids.
  public init(_ patterns: [Pattern], ids: Range<Int>) {
    var terms = [[PatternTerm]?](repeating: [], count: ids.count)
    let readings = SymbolReadings()
    for pattern in patterns where ids.contains(pattern.id) {
      let term = PatternTerm.whole(pattern)
      let isPlain = term.isOfWords(readings) && term.loopCount <= Self.mostLoops
      if isPlain { terms[pattern.id - ids.lowerBound]?.append(term) } else { terms[pattern.id - ids.lowerBound] = nil }
    }
    var compiler = Compiler(readings)
    var starts: [Int32] = []
    var openings: [WordOpenings] = []
    for terms in terms {
      guard let terms else {
        starts.append(Self.none)
        openings.append(.all)
        continue
      }
      starts.append(Int32(compiler.code.count))
      compiler.append(.choice(terms))
      compiler.code.append(Instruction(operation: .end, argument: 0))
      openings.append(compiler.openings(of: Int(starts[starts.count - 1])))
    }
    firstID = ids.lowerBound
    self.starts = starts
    self.openings = openings
    code = compiler.code
    sets = compiler.sets
  }

  /// A program with more loops could go through a word in too many ways.
  private static let mostLoops = 2

  /// Whether words can be compared with an id's patterns; if not, the ``PatternScanner`` must look for them.
  public func holds(_ id: Int) -> Bool { starts[id - firstID] != Self.none }

  /// With what an id's words begin.
  public func openings(of id: Int) -> WordOpenings { openings[id - firstID] }

  /// Whether a word of plain symbols is one that an id's patterns describe from its first symbol to its last.
  public func matches(_ id: Int, _ word: Span<UInt8>) -> Bool {
    guard word.count > 0, openings[id - firstID].intersects(WordOpenings(word)) else { return false }
    return run(Int(starts[id - firstID]), word, from: 0)
  }

  private func run(_ start: Int, _ word: Span<UInt8>, from first: Int) -> Bool {
    var place = start
    var index = first
    while true {
      let instruction = code[place]
      switch instruction.operation {
      case .end: return index == word.count
      case .jump: place = Int(instruction.argument)
      case .split:
        if run(place + 1, word, from: index) { return true }
        place = Int(instruction.argument)
      case .symbol:
        let symbol = UInt8(truncatingIfNeeded: instruction.argument)
        guard index < word.count, word[index] == symbol else { return false }
        index += 1
        place += 1
        while index < word.count, word[index] == symbol {
          if run(place, word, from: index) { return true }
          index += 1
        }
      case .set, .anyOf:
        let set = sets[Int(instruction.argument)]
        if instruction.operation == .set {
          guard index < word.count, set.contains(word[index]) else { return false }
          index += 1
        }
        place += 1
        while index < word.count, set.contains(word[index]) {
          if run(place, word, from: index) { return true }
          index += 1
        }
      }
    }
  }

  /// Writes programs.
  private struct Compiler {
    var code: [Instruction] = []
    var sets: [SymbolSet] = []
    private var setNumbers: [SymbolSet: Int32] = [:]
    private let readings: SymbolReadings

    init(_ readings: SymbolReadings) { self.readings = readings }

    mutating func append(_ term: PatternTerm) {
      switch term {
      case .empty: break
      case .sequence(let terms): for term in terms { append(term) }
      case .oneOrMore(let set):
        let plain = readings.plainSymbols(of: set)
        if plain.count == 1 {
          code.append(Instruction(operation: .symbol, argument: Int32(plain[0])))
        } else {
          code.append(Instruction(operation: .set, argument: number(of: set)))
        }
      case .zeroOrMore(let set): code.append(Instruction(operation: .anyOf, argument: number(of: set)))
      case .choice(let terms):
        var jumps: [Int] = []
        for (index, term) in terms.enumerated() {
          let split = code.count
          let isLast = index == terms.count - 1
          if !isLast { code.append(Instruction(operation: .split, argument: 0)) }
          append(term)
          if isLast { break }
          jumps.append(code.count)
          code.append(Instruction(operation: .jump, argument: 0))
          code[split].argument = Int32(code.count)
        }
        for jump in jumps { code[jump].argument = Int32(code.count) }
      }
    }

    /// With what the words of a program may begin.
    func openings(of start: Int) -> WordOpenings {
      var openings = WordOpenings.none
      for first in consuming(from: start) where code[first].operation != .end {
        let following = consuming(from: first + 1) + [first]
        for symbol in symbols(of: code[first]) {
          for next in following {
            if code[next].operation == .end { openings.insert(symbol, nil) }
            for second in symbols(of: code[next]) { openings.insert(symbol, second) }
          }
        }
      }
      return openings
    }

    /// The instructions at which the next symbol is taken, or the program ends.
    private func consuming(from start: Int) -> [Int] {
      var found: [Int] = []
      var places = [start]
      while let place = places.popLast() {
        switch code[place].operation {
        case .jump: places.append(Int(code[place].argument))
        case .split: places += [place + 1, Int(code[place].argument)]
        case .anyOf:
          found.append(place)
          places.append(place + 1)
        case .symbol, .set, .end: found.append(place)
        }
      }
      return found
    }

    private func symbols(of instruction: Instruction) -> [UInt8] {
      switch instruction.operation {
      case .symbol: [UInt8(truncatingIfNeeded: instruction.argument)]
      case .set, .anyOf: readings.plainSymbols(of: sets[Int(instruction.argument)])
      case .split, .jump, .end: []
      }
    }

    private mutating func number(of set: SymbolSet) -> Int32 {
      if let number = setNumbers[set] { return number }
      setNumbers[set] = Int32(sets.count)
      sets.append(set)
      return Int32(sets.count - 1)
    }
  }
}

extension PatternTerm {
  /// The words of a pattern from the first symbol to the last.
  fileprivate static func whole(_ pattern: Pattern) -> PatternTerm {
    // A match of a stem that may stand anywhere reaches back over the letters before it.
    let letters = SymbolSet((UInt8.min...UInt8.max).filter { Symbol.isLetter($0) })
    return .sequence(
      (pattern.start == .anywhere ? [.zeroOrMore(letters)] : [])
        + [pattern.head, .oneOrMore(pattern.last), pattern.tail ?? .empty])
  }

  /// How many loops over several symbols one way through the term has at most.
  fileprivate var loopCount: Int {
    switch self {
    case .empty, .oneOrMore: 0
    case .zeroOrMore: 1
    case .sequence(let terms): terms.reduce(0) { $0 + $1.loopCount }
    case .choice(let terms): terms.map(\.loopCount).max() ?? 0
    }
  }
}

/// The first two symbols of words, as a filter without false negatives (B. Bloom, 1970): each pair is one of 64 bits.
public struct WordOpenings: Sendable, Equatable, BitwiseCopyable {
  @usableFromInline var bits: UInt64

  /// Those of no word.
  public static let none = WordOpenings(bits: 0)
  /// Those of all words.
  public static let all = WordOpenings(bits: .max)

  @usableFromInline init(bits: UInt64) { self.bits = bits }

  /// That of one word, which must not be empty.
  public init(_ word: Span<UInt8>) { self.init(bit: Self.bit(of: word)) }

  /// That of words of which ``bit(of:)`` told the bit.
  public init(bit: UInt8) { bits = 1 << UInt64(bit & 63) }

  /// The bit of a word that is not empty, 0 to 63.
  public static func bit(of word: Span<UInt8>) -> UInt8 { bit(word[0], word.count > 1 ? word[1] : nil) }

  private static func bit(_ first: UInt8, _ second: UInt8?) -> UInt8 {
    let second = second ?? 0
    return (first &* 37 &+ second &* 5 &+ second >> 3) & 63
  }

  fileprivate mutating func insert(_ first: UInt8, _ second: UInt8?) { bits |= 1 << UInt64(Self.bit(first, second)) }

  /// Those of both.
  @inlinable public func union(_ other: WordOpenings) -> WordOpenings { WordOpenings(bits: bits | other.bits) }

  /// Whether there may be a word with both.
  @inlinable public func intersects(_ other: WordOpenings) -> Bool { bits & other.bits != 0 }
}
