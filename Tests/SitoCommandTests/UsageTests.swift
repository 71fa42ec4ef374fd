import Testing

/// Help, version, completions, and what is said of wrong options.
struct UsageTests {
  private static let input = ["--input", "--text-field", "--id-field", "--delimiter", "--max-record", "--threads"]
  private static let policy = ["--rules", "--policy", "--policy-file"]

  @Test(arguments: [
    (["classify"], input + policy + ["--format", "--language", "--exit-code"]),
    (["filter"], input + policy + ["--hold-review", "--removed", "--exit-code"]),
    (["mask"], input + policy + ["--certain-only"]),
    (["explain"], policy + ["--language"]),
    (["rules", "check"], ["--rules", "--dictionary", "--no-words"]),
    (["rules", "test"], ["--rules"]),
    (["rules", "list"], ["--rules", "--of"]),
    (["policies", "list"], ["--rules", "--language"]),
    (["policies", "show"], ["--rules", "--policy-file", "--language"]),
    (["policies", "check"], ["--rules", "--policy-file"]),
  ])
  func helpNamesEveryOptionAndGivesAnExample(command: [String], options: [String]) throws {
    let run = try sito(command + ["--help"], input: [])
    for option in options { #expect(run.output.contains(option)) }
    let example = "  sito \(command.joined(separator: " ")) "
    if command != ["rules", "check"] { #expect(run.output.contains(example)) }
    for line in run.lines where !line.hasPrefix("USAGE: sito rules check") { #expect(line.count <= 80, "\(line)") }
    #expect(run.status == 0)
  }

  @Test func theCommandAlonePrintsHelp() throws {
    let run = try sito([], input: [])
    #expect(run.output == (try sito("--help")).output)
    for command in ["classify", "filter", "mask", "explain", "rules", "policies"] {
      #expect(run.output.contains("\n  \(command) "))
    }
    #expect(run.output.contains("Exit codes: 0 done"))
    #expect(run.status == 0)
  }

  @Test func version() throws {
    #expect(try sito("--version").output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completions(of name: String) throws {
    let run = try sito("--generate-completion-script", name)
    #expect(run.output.contains("classify"))
    #expect(run.output.contains("hold-review"))
    #expect(run.status == 0)
  }

  @Test func theCompletionsOfBashAreBash() throws {
    let run = try shell("source <(sito --generate-completion-script bash) && complete -p sito")
    #expect(run.output.contains("_sito"))
    #expect(run.errors == "")
  }

  @Test(arguments: [
    (["classfy"], "classfy"),
    (["classify", "--input", "xml"], "'lines', 'jsonl', 'csv'"),
    (["classify", "--format", "xml"], "'text', 'jsonl'"),
    (["classify", "--language", "de"], "'ru'"),
    (["classify", "--threads", "0"], "--threads takes a number from 1 to 1024"),
    (["classify", "--threads", "many"], "'many' is invalid"),
    (["filter", "--max-record", "0"], "--max-record takes 1 to 1073741824 bytes"),
    (["mask", "--input", "csv", "--delimiter", ";;"], "--delimiter takes one ASCII sign, such as ';', not ';;'"),
    (["mask", "--input", "csv", "--delimiter", "ж"], "--delimiter takes one ASCII sign"),
    (["mask", "--input", "csv", "--delimiter", "\""], "--delimiter takes one ASCII sign"),
    (["mask", "--delimiter", ";"], "--delimiter goes with --input csv"),
    (["filter", "--text-field", "body"], "--text-field and --id-field go with --input jsonl or csv"),
    (["filter", "--input", "nul", "--id-field", "n"], "--text-field and --id-field go with --input jsonl or csv"),
    (["filter", "--policy", "a", "--policy-file", "b"], "give --policy or --policy-file, not both"),
    (["policies", "show", "a", "--policy-file", "b"], "give an id or --policy-file, not both"),
    (["explain", "да", "нет"], "нет"),
  ])
  func wrongUsage(arguments: [String], message: String) throws {
    let run = try sito(arguments, input: "да\n".utf8)
    #expect(run.errors.contains(message))
    #expect(run.output == "")
    #expect(run.status == 64)
  }
}
