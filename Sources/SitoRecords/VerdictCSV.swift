internal import Rulebook
public import Sito

/// Writes verdicts as CSV (RFC 4180, in UTF-8): a header row, then one row for each record, in the records' order.
///
/// - `id`: the record's own id, a JSON string's without quotes and escapes; or its number, counted from 1.
/// - `review`: `true` if a person should look, else `false`.
/// - `actions`: `delete`, `blacklist`, `no_reply`.
/// - `labels`, `tiers`, `rules`: of each finding, in the same order.
/// - `spans`: of each finding, its byte offsets `start-end` in the record's text, with a space between those of one.
/// - `words`: of each finding, what stands there, in «quotation marks», which also keep a spreadsheet from taking a
///   text that begins with `=` for a formula.
/// - `clauses`: the citations of the clauses that apply.
/// - `policy`, `ruleset`: what decided.
/// - `error`, `message`, `line`: of a record that could not be read, its ``RecordFault``; of the columns before, such a
///   row has only `id`.
///
/// A field of several values has `; ` between them.
public struct VerdictCSV: Sendable {
  /// Names the ruleset, see `Ruleset.id`.
  public let ruleset: String

  /// A writer for the verdicts of one ruleset.
  public init(ruleset: String) { self.ruleset = ruleset }

  /// Appends the header row.
  public func appendHeader(to output: inout ByteBuffer) {
    output.append("id,review,actions,labels,tiers,rules,spans,words,clauses,policy,ruleset,error,message,line\r\n")
  }

  /// Appends a verdict as a row.
  public func append(_ verdict: Verdict, of record: borrowing Record, to output: inout ByteBuffer) {
    appendID(of: record, to: &output)
    appendFields(of: verdict, in: record.text, to: &output)
    output.append("\r\n")
  }

  /// Appends the fields of a verdict's row after its id, each with a comma before it.
  package func appendFields(of verdict: Verdict, in text: Span<UInt8>, to output: inout ByteBuffer) {
    let findings = verdict.findings
    let decision = verdict.decision
    var words: [String] = []
    for finding in findings { words.append(Self.words(of: finding, in: text)) }
    output.append(decision.review ? ",true," : ",false,")
    let lists = [
      decision.actions.map(\.rawValue), findings.map(\.label.rawValue), findings.map(\.tier.rawValue),
      findings.map(\.rule),
      findings.map { $0.spans.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ") },
      words, decision.clauses.map(\.cite), [decision.policy], [ruleset],
    ]
    for list in lists {
      if !list.isEmpty { output.append(csvField: list.joined(separator: "; ")) }
      output.append(",")
    }
    output.append(",,")
  }

  /// Appends a row for a record that could not be read.
  public func append(_ fault: RecordFault, of record: borrowing Record, to output: inout ByteBuffer) {
    appendID(of: record, to: &output)
    Self.appendError(fault.code.rawValue, fault.message, line: fault.line, to: &output)
    output.append("\r\n")
  }

  /// Appends the fields of a record's row after its id that could not be read, each with a comma before it.
  package static func appendError(_ code: String, _ message: String, line: Int, to output: inout ByteBuffer) {
    output.append(",,,,,,,,,,,")
    output.append(csvField: code)
    output.append(",")
    output.append(csvField: message)
    output.append(",")
    output.append(decimal: line)
  }

  private func appendID(of record: borrowing Record, to output: inout ByteBuffer) {
    switch record.id {
    case .number: output.append(decimal: record.number)
    case .text: output.append(csvField: record.idBytes)
    case .json:
      guard record.idBytes.count > 1, record.idBytes[0] == UInt8(ascii: "\"") else {
        output.append(record.idBytes)
        return
      }
      var id = ByteBuffer()
      JSONString.decode(record.idBytes.extracting(1..<record.idBytes.count - 1), into: &id)
      output.append(csvField: id.span)
    }
  }

  private static func words(of finding: Finding, in text: Span<UInt8>) -> String {
    var words: [String] = []
    for span in finding.spans {
      var bytes = ByteBuffer()
      bytes.append(text.extracting(span.clamped(to: 0..<text.count)))
      words.append("«" + String(decoding: bytes.bytes, as: UTF8.self) + "»")
    }
    return words.joined(separator: " ")
  }
}
