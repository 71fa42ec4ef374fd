import ArgumentParser
import Rulebook
import Sito
import Wording

/// `sito policies`
struct Policies: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policies",
    abstract: "Lists, shows and checks the acts that comments are judged by.",
    discussion: """
      A policy is one file: the act, and what each of its clauses orders for what. lexicons/README.md says how to \
      write your own; then:

        sito policies check --policy-file ours.yaml
        sito classify --policy-file ours.yaml comments.txt
      """,
    subcommands: [List.self, Show.self, Check.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the policies: id and act.",
      discussion: "  sito policies list --language en")
    @OptionGroup var rules: RulesOptions
    @Option(help: ArgumentHelp("The language (default: the locale's).", valueName: "code"))
    var language: Language = .preferred

    func run() throws {
      let words = Words(language)
      let lines = try rules.load().rulebook.policies.map { "\($0.id)\t\(words.citation(of: $0.act))\n" }
      try StandardOutput.write(lines.joined())
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows what a policy orders, clause by clause.",
      usage: "sito policies show [<options>] [<id>]",
      discussion: "  sito policies show kozhevnikovo-650-2022")
    @Argument(help: "The policy's id, see 'sito policies list' (default: \(Ruleset.defaultPolicy)).")
    var id: String?
    @OptionGroup var rules: RulesOptions
    @Option(help: ArgumentHelp("A policy file of your own to show.", valueName: "file"))
    var policyFile: String?
    @Option(help: ArgumentHelp("The language (default: the locale's).", valueName: "code"))
    var language: Language = .preferred

    func validate() throws {
      if id != nil, policyFile != nil { throw ValidationError("give an id or --policy-file, not both") }
    }

    func run() throws {
      let rulebook = try rules.soundRulebook(policyFile: policyFile)
      let policy = try policyFile.map { try rulebook.policy(in: $0) } ?? rulebook.policy(named: id)
      try StandardOutput.write(text(of: policy))
    }

    private func text(of policy: Policy) -> String {
      let words = Words(language)
      var lines = [words.citation(of: policy.act), words(policy.summary.russian, policy.summary.english)]
      if let limit = policy.blacklist {
        let days = limit.withinDays.map { words(" за \($0) дн.", " within \($0) days") } ?? ""
        lines.append(
          words("в чёрный список: с \(limit.after)-го нарушения", "blacklist: from strike \(limit.after) on") + days)
      }
      for clause in policy.clauses {
        let actions = clause.orders.map { words.name(of: $0.action, $0.force) }
        lines += [
          "", "\(clause.cite): \(actions.isEmpty ? words("посмотреть", "review") : actions.joined(separator: ", "))",
          "   \(words(clause.summary.russian, clause.summary.english))",
          "   \(words("за что: ", "for: "))\(clause.labels.map(words.name).joined(separator: ", "))",
        ]
        if !clause.targets.isEmpty {
          lines.append("   \(words("кому: ", "whom: "))\(clause.targets.map(words.name).joined(separator: ", "))")
        }
        if !clause.objects.isEmpty {
          let objects = clause.objects.map(words.name).joined(separator: ", ")
          lines.append("   \(words("чему угрожают: ", "what is threatened: "))\(objects)")
        }
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Checks the policies; with --policy-file, one of your own.",
      discussion: "  sito policies check --policy-file ours.yaml")
    @OptionGroup var rules: RulesOptions
    @Option(help: ArgumentHelp("A policy file of your own to check.", valueName: "file"))
    var policyFile: String?

    func run() throws {
      let (rulebook, diagnostics) = try rules.load(policyFile: policyFile)
      let files = Set(rulebook.policies.map(\.location.file) + [policyFile].compactMap(\.self))
      let concerned = diagnostics.filter { files.contains($0.location.file) || $0.location.file.contains("policies/") }
      let errors = concerned.count { $0.severity == .error }
      let sums = "\(rulebook.policies.count) policies: \(errors) errors, \(concerned.count - errors) warnings"
      try StandardOutput.write((concerned.map(\.description) + [sums]).joined(separator: "\n") + "\n")
      if errors > 0 { throw ExitCode.checkFailed }
      if let policyFile { _ = try rulebook.policy(in: policyFile) }
    }
  }
}
