public import Rulebook

extension Policy {
  /// What the policy orders for the findings of one comment. Every clause that applies is named, also where several order
  /// the same; a clause whose findings are all merely `probable`, or that orders nothing, asks for review.
  public func decide(_ findings: [Finding]) -> Decision {
    var decision = Decision(policy: id, actions: [], review: false, clauses: [])
    guard !findings.isEmpty else { return decision }
    var actions: Set<Action> = []
    for clause in clauses {
      let concerned = findings.filter(clause.concerns)
      guard !concerned.isEmpty else { continue }
      let certain = concerned.filter { $0.tier == .certain }
      let reviewOnly = clause.orders.isEmpty || certain.isEmpty
      decision.clauses.append(
        Decision.AppliedClause(
          cite: clause.cite,
          orders: reviewOnly ? [] : clause.orders,
          labels: Set((reviewOnly ? concerned : certain).map(\.label)).sorted(),
          reviewOnly: reviewOnly))
      if reviewOnly { decision.review = true } else { actions.formUnion(clause.orders.map(\.action)) }
    }
    decision.actions = Action.allCases.filter(actions.contains)
    decision.review = decision.review || findings.contains { review.contains($0.label) }
    return decision
  }
}

extension Policy.Clause {
  /// Whether a finding falls under the clause.
  func concerns(_ finding: Finding) -> Bool {
    labels.contains(finding.label)
      && (targets.isEmpty || finding.label != .threat || targets.contains(finding.target ?? .unknown))
      && (objects.isEmpty || finding.label != .threat || objects.contains(finding.object ?? .unknown))
  }
}
