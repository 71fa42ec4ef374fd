import ArgumentParser
import EmbeddedRulebook
import Rulebook
import Sito

/// Which rules.
struct RulesOptions: ParsableArguments {
  @Option(help: ArgumentHelp("A folder of rules to use instead of the built-in ones.", valueName: "dir"))
  var rules: String?

  /// The rulebook of the folder, or the built-in one, with a policy file besides, and what is wrong with it.
  ///
  /// - Throws: An exit code; what could not be read was told on standard error.
  func load(policyFile: String? = nil) throws -> (rulebook: Rulebook, diagnostics: [Diagnostic]) {
    do {
      var files = try rules.map { try RulebookFile.read(directory: $0) } ?? EmbeddedRulebook.files
      if let policyFile { files.append(try RulebookFile.read(path: policyFile)) }
      return Rulebook.load(files)
    } catch let error as RulebookError {
      Terminal.fail("\(error)")
      throw ExitCode.streamFailed
    }
  }

  /// The rulebook, if nothing is wrong with it. Errors are told on standard error.
  func soundRulebook(policyFile: String? = nil) throws -> Rulebook {
    let (rulebook, diagnostics) = try load(policyFile: policyFile)
    let errors = diagnostics.filter { $0.severity == .error }
    for error in errors { Terminal.fail("\(error)") }
    guard errors.isEmpty else { throw ExitCode.wrongRules }
    guard !rulebook.policies.isEmpty else {
      Terminal.fail("\(rules ?? "the rules"): no policy in it; add policies/NAME.yaml, or give --policy-file")
      throw ExitCode.wrongRules
    }
    return rulebook
  }

  /// The compiled rules under a policy. What cannot be compiled is told on standard error.
  func ruleset(of rulebook: Rulebook, policy: Policy) throws -> Ruleset {
    do {
      return try Ruleset(rulebook, policy: policy.id)
    } catch {
      Terminal.fail("\(error)")
      throw ExitCode.wrongRules
    }
  }

  /// What stands before the places of rules, for a person.
  var folder: String { rules ?? "lexicons" }
}

/// Which rules and which policy.
struct PolicyOptions: ParsableArguments {
  @OptionGroup var rules: RulesOptions

  @Option(
    help: ArgumentHelp(
      "The act to decide by, see 'sito policies list' (default: \(Ruleset.defaultPolicy)).", valueName: "id"))
  var policy: String?

  @Option(help: ArgumentHelp("A policy file of your own to decide by; see lexicons/README.md.", valueName: "file"))
  var policyFile: String?

  func validate() throws {
    if policy != nil, policyFile != nil { throw ValidationError("give --policy or --policy-file, not both") }
  }

  /// The compiled rules under the chosen policy. Errors are told on standard error.
  func ruleset() throws -> Ruleset {
    if rules.rules == nil, policyFile == nil { return try builtIn() }
    let rulebook = try rules.soundRulebook(policyFile: policyFile)
    let policy = try policyFile.map { try rulebook.policy(in: $0) } ?? rulebook.policy(named: policy)
    return try rules.ruleset(of: rulebook, policy: policy)
  }
}

extension PolicyOptions {
  /// The built-in rules, which were compiled before.
  private func builtIn() throws -> Ruleset {
    do {
      return try Ruleset.embedded(policy: policy ?? Ruleset.defaultPolicy)
    } catch {
      Terminal.fail("\(error)")
      throw ExitCode.wrongRules
    }
  }
}

extension Rulebook {
  /// The policy of an id; where none is given, the only one or else the usual one. If there is no such policy, this is
  /// told on standard error.
  func policy(named id: String?) throws -> Policy {
    let id = id ?? (policies.count == 1 ? policies.first?.id : nil) ?? Ruleset.defaultPolicy
    if let policy = policies.first(where: { $0.id == id }) { return policy }
    Terminal.fail("\(RulesetError.noPolicy(id, known: policies.map(\.id)))")
    throw ExitCode.wrongRules
  }

  /// The policy that a file holds. If there is none, this is told on standard error.
  func policy(in file: String) throws -> Policy {
    if let policy = policies.first(where: { $0.location.file == file }) { return policy }
    Terminal.fail("\(file): no policy; its name must end in .yaml, and it must hold id, act, summary and clauses")
    throw ExitCode.wrongRules
  }
}
