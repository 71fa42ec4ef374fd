/// A rulebook while its files are read: what was understood, what was complained of, and the names used on the way.
struct RulebookDraft {
  var rulebook = Rulebook()
  private(set) var diagnostics: [Diagnostic] = []
  /// How many of the diagnostics are errors.
  private(set) var errorCount = 0
  /// Every `<name>` inside a pattern or a class.
  private(set) var classReferences: [PatternParser.ClassReference] = []
  /// Whether some pattern is made of nothing but classes and what may be missing, so that it may match nothing.
  private(set) var hasSuspects = false

  private var places: [String: SourceLocation] = [:]
  /// The patterns of lexicons, and the place of the newest one by a hash of its bytes: String's own hash, which
  /// normalizes, costs more than the parsing.
  private var seen: [SeenPattern] = []
  private var newestSeen: [UInt64: Int] = [:]

  private struct SeenPattern {
    var text: String
    var owner: String
    var location: SourceLocation
    /// The one of the same hash before it.
    var previous: Int?
  }

  /// - Parameter size: The bytes to be read, of which a line of a lexicon takes about a hundred.
  init(size: Int) {
    let lines = size / 100
    rulebook.entries.reserveCapacity(lines)
    places.reserveCapacity(lines)
    seen.reserveCapacity(lines)
    newestSeen.reserveCapacity(lines)
  }

  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if diagnostic.severity == .error { errorCount += 1 }
  }

  mutating func report(_ severity: Diagnostic.Severity = .error, at location: SourceLocation, _ message: String) {
    report(Diagnostic(severity, at: location, message))
  }

  /// Takes an id for the rule or entry at a place; false, with a complaint, when another one has it.
  mutating func claim(_ id: String, at location: SourceLocation) -> Bool {
    if let first = places.updateValue(location, forKey: id) {
      places[id] = first
      report(at: location, "the id “\(id)” is taken already, at \(first)")
      return false
    }
    return true
  }

  /// Notes the classes that the patterns of a file name, to be looked up when all files are read.
  mutating func note(_ references: [PatternParser.ClassReference]) { classReferences += references }

  /// Notes that a pattern that is to match words by itself may match nothing.
  mutating func noteSuspect(_ pattern: PatternSyntax) {
    if pattern.node.mayBeEmpty { hasSuspects = true }
  }

  /// Complains when a pattern stands twice under one label or class; under two it is meant: a word may be coarse and an
  /// insult.
  mutating func noteRepetition(of pattern: PatternSyntax, meaning: Meaning) {
    let owner = meaning.owner
    let key = Self.hash(pattern.text)
    var place = newestSeen[key]
    while let index = place {
      let other = seen[index]
      if other.text == pattern.text, other.owner == owner {
        let message = "the pattern “\(pattern.text)” stands under \(owner) already, at \(other.location)"
        return report(at: pattern.location, message)
      }
      place = other.previous
    }
    let previous = newestSeen.updateValue(seen.count, forKey: key)
    seen.append(SeenPattern(text: pattern.text, owner: owner, location: pattern.location, previous: previous))
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923).
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}

extension Meaning {
  /// The label or class, with which the ids of its rules begin.
  var owner: String {
    switch self {
    case .finding(let label, _, _, _): label.rawValue
    case .wordClass(let name): name
    }
  }
}

extension PatternSyntax.Node {
  /// Whether it can match nothing at all if every class can.
  fileprivate var mayBeEmpty: Bool {
    switch self {
    case .character, .mask, .gap: false
    case .anyLetters, .affixes: true
    case .sequence(let items): items.allSatisfy(\.mayBeEmpty)
    case .choice(let items): items.contains(where: \.mayBeEmpty)
    }
  }
}
