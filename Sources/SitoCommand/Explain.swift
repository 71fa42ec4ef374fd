import ArgumentParser
import Sito
import Wording

/// `sito explain`
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains the verdict on one comment, for a person.",
    usage: "sito explain [<options>] [<comment>]",
    discussion: """
      Shows the words, the rules with the places where they are written, what was set aside and why, and the clauses. \
      The comment is the argument, or all of standard input.

        sito explain 'Вы там все идиоты'
        sito explain --policy kozhevnikovo-650-2022 --language en < comment.txt
      """)

  @Argument(help: "The comment.")
  var comment: String?
  @OptionGroup var policy: PolicyOptions
  @Option(help: ArgumentHelp("The language: ru or en (default: the locale's).", valueName: "code"))
  var language: Language = .preferred

  func run() throws {
    let ruleset = try policy.ruleset()
    let bytes = try comment.map { [UInt8]($0.utf8) } ?? Self.standardInput()
    var moderator = Moderator(ruleset)
    let text = ExplanationText(ruleset, folder: policy.rules.folder, language, colour: Terminal.usesColour)
    try StandardOutput.write(text.text(of: moderator.explain(bytes.span), in: bytes))
  }

  private static func standardInput() throws -> [UInt8] {
    Terminal.hintAtInput("a comment")
    var bytes = try StandardInput.readAll(limit: 16 << 20)
    if bytes.last == 0x0A { bytes.removeLast() }
    return bytes
  }
}
