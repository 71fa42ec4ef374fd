import ArgumentParser
import EmbeddedRulebook
import Rulebook
import Sito

/// Which rules and which policy.
struct RulesOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder of rules to use instead of the built-in ones.", valueName: "dir"))
  var rules: String?

  @Option(help: ArgumentHelp("The act to decide by, see 'sito policies list'.", valueName: "id"))
  var policy: String?

  @Option(
    help: ArgumentHelp("A policy file of your own to decide by; see lexicons/README.md.", valueName: "file"))
  var policyFile: String?

  func validate() throws {
    if policy != nil, policyFile != nil { throw ValidationError("give --policy or --policy-file, not both") }
  }

  /// The rulebook of the folder, or the built-in one, with the policy file if there is one, and what is wrong with it.
  func load() throws -> (rulebook: Rulebook, diagnostics: [Diagnostic]) {
    do {
      var files = try rules.map { try RulebookFile.read(directory: $0) } ?? EmbeddedRulebook.files
      if let policyFile { files.append(try RulebookFile.read(path: policyFile)) }
      return Rulebook.load(files)
    } catch let error as RulebookError {
      Terminal.fail("\(error)")
      throw ExitCode.streamFailed
    }
  }

  /// The compiled rules under the chosen policy. Errors are told on standard error.
  func ruleset() throws -> Ruleset {
    let (rulebook, diagnostics) = try load()
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      for error in errors { Terminal.fail("\(error)") }
      throw ExitCode.wrongRules
    }
    do {
      return try Ruleset(rulebook, policy: try chosenPolicy(in: rulebook))
    } catch let error as RulesetError {
      Terminal.fail("\(error)")
      throw ExitCode.wrongRules
    }
  }

  private func chosenPolicy(in rulebook: Rulebook) throws -> String {
    guard let policyFile else { return policy ?? Ruleset.defaultPolicy }
    guard let own = rulebook.policies.first(where: { $0.location.file == policyFile }) else {
      Terminal.fail("\(policyFile): no policy in it; its name must end in .yaml, and it must be a mapping with id, act, summary and clauses")
      throw ExitCode.wrongRules
    }
    return own.id
  }
}
