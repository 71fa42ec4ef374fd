import ArgumentParser
import Rulebook
import Sito

/// `sito policies`
struct Policies: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists, shows and checks the acts that comments are judged by.",
    subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the policies.")
    @OptionGroup var rules: RulesOptions
    @Option(help: ArgumentHelp("The language: ru or en (default: the locale's).", valueName: "code"))
    var language: Language = .preferred

    func run() throws {
      let words = Words(language: language)
      for policy in try rules.load().rulebook.policies {
        print("\(policy.id)\t\(words.citation(of: policy.act))")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows what a policy orders, clause by clause.")
    @Argument(help: "The policy's id.") var id: String = Ruleset.defaultPolicy
    @OptionGroup var rules: RulesOptions
    @Option(help: ArgumentHelp("The language: ru or en (default: the locale's).", valueName: "code"))
    var language: Language = .preferred

    func run() throws {
      let words = Words(language: language)
      let policies = try rules.load().rulebook.policies
      let wanted = rules.policyFile.flatMap { file in policies.first { $0.location.file == file }?.id } ?? id
      guard let policy = policies.first(where: { $0.id == wanted }) else {
        throw ValidationError("no policy '\(wanted)'; known: \(policies.map(\.id).joined(separator: ", "))")
      }
      print(words.citation(of: policy.act))
      print(words(policy.summary.russian, policy.summary.english))
      for clause in policy.clauses {
        let actions = clause.actions.map { words.name(of: $0.action, $0.force) }
        print("\n\(clause.cite): \(actions.isEmpty ? words("посмотреть", "review") : actions.joined(separator: ", "))")
        print("   \(words(clause.summary.russian, clause.summary.english))")
        print("   \(words("за что: ", "for: "))\(clause.labels.map(words.name).joined(separator: ", "))")
        if !clause.targets.isEmpty {
          print("   \(words("кому: ", "whom: "))\(clause.targets.map(words.name).joined(separator: ", "))")
        }
        if !clause.objects.isEmpty {
          print("   \(words("чему угрожают: ", "what: "))\(clause.objects.map(words.name).joined(separator: ", "))")
        }
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks the policies; with --policy-file, one of your own.")
    @OptionGroup var rules: RulesOptions

    func run() throws {
      let (rulebook, diagnostics) = try rules.load()
      let files = Set(rulebook.policies.map(\.location.file) + [rules.policyFile].compactMap(\.self))
      let concerned = diagnostics.filter { files.contains($0.location.file) || $0.location.file.contains("policies/") }
      for diagnostic in concerned { print(diagnostic) }
      if concerned.contains(where: { $0.severity == .error }) { throw ExitCode.checkFailed }
      print("\(rulebook.policies.count) policies, nothing wrong")
    }
  }
}
