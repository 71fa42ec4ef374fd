import Testing

@testable import PatternScanning

@Suite struct RegexLimitTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var source: String
    /// The text is this, repeated.
    var unit: String

    init(_ source: String, _ unit: String) {
      self.source = source
      self.unit = unit
    }

    var testDescription: String { "\(source) in \(unit)…" }
  }

  /// Expressions that take a time that grows with the square of the text or worse, unless they are stopped. The last
  /// part is a class, since PCRE2 would look for a single letter before it begins.
  static let catastrophes = [
    Case("(а+)+б", "а"),
    Case("(?:а+)+[бв]", "а"),
    Case("(?:а|а)*[бв]", "а"),
    Case("(?:а?){30}а{30}[бв]", "а"),
    Case("(?:а|а|а){30}[бв]", "а"),
    Case("(?<!г)а*[бв]", "а"),
    Case("а*а*а*[бв]", "а"),
    Case("(?:а*?){1,5}[бв]", "а"),
    Case("(?:.*а){20}[бв]", "а"),
    Case("(?=а*[бв]|а)(?=(а*))\\1[бв]", "а"),
    Case("(?:а|г)(а*)\\1[бв]", "а"),
    Case("(?:\\w+\\s?)+[!?]", "слово "),
    Case("(?:(?:да)*|(?:дад)*а)*[бв]", "да"),
    Case("(?:а{1,9}){1,9}[бв]", "а"),
    Case("\\d(?:\\d*\\s*)*[бв]", "1 "),
  ]

  @Test(arguments: catastrophes, [true, false])
  func noTextStallsAThread(_ example: Case, usesJIT: Bool) throws {
    let regex = try SymbolRegex(example.source, usesJIT: usesJIT)
    var text = RegexNotation.reading(example.unit)
    while text.count < 1_000_000 { text += text }
    var scratch = RegexScratch()
    var ranges: [Range<Int>] = []
    let time = ContinuousClock().measure { ranges = regex.matches(in: text.span, scratch: &scratch) }
    #expect(ranges.isEmpty)
    // Some take a few hundred milliseconds, on a busy machine more; without limits they take minutes.
    #expect(time < .seconds(5))
  }

  @Test(arguments: [true, false])
  func reportsThatItStopped(usesJIT: Bool) throws {
    let regex = try SymbolRegex("нет|(?:а+)+[бв]", usesJIT: usesJIT)
    var scratch = RegexScratch()
    let text = RegexNotation.reading("нет " + String(repeating: "а", count: 50_000) + " нет")
    #expect(regex.matches(in: text.span, scratch: &scratch) == [0..<3])
    #expect(scratch.hitLimit == true)
    #expect(regex.matches(in: text.span, scratch: &scratch) == [0..<3], "the same each time")
    // The next text begins anew.
    let other = RegexNotation.reading("нет аааб")
    #expect(regex.matches(in: other.span, scratch: &scratch) == [0..<3, 4..<8])
    #expect(scratch.hitLimit == false)
  }

  @Test(
    arguments: [
      "\\bдоход\\w* от \\d+", "(?:доход|прибыль)(?:\\s+\\w+){0,5}\\s+\\d+", "доход.*\\d", "(\\w)\\w*\\1",
      ".*доход", "(?:\\w+\\s+)*?доход",
    ], [true, false])
  func ordinaryExpressionsStayWithinTheLimits(source: String, usesJIT: Bool) throws {
    let regex = try SymbolRegex(source, usesJIT: usesJIT)
    let line = "Ваш доход от 5000 рублей в день, без вложений и обмана, пишите нам прямо сейчас!\n"
    let text = RegexNotation.reading(String(repeating: line, count: 200))
    var scratch = RegexScratch()
    #expect(regex.matches(in: text.span, limit: .max, scratch: &scratch).count >= 200)
    #expect(scratch.hitLimit == false)
  }

  @Test func threadsShareExpressions() async throws {
    let text = RegexNotation.reading("ваш доход от 100, мой доход от 7")
    for _ in 0..<20 {
      // Each is new, so that the threads meet where it is first used.
      let regex = try SymbolRegex("доход\\w* от (\\d)\\d*")
      let all = await withTaskGroup(of: [[Range<Int>]].self) { group in
        for _ in 0..<8 {
          group.addTask {
            var scratch = RegexScratch()
            return (0..<50).map { _ in regex.matches(in: text.span, scratch: &scratch) }
          }
        }
        return await group.reduce(into: []) { $0 += $1 }
      }
      #expect(all.count == 400)
      #expect(all.allSatisfy { $0 == [4..<16, 22..<32] })
    }
  }
}
