import ArgumentParser
import EmbeddedRulebook
import Rescan
import Rulebook
import Sito

/// What `--against` means: the id of a policy, a file with a policy, a folder of rules, or what an earlier run has written.
struct RescanAgainst {
  private let word: String
  private let ruleset: Ruleset
  private let options: PolicyOptions

  /// - Parameters:
  ///   - word: what was given.
  ///   - ruleset: what judges now.
  ///   - options: how that was chosen.
  init(_ word: String, _ ruleset: Ruleset, _ options: PolicyOptions) {
    self.word = word
    self.ruleset = ruleset
    self.options = options
  }

  /// What to compare with, and by what it is known again.
  ///
  /// - Throws: an exit code; what is wrong was told on standard error.
  func comparison() throws -> (RescanComparison, identity: String) {
    guard let facts = FileFacts(path: word) else { return try policy(named: word) }
    if facts.isFolder {
      // The record of a run is not in a folder of rules.
      if FileFacts(path: "\(word)/rescan.json") != nil { return try earlier() }
      if FileFacts(path: "\(word)/rescan.unfinished.sqlite") != nil {
        Terminal.fail("\(word): an unfinished run; finish it first, by the same command as before")
        throw ExitCode.wrongRules
      }
      return try rules()
    }
    return word.hasSuffix(".yaml") || word.hasSuffix(".yml") ? try policyFile() : try earlier()
  }

  private func earlier() throws -> (RescanComparison, identity: String) {
    do throws(RescanError) {
      let facts = try EarlierOutput(path: word).facts
      return (.earlier(path: word), "\(word), \(facts.map { "\($0)" } ?? "")")
    } catch {
      Terminal.fail("\(error)")
      throw ExitCode.streamFailed
    }
  }

  /// The rules of a folder, under the policy in force.
  private func rules() throws -> (RescanComparison, identity: String) {
    var options = options
    options.rules.rules = word
    let old = try options.ruleset()
    return (.rules(.ruleset(old), name: word), "\(word), rules \(old.id), policy \(old.policy.id)")
  }

  private func policy(named id: String) throws -> (RescanComparison, identity: String) {
    let old: Ruleset
    do throws(RulesetError) {
      old = try ruleset.under(policy: id)
    } catch {
      Terminal.fail("--against '\(id)': no such file or folder, and \(error)")
      throw ExitCode.wrongRules
    }
    return (.rules(old.policy.judges(asFor: ruleset, otherwise: .ruleset(old), id: old.id), name: id), "policy \(id)")
  }

  /// A policy of a file, with the rules in force.
  private func policyFile() throws -> (RescanComparison, identity: String) {
    var options = options
    options.policy = nil
    options.policyFile = word
    let rulebook = try options.rules.soundRulebook(policyFile: word)
    let policy = try rulebook.policy(in: word)
    let id = String(rulebook.digest.prefix(16))
    let other: OtherRules =
      if policy.seesTheSameLinks(as: ruleset.policy) {
        .policy(policy, ruleset: id)
      } else {
        .ruleset(try options.rules.ruleset(of: rulebook, policy: policy))
      }
    return (.rules(other, name: word), "\(word), rules \(id), policy \(policy.id)")
  }
}

extension Policy {
  /// Whether the same rules find the same under both: a policy's own links are all that it tells them.
  fileprivate func seesTheSameLinks(as other: Policy) -> Bool { Set(allowedLinks) == Set(other.allowedLinks) }

  /// The policy alone if findings need not be looked for twice, otherwise the rules under it.
  fileprivate func judges(asFor ruleset: Ruleset, otherwise rules: OtherRules, id: String) -> OtherRules {
    seesTheSameLinks(as: ruleset.policy) ? .policy(self, ruleset: id) : rules
  }
}
