package import BinaryImage
internal import PatternScanning
package import Rulebook

/// Rules as they are after compiling, in a form that is read in a moment: everything that judging needs. The policies and
/// what only explains is read from the rules files, when somebody asks for it.
package struct RulesImage: Sendable {
  /// Changes with everything that is written.
  private static let version: UInt32 = 12

  /// The digest of the rulebook that was compiled.
  package let digest: String
  private let policies: [(id: String, file: String)]
  private let rules: CompiledRules

  /// Compiles a rulebook.
  ///
  /// - Throws: ``RulesetError/rules(_:)`` if a rule cannot be compiled.
  package init(compiling rulebook: Rulebook) throws(RulesetError) {
    let (rules, diagnostics) = CompiledRules.compile(rulebook)
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw .rules(errors) }
    digest = rulebook.digest
    policies = rulebook.policies.map { ($0.id, $0.location.file) }
    self.rules = rules
  }

  /// Reads an image.
  ///
  /// - Parameter text: what ``text`` was.
  /// - Throws: What is wrong with it.
  package init(_ text: ImageText) throws(ImageError) {
    var image = try ImageReader(text, version: Self.version)
    digest = try image.read()
    let ids = try image.read([String].self)
    let files = try image.read([String].self)
    policies = zip(ids, files).map { ($0, $1) }
    rules = try CompiledRules(from: &image)
  }

  /// The text of the image; the same for the same rulebook.
  package var text: [UInt8] {
    ImageWriter.image(version: Self.version) { image in
      image.write(digest)
      image.write(policies.map(\.id))
      image.write(policies.map(\.file))
      rules.write(to: &image)
    }
  }

  /// The rules under a policy.
  ///
  /// - Parameters:
  ///   - policy: the id of a policy.
  ///   - files: gives the file of a path, of those that the image was made of; with nil all of them. It is called by any
  ///     thread.
  /// - Returns: What judges like the rulebook itself.
  /// - Throws: ``RulesetError/noPolicy(_:known:)``.
  package func ruleset(
    policy: String, files: @escaping @Sendable (_ path: String?) -> [RulebookFile]
  ) throws(RulesetError) -> Ruleset {
    try Ruleset(RulebookSource(digest: digest, policies: policies, read: files), rules, policy: policy)
  }

  /// The rules under a policy of a file besides those that the image was made of.
  ///
  /// - Parameters:
  ///   - policyFile: the file.
  ///   - files: gives the file of a path, of those that the image was made of; with nil all of them. It is called by any
  ///     thread.
  /// - Returns: What judges like the rulebook of all the files; nil if that has errors, or the file holds no policy.
  package func ruleset(
    policyFile: RulebookFile, files: @escaping @Sendable (_ path: String?) -> [RulebookFile]
  ) -> Ruleset? {
    let (own, diagnostics) = Rulebook.load([policyFile])
    guard let policy = own.policies.first, own.policies.count == 1,
      !diagnostics.contains(where: { $0.severity == .error }), !policies.contains(where: { $0.id == policy.id }),
      files(policyFile.path).isEmpty
    else { return nil }
    let source = RulebookSource(
      digest: Rulebook.digest(ofRulesIn: files(nil) + [policyFile]), policies: policies + [(policy.id, policyFile.path)]
    ) { path in
      path == policyFile.path ? [policyFile] : files(path) + (path == nil ? [policyFile] : [])
    }
    return try? Ruleset(source, rules, policy: policy.id)
  }
}
