internal import RecordText
internal import RescanReport
internal import Sito
internal import SitoRecords

/// Verdicts as CSV: the columns of `sito classify`, and behind them `author`, `date`, `page`, `platform`, `input`.
struct VerdictRows {
  private let inputs: [String]
  /// The fields after the id where nothing was found.
  private let clear: [UInt8]
  /// The header row.
  let header: [UInt8]

  init(_ ruleset: Ruleset, inputs: [String]) {
    self.inputs = inputs
    let writer = VerdictCSV(ruleset: ruleset.id)
    var fields = ByteBuffer()
    writer.appendFields(
      of: Verdict(findings: [], decision: ruleset.policy.decide([]), hasInvalidUTF8: false), in: Span(), to: &fields)
    clear = fields.bytes
    var header = ByteBuffer()
    writer.appendHeader(to: &header)
    self.header = header.bytes.dropLast(2) + [UInt8](",author,date,page,platform,input\r\n".utf8)
  }

  /// Appends a row.
  func append(_ row: StoredRow, to output: inout ByteBuffer) {
    output.append(csvField: row.id)
    if let code = row.errorCode {
      VerdictCSV.appendError(code, row.errorMessage, line: row.errorLine, to: &output)
    } else if row.hasVerdict {
      row.appendCSV(to: &output)
    } else {
      output.append(clear.span)
    }
    let input = inputs.indices.contains(row.input - 1) ? inputs[row.input - 1] : nil
    for value in [row.author, row.date.map(Timestamp.init)?.iso8601, row.page, row.platform, input] {
      output.append(",")
      if let value { output.append(harmlessCSVField: value) }
    }
    output.append("\r\n")
  }
}
