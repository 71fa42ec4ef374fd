import Foundation
import Testing

struct BadInputTests {
  private func classify(_ input: some Sequence<UInt8>) throws -> Run {
    try sito(["classify", "--rules", TestRules.path], input: input)
  }

  @Test func invalidUTF8IsJudgedAndMarked() throws {
    let run = try classify([0xD0, 0x20, 0xFF] + " дурак \u{FFFD}\nдурак\n".utf8)
    #expect(run.lines.count == 2)
    #expect(run.lines.first?.contains(#""spans":[{"start":4,"end":14,"text":"дурак"}]"#) == true)
    #expect(run.lines.first?.hasSuffix(#","invalid_utf8":true}"#) == true)
    #expect(run.lines.last?.contains("invalid_utf8") == false)
    #expect(run.status == 0)
  }

  @Test func zeroBytesAreBytes() throws {
    let run = try classify("да\0 дурак\nда\0нет\n".utf8)
    #expect(run.lines.count == 2)
    #expect(run.output.contains(#"{"start":6,"end":16,"text":"дурак"}"#))
    let input = "да\0\nдурак\n\0\n"
    #expect(try sito("filter", "--rules", TestRules.path, input: input).output == "да\0\n\0\n")
  }

  private static let noTexts: [(String, [UInt8])] = [
    ("program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 57)),
    ("picture", [0x89] + "PNG\r\n\u{1A}\n\0\0\0\rIHDR\0\0\u{1}\0\0\0\u{1}\0\u{8}\u{2}\0\0".utf8),
    ("UTF-16", [UInt8]("да, хорошо".utf16.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 0xFF)] })),
  ]

  @Test(arguments: noTexts)
  func whatIsNoTextIsRefused(name: String, bytes: [UInt8]) throws {
    let folder = try Folder([name: bytes])
    let file = folder.path(of: name)
    let run = try sito("classify", "--rules", TestRules.path, file)
    #expect(run.errors == "sito: \(file): not a text in UTF-8\n")
    #expect(run.output == "")
    #expect(run.status == 74)
  }

  @Test(arguments: ["classify", "filter", "mask"])
  func theOtherFilesAreStillRead(command: String) throws {
    let folder = try Folder(texts: ["a": "да\n", "b/c": "нет\n"])
    let files = ["a", "missing", "b", "b/c"].map(folder.path(of:))
    let run = try sito([command, "--rules", TestRules.path] + files, input: [])
    #expect(run.lines.count == 2)
    #expect(
      run.errors == """
        sito: \(files[1]): cannot be opened: No such file or directory
        sito: \(files[2]): cannot be read: Is a directory

        """)
    #expect(run.status == 74)
  }

  @Test func aColumnThatIsNotThereIsNamedWithThoseThatAre() throws {
    let run = try sito("classify", "--rules", TestRules.path, "--input", "csv", input: "номер;отзыв\n1;да\n")
    #expect(run.errors == "sito: standard input: no column 'text'; the header has: номер, отзыв\n")
    #expect(run.status == 74)
  }

  @Test(arguments: [
    "classify", "classify --format csv", "classify --format text", "filter", "mask", "explain", "rules list",
    "rules test", "policies list", "policies show", "policies check",
  ])
  func aFullDiskIsTold(command: String) throws {
    let run = try shell("echo да | sito \(command) --rules '\(TestRules.path)' > /dev/full")
    #expect(run.errors == "sito: standard output: cannot be written: No space left on device\n")
    #expect(run.status == 74)
  }

  @Test(arguments: [
    "classify --threads 1", "classify --format csv", "classify --format text", "filter --removed",
  ])
  func aClosedPipeEndsItQuietly(command: String) throws {
    let start = ContinuousClock.now
    // `yes` ends only when the command does; where SIGPIPE is ignored, it complains.
    let run = try shell(
      "yes 'ты дурак' 2>/dev/null | sito \(command) --rules '\(TestRules.path)' | head -n 1; echo ${PIPESTATUS[1]}")
    #expect(run.lines.count == 2)
    #expect(run.lines.last == "0")
    #expect(run.errors == "")
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func aListMayBeCutShort() throws {
    let run = try shell("sito rules list | head -n 1; echo ${PIPESTATUS[0]}")
    #expect(run.lines.last == "0")
    #expect(run.errors == "")
  }
}
