internal import CSito
internal import EmbeddedRulebook
internal import Moderation
internal import Rulebook
internal import Sito
internal import Synchronization
internal import Wording

/// A ruleset with the strings that callers ask for.
final class RulesetObject: HandledObject {
  static let kind = HandleKind.ruleset

  let ruleset: Ruleset
  let id: ByteBlock
  let policy: ByteBlock
  /// The folder of the rules; nil: those that are built in.
  private let folder: String?
  /// Whether the rules are those that are built in, and nothing besides.
  private let isEmbedded: Bool
  private let knownPolicies = AtomicLazyReference<PolicyList>()

  private init(_ ruleset: Ruleset, folder: String?, isEmbedded: Bool) {
    self.ruleset = ruleset
    self.folder = folder
    self.isEmbedded = isEmbedded
    id = ByteBlock(ruleset.id)
    policy = ByteBlock(ruleset.policy.id)
  }

  /// What stands before the places of rules, as the command names them.
  var folderName: String { folder ?? "lexicons" }

  /// The policies among the rules. Threads that ask first at once each make a list, and all get the same one.
  var policies: PolicyList { knownPolicies.load() ?? knownPolicies.storeIfNil(PolicyList(listedPolicies)) }

  /// Of the built-in rules the files of the policies are read and not all of them, which takes a second.
  private var listedPolicies: [Policy] {
    guard isEmbedded else { return ruleset.rulebook.policies }
    return Rulebook.load(EmbeddedRulebook.files.filter { $0.path.hasPrefix("policies/") }).rulebook.policies
  }

  /// The same rules under another policy.
  func under(policy: String) throws(CallFailure) -> RulesetObject {
    do {
      return RulesetObject(try ruleset.under(policy: policy), folder: folder, isEmbedded: isEmbedded)
    } catch {
      throw CallFailure(error)
    }
  }
}

extension RulesetObject {
  /// The rules that are built in.
  convenience init(embedded policy: String?) throws(CallFailure) {
    do {
      self.init(try Ruleset.embedded(policy: policy ?? Ruleset.defaultPolicy), folder: nil, isEmbedded: true)
    } catch {
      throw CallFailure(error)
    }
  }

  /// Rules out of files, and the policy as the command chooses it.
  convenience init(folder: String?, policy: String?, policyFile: String?) throws(CallFailure) {
    guard policy == nil || policyFile == nil else {
      throw CallFailure(SITO_INVALID_ARGUMENT, "give 'policy' or 'policy_file', not both")
    }
    let rulebook = try Self.rulebook(in: folder, policyFile)
    guard let usual = rulebook.policies.count == 1 ? rulebook.policies.first?.id : Ruleset.defaultPolicy else {
      throw CallFailure(SITO_NO_POLICY, "no policy among the rules; add policies/NAME.yaml, or give 'policy_file'")
    }
    var chosen = policy ?? usual
    if let policyFile {
      guard let own = rulebook.policies.first(where: { $0.location.file == policyFile }) else {
        let how = "its name must end in .yaml, and it must hold id, act, summary and clauses"
        throw CallFailure(SITO_NO_POLICY, text: "\(policyFile): no policy; \(how)")
      }
      chosen = own.id
    }
    do {
      self.init(try Ruleset(rulebook, policy: chosen), folder: folder, isEmbedded: false)
    } catch {
      throw CallFailure(error)
    }
  }

  private static func rulebook(in folder: String?, _ policyFile: String?) throws(CallFailure) -> Rulebook {
    do {
      var files = try folder.map { (path) throws(RulebookError) in try RulebookFile.read(directory: path) }
      if let policyFile { files = (files ?? EmbeddedRulebook.files) + [try RulebookFile.read(path: policyFile)] }
      let (rulebook, diagnostics) = Rulebook.load(files ?? EmbeddedRulebook.files)
      let errors = diagnostics.filter { $0.severity == .error }
      guard errors.isEmpty else {
        throw CallFailure(SITO_BAD_RULES, text: errors.map(\.description).joined(separator: "\n"))
      }
      return rulebook
    } catch let error as RulebookError {
      throw CallFailure(SITO_UNREADABLE, text: error.description)
    } catch let error as CallFailure {
      throw error
    } catch {
      throw CallFailure(SITO_UNREADABLE, text: "\(error)")
    }
  }
}

/// The policies among the rules, as strings for callers.
final class PolicyList: Sendable {
  struct Entry: Sendable {
    var id: ByteBlock
    var russianAct: ByteBlock
    var englishAct: ByteBlock
  }

  let entries: [Entry]

  init(_ policies: [Policy]) {
    entries = policies.map { policy in
      Entry(
        id: ByteBlock(policy.id), russianAct: ByteBlock(Words(.ru).citation(of: policy.act)),
        englishAct: ByteBlock(Words(.en).citation(of: policy.act)))
    }
  }
}

extension CallFailure {
  fileprivate init(_ error: RulesetError) {
    switch error {
    case .rules: self.init(SITO_BAD_RULES, text: error.description)
    case .noPolicy: self.init(SITO_NO_POLICY, text: error.description)
    }
  }
}
