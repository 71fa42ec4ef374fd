internal import Rulebook
internal import TextFolding

extension FindingFilter {
  /// Whether a composite rule that is a finding may hold by the evidence. Rules that were assumed to match are tried where
  /// that may change the answer: composite rules by themselves, others by `matches`.
  func mayFindComposite(
    _ comment: inout Comment, _ evidence: inout RuleEvidence, _ rules: CompiledRules, counts: () -> TextCounts,
    matches: (Int) -> Bool
  ) -> Bool {
    var position = 0
    while let index = evidence.candidates.first(from: position) {
      position = index + 1
      // What must be counted in the text is taken for met at first.
      guard mayHold(index, comment, evidence) else { continue }
      if comment.counts == nil, isCounted(index) {
        comment.counts = counts()
        guard mayHold(index, comment, evidence) else { continue }
      }
      let rule = rules.composites[index].rule
      if !isFinding[rule] {
        evidence.note(rule, isSure: false, self, rules)
      } else if stands(index, comment, &evidence, rules, matches) {
        return true
      }
    }
    return false
  }

  /// Whether a composite rule that may hold still may when what it was assumed by has been tried.
  private func stands(
    _ index: Int, _ comment: Comment, _ evidence: inout RuleEvidence, _ rules: CompiledRules, _ matches: (Int) -> Bool
  ) -> Bool {
    let root = Int(roots[index])
    mark(root, &evidence)
    for place in evidence.assumptions.indices {
      let rule = evidence.assumptions[place]
      guard evidence.isAssumed(rule), setsHolding[rule].contains(where: { evidence.isMarkedAndUnsure(Int($0)) }) else {
        continue
      }
      // A class may hold a rule that asks for the class, so the rule is not tried once more while it is.
      evidence.beginToTry(rule)
      let holds: Bool
      if let composite = rules.numbers.composite(of: rule) {
        holds = stands(composite, comment, &evidence, rules, matches)
        mark(root, &evidence)
      } else {
        holds = matches(rule)
      }
      evidence.settle(rule, holds, self)
      if !holds, !mayHold(index, comment, evidence) { return false }
    }
    return true
  }

  /// Marks the sets that a condition asks for.
  private func mark(_ root: Int, _ evidence: inout RuleEvidence) {
    evidence.unmark()
    markSets(of: root, &evidence)
  }

  private func markSets(of index: Int, _ evidence: inout RuleEvidence) {
    let node = nodes[index]
    if case .present(let set) = node.kind { evidence.mark(Int(set)) }
    for child in node.children { markSets(of: child, &evidence) }
  }

  /// Whether a composite rule asks for something that is counted in the text.
  func isCounted(_ composite: Int) -> Bool { isCounted(node: Int(roots[composite])) }

  private func isCounted(node index: Int) -> Bool {
    let node = nodes[index]
    if case .count(let counter, _, _) = node.kind { return counter != .words && counter != .mixed }
    return node.children.contains { isCounted(node: $0) }
  }

  /// Whether a composite rule may hold by the evidence, wherever its parts stand.
  func mayHold(_ composite: Int, _ comment: Comment, _ evidence: borrowing RuleEvidence) -> Bool {
    mayHold(node: Int(roots[composite]), comment, evidence)
  }

  private func mayHold(node index: Int, _ comment: Comment, _ evidence: borrowing RuleEvidence) -> Bool {
    let node = nodes[index]
    switch node.kind {
    case .present(let set): return evidence.holds(Int(set))
    case .always: return true
    case .all:
      for child in node.children where !mayHold(node: child, comment, evidence) { return false }
      return true
    case .any, .weight:
      for child in node.children where mayHold(node: child, comment, evidence) { return true }
      return false
    case .count(let counter, let comparison, let limit):
      guard let count = comment.count(counter) else { return true }
      return comparison == .atLeast ? count >= limit : count <= limit
    case .points(let atLeast):
      var sum = 0
      for child in node.children {
        guard case .weight(let points) = nodes[child].kind else { continue }
        let condition = Int(nodes[child].first)
        // What speaks against the rule counts where it is sure.
        if points > 0 ? mayHold(node: condition, comment, evidence) : isSure(condition, comment) { sum += points }
      }
      return sum >= atLeast
    }
  }

  private func isSure(_ index: Int, _ comment: Comment) -> Bool {
    guard case .count(let counter, let comparison, let limit) = nodes[index].kind, let count = comment.count(counter)
    else { return false }
    return comparison == .atLeast ? count >= limit : count <= limit
  }
}

extension FindingFilter.Node {
  fileprivate var children: Range<Int> { Int(first)..<Int(first) + Int(count) }
}

extension FindingFilter.Comment {
  /// nil: not known.
  fileprivate func count(_ counter: Condition.Counter) -> Int? {
    switch counter {
    case .words: wordCount
    case .mixed: mixedScriptWords
    case .links, .mentions, .phones: nil
    default: counts.flatMap { $0.count(counter, wordCount: wordCount) }
    }
  }
}
