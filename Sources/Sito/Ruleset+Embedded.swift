package import BinaryImage
internal import EmbeddedRulebook
public import Moderation
internal import Rulebook

extension Ruleset {
  /// The rulebook that is part of the program, compiled when it was built.
  ///
  /// - Throws: ``RulesetError/noPolicy(_:known:)``.
  public static func embedded(policy: String = defaultPolicy) throws(RulesetError) -> Ruleset {
    try embedded(policy: policy, image: EmbeddedRulebook.image)
  }

  /// The same with another image; where it cannot be read, or was made of other files, the files are compiled.
  package static func embedded(policy: String, image: ImageText) throws(RulesetError) -> Ruleset {
    let rules = try? RulesImage(image, words: EmbeddedRulebook.wordImage)
    image.release()
    guard let rules, rules.digest == EmbeddedRulebook.digest else {
      let (rulebook, diagnostics) = Rulebook.load(EmbeddedRulebook.files)
      let errors = diagnostics.filter { $0.severity == .error }
      guard errors.isEmpty else { throw .rules(errors) }
      return try Ruleset(rulebook, policy: policy)
    }
    return try rules.ruleset(policy: policy) { path in
      path.map { EmbeddedRulebook.file(at: $0).map { [$0] } ?? [] } ?? EmbeddedRulebook.files
    }
  }
}
