import Foundation
import Testing

/// `rules`, `policies`, and the options that choose among them.
struct RulesTests {
  @Test func theOwnFolderReplacesTheBuiltInRules() throws {
    #expect(
      try sito("rules", "list", "--rules", TestRules.path).lines == [
        "insult.fool\tword\tinsult (certain)\t\(TestRules.path)/insult.tsv:3",
        "insult.donkey\tword\tinsult (probable)\t\(TestRules.path)/insult.tsv:5",
        "profanity.hrum\tword\tprofanity (certain)\t\(TestRules.path)/others.tsv:3",
        "threat.burn\tword\tthreat (certain)\t\(TestRules.path)/others.tsv:5",
        "self.i\tword\tclass self\t\(TestRules.path)/others.tsv:7",
      ])
    let some = try sito("rules", "list", "--rules", TestRules.path + "/", "--of", "threat")
    #expect(some.lines == ["threat.burn\tword\tthreat (certain)\t\(TestRules.path)/others.tsv:5"])
  }

  @Test func theBuiltInRulesAreListedWithTheirPlaces() throws {
    let lines = try sito("rules", "list").lines
    #expect(lines.count > 100)
    for line in lines { #expect(line.wholeMatch(of: /\S+\t\S+\t[^\t]+\tlexicons\/\S+:\d+/) != nil) }
  }

  @Test func checkFindsNothingInSoundRules() throws {
    let run = try sito("rules", "check", "--no-words", "--rules", TestRules.path)
    #expect(run.output == "6 rules: 0 errors, 0 warnings\n")
    #expect(run.status == 0)
  }

  @Test func checkTellsFileLineAndColumn() throws {
    let folder = try Folder(texts: TestRules.files)
    try folder.write([UInt8]("@label insult\nid\tpattern\tmatch\ninsult.x\tа<нет>\tа\n".utf8), to: "broken.tsv")
    let run = try sito("rules", "check", "--no-words", "--rules", folder.path)
    #expect(run.output.contains(#/broken\.tsv:3:\d+: error: /#))
    #expect(run.lines.last?.hasSuffix(" 1 errors, 0 warnings") == true)
    #expect(run.status == 1)

    let judging = try sito("classify", "--rules", folder.path, input: "да\n")
    #expect(judging.output == "")
    #expect(judging.errors.contains(#/sito: broken\.tsv:3:\d+: error: /#))
    #expect(judging.status == 64)
  }

  @Test func testRunsTheExamples() throws {
    let sound = try sito("rules", "test", "--rules", TestRules.path)
    #expect(sound.output == "8 examples: 0 failed\n")
    #expect(sound.status == 0)

    let folder = try Folder(texts: TestRules.files)
    let broken = TestRules.insults.replacing("\t\tосёл\t", with: "\t\tосёл | баран\t")
    try folder.write([UInt8](broken.utf8), to: "insult.tsv")
    let run = try sito("rules", "test", "--rules", folder.path)
    #expect(run.output.contains(/insult\.tsv:5:\d+: .*'insult\.donkey' does not match: баран/))
    #expect(run.lines.last == "9 examples: 1 failed")
    #expect(run.status == 1)
  }

  @Test func diffShowsWhatAChangeOfRulesChanges() throws {
    let folder = try Folder(texts: TestRules.files)
    let wider = TestRules.insults.replacing("осёл\t\tосёл", with: "осёл баран\t\tосёл")
    try folder.write([UInt8](wider.utf8), to: "insult.tsv")
    try folder.write([UInt8](TestRules.others.replacing("сожгу", with: "спалю").utf8), to: "others.tsv")
    let comments = "ты дурак\nты баран\nсожгу\nда\n"
    let run = try sito(
      "rules", "diff", "--before", TestRules.path, "--rules", folder.path, "--language", "en", input: comments)
    #expect(
      run.output == """
        2. keep → review
           ты [баран]
           + insult (probable): «баран» insult.donkey

        3. review → keep
           [сожгу]
           − threat (certain): «сожгу» threat.burn

        Comments read: 4; changed: 2 (deleted now: 0, kept now: 0)

        """)
    #expect(run.status == 0)
    let same = try sito(
      "rules", "diff", "--exit-code", "--before", folder.path, "--rules", folder.path, input: comments)
    #expect(
      same.lines == ["Прочитано комментариев: 4; решение изменилось: 0 (теперь удаляются: 0, теперь остаются: 0)"])
    #expect(same.status == 0)
    let changed = try sito(
      "rules", "diff", "--exit-code", "--before", TestRules.path, "--rules", folder.path, input: comments)
    #expect(changed.status == 1)
  }

  @Test func aFolderThatCannotBeReadIsAnInputThatFailed() throws {
    for command in ["classify", "filter", "mask", "explain"] {
      let run = try sito(command, "--rules", "/missing/rules", input: "да\n")
      #expect(run.output == "")
      #expect(run.errors == "sito: /missing/rules: not a folder\n")
      #expect(run.status == 74)
    }
    let folder = try Folder(texts: TestRules.files)
    try FileManager.default.createSymbolicLink(
      at: folder.place("x.tsv"), withDestinationURL: folder.place("gone"))
    let run = try sito("classify", "--rules", folder.path, input: "да\n")
    #expect(run.errors == "sito: \(folder.path)/x.tsv: No such file or directory\n")
    #expect(run.status == 74)
  }

  // MARK: Policies

  private static let decrees = [
    "amurzet-98-2022", "kozhevnikovo-286-2024", "kozhevnikovo-650-2022", "plastunovskaya-273-2023",
    "shpakovsky-1199-2023",
  ]

  @Test func theDecreesAreThere() throws {
    for arguments in [["policies"], ["policies", "list"]] {
      let lines = try sito(arguments, input: []).lines
      #expect(lines.compactMap { $0.split(separator: "\t").first.map(String.init) } == Self.decrees)
    }
    let run = try sito("policies", "check")
    #expect(run.output == "5 policies: 0 errors, 0 warnings\n")
    #expect(run.status == 0)
  }

  @Test func aPolicyIsShownClauseByClause() throws {
    let run = try sito("policies", "show", "ours", "--rules", TestRules.path)
    #expect(
      run.output == """
        Администрация села, постановление от 06.05.2024 № 7
        Убирают брань.

        п. 1: удалить, в чёрный список (можно)
           Удаляют брань.
           за что: оскорбление, нецензурная брань

        п. 2: посмотреть
           На угрозы смотрят.
           за что: угроза

        """)
    let english = try sito("policies", "show", "--language", "en")
    #expect(english.output.contains("of 2023-09-04 № 273"))
    #expect(english.output.contains("прил. 2, п. 21: no reply"))
  }

  @Test func aPolicyOfOnesOwnDecides() throws {
    let folder = try Folder(texts: ["mild.yaml": TestRules.policy("mild", deletes: "[profanity]")])
    let file = folder.path(of: "mild.yaml")
    let input = "дурак\nхрюм\nда\n"
    #expect(try sito("filter", "--rules", TestRules.path, "--policy-file", file, input: input).output == "дурак\nда\n")
    #expect(try sito("filter", "--rules", TestRules.path, input: input).output == "да\n")
    #expect(try sito("policies", "show", "--policy-file", file).output.contains("за что: нецензурная брань\n"))
    #expect(try sito("policies", "check", "--policy-file", file).output == "6 policies: 0 errors, 0 warnings\n")
  }

  @Test func fromHowManyStrikesAnAuthorIsProposed() throws {
    let policy = TestRules.policy("mild", deletes: "[profanity]") + "\nblacklist: {after: 3, within: P2W}\n"
    let folder = try Folder(texts: ["mild.yaml": policy])
    let show = ["policies", "show", "--policy-file", folder.path(of: "mild.yaml"), "--language"]
    #expect(try sito(show + ["ru"], input: []).lines.contains("в чёрный список: с 3-го нарушения за 14 дн."))
    #expect(try sito(show + ["en"], input: []).lines.contains("blacklist: from strike 3 on within 14 days"))
  }

  @Test func amongSeveralPoliciesOneIsNamed() throws {
    let folder = try Folder(texts: TestRules.files)
    try folder.write([UInt8](TestRules.policy("mild", deletes: "[profanity]").utf8), to: "policies/mild.yaml")
    let input = "дурак\nхрюм\n"
    #expect(try sito("filter", "--rules", folder.path, "--policy", "mild", input: input).output == "дурак\n")
    #expect(try sito("filter", "--rules", folder.path, "--policy", "ours", input: input).output == "")
    let run = try sito("filter", "--rules", folder.path, input: input)
    #expect(run.errors == "sito: no policy 'plastunovskaya-273-2023'; known: mild, ours\n")
    #expect(run.status == 64)
    #expect(try sito("rules", "test", "--rules", folder.path).status == 0)
  }

  @Test(arguments: [["classify"], ["explain", "да"], ["policies", "show"]])
  func anUnknownPolicyIsAnError(command: [String]) throws {
    let option = command[0] == "policies" ? ["lost"] : ["--policy", "lost"]
    let run = try sito(command + option, input: [])
    #expect(run.errors == "sito: no policy 'lost'; known: \(Self.decrees.joined(separator: ", "))\n")
    #expect(run.output == "")
    #expect(run.status == 64)
  }

  @Test func aPolicyWithAnUnknownLabelIsAnError() throws {
    let folder = try Folder(texts: ["rude.yaml": TestRules.policy("rude", deletes: "[insult, rudeness]")])
    let file = folder.path(of: "rude.yaml")
    let run = try sito("classify", "--policy-file", file, input: "да\n")
    #expect(run.errors.hasPrefix("sito: \(file):8:22: error: "))
    #expect(run.errors.contains("rudeness"))
    #expect(run.output == "")
    #expect(run.status == 64)
    let check = try sito("policies", "check", "--policy-file", file)
    #expect(check.output.hasPrefix("\(file):8:22: error: "))
    #expect(check.status == 1)
  }

  @Test(arguments: [("notes.txt", "id: x"), ("list.yaml", "- {id: guard.x, cancels: [insult.*], anywhere: [self]}")])
  func aPolicyFileWithoutPolicyIsAnError(name: String, content: String) throws {
    let folder = try Folder(texts: [name: content])
    let file = folder.path(of: name)
    for arguments in [["classify"], ["policies", "check"], ["policies", "show"]] {
      let run = try sito(arguments + ["--rules", TestRules.path, "--policy-file", file], input: [])
      #expect(run.status != 0)
      #expect((run.output + run.errors).contains(file))
    }
  }

  @Test func rulesWithoutPolicySayWhatToDo() throws {
    let folder = try Folder(texts: ["insult.tsv": TestRules.insults])
    let run = try sito("classify", "--rules", folder.path, input: "дурак\n")
    #expect(run.errors == "sito: \(folder.path): no policy in it; add policies/NAME.yaml, or give --policy-file\n")
    #expect(run.status == 64)
  }
}
