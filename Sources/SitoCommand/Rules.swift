import ArgumentParser
import Rulebook
import Sito
import Wording

/// `sito rules`
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Checks, tests, lists and compares the rules.",
    discussion: """
      After a change in a folder of rules:

        sito rules check --rules lexicons
        sito rules test --rules lexicons
        sito rules diff --before old-lexicons --rules lexicons comments.txt
        sito rules list --rules lexicons --of insult
      """,
    subcommands: [Check.self, Test.self, List.self, Diff.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Finds errors in the rules, each with file:line:column.",
      discussion: """
        Besides errors: exceptions that can never apply, and entries that match ordinary words of the dictionary, where
        hunspell-ru is installed.

          sito rules check --rules lexicons
        """)
    @OptionGroup var rules: RulesOptions
    @Option(help: ArgumentHelp("The dictionary: a .dic file with its .aff file beside it.", valueName: "file"))
    var dictionary = "/usr/share/hunspell/ru_RU.dic"
    @Flag(inversion: .prefixedNo, help: "Judge the words of the dictionary.")
    var words = true

    func run() throws {
      let (rulebook, loading) = try rules.load()
      var diagnostics = loading + Ruleset.check(rulebook)
      // The words are judged by the rules: any policy will do.
      if words, !diagnostics.contains(where: { $0.severity == .error }), let policy = rulebook.policies.first,
        let check = DictionaryCheck(path: dictionary)
      {
        diagnostics += check.run(over: try rules.ruleset(of: rulebook, policy: policy))
      }
      let errors = diagnostics.count { $0.severity == .error }
      let sum = "\(rulebook.ruleCount) rules: \(errors) errors, \(diagnostics.count - errors) warnings"
      try StandardOutput.write((diagnostics.map(\.description) + [sum]).joined(separator: "\n") + "\n")
      if errors > 0 { throw ExitCode.checkFailed }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "test",
      abstract: "Runs every example of the rules.",
      discussion: """
        Examples stand beside the rules, under match and no-match.

          sito rules test --rules lexicons
        """)
    @OptionGroup var rules: RulesOptions

    func run() throws {
      let rulebook = try rules.soundRulebook()
      // Examples are about rules: any policy will do.
      let policy = try rulebook.policy(named: rulebook.policies.first?.id)
      let ruleset = try rules.ruleset(of: rulebook, policy: policy)
      let failures = ruleset.failingExamples()
      let lines = failures.map(\.description) + ["\(ruleset.rulebook.exampleCount) examples: \(failures.count) failed"]
      try StandardOutput.write(lines.joined(separator: "\n") + "\n")
      if !failures.isEmpty { throw ExitCode.checkFailed }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the rules: id, kind, what a match means, file and line.",
      discussion: """
        The columns are parted by tabs.

          sito rules list --of profanity
          sito rules list --rules lexicons | sort
        """)
    @OptionGroup var rules: RulesOptions
    @Option(help: ArgumentHelp("Only rules of this label or class.", valueName: "name"))
    var of: String?

    func run() throws {
      var text = ""
      for rule in try rules.load().rulebook.overview where of == nil || rule.meaning.name == of {
        text += "\(rule.id)\t\(rule.kind)\t\(rule.meaning.description)\t\(rule.location.place(in: rules.folder))\n"
      }
      try StandardOutput.write(text)
    }
  }
}

extension Rulebook {
  /// All rules, for lists.
  fileprivate var overview: [(id: String, kind: String, meaning: Meaning, location: SourceLocation)] {
    entries.map { ($0.id, "word", $0.meaning, $0.location) }
      + regexRules.map { ($0.id, "regex", $0.meaning, $0.location) }
      + compositeRules.map { ($0.id, "composite", $0.meaning, $0.location) }
      + models.map { ($0.id, "model", .finding($0.label, .probable, target: nil, object: nil), $0.location) }
  }

  fileprivate var ruleCount: Int {
    entries.count + regexRules.count + compositeRules.count + models.count + guards.count
  }
}

extension Meaning {
  /// The label or the class.
  fileprivate var name: String {
    switch self {
    case .finding(let label, _, _, _): label.rawValue
    case .wordClass(let name): name
    }
  }

  fileprivate var description: String {
    switch self {
    case .finding(let label, let tier, _, _): "\(label.rawValue) (\(tier.rawValue))"
    case .wordClass(let name): "class \(name)"
    }
  }
}
