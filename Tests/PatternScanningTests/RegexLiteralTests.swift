import PatternScanning
import Testing

@Suite struct RegexLiteralTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var source: String
    /// With « | » between; nil: none.
    var literals: String?

    init(_ source: String, _ literals: String?) {
      self.source = source
      self.literals = literals
    }

    var testDescription: String { source }
  }

  static let cases = [
    Case("\\bдоход\\w* от \\d+", "доход"),
    Case("доход|прибыль", "доход|прибыль"),
    Case("(?:доход|прибыль)\\w* каждый день", " каждый день"),
    Case("(?:доход\\w*|прибыл[ьи]) \\d", "доход|прибыли|прибыль"),
    Case("Ё[ое]лка", "еелка|еолка"),
    Case("(?:от)?доход", "доход"),
    Case("доход(?:ы|ам)?", "доход"),
    Case("дохо+д", "дохо"),
    Case("(?:доход){2,}", "доходдоход"),
    Case("(?:доход)*", nil),
    Case("(?:доход)?.*", nil),
    Case("(?:доход){0,5}да", nil),
    Case("(?:доход)+", "доход"),
    Case("доход|", nil),
    Case("доход|да", nil),
    Case("до(?=х)ход", "доход"),
    Case("(?<=доход) от", " от"),
    Case("(?!доход)\\w+", nil),
    Case("^доход$", "доход"),
    Case("(доход) \\1", "доход "),
    Case("t\\.me", "t.me"),
    Case("t\\.", "t."),
    Case("@\\w+", "@"),
    Case("\\w+\\.ru\\b", ".ru"),
    Case("да", nil),
    Case("[а-я]+", nil),
    Case("\\d{11}", nil),
    Case("\\+7\\d{10}", "+7"),
    Case("8[ -]9\\d\\d", "8 9|8-9"),
    Case("к\\dт", "к0т|к1т|к2т|к3т|к4т|к5т|к6т|к7т|к8т|к9т"),
    // The scanner sees «ааа» in «а».
    Case("ааа", nil),
    Case("89\\d\\d", nil),
    Case("www\\.", "www."),
    Case("   ", nil),
    Case("...", nil),
    Case("пере[вп]ед[ие](?:те)?\\s*деньги", "деньги"),
  ]

  @Test(arguments: cases)
  func findsTheBestLiterals(_ example: Case) throws {
    let literals = try SymbolRegex(example.source).requiredLiterals
    #expect(literals.map { $0.map { RegexNotation.text($0) }.joined(separator: "|") } == example.literals)
  }

  @Test(arguments: [
    String(repeating: "(?:а|б|в|г|д)", count: 40),
    "(?:" + (0..<500).map { "слово\($0)" }.joined(separator: "|") + ")",
    "(?:(?:доход){100}){20}",
    String(repeating: "доход", count: 100),
    "[аб]{1000}",
  ])
  func keepsWithinItsBounds(source: String) throws {
    guard let literals = try SymbolRegex(source).requiredLiterals else { return }
    #expect(literals.count <= 64)
    #expect(literals.allSatisfy { (2...24).contains($0.count) })
  }
}
