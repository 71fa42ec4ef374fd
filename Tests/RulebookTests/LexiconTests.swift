import Rulebook
import Testing

struct LexiconTests {
  @Test func settingsHoldUntilSetAnewAndCellsOverrideThem() {
    let text = """
      ; comment
      @label threat
      @tier probable
      @target official
      @object life
      @disguise full
      @latin on
      id\tpattern\texcept\tmatch\tno-match\ttier\ttarget\tobject\tdisguise\tlatin\tnote

      threat.a\tаа  аб\tба _\tодин | два\tтри
      threat.b\tбб\t\tодин\t\tcertain\tfamily\thealth\tnone\toff\tfor people
      @label insult
      insult.c\tвв\t\tодин
      @class you
      you.d\tты
      """
    let (rulebook, diagnostics) = Rulebook.load([RulebookFile("a.tsv", text)])
    #expect(diagnostics == [])
    #expect(rulebook.entries.map(\.id) == ["threat.a", "threat.b", "insult.c", "you.d"])
    #expect(
      rulebook.entries.map(\.meaning) == [
        .finding(.threat, .probable, target: .official, object: .life),
        .finding(.threat, .certain, target: .family, object: .health),
        .finding(.insult, .probable, target: .official, object: nil),
        .wordClass("you"),
      ])
    #expect(rulebook.entries.map(\.disguise) == [.full, .none, .full, .full])
    #expect(rulebook.entries.map(\.latin) == [true, false, true, true])
    let first = rulebook.entries[0]
    #expect(first.location == Place(file: "a.tsv", line: 10, column: 1))
    #expect(first.patterns.map(\.text) == ["аа", "аб"])
    #expect(first.patterns.map(\.location.column) == [10, 14])
    #expect(first.exceptions.map(\.text) == ["ба", "_"])
    #expect(first.matching.map(\.text) == ["один", "два"])
    #expect(first.matching.map(\.location.column) == [22, 29])
    #expect(first.notMatching.map(\.text) == ["три"])
  }

  @Test(arguments: ["\u{FEFF}", ""], ["\r\n", "\n"])
  func byteOrderMarksAndLineEndsDoNotMatter(_ mark: String, _ lineEnd: String) {
    let lines = ["@class you", "id\tpattern\tmatch", "you.a\tты\tвот ты", ""]
    let (rulebook, diagnostics) = Rulebook.load([RulebookFile("a.tsv", mark + lines.joined(separator: lineEnd))])
    #expect(diagnostics == [])
    #expect(rulebook.entries.map(\.id) == ["you.a"])
    #expect(rulebook.entries.first?.matching.map(\.text) == ["вот ты"])
    #expect(rulebook.entries.first?.location.column == 1)
  }

  @Test func classesMayNameLaterOnes() {
    let text = "name\tmembers\na\t<b> ~\nb\tв (г|д)"
    let (rulebook, diagnostics) = Rulebook.load([RulebookFile("classes.tsv", text)])
    #expect(diagnostics == [])
    #expect(rulebook.affixClasses.map(\.name) == ["a", "b"])
    #expect(rulebook.affixClasses.map { $0.members.map(\.node.description) } == [["<b>", "·"], ["в", "{г|д}"]])
  }

  @Test func frequenciesAreReadInTheirOrder() {
    let text = "; comment\nper-million\tword\n29914\tв\n1\tкто-то\n1000000\tя"
    let (rulebook, diagnostics) = Rulebook.load([RulebookFile("frequencies.tsv", text)])
    #expect(diagnostics == [])
    #expect(
      rulebook.frequencies == [
        WordFrequency(word: "в", perMillion: 29_914), WordFrequency(word: "кто-то", perMillion: 1),
        WordFrequency(word: "я", perMillion: 1_000_000),
      ])
    #expect(rulebook.entries.isEmpty)
  }

  @Test func whatDependsOnAWrongClassIsDropped() {
    let classes = RulebookFile("classes.tsv", "name\tmembers\na\tб<c>\nc\tв<a>\nd\tг<a>\ne\tд")
    let entries = insults([("insult.a", "о<d>"), ("insult.b", "о<e> п<a>")])
    let (rulebook, _) = Rulebook.load([classes, entries])
    #expect(rulebook.affixClasses.map(\.name) == ["e"])
    #expect(rulebook.entries.map(\.id) == ["insult.b"])
    #expect(rulebook.entries.first?.patterns.map(\.text) == ["о<e>"])
  }

  @Test func filesAreReadInByteOrderAndOthersPassedOver() {
    let files = [
      insults([("insult.b", "б")], path: "b.tsv"), insults([("insult.a", "а")], path: "a.tsv"),
      RulebookFile("README.md", "id"), RulebookFile(".#a.tsv", "id"), RulebookFile("x/.b.yaml", "]"),
    ]
    let (rulebook, diagnostics) = Rulebook.load(files)
    #expect(diagnostics == [])
    #expect(rulebook.entries.map(\.id) == ["insult.a", "insult.b"])
    #expect(Rulebook.load(Array(files.reversed())).rulebook == rulebook)
  }

  @Test func digestIsThatOfTheDocumentedBytes() {
    // printf '\x05\0\0\0\0\0\0\0a.tsv\x02\0\0\0\0\0\0\0; ' | sha256sum
    let file = RulebookFile("a.tsv", "; ")
    let digest = "232d281576467500ba31d9d64bfe743db6b94248242674e2643913f4eaba1221"
    #expect(Rulebook.load([file, RulebookFile("README.md", "x")]).rulebook.digest == digest)
    #expect(Rulebook.load([RulebookFile("a.tsv", ";")]).rulebook.digest != digest)
    #expect(Rulebook.load([RulebookFile("b.tsv", "; ")]).rulebook.digest != digest)
  }
}
