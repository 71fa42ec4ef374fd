internal import Rulebook

/// What a policy decides, remembered by what it depends on: which kinds of findings there are, of which few are met together.
struct DecisionMemo: Sendable {
  private let policy: Policy
  private var known: [UInt64: Decision] = [:]

  /// A thousand are enough for everything that people write.
  private static let mostKnown = 1_000

  init(_ policy: Policy) { self.policy = policy }

  /// What the policy orders for the findings of one comment, see ``Policy/decide(_:)``.
  mutating func decide(_ findings: [Finding]) -> Decision {
    var kinds: UInt64 = 0
    for finding in findings { kinds |= 1 << Self.kind(of: finding) }
    if let known = known[kinds] { return known }
    if known.count >= Self.mostKnown { known.removeAll(keepingCapacity: true) }
    let decision = policy.decide(findings)
    known[kinds] = decision
    return decision
  }

  /// A number below 64 for all that clauses look at. Of threats these are target and object as well, as in
  /// ``Policy/Clause/concerns(_:)``.
  private static func kind(of finding: Finding) -> UInt64 {
    let tier: UInt64 = finding.tier == .certain ? 0 : 1
    let (target, object) = (finding.target ?? .unknown, finding.object ?? .unknown)
    switch finding.label {
    case .profanity: return 0 + tier
    case .coarse: return 2 + tier
    case .insult: return 4 + tier
    case .aggression: return 6 + tier
    case .spam: return 8 + tier
    case .threat: return 10 + tier + 2 * (place(of: target) * 4 + place(of: object))
    }
  }

  private static func place(of target: Target) -> UInt64 {
    switch target {
    case .official: 0
    case .family: 1
    case .person: 2
    case .group: 3
    case .unknown: 4
    }
  }

  private static func place(of object: ThreatObject) -> UInt64 {
    switch object {
    case .life: 0
    case .health: 1
    case .property: 2
    case .unknown: 3
    }
  }
}
