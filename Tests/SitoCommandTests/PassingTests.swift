import Testing

/// `filter` and `mask`: what comes out is what came in, less or starred.
struct PassingTests {
  private func sito(_ command: String, _ arguments: [String], _ input: String) throws -> Run {
    try SitoCommandTests.sito([command, "--rules", TestRules.path] + arguments, input: input.utf8)
  }

  @Test(arguments: [
    // (arguments, what stays, what goes, how the pieces alternate in the input: stay, go, stay)
    ([], ["первый  \t\r\n", "дурак\r\n", "\n\nпоследний"]),
    (["--input", "nul"], ["а\nб\0", "ты\nдурак\0", "\0в\0"]),
    (["--input", "jsonl"], [" {\"text\" : \"да\"} \r\n", "{\"text\":\"хр\\u044eм\",\"x\":1}\n", "{\"text\":\"н\"}"]),
    (["--input", "csv"], ["n,text\r\n1,\"а\r\nб\"\r\n", "2,\"ты\r\nдурак\"\r\n", "3,в\r\n"]),
  ])
  func filterPassesBytesUnchanged(arguments: [String], parts: [String]) throws {
    let input = parts.joined()
    let stays = try sito("filter", arguments, input)
    #expect(stays.output == parts[0] + parts[2])
    #expect(stays.status == 0)
    #expect(stays.errors == "")
    let goes = try sito("filter", arguments + ["--removed"], input)
    // The header row belongs to both halves.
    #expect(goes.output == (arguments.last == "csv" ? "n,text\r\n" : "") + parts[1])
  }

  @Test(arguments: [
    ([], "да\nосёл\nсожгу\n"), (["--hold-review"], "да\n"), (["--removed"], "дурак\n"),
    (["--removed", "--hold-review"], "осёл\nсожгу\nдурак\n"),
  ])
  func reviewIsHeldBackOnDemand(arguments: [String], expected: String) throws {
    #expect(try sito("filter", arguments, "да\nосёл\nсожгу\nдурак\n").output == expected)
  }

  @Test(arguments: [
    ([], "дурак\n", 0), (["--exit-code"], "да\n", 0), (["--exit-code"], "осёл\n", 0), (["--exit-code"], "дурак\n", 1),
    (["--exit-code", "--hold-review"], "осёл\n", 1), (["--exit-code", "--removed"], "дурак\n", 1),
  ])
  func filterExitCodes(arguments: [String], input: String, status: Int32) throws {
    #expect(try sito("filter", arguments, input).status == status)
  }

  @Test(arguments: ["filter", "mask"])
  func whatCannotBeReadIsPassedOn(command: String) throws {
    let input = "{\"text\":\"да\"}\n{broken\n{\"text\":5}\n{\"text\":\"нет\"}\n"
    let run = try sito(command, ["--input", "jsonl"], input)
    #expect(run.output == input)
    #expect(run.errors == "sito: 2 of 4 records could not be read and were passed on\n")
    #expect(run.status == 2)
  }

  @Test func removedLeavesOutWhatCannotBeRead() throws {
    let run = try sito("filter", ["--input", "jsonl", "--removed"], "{broken\n{\"text\":\"дурак\"}\n")
    #expect(run.output == "{\"text\":\"дурак\"}\n")
    #expect(run.errors == "sito: 1 of 2 records could not be read and were left out\n")
    #expect(run.status == 2)
  }

  @Test(arguments: [
    ([], "Ты  дурак!\r\nда", "Ты  *****!\r\nда"),
    ([], "валяет дурака, хрюм осёл\n", "валяет дурака, **** ****\n"),
    (["--certain-only"], "хрюм осёл\n", "**** осёл\n"),
    (["--input", "nul"], "ты\nдурак\0", "ты\n*****\0"),
    // in JSON and CSV the rest keeps its spelling
    (
      ["--input", "jsonl"], "{\"text\" : \"\\\"Т\\u044b\\\" \\u0434урак\\n\\\"\", \"дурак\":1}\n",
      "{\"text\" : \"\\\"Т\\u044b\\\" *****\\n\\\"\", \"дурак\":1}\n"
    ),
    (
      ["--input", "csv"], "дурак;text\r\nдурак;\"\"\"дурак\"\";\r\nхрюм\"\r\n",
      "дурак;text\r\nдурак;\"\"\"*****\"\";\r\n****\"\r\n"
    ),
  ])
  func maskStarsTheWords(arguments: [String], input: String, expected: String) throws {
    let run = try sito("mask", arguments, input)
    #expect(run.output == expected)
    #expect(run.status == 0)
  }

  @Test func anythingThatIsNoFindingIsTheSameByteForByte() throws {
    var input: [UInt8] = []
    for value in 0..<2_000 { input += [UInt8(truncatingIfNeeded: value), 0x20, UInt8(truncatingIfNeeded: value >> 3)] }
    // Not so many control characters that it would be no text.
    input = [UInt8](repeating: 0x61, count: 8192) + input
    for command in ["filter", "mask"] {
      #expect(try SitoCommandTests.sito([command, "--rules", TestRules.path], input: input).bytes == input)
    }
  }
}
