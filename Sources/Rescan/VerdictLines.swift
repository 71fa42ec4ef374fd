internal import RescanReport
internal import Sito
internal import SitoRecords

/// Verdicts as JSON Lines: those of `sito classify`, and behind them what the archive knows of the comment.
struct VerdictLines {
  /// The names of the inputs, if there are several.
  private let inputs: [String]
  /// What follows the id where nothing was found, without and with bytes that are no UTF-8.
  private let clear: [UInt8]
  private let clearButInvalid: [UInt8]

  init(_ ruleset: Ruleset, inputs: [String]) {
    self.inputs = inputs.count > 1 ? inputs : []
    let writer = VerdictJSON(ruleset: ruleset.id)
    var verdict = Verdict(findings: [], decision: ruleset.policy.decide([]), hasInvalidUTF8: false)
    var members = ByteBuffer()
    writer.appendMembers(of: verdict, in: Span(), to: &members)
    clear = members.bytes
    verdict.hasInvalidUTF8 = true
    members.removeAll()
    writer.appendMembers(of: verdict, in: Span(), to: &members)
    clearButInvalid = members.bytes
  }

  /// Appends a line.
  func append(_ row: StoredRow, to output: inout ByteBuffer) {
    if row.hasVerdict {
      row.appendVerdict(to: &output)
    } else {
      output.append("{\"v\":1,\"id\":")
      output.append(jsonID: row.id, isNumber: row.idIsNumber)
      if let code = row.errorCode {
        VerdictJSON.appendError(code, row.errorMessage, line: row.errorLine, to: &output)
      } else {
        output.append((row.invalidUTF8 ? clearButInvalid : clear).span)
      }
    }
    append(",\"author\":", row.author, to: &output)
    append(",\"date\":", row.date.map(Timestamp.init)?.iso8601, to: &output)
    append(",\"page\":", row.page, to: &output)
    append(",\"platform\":", row.platform, to: &output)
    if inputs.indices.contains(row.input - 1) { append(",\"input\":", inputs[row.input - 1], to: &output) }
    output.append("}\n")
  }

  private func append(_ name: StaticString, _ value: String?, to output: inout ByteBuffer) {
    guard let value else { return }
    output.append(name)
    output.append(jsonString: value)
  }
}
