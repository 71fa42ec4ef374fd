import Rulebook
import Testing

struct PatternTests {
  static let patterns: [(pattern: String, node: String)] = [
    ("дурак", "дурак"),
    ("ДУРАЦКАЯЁж", "дурацкаяеж"),
    ("Abc09", "abc09"),
    ("(а|бв|)г", "{а|бв|·}г"),
    ("(а)б", "аб"),
    ("((а|б)в|г)", "{{а|б}в|г}"),
    ("[аbЁ]в", "{а|b|е}в"),
    ("ав?", "а{в|·}"),
    ("(а|б)?в", "{{а|б}|·}в"),
    ("<prefix>?бить<ending>", "{<prefix>|·}бить<ending>"),
    ("*дурь*", "*дурь*"),
    ("иди_на_юг", "иди_на_юг"),
    ("а#?б", "а{#|·}б"),
    ("супер_?герой", "супер{_|·}герой"),
    (#"t\.me\\"#, #"t.me\"#),
    (#"[\*ъ]х"#, "{*|ъ}х"),
    (#"\🔥\Ж"#, "🔥ж"),
  ]

  @Test(arguments: patterns)
  func parses(_ pattern: String, _ node: String) {
    let (rulebook, diagnostics) = Rulebook.load([classesFile, insults([("insult.x", pattern)])])
    #expect(diagnostics == [])
    #expect(rulebook.entries.first?.patterns.map(\.node.description) == [node])
    #expect(rulebook.entries.first?.patterns.map(\.text) == [pattern])
  }

  /// The column is that of the sign at fault; a row's pattern begins in column 10.
  static let wrong: [(pattern: String, column: Int, message: String)] = [
    ("аб(в|г", 12, "“(” without “)” after it"),
    ("жж)", 12, "“)” without “(” before it"),
    ("а|б", 11, "“|” stands between alternatives in round brackets: (а|б)"),
    ("а()", 11, "the group is empty"),
    ("а(|)", 11, "the group is empty"),
    ("а[]", 11, "the set is empty"),
    ("а[б", 11, "“[” without “]” after it"),
    ("а<ending", 11, "“<” without “>” after it"),
    ("а<End>", 11, "a class is named in lower-case Latin letters, digits and “-”: <noun-masc>"),
    ("?а", 10, "“?” follows what may be missing: a letter, a group, a set, a class, “_” or “#”"),
    ("а??", 12, "“?” follows what may be missing: a letter, a group, a set, a class, “_” or “#”"),
    ("а(?б)", 12, "“?” follows what may be missing: a letter, a group, a set, a class, “_” or “#”"),
    ("а*?", 12, "“?” follows what may be missing: a letter, a group, a set, a class, “_” or “#”"),
    ("а**", 12, "one “*” is enough"),
    ("а__б", 12, "one “_” is enough"),
    ("_а", 10, "a pattern begins and ends with a word, not with “_”"),
    ("а_", 10, "a pattern begins and ends with a word, not with “_”"),
    ("аб.в", 12, "“.” has no meaning here; as a sign of its own it is written \\."),
    ("а—б", 11, "“—” has no meaning here; as a sign of its own it is written \\—"),
    ("і", 10, "“і” is neither a Russian nor a basic Latin letter"),
    ("а\u{301}б", 11, "an invisible or combining character (U+301); leave it out"),
    ("а\\", 11, "a sign is missing after “\\”"),
    ("аб<endin>", 12, "unknown class <endin>; did you mean “ending”?"),
    ("аб<xyz>", 12, "unknown class <xyz>"),
    ("а?", 10, "the pattern “а?” can match nothing at all; it needs a letter"),
    ("*", 10, "the pattern “*” can match nothing at all; it needs a letter"),
    ("<ending>", 10, "the pattern “<ending>” can match nothing at all; it needs a letter"),
    (String(repeating: "(", count: 20) + "а", 26, "groups nest more than 16 deep"),
    (String(repeating: "а", count: 1001), 10, "the pattern is longer than 2000 bytes"),
  ]

  @Test(arguments: wrong)
  func reports(_ pattern: String, _ column: Int, _ message: String) {
    let (rulebook, diagnostics) = Rulebook.load([classesFile, insults([("insult.x", "\(pattern) хорошо")])])
    let place = Place(file: "insults.tsv", line: 3, column: column)
    #expect(diagnostics == [Diagnostic(at: place, message)])
    // What is right in the same cell stays.
    #expect(rulebook.entries.first?.patterns.map(\.text) == ["хорошо"])
  }
}
