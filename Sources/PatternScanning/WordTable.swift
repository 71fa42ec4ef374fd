internal import TextFolding

/// Tells whether a word, as it stands, is one of those that an id's patterns describe: for the words of phrases, which are
/// too many and too common to be looked for in every word of a text. Immutable, shared between threads.
///
/// Each id has a program that is run with backtracking (R. Cox, "Regular Expression Matching: the Virtual Machine
/// Approach", 2009). Words are short and programs begin with a check of the first symbol, so that most runs end at once.
public struct WordTable: Sendable {
  /// The id of the first program.
  private let firstID: Int
  /// Where the program of each id begins; ``none`` for one that cannot be run on plain words.
  private var starts: [Int32] = []
  /// The symbols with which the words of each id begin.
  private var openings: [SymbolSet] = []
  private var code: [Instruction] = []
  private var sets: [SymbolSet] = []

  private static let none: Int32 = -1

  private struct Instruction: Sendable {
    var operation: Operation
    /// For ``Operation/split`` and ``Operation/jump`` the place to go to, for the others a symbol or the index of a set.
    var argument: Int32
  }

  private enum Operation: UInt8, Sendable {
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
    firstID = ids.lowerBound
    var terms = [[PatternTerm]?](repeating: [], count: ids.count)
    let readings = SymbolReadings()
    for pattern in patterns where ids.contains(pattern.id) {
      let term = PatternTerm.whole(pattern)
      let isPlain = term.isOfWords(readings) && term.loopCount <= Self.mostLoops
      if isPlain { terms[pattern.id - firstID]?.append(term) } else { terms[pattern.id - firstID] = nil }
    }
    var compiler = Compiler(readings)
    for terms in terms {
      guard let terms else {
        starts.append(Self.none)
        openings.append(SymbolSet())
        continue
      }
      starts.append(Int32(compiler.code.count))
      compiler.append(.choice(terms))
      compiler.code.append(Instruction(operation: .end, argument: 0))
      openings.append(terms.reduce(SymbolSet()) { $0.union($1.opening(readings).symbols) })
    }
    code = compiler.code
    sets = compiler.sets
  }

  /// A program with more loops could go through a word in too many ways.
  private static let mostLoops = 2

  /// Whether words can be compared with an id's patterns; if not, the ``PatternScanner`` must look for them.
  public func holds(_ id: Int) -> Bool { starts[id - firstID] != Self.none }

  /// The symbols with which an id's words begin; nil if the ``PatternScanner`` must look for them.
  public func opening(of id: Int) -> SymbolSet? { holds(id) ? openings[id - firstID] : nil }

  /// Whether a word of plain symbols is one that an id's patterns describe from its first symbol to its last.
  public func matches(_ id: Int, _ word: Span<UInt8>) -> Bool {
    guard word.count > 0, openings[id - firstID].contains(word[0]) else { return false }
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

  /// The plain symbols with which it may begin, and whether it may be empty.
  fileprivate func opening(_ readings: SymbolReadings) -> (symbols: SymbolSet, mayBeEmpty: Bool) {
    switch self {
    case .empty: return (SymbolSet(), true)
    case .oneOrMore(let set): return (SymbolSet(readings.plainSymbols(of: set)), false)
    case .zeroOrMore(let set): return (SymbolSet(readings.plainSymbols(of: set)), true)
    case .sequence(let terms):
      var symbols = SymbolSet()
      for term in terms {
        let opening = term.opening(readings)
        symbols = symbols.union(opening.symbols)
        if !opening.mayBeEmpty { return (symbols, false) }
      }
      return (symbols, true)
    case .choice(let terms):
      return terms.reduce((SymbolSet(), terms.isEmpty)) { all, term in
        let opening = term.opening(readings)
        return (all.0.union(opening.symbols), all.1 || opening.mayBeEmpty)
      }
    }
  }
}
