import Foundation
import Testing

/// Colour, progress and hints, with a terminal made by script(1) of util-linux.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script")))
struct TerminalTests {
  /// What a command line writes on its terminal.
  private func terminal(_ command: String) throws -> String {
    try shell("script -qec '\(command)' /dev/null < /dev/null").output
  }

  private static let classify = "sito classify --rules \(TestRules.path)"
  private static let explain = "sito explain --rules \(TestRules.path) дурак"

  @Test func aTerminalGetsTextInColour() throws {
    #expect(try terminal("echo дурак | \(Self.classify)").contains("\u{1B}[1;31mдурак\u{1B}[0m"))
    #expect(try terminal(Self.explain).contains("\u{1B}[1;31mдурак\u{1B}[0m"))
  }

  @Test func noColourWhereItIsNotWanted() throws {
    let text = try terminal("echo дурак | NO_COLOR=1 \(Self.classify)")
    #expect(text.contains("[дурак]"))
    #expect(!text.contains("\u{1B}"))
    // An empty variable counts for nothing (no-color.org).
    #expect(try terminal("echo дурак | NO_COLOR= \(Self.classify)").contains("\u{1B}"))
    #expect(!(try terminal("echo дурак | \(Self.classify) --format text | cat").contains("\u{1B}")))
    #expect(!(try sito("explain", "--rules", TestRules.path, "дурак").output.contains("\u{1B}")))
  }

  @Test func offATerminalTheDefaultIsJSON() throws {
    #expect(try terminal("echo да | \(Self.classify) | cat").hasPrefix("{\"v\":1,"))
  }

  @Test func longWorkShowsProgressAndTakesItAway() throws {
    let folder = try Folder(texts: ["comments": String(repeating: "Спасибо за дорогу\n", count: 60_000)])
    // The reader is slow, so that the work is long.
    let text = try terminal(
      "sito filter --rules \(TestRules.path) \(folder.path(of: "comments")) | (sleep 1.7; cat > /dev/null)")
    #expect(text.contains(/comments: \d+ %, \d+ records, \d+ MB\/s, \d+:\d\d left/))
    #expect(text.hasSuffix("\r\u{1B}[K"))
  }

  @Test func shortWorkAndOtherOutputsShowNone() throws {
    #expect(try terminal("echo да | sito filter --rules \(TestRules.path) > /dev/null") == "")
    let folder = try Folder(texts: ["comments": String(repeating: "Спасибо за дорогу\n", count: 60_000)])
    let run = try shell(
      "sito filter --rules \(TestRules.path) \(folder.path(of: "comments")) | (sleep 1.5; cat > /dev/null)")
    #expect(run.errors == "")
  }

  @Test func whoeverIsWaitedForIsTold() throws {
    // Nobody types anything, so they are ended from outside.
    let classify = try terminal("timeout --foreground 1 \(Self.classify)")
    #expect(classify.contains("sito: type comments, one a line; end with Ctrl-D"))
    let explain = try terminal("timeout --foreground 1 sito explain --rules \(TestRules.path)")
    #expect(explain.contains("sito: type a comment; end with Ctrl-D"))
  }
}
