import Testing

@testable import PatternScanning

@Suite struct RegexLiteralTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var source: String
    /// Each alternative in the notation of ``RegexNotation``, «-» for one without a set.
    var alternatives: [String]

    init(_ source: String, _ alternatives: String...) {
      self.source = source
      self.alternatives = alternatives
    }

    var testDescription: String { source }
  }

  static let cases = [
    // One literal
    Case("доход", "…доход…"),
    Case("\\bдоход", "доход…"),
    Case("доход\\b", "…доход"),
    Case("\\bдоход\\b", "доход"),
    Case("\\bдоход\\w*\\b", "доход|доход…"),
    Case("\\b\\w*доход\\b", "доход|…доход"),
    Case("(?<!\\w)доход(?!\\w)", "доход"),
    Case("^доход$", "…доход…"),
    Case("\\Bдоход\\B", "…доход…"),
    Case("до(?=х)ход", "…доход…"),
    Case("(доход) \\1", "…доход"),
    Case("(?:доход){2,}", "…доходдоход… & …доход…"),
    Case("(?:доход)+", "…доход…"),
    Case("дохо+д", "…дохо…"),
    // Sets
    Case("Ё[ое]лка", "…еелка…|…еолка…"),
    Case("доход(?:ы|ам)\\b", "…доходам|…доходы"),
    // Signs
    Case("t\\.me", "…t.me…"),
    Case("t\\.", "…t.…"),
    Case("@\\w+", "…@…"),
    Case("\\w+\\.ru\\b", "….ru…"),
    Case("www\\.", "…www.…"),
    Case("\\+7\\d{10}", "…+7…"),
    // Digits
    Case("к\\dт", "…к#т…"),
    Case("\\b\\d{11}\\b", "#"),
    Case("\\b\\d+ руб", "# руб…"),
    Case("[12]\\d\\d", "…1##…|…2##…"),
    // Words in a row
    Case("\\bот двух\\b", "от двух"),
    Case("работа\\s+дома", "…работа дома…"),
    Case("работа, дома", "…работа дома…"),
    Case("работа\\W{1,3}дома", "…работа дома…"),
    // The end of some word with two letters more says nothing.
    Case("от\\s+двух", "двух…"),
    Case("от, двух", "…от,…"),
    // White space is none of the signs of a literal.
    Case("[!\\n]урал", "урал…|…!урал…"),
    Case("-\\nурал", "урал…"),
    Case("доход от \\d+", "…доход от #…"),
    Case("\\bот \\w+ до\\b", "от * до"),
    Case("\\bот [а-я]+ (?:до|за) двух\\b", "от * до двух|от * за двух"),
    Case("\\bдоход\\w* каждый", "доход каждый…|доход… каждый…"),
    Case("\\w+ доход", "доход…"),
    // What a match does not need
    Case("(?:от)?доход", "…доход…|…отдоход…"),
    Case("доход(?:ы|ам)?", "…доходам…|…доходы…|…доход…"),
    Case("(?<=доход) приб", "приб…"),
    Case("(?!доход)прибыль", "…прибыль…"),
    // Alternatives of different kinds
    Case("(?:\\bот\\b|доход)", "от", "…доход…"),
    Case("доход|@\\w+", "…доход…", "…@…"),
    // Several sets
    Case("доход.*прибыль", "…прибыль… & …доход…"),
    Case("доход.*прибыль|налог.*штраф", "…прибыль…|…штраф… & …доход…|…налог…"),
    // Nothing to be looked for
    Case("(?:доход)*", "-"),
    Case("(?:доход)?.*", "-"),
    Case("(?:доход){0,5}да", "-"),
    Case("доход|", "…доход…", "-"),
    Case("доход|да", "…доход…", "-"),
    Case("(?!доход)\\w+", "-"),
    Case("да", "-"),
    Case("[а-я]+", "-"),
    Case("   ", "-"),
    Case("...", "-"),
    // The scanner sees «ааа» in «а».
    Case("ааа", "-"),
  ]

  @Test(arguments: cases)
  func findsWhatAMatchNeeds(_ example: Case) throws {
    let alternatives = try SymbolRegex(example.source).alternatives
    #expect(alternatives.map { RegexNotation.text($0.map(\.literals)) } == example.alternatives)
  }

  /// The word that comments hold less often is looked for.
  @Test(arguments: [("доход", "прибыль"), ("прибыль", "доход")])
  func asksForTheRarestFirst(frequent: String, rare: String) throws {
    let frequencies = WordFrequencies([
      (RegexNotation.reading(frequent), 0.02), (RegexNotation.reading(rare), 0.000_01),
    ])
    for source in ["\\b\(frequent)\\b.*\\b\(rare)\\b", "\\b\(rare)\\b.*\\b\(frequent)\\b"] {
      let alternatives = try SymbolRegex(source, frequencies).alternatives
      #expect(alternatives.map { RegexNotation.text($0.map(\.literals)) } == ["\(rare) & \(frequent)"])
    }
  }

  /// Over how many stretches a match may reach before the literal, and that this is not known where anything may stand there.
  @Test(arguments: [
    ("доход", 1), ("\\w+ доход", 3), ("\\w* ?доход", 3), ("(?:\\w+\\s+){0,2}доход", 5), ("(?:\\w+\\s+)*доход", nil),
    (".{0,3}доход", 5), (".*доход", nil), ("(да|нет-нет) доход", 5), ("(да) \\1доход", nil),
    ("\\bо?н? доход", 3),
  ])
  func knowsHowFarAMatchReachesBefore(source: String, lead: Int?) throws {
    let frequencies = WordFrequencies([(RegexNotation.reading("нет"), 0.2), (RegexNotation.reading("да"), 0.2)])
    let sets = try SymbolRegex(source, frequencies).alternatives.compactMap(\.first)
    #expect(sets.map(\.lead) == [lead])
  }

  /// What is met everywhere is not looked for.
  @Test func passesOverWhatIsMetEverywhere() throws {
    let frequencies = WordFrequencies([(RegexNotation.reading("доход"), 0.2)])
    #expect(try SymbolRegex("\\bдоход\\b", frequencies).alternatives == [[]])
    #expect(
      try SymbolRegex("доход.*прибыль", frequencies).alternatives.map { RegexNotation.text($0.map(\.literals)) } == [
        "…прибыль…"
      ])
  }

  @Test(arguments: [
    String(repeating: "(?:а|б|в|г|д)", count: 40),
    "(?:" + (0..<500).map { "слово\($0)" }.joined(separator: "|") + ")",
    "(?:(?:доход){100}){20}",
    String(repeating: "доход", count: 100),
    "[аб]{1000}",
    String(repeating: "(?:доход.*|прибыль.*)", count: 30),
  ])
  func keepsWithinItsBounds(source: String) throws {
    let alternatives = try SymbolRegex(source).alternatives
    #expect((1...65).contains(alternatives.count))
    for sets in alternatives {
      #expect(sets.count <= 3)
      for set in sets {
        #expect((1...128).contains(set.literals.count))
        #expect(set.literals.allSatisfy { $0.symbolCount <= 48 })
      }
    }
  }
}

extension RegexLiteral {
  fileprivate var symbolCount: Int {
    switch self {
    case .text(let symbols, _): symbols.count
    case .words(let words): words.reduce(0) { $0 + $1.elements.count }
    }
  }
}
