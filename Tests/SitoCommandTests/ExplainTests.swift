import Testing

struct ExplainTests {
  private func explain(_ comment: String, _ arguments: String...) throws -> Run {
    try sito(["explain", "--rules", TestRules.path, comment] + arguments, input: [])
  }

  @Test func aFindingIsExplainedInRussian() throws {
    let run = try explain("Ты дурак")
    #expect(
      run.output.hasPrefix(
        """
        Ты [дурак]

        Решение: удалить, в чёрный список (можно)
           оскорбление (точно): «дурак» insult.fool
           п. 1 (оскорбление): удалить, в чёрный список (можно)

        Правила, которые сработали:
           insult.fool  \(TestRules.path)/insult.tsv:3

        Почему не отпало:
           insult.fool: исключения не подходят: валя(ть|ет|ем)_дурака; нет контекста: guard.self

        Администрация села, постановление от 06.05.2024 № 7
           п. 1: Удаляют брань.
        Правила:\u{20}
        """))
    #expect(run.status == 0)
  }

  @Test func aFindingIsExplainedInEnglish() throws {
    let run = try explain("Ты дурак", "--language", "en")
    #expect(run.output.contains("Decision: delete, blacklist (may)\n   insult (certain): «дурак» insult.fool\n"))
    #expect(run.output.contains("   п. 1: Abuse is deleted.\nRules: "))
  }

  @Test(arguments: [("ru_RU.UTF-8", "Решение"), ("C.UTF-8", "Решение"), ("", "Решение"), ("de_DE.UTF-8", "Decision")])
  func theLanguageIsTheLocales(locale: String, word: String) throws {
    let run = try sito("explain", "--rules", TestRules.path, "да", environment: ["LANG": locale])
    #expect(run.output.contains("\(word): "))
  }

  @Test func whatIsSetAsideIsExplained() throws {
    let exception = try explain("он валяет дурака")
    #expect(exception.output.contains("Решение: оставить\n   ничего не найдено\n"))
    #expect(
      exception.output.contains(
        "«дурака» insult.fool  \(TestRules.path)/insult.tsv:3: исключение этого правила\n"))

    let guarded = try explain("я дурак")
    #expect(
      guarded.output.contains(
        "«дурак» insult.fool  \(TestRules.path)/insult.tsv:3: "
          + "безобидный контекст: guard.self  \(TestRules.path)/rules/guards.yaml:1\n"))
  }

  @Test func whyNothingTookAFindingBackIsExplained() throws {
    let near = try explain("Дурак! А я молчу и жду", "--language", "en")
    #expect(
      near.output.contains(
        "Why it stands:\n   insult.fool: no exception fits: валя(ть|ет|ем)_дурака; guard.self: «я» stands elsewhere\n"))
    let alone = try explain("ты дурак")
    #expect(
      alone.output.contains(
        "Почему не отпало:\n   insult.fool: исключения не подходят: валя(ть|ет|ем)_дурака; нет контекста: guard.self\n")
    )
    #expect(!(try explain("сожгу").output.contains("Почему не отпало")))
  }

  @Test func theCommentMayComeOnStandardInput() throws {
    let lines = try sito("explain", "--rules", TestRules.path, input: "да\nты дурак\n")
    #expect(lines.output.hasPrefix("да ты [дурак]\n\nРешение: удалить"))

    let invalid = try sito(["explain", "--rules", TestRules.path], input: [0xFF, 0x20] + "дурак\n".utf8)
    #expect(invalid.output.contains("«дурак»"))
    #expect(invalid.output.contains("текст не везде в UTF-8"))
  }

  @Test func aCommentCannotWriteOnTheTerminal() throws {
    let run = try explain("\u{1B}[2J дурак \u{7}")
    #expect(!run.output.contains("\u{1B}"))
    #expect(!run.output.contains("\u{7}"))
  }
}
