package import Moderation
internal import Rulebook

/// Writes verdicts as JSON Lines: one object for each record, in the records' order.
///
/// A judged record:
///
/// - `v`: 1, the version of this format; within a version fields are only added.
/// - `id`: the record's own id as it came, a number or a string; or its number, counted from 1.
/// - `labels`: what was found, in the order of the first spans; empty if nothing was. Each with
///   - `label`: `profanity`, `coarse`, `insult`, `threat`, `aggression` or `spam`;
///   - `tier`: `certain` or `probable`;
///   - `rule`: the id of the rule;
///   - `target`, if the rule knows: `official`, `family`, `person`, `group` or `unknown`;
///   - `object`, of a threat, if the rule knows what it endangers: `life`, `health`, `property` or `unknown`;
///   - `spans`: the words behind it. `start` and `end` are half-open byte offsets into the UTF-8 of the record's text,
///     `text` is what stands there, with U+FFFD for what is no UTF-8.
/// - `decision`: what the policy makes of it:
///   - `policy`: its id;
///   - `actions`: what is ordered or allowed: `delete`, `blacklist`, `no_reply`;
///   - `review`: whether a person should look;
///   - `clauses`: the clauses behind it, each with `cite`, its `actions`, the `labels` that brought it about, and
///     `force`, which says of each action whether it is a `must` or a `may`.
/// - `ruleset`: names rules and policy; the same ruleset decides alike.
/// - `invalid_utf8`: true, if the text held bytes that are no UTF-8; absent otherwise.
///
/// A record that could not be read: `v`, `id`, and `error` with a `code`, a `message`, and the
/// `line` of the input in which the record begins.
public struct VerdictJSON: Sendable {
  /// Names the ruleset, see `Ruleset.id`.
  public let ruleset: String
  private let ending: [UInt8]

  /// A writer for the verdicts of one ruleset.
  public init(ruleset: String) {
    self.ruleset = ruleset
    var ending = ByteBuffer()
    ending.append(",\"ruleset\":")
    ending.append(jsonString: ruleset)
    self.ending = ending.bytes
  }

  /// Appends the beginning of a verdict's line, which ends with `"id":`.
  package static func appendOpening(to output: inout ByteBuffer) { output.append("{\"v\":1,\"id\":") }

  /// Appends the members of a verdict's line after its id, each with a comma before it.
  package func appendMembers(of verdict: Verdict, in text: Span<UInt8>, to output: inout ByteBuffer) {
    output.append(",\"labels\":[")
    for (index, finding) in verdict.findings.enumerated() {
      if index > 0 { output.append(",") }
      append(finding, in: text, to: &output)
    }
    output.append("],\"decision\":")
    append(verdict.decision, to: &output)
    output.append(ending.span)
    if verdict.hasInvalidUTF8 { output.append(",\"invalid_utf8\":true") }
  }

  /// Appends the member that a record has instead which could not be read, with a comma before it.
  package static func appendError(_ code: String, _ message: String, line: Int, to output: inout ByteBuffer) {
    output.append(",\"error\":{\"code\":")
    output.append(jsonString: code)
    output.append(",\"message\":")
    output.append(jsonString: message)
    output.append(",\"line\":")
    output.append(decimal: line)
    output.append("}")
  }

  private func append(_ finding: Finding, in text: Span<UInt8>, to output: inout ByteBuffer) {
    output.append("{\"label\":")
    output.append(jsonString: finding.label.rawValue)
    output.append(",\"tier\":")
    output.append(jsonString: finding.tier.rawValue)
    output.append(",\"rule\":")
    output.append(jsonString: finding.rule)
    if let target = finding.target {
      output.append(",\"target\":")
      output.append(jsonString: target.rawValue)
    }
    if let object = finding.object {
      output.append(",\"object\":")
      output.append(jsonString: object.rawValue)
    }
    output.append(",\"spans\":[")
    for (index, span) in finding.spans.enumerated() {
      output.append(index > 0 ? ",{\"start\":" : "{\"start\":")
      output.append(decimal: span.lowerBound)
      output.append(",\"end\":")
      output.append(decimal: span.upperBound)
      output.append(",\"text\":")
      output.append(jsonString: text.extracting(span.clamped(to: 0..<text.count)))
      output.append("}")
    }
    output.append("]}")
  }

  private func append(_ decision: Decision, to output: inout ByteBuffer) {
    output.append("{\"policy\":")
    output.append(jsonString: decision.policy)
    output.append(",\"actions\":")
    output.append(jsonStrings: decision.actions.lazy.map(\.rawValue))
    output.append(decision.review ? ",\"review\":true,\"clauses\":[" : ",\"review\":false,\"clauses\":[")
    for (index, clause) in decision.clauses.enumerated() {
      output.append(index > 0 ? ",{\"cite\":" : "{\"cite\":")
      output.append(jsonString: clause.cite)
      output.append(",\"actions\":")
      output.append(jsonStrings: clause.orders.lazy.map(\.action.rawValue))
      output.append(",\"labels\":")
      output.append(jsonStrings: clause.labels.lazy.map(\.rawValue))
      output.append(",\"force\":{")
      for (index, order) in clause.orders.enumerated() {
        if index > 0 { output.append(",") }
        output.append(jsonString: order.action.rawValue)
        output.append(":")
        output.append(jsonString: order.force.rawValue)
      }
      output.append("}}")
    }
    output.append("]}")
  }
}
