internal import Archives
internal import RescanAnalysis
internal import RescanLedger
internal import Rulebook
package import Sito
internal import SitoRecords

/// What else judges the comments, to be compared.
package enum OtherRules: Sendable {
  /// Another ruleset, which looks at the text itself.
  case ruleset(Ruleset)
  /// Another policy, which decides on the same findings. `ruleset` is what its verdicts name.
  case policy(Policy, ruleset: String)
}

/// Makes rows of comments. One for each thread.
struct CommentJudge: ~Copyable {
  private var moderator: Moderator
  private var other: OtherModerator?
  private var fingerprinter = TextFingerprinter()
  private let json: VerdictJSON
  /// Only if rows of CSV are wanted.
  private let csv: VerdictCSV?
  private var buffer = ByteBuffer()

  /// Whether findings and clauses are wanted as rows of their own.
  private let writesTables: Bool

  init(_ ruleset: Ruleset, other: OtherRules?, for format: VerdictFormat) {
    moderator = Moderator(ruleset)
    self.other = OtherModerator(other)
    json = VerdictJSON(ruleset: ruleset.id)
    csv = format == .csv ? VerdictCSV(ruleset: ruleset.id) : nil
    writesTables = format == .sqlite
  }

  /// A row for each item, in their order.
  mutating func judge(_ items: [ArchiveItem]) -> [LedgerRow] {
    var rows: [LedgerRow] = []
    rows.reserveCapacity(items.count)
    for item in items {
      switch item {
      case .comment(let comment): rows.append(judge(comment))
      case .fault(let fault):
        var row = LedgerRow(id: fault.id, idIsNumber: fault.idIsNumber)
        row.fault = LedgerRow.Fault(code: fault.code, message: fault.message, line: fault.line)
        rows.append(row)
      }
    }
    return rows
  }

  private mutating func judge(_ comment: ArchivedComment) -> LedgerRow {
    var row = LedgerRow(id: comment.id, idIsNumber: comment.idIsNumber)
    row.author = comment.author
    row.date = comment.date
    row.page = comment.page
    row.platform = comment.platform?.rawValue
    let text = comment.text.span
    let fingerprint = fingerprinter.fingerprint(of: text)
    row.fingerprint = fingerprint?.text
    row.similarity = fingerprint?.similarity
    let verdict = moderator.judge(text)
    row.invalidUTF8 = verdict.hasInvalidUTF8
    if !verdict.findings.isEmpty {
      row.decision = LedgerRow.Decision(verdict.decision)
      row.verdict = line(of: verdict, row, text, by: json)
      if let csv {
        buffer.removeAll()
        csv.appendFields(of: verdict, in: text, to: &buffer)
        row.csv = buffer.bytes
      }
      if writesTables {
        row.findings = verdict.findings.map(LedgerRow.Finding.init)
        row.clauses = verdict.decision.clauses.map(LedgerRow.Clause.init)
      }
    }
    if let (otherVerdict, writer) = other?.judge(text, as: verdict) {
      let found = !otherVerdict.findings.isEmpty
      row.other = LedgerRow.Other(
        decision: LedgerRow.Decision(otherVerdict.decision),
        verdict: found ? line(of: otherVerdict, row, text, by: writer) : nil)
    }
    // Whether it is kept, what was read before it decides as well.
    row.text = comment.text
    return row
  }

  private mutating func line(
    of verdict: Verdict, _ row: LedgerRow, _ text: Span<UInt8>, by writer: VerdictJSON
  ) -> [UInt8] {
    buffer.removeAll()
    buffer.append("{\"v\":1,\"id\":")
    buffer.append(jsonID: row.id, isNumber: row.idIsNumber)
    writer.appendMembers(of: verdict, in: text, to: &buffer)
    buffer.append("}")
    return buffer.bytes
  }
}

/// Judges comments by what is compared with.
private struct OtherModerator: ~Copyable {
  private var moderator: Moderator?
  private let policy: Policy?
  private let writer: VerdictJSON

  init?(_ rules: OtherRules?) {
    switch rules {
    case nil: return nil
    case .ruleset(let ruleset)?:
      moderator = Moderator(ruleset)
      policy = nil
      writer = VerdictJSON(ruleset: ruleset.id)
    case .policy(let policy, let ruleset)?:
      moderator = nil
      self.policy = policy
      writer = VerdictJSON(ruleset: ruleset)
    }
  }

  /// The verdict on a text, on which the run's own rules have said something.
  mutating func judge(_ text: Span<UInt8>, as verdict: Verdict) -> (Verdict, VerdictJSON) {
    if let policy {
      var other = verdict
      other.decision = policy.decide(verdict.findings)
      return (other, writer)
    }
    return (moderator?.judge(text) ?? verdict, writer)
  }
}

extension LedgerRow.Decision {
  fileprivate init(_ decision: Decision) {
    self.init()
    deletes = decision.actions.contains(.delete)
    blacklists = decision.actions.contains(.blacklist)
    noReply = decision.actions.contains(.noReply)
    review = decision.review
  }
}

extension LedgerRow.Finding {
  fileprivate init(_ finding: Finding) {
    self.init(
      label: finding.label.rawValue, tier: finding.tier.rawValue, rule: finding.rule, target: finding.target?.rawValue)
  }
}

extension LedgerRow.Clause {
  fileprivate init(_ clause: Decision.AppliedClause) {
    self.init(
      cite: clause.cite, actions: clause.orders.map(\.action.rawValue).joined(separator: ","),
      labels: clause.labels.map(\.rawValue).joined(separator: ","))
  }
}

extension ByteBuffer {
  /// Appends an archive's id as a JSON value.
  mutating func append(jsonID id: String, isNumber: Bool) {
    if isNumber { append(contentsOf: id) } else { append(jsonString: id) }
  }
}
