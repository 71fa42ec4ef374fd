internal import PatternScanning
public import Rulebook

/// A rulebook and a policy, compiled. Immutable: make it once and share it between threads; each thread judges with a
/// ``Moderator`` of its own.
public struct Ruleset: Sendable {
  /// Names rules and policies: the first 16 hexadecimal digits of the SHA-256 over their files. Two rulesets with
  /// the same id and policy decide alike.
  public let id: String
  /// The policy that decides.
  public let policy: Policy
  /// What the rules were made of. Where they come from an image, it is read when it is first asked for, which takes a
  /// moment.
  public var rulebook: Rulebook { source.rulebook }
  let rules: CompiledRules
  private let source: RulebookSource

  /// The policy that is taken where none is named: the fullest decree.
  public static let defaultPolicy = "plastunovskaya-273-2023"

  /// Compiles a rulebook.
  ///
  /// - Throws: ``RulesetError`` if a rule cannot be compiled, or there is no such policy.
  public init(_ rulebook: Rulebook, policy: String = defaultPolicy) throws(RulesetError) {
    let (rules, diagnostics) = CompiledRules.compile(rulebook)
    let errors = diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw .rules(errors) }
    try self.init(RulebookSource(rulebook), rules, policy: policy)
  }

  init(_ source: RulebookSource, _ rules: CompiledRules, policy: String) throws(RulesetError) {
    guard let chosen = source.policy(policy) else { throw .noPolicy(policy, known: source.policyIDs) }
    self.source = source
    self.rules = rules
    self.policy = chosen
    id = String(source.digest.prefix(16))
  }

  /// The same rules under another policy of the rulebook; compiles nothing.
  ///
  /// - Throws: ``RulesetError/noPolicy(_:known:)``.
  public func under(policy: String) throws(RulesetError) -> Ruleset {
    try Ruleset(source, rules, policy: policy)
  }

  /// Where an entry, rule or guard is written; nil if there is none of that id.
  public func location(ofRule id: String) -> SourceLocation? {
    if let index = rules.numbers.ids.firstIndex(of: id) { return rules.numbers.locations[index] }
    return rulebook.guards.first { $0.id == id }?.location
  }

  /// What is wrong with a rulebook beyond its syntax: patterns and expressions that cannot be compiled, exceptions that
  /// never apply.
  public static func check(_ rulebook: Rulebook) -> [Diagnostic] {
    let exceptions = ExceptionCheck(rulebook.affixClasses)
    var diagnostics = CompiledRules.compile(rulebook).diagnostics
    for entry in rulebook.entries { diagnostics += exceptions.warnings(for: entry) }
    return diagnostics
  }
}

/// Why a ruleset cannot be made.
public enum RulesetError: Error, Sendable, CustomStringConvertible {
  /// What is wrong in the rules, each with its place.
  case rules([Diagnostic])
  /// There is no such policy.
  case noPolicy(String, known: [String])

  /// The diagnostics, a line each, or the policies that there are.
  public var description: String {
    switch self {
    case .rules(let diagnostics): diagnostics.map(\.description).joined(separator: "\n")
    case .noPolicy(let name, let known): "no policy '\(name)'; known: \(known.joined(separator: ", "))"
    }
  }
}
