package import BinaryImage
internal import EmbeddedRulebook
public import Moderation
public import Rulebook

extension Ruleset {
  /// The rulebook that is part of the program, compiled when it was built.
  ///
  /// - Throws: ``RulesetError/noPolicy(_:known:)``.
  public static func embedded(policy: String = defaultPolicy) throws(RulesetError) -> Ruleset {
    try embedded(policy: policy, image: EmbeddedRulebook.image)
  }

  /// The same with another image; where it cannot be read, or was made of other files, the files are compiled.
  package static func embedded(policy: String, image: ImageText) throws(RulesetError) -> Ruleset {
    let rules = try? RulesImage(image)
    image.release()
    guard let rules, rules.digest == EmbeddedRulebook.digest else {
      let (rulebook, diagnostics) = Rulebook.load(EmbeddedRulebook.files)
      let errors = diagnostics.filter { $0.severity == .error }
      guard errors.isEmpty else { throw .rules(errors) }
      return try Ruleset(rulebook, policy: policy)
    }
    return try rules.ruleset(policy: policy, files: { files(at: $0) })
  }

  /// The rulebook that is part of the program under a policy of one's own.
  ///
  /// - Parameter policyFile: a policy as lexicons/README.md describes it; its path, which is part of the ruleset's id, must
  ///   end in `.yaml`.
  /// - Returns: The rules under that policy.
  /// - Throws: ``RulesetError``; what is wrong in the file, each with its place.
  public static func embedded(policyFile: RulebookFile) throws(RulesetError) -> Ruleset {
    let rules = try? RulesImage(EmbeddedRulebook.image)
    EmbeddedRulebook.image.release()
    if let rules, rules.digest == EmbeddedRulebook.digest,
      let ruleset = rules.ruleset(policyFile: policyFile, files: { files(at: $0) })
    {
      return ruleset
    }
    let (rulebook, diagnostics) = Rulebook.load(EmbeddedRulebook.files + [policyFile])
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw .rules(errors) }
    guard let policy = rulebook.policies.first(where: { $0.location.file == policyFile.path }) else {
      throw .noPolicy(policyFile.path, known: rulebook.policies.map(\.id))
    }
    return try Ruleset(rulebook, policy: policy.id)
  }

  private static func files(at path: String?) -> [RulebookFile] {
    path.map { EmbeddedRulebook.file(at: $0).map { [$0] } ?? [] } ?? EmbeddedRulebook.files
  }
}
