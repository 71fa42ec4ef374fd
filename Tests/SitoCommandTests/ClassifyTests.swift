import Foundation
import Testing

struct ClassifyTests {
  private func classify(_ arguments: String..., input: String) throws -> Run {
    try sito(["classify", "--rules", TestRules.path] + arguments, input: input.utf8)
  }

  /// The ids of verdicts, and whether something was found: `1+`, `2`, or `3!too_long` for an error.
  private func ids(_ run: Run) throws -> [String] {
    try run.lines.map { line in
      let verdict = try Verdict(line)
      return verdict.id + (verdict.error.map { "!\($0)" } ?? (verdict.labels.isEmpty ? "" : "+"))
    }
  }

  @Test func aVerdictHasAllThatTheContractSays() throws {
    let run = try classify(input: "Ты дурак, сожгу\n")
    let ruleset = try Verdict(run.output).ruleset
    #expect(ruleset.wholeMatch(of: /[0-9a-f]{16}/) != nil)
    #expect(
      run.output == """
        {"v":1,"id":1,"labels":[{"label":"insult","tier":"certain","rule":"insult.fool",\
        "spans":[{"start":5,"end":15,"text":"дурак"}]},{"label":"threat","tier":"certain","rule":"threat.burn",\
        "spans":[{"start":17,"end":27,"text":"сожгу"}]}],"decision":{"policy":"ours",\
        "actions":["delete","blacklist"],"review":true,"clauses":[{"cite":"п. 1","actions":["delete","blacklist"],\
        "labels":["insult"],"force":{"delete":"must","blacklist":"may"}},{"cite":"п. 2","actions":[],\
        "labels":["threat"],"force":{}}]},"ruleset":"\(ruleset)"}

        """)
    #expect(run.status == 0)
    #expect(run.errors == "")
  }

  @Test(arguments: [
    // lines: an id is a number; an empty line is a record; the last line needs no end
    (["--input", "lines"], "ты дурак\r\n\nхорошо", ["1+", "2", "3"]),
    (["--input", "nul"], "ты\nдурак\0хорошо\0хрюм", ["1+", "2", "3+"]),
    // jsonl: ids of all kinds, escapes, blank lines
    (
      ["--input", "jsonl"],
      "{\"id\":17,\"text\":\"\\u0434урак\"}\n\n{\"id\":\"ы-2\",\"text\":\"да\"}\n{\"text\":\"хрюм\"}\n",
      ["17+", "ы-2", "3+"]
    ),
    (
      ["--input", "jsonl", "--text-field", "a.b", "--id-field", "m.n"],
      "{\"a\":{\"b\":\"дурак\"},\"m\":{\"n\":\"k\"}}\n{\"a\":{\"b\":\"да\"},\"text\":\"дурак\",\"id\":9}", ["k+", "2"]
    ),
    // jsonl: whatever is wrong with one
    (
      ["--input", "jsonl"],
      "{\"text\":\"дурак\"}\n{\"text\":\n[1]\n{\"id\":4}\n{\"id\":5,\"text\":6}\n{\"text\":null}\n{\"text\":\"хрюм\"}\n",
      ["1+", "2!bad_json", "3!not_object", "4!no_text", "5!text_type", "6!no_text", "7+"]
    ),
    // csv: quoted line breaks, doubled quotes, the delimiter found or given, columns by name and number
    (
      ["--input", "csv"], "id,text\r\n7,\"ты\r\n\"\"дурак\"\"\"\r\n8,да\r\n", ["7+", "8"]
    ),
    (["--input", "csv"], "text;id\nдурак;а\nда;б\n", ["а+", "б"]),
    (["--input", "csv", "--delimiter", "|"], "id|text\n1,5|дурак\n", ["1,5+"]),
    (["--input", "csv", "--delimiter", "\\t"], "id\ttext\nx\tдурак\n", ["x+"]),
    (["--input", "csv", "--text-field", "Комментарий", "--id-field", "1"], "№,Комментарий\nq,дурак\n", ["q+"]),
    (["--input", "csv"], "id,text\n1,да,нет\n2,хрюм\n", ["1!bad_columns", "2+"]),
    (["--max-record", "30"], "дурак\n" + String(repeating: "я", count: 16) + "\nхрюм\n", ["1+", "2!too_long", "3+"]),
    ([], "", []),
  ])
  func everyInputFormat(arguments: [String], input: String, expected: [String]) throws {
    let run = try sito(["classify", "--rules", TestRules.path] + arguments, input: input.utf8)
    #expect(try ids(run) == expected)
    #expect(run.status == (expected.contains { $0.contains("!") } ? 2 : 0))
    #expect(run.errors == "")
  }

  @Test func anErrorRecordTellsTheLine() throws {
    let run = try classify("--input", "jsonl", input: "\n\n{\"text\":\"да\"}\n{\"text\" 5}\n")
    #expect(run.lines.count == 2)
    let expected =
      #/{"v":1,"id":2,"error":{"code":"bad_json","message":"no JSON at byte \d+ of the line","line":4}}/#
    #expect(run.lines.last?.wholeMatch(of: expected) != nil)
  }

  @Test(arguments: [
    ("gzip", "H4sIAAAAAAACA7vYdLFb4cKWi80XGy5suLCL68J2IAfE3HSx8WITkGy+sBNIb+UCAFEA9iUpAAAA"),
    ("zstd", "KLUv/QRoSQEA0YLRiyDQtNGD0YDQsNC6CtC30LTRgNCw0LLRgdGC0LLRg9C50YLQtQrydgzc"),
  ])
  func compressionIsKnownByContent(name: String, base64: String) throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: base64)))
    let run = try sito(["classify", "--rules", TestRules.path], input: bytes)
    #expect(try ids(run) == ["1+", "2"])
    let folder = try Folder(["plain.name": bytes])
    let named = try sito("classify", "--rules", TestRules.path, folder.path(of: "plain.name"))
    #expect(named.bytes == run.bytes)

    let broken = try sito(["classify", "--rules", TestRules.path], input: bytes.dropLast(9))
    #expect(broken.status == 74)
    #expect(broken.errors.contains("standard input: the \(name) data breaks off at byte \(bytes.count - 9)"))
  }

  @Test func csvHasOneHeaderForSeveralFiles() throws {
    let folder = try Folder(texts: ["a": "ты дурак, сожгу\n", "b": "да\n"])
    let run = try classify("--format", "csv", folder.path(of: "a"), folder.path(of: "b"), input: "")
    let rows = run.output.components(separatedBy: "\r\n")
    #expect(rows.count == 4)
    #expect(rows[0] == "id,review,actions,labels,tiers,rules,spans,words,clauses,policy,ruleset,error,message,line")
    let fields = [
      "1", "true", "delete; blacklist", "insult; threat", "certain; certain", "insult.fool; threat.burn",
      "5-15; 17-27", "«дурак»; «сожгу»", "п. 1; п. 2", "ours", "",
    ]
    #expect(rows[1].hasPrefix(fields.map { $0.contains(";") ? "\"\($0)\"" : $0 }.joined(separator: ",")))
    #expect(rows[2].hasPrefix("1,false,,,,,,,,ours,"))
    #expect(rows[3] == "")
  }

  @Test func textIsForPeople() throws {
    let input = "ты дурак\nда\nосёл\n"
    let russian = try classify("--format", "text", input: input)
    #expect(
      russian.output == """
        1. удалить, в чёрный список (можно)
           ты [дурак]
           оскорбление (точно): «дурак» insult.fool
           п. 1 (оскорбление): удалить, в чёрный список (можно)

        3. посмотреть
           [осёл]
           оскорбление (вероятно): «осёл» insult.donkey
           п. 1 (оскорбление): посмотреть

        Администрация села, постановление от 06.05.2024 № 7
        Прочитано комментариев: 3; удалить: 1; посмотреть: 1; оставить: 2
           в чёрный список: 1
           оскорбление: 2

        """)
    let english = try classify("--format", "text", "--language", "en", input: input)
    #expect(english.output.contains("Comments read: 3; to delete: 1; to review: 1; to keep: 2\n"))
  }

  @Test func severalFilesAreNamedAndAddedUp() throws {
    let folder = try Folder(texts: ["a": "ты дурак\n", "b": "хрюм\nда\n"])
    let files = ["a", "missing", "b"].map(folder.path(of:))
    let run = try sito(["classify", "--rules", TestRules.path, "--format", "text"] + files, input: [])
    #expect(run.output.contains("\(files[0]): 1. удалить"))
    #expect(run.output.contains("\(files[2]): 1. удалить"))
    #expect(run.output.contains("Прочитано комментариев: 3; удалить: 2;"))
    #expect(run.errors == "sito: \(files[1]): cannot be opened: No such file or directory\n")
    #expect(run.status == 74)
  }

  @Test(arguments: [
    ("да\n", [], 0), ("дурак\n", [], 0), ("да\n", ["--exit-code"], 0), ("дурак\n", ["--exit-code"], 1),
    ("осёл\n", ["--exit-code"], 1), ("дурак\nда нет да\n", ["--exit-code", "--max-record", "12"], 2),
    ("дурак\n", ["--exit-code", "-", "/missing"], 74),
  ])
  func exitCodes(input: String, arguments: [String], status: Int32) throws {
    #expect(try sito(["classify", "--rules", TestRules.path] + arguments, input: input.utf8).status == status)
  }

  @Test(arguments: ["jsonl", "text"])
  func twoThreadsGiveTheSameBytes(format: String) throws {
    var input = ""
    for number in 0..<20_000 {
      input += ["улица \(number)", "ты дурак \(number)", "дом", "осёл", ""][number % 5] + "\n"
    }
    let runs = try ["1", "2"].map { threads in
      try sito(
        ["classify", "--rules", TestRules.path, "--format", format, "--threads", threads], input: input.utf8)
    }
    #expect(runs[0].lines.count > 8_000)
    #expect(runs[0].bytes == runs[1].bytes)
  }
}

/// What tests look at in a verdict.
struct Verdict {
  var id: String
  var error: String?
  var labels: [String]
  var ruleset: String

  init(_ line: String) throws {
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    id = object["id"].map { "\($0)" } ?? "none"
    error = (object["error"] as? [String: Any])?["code"] as? String
    labels = (object["labels"] as? [[String: Any]] ?? []).compactMap { $0["label"] as? String }
    ruleset = object["ruleset"] as? String ?? ""
  }
}
