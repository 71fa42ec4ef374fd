import Testing

@testable import PatternScanning

@Suite struct RegexDialectTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var source: String
    var text: String
    var matches: [String]

    init(_ source: String, _ text: String, _ matches: [String]) {
      self.source = source
      self.text = text
      self.matches = matches
    }

    var testDescription: String { "\(source) in \(text)" }
  }

  static let cases = [
    // Letters
    Case("доход", "ваш доход и доходы", ["доход", "доход"]),
    Case("ДОХОД", "доход", ["доход"]),
    Case("ёлка|Ёж", "елка еж", ["елка", "еж"]),
    Case("WhatsApp", "пишите в whatsapp", ["whatsapp"]),
    Case("t\\.me/\\w+", "t.me/abc1 tame/x", ["t.me/abc1"]),
    Case("«да»—„нет“", "\"да\"-\"нет\"", ["\"да\"-\"нет\""]),
    Case("\\+7", "+79", ["+7"]),
    Case("а/б#в~г@д%е&ж=з", "а/б#в~г@д%е&ж=з", ["а/б#в~г@д%е&ж=з"]),
    Case("\\p{Emoji}+", "да☺☺!☺", ["☺☺", "☺"]),
    // Dots and anchors
    Case("а.б", "аяб а\nб а☺б", ["аяб", "а☺б"]),
    Case("^да", "да\nда", ["да"]),
    Case("да$", "да да", ["да"]),
    Case("да$", "да\n", ["да"]),
    Case("да\\Z", "да\n", ["да"]),
    Case("да\\z", "да\n", []),
    Case("\\Aда", " да", []),
    // Classes
    Case("[а-яё]+", "ёлка-Я!", ["елка", "я"]),
    Case("[А-Я]+", "да, нет", ["да", "нет"]),
    Case("[А-я]+", "да1", ["да"]),
    Case("[а-в0-2x-z]+", "абвг 0123 wxyz", ["абв", "012", "xyz"]),
    Case("[A-z]+", "ab_c1", ["ab_c"]),
    Case("[^а-я]+", "да 1!нет", [" 1!"]),
    Case("[^\\s]+", "да нет\nля", ["да", "нет", "ля"]),
    Case("[\\w-]+", "кто-то, да", ["кто-то", "да"]),
    Case("[\\d\\s]+", "8 800\n555а", ["8 800\n555"]),
    Case("[\\W]+", "да, нет", [", "]),
    Case("[.\\]\\[*-]+", "а.]*[-б", [".]*[-"]),
    Case("[\\+-\\/]+", "0+,-./1", ["+,-./"]),
    Case("[-а]+", "-а-", ["-а-"]),
    Case("[ое]н[ао]", "она оно ена", ["она", "оно", "ена"]),
    Case("[\\p{Emoji}!]+", "а☺!", ["☺!"]),
    // Escapes
    Case("\\d+", "дом 15а", ["15"]),
    Case("\\D+", "1да2", ["да"]),
    Case("\\w+", "щель_x1 ё", ["щель", "x1", "е"]),
    Case("\\W+", "да, нет", [", "]),
    Case("а\\sб", "а б а\nб а-б", ["а б", "а\nб"]),
    Case("\\S+", "а\nб-в г", ["а", "б-в", "г"]),
    Case("а\\nб", "а\nб", ["а\nб"]),
    Case("\\(\\)\\{\\}\\|\\^\\$\\*\\?", "(){}|^$*?", ["(){}|^$*?"]),
    // Word edges, in each place in which they are written in another way
    Case("\\bда", "да вода да", ["да", "да"]),
    Case("да\\b", "да дама вода", ["да", "да"]),
    Case("\\bяма\\b", "яма ямал няма яма1", ["яма"]),
    Case("\\Bда", "да вода", ["да"]),
    Case("да\\B", "да дама", ["да"]),
    Case("\\b!", "а! !", ["!"]),
    Case("\\B!", "а! !", ["!"]),
    Case("!\\b", "!а !", ["!"]),
    Case("!\\B", "!а !", ["!"]),
    Case("\\b.", "а !б", ["а", " ", "б"]),
    Case("\\B.", "аб !", ["б", "!"]),
    Case(".\\b", "аб !", ["б"]),
    Case("\\b(?:да|!)", "да вода в! !", ["да", "!"]),
    Case("(?:да|!)\\b", "да !а дам", ["да", "!"]),
    Case("\\b", "да", []),
    Case("а\\b_", "а_", ["а_"]),
    // Groups and repetitions
    Case("(?:ха)+", "хахаха х", ["хахаха"]),
    Case("а{2}", "а аа ааааа", ["аа", "аа", "аа"]),
    Case("а{2,}", "а аа ааааа", ["аа", "ааааа"]),
    Case("а{1,2}б", "аааб", ["ааб"]),
    Case("<.+?>", "<а><б>", ["<а>", "<б>"]),
    Case("<.+>", "<а><б>", ["<а><б>"]),
    Case("а++а", "ааа", []),
    Case("(?>а|аб)в", "абв ав", ["ав"]),
    Case("(?:да|нет|)!", "да! ! нет!", ["да!", "!", "нет!"]),
    Case("а*", "баа", ["аа"]),
    Case("(а|б)*?", "баа", ["б", "а", "а"]),
    Case("а{0}б", "аб", ["б"]),
    Case("(кот|пёс)ик", "котик песик", ["котик", "песик"]),
    // Look-arounds
    Case("да(?= нет)", "да нет да", ["да"]),
    Case("да(?! нет)", "да нет да", ["да"]),
    Case("(?<=не )да", "да не да", ["да"]),
    Case("(?<!не |ни )да", "да не да ни да", ["да"]),
    Case("(?<=а|бв)г", "аг бвг вг", ["г", "г"]),
    // Back references
    Case("(\\w)\\1", "аабв вв", ["аа", "вв"]),
    Case("(?<x>[аб])-\\k<x>", "а-б б-б", ["б-б"]),
    Case("(?P<x>[аб])-(?P=x)", "а-а", ["а-а"]),
    Case("(?'x'[аб])\\k{x}\\k'x'\\g{x}", "аааа", ["аааа"]),
    Case("(а)(б)\\g1\\g{2}\\g{-1}\\g-2", "абабба", ["абабба"]),
    Case("(?:(а)|б)\\1?", "б аа", ["б", "аа"]),
  ]

  @Test(arguments: cases, [true, false])
  func matches(_ example: Case, usesJIT: Bool) throws {
    let regex = try SymbolRegex(example.source, usesJIT: usesJIT)
    #expect(regex.matchedTexts(in: example.text) == example.matches)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var source: String
    var column: Int
    /// A part of the message.
    var message: String

    init(_ source: String, _ column: Int, _ message: String) {
      self.source = source
      self.column = column
      self.message = message
    }

    var testDescription: String { source }
  }

  static let mistakes = [
    Mistake("да(", 3, "not closed"),
    Mistake("да)", 3, "closes nothing"),
    Mistake("ё[аб", 2, "not closed"),
    Mistake("[]", 2, "\\]"),
    Mistake("[^\\s\\S]", 1, "no symbol"),
    Mistake("да]", 3, "\\]"),
    Mistake("да{", 3, "count"),
    Mistake("{да}", 1, "\\{"),
    Mistake("да{,3}", 3, "count"),
    Mistake("да{3,2}", 3, "wrong order"),
    Mistake("да{1001}", 3, "1000"),
    Mistake("да{99999999999999999999}", 3, "1000"),
    Mistake("*да", 1, "nothing before"),
    Mistake("да|+", 4, "nothing before"),
    Mistake("да**", 4, "nothing before"),
    Mistake("да\\b*", 5, "cannot be repeated"),
    Mistake("да\\", 3, "nothing follows"),
    Mistake("[да\\", 4, "nothing follows"),
    Mistake("да\\x41", 3, "\\x"),
    Mistake("да\\Cа", 3, "\\C"),
    Mistake("да\\Kа", 3, "\\K"),
    Mistake("да\\Gа", 3, "\\G"),
    Mistake("да\\Rа", 3, "\\R"),
    Mistake("да\\Qа\\E", 3, "\\Q"),
    Mistake("да\\ж", 3, "\\ж"),
    Mistake("[\\b]", 2, "\\b"),
    Mistake("\\p{L}", 1, "Emoji"),
    Mistake("(*UTF)да", 1, "(*…)"),
    Mistake("да(*COMMIT)", 3, "(*…)"),
    Mistake("да(?R)", 3, "recursion"),
    Mistake("(да)(?1)", 5, "recursion"),
    Mistake("(да)(?+1)", 5, "recursion"),
    Mistake("(?<x>да)(?&x)", 9, "recursion"),
    Mistake("(?<x>да)(?P>x)", 9, "recursion"),
    Mistake("да(?C1)", 3, "callouts"),
    Mistake("(да)(?(1)а|б)", 5, "conditions"),
    Mistake("(?|(а)|(б))", 1, "(?|"),
    Mistake("(?#да)", 1, "comments"),
    Mistake("(?i)да", 1, "options"),
    Mistake("да(?s:.)", 3, "options"),
    Mistake("да(?", 3, "unknown"),
    Mistake("\\1(да)", 1, "no group 1"),
    Mistake("(да\\1)", 4, "no group 1"),
    Mistake("(да)\\2", 5, "no group 2"),
    Mistake("(да)\\g{-2}", 5, "no group"),
    Mistake("(да)\\g{1", 5, "} of this reference"),
    Mistake("(да)\\k1", 5, "no reference"),
    Mistake("(да)\\k<x>", 5, "the name x"),
    Mistake("(?<да>нет)", 4, "Latin letters"),
    Mistake("(?<1>нет)", 4, "Latin letters"),
    Mistake("(?<x", 4, "ends with >"),
    Mistake("(?<x>а)(?<x>б)", 11, "another group"),
    Mistake("[я-а]", 2, "a range"),
    Mistake("[а-z]", 2, "a range"),
    Mistake("[а-ё]", 2, "a range"),
    Mistake("[а-\\d]", 2, "a range"),
    Mistake("[\\d-я]", 4, "\\-"),
    Mistake("[[:alpha:]]", 2, "[:…:]"),
    Mistake("да №5", 4, "“№”"),
    Mistake("да 🔥", 4, "\\p{Emoji}"),
    Mistake("[аї]", 3, "“ї”"),
    Mistake("(?<=а+)б", 5, "look-behind"),
    Mistake("(?<=аа|б|в*)г", 10, "look-behind"),
    Mistake("(?<!(?:а|бб))г", 5, "look-behind"),
    Mistake("(?<=а{256})г", 5, "look-behind"),
    Mistake("(?<=(?:а{1000}){1000})г", 5, "look-behind"),
    Mistake(String(repeating: "(", count: 51), 51, "nested too deeply"),
    Mistake(String(repeating: "(", count: 100_000), 51, "nested too deeply"),
  ]

  @Test(arguments: mistakes)
  func reportsMistakes(_ mistake: Mistake) {
    let error = #expect(throws: RegexError.self) { try SymbolRegex(mistake.source) }
    #expect(error?.column == mistake.column)
    #expect(error?.message.contains(mistake.message) == true, "\(error?.message ?? "")")
  }

  @Test func reportsWhatOnlyPCRE2Refuses() {
    let error = #expect(throws: RegexError.self) { try SymbolRegex("да(?:(?:а{1000}б){1000}в){1000}") }
    #expect(error?.message == "regular expression is too large")
    #expect(error.map { (1...32).contains($0.column) } == true)
  }

  @Test func nestsAsDeepAsAllowed() throws {
    let source = String(repeating: "(?:а\\b|", count: 50) + "да" + String(repeating: ")*", count: 50)
    #expect(try SymbolRegex(source).matchedTexts(in: "дада") == ["дада"])
  }

  @Test func yieldsAtMostSoManyMatches() throws {
    let regex = try SymbolRegex("да")
    let reading = RegexNotation.reading(String(repeating: "да ", count: 100))
    var scratch = RegexScratch()
    #expect(regex.matches(in: reading.span, scratch: &scratch).count == 64)
    #expect(regex.matches(in: reading.span, limit: 3, scratch: &scratch) == [0..<2, 3..<5, 6..<8])
    #expect(regex.matches(in: reading.span, limit: 0, scratch: &scratch).isEmpty)
    #expect(regex.matches(in: [UInt8]().span, scratch: &scratch).isEmpty)
    #expect(scratch.hitLimit == false)
  }

  @Test func neverMatchingMatchesNothing() {
    #expect(SymbolRegex.neverMatching.matchedTexts(in: "да").isEmpty)
    #expect(SymbolRegex.neverMatching.alternatives.isEmpty)
  }
}
