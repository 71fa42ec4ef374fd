package import Moderation
internal import Rulebook

/// Verdicts in words: what is to be done, what was found, and the clauses.
package struct VerdictLines: Sendable {
  package let words: Words
  package let style: Style

  package init(_ words: Words, _ style: Style) {
    self.words = words
    self.style = style
  }

  /// The findings and clauses of a verdict, a line each.
  package func text(of verdict: Verdict, in bytes: [UInt8]) -> String {
    var text = ""
    for finding in verdict.findings { text += "   \(line(of: finding, in: bytes))\n" }
    for clause in verdict.decision.clauses {
      let labels = clause.labels.map(words.name).joined(separator: ", ")
      let actions =
        clause.reviewOnly
        ? words("посмотреть", "review")
        : clause.orders.map { words.name(of: $0.action, $0.force) }.joined(separator: ", ")
      text += "   \(clause.cite) (\(labels)): \(actions)\n"
    }
    return text
  }

  /// What is to be done, set off.
  package func headline(of decision: Decision) -> String {
    let summary = words.summary(of: decision)
    return decision.actions.contains(.delete)
      ? style.bold(style.red(summary)) : decision.isClear ? summary : style.bold(style.yellow(summary))
  }

  /// A finding in one line: label, tier, words, rule.
  package func line(of finding: Finding, in bytes: [UInt8]) -> String {
    let quoted = finding.spans.filter { $0.upperBound <= bytes.count }
      .map { "«\(Style.harmless(bytes[$0]))»" }.joined(separator: " … ")
    var about: [String] = [words.name(of: finding.tier)]
    if let target = finding.target { about.append(words.name(of: target)) }
    if let object = finding.object { about.append(words.name(of: object)) }
    return "\(words.name(of: finding.label)) (\(about.joined(separator: "; "))): \(quoted) \(style.dim(finding.rule))"
  }
}
