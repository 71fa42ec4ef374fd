public import Sito

extension VerdictJSON {
  /// Appends a verdict as a line.
  public func append(_ verdict: Verdict, of record: borrowing Record, to output: inout ByteBuffer) {
    Self.appendOpening(to: &output)
    record.appendID(to: &output)
    appendMembers(of: verdict, in: record.text, to: &output)
    output.append("}\n")
  }

  /// Appends a line for a record that could not be read; the `code` is that of the ``RecordFault``.
  public func append(_ fault: RecordFault, of record: borrowing Record, to output: inout ByteBuffer) {
    Self.appendOpening(to: &output)
    record.appendID(to: &output)
    Self.appendError(fault.code.rawValue, fault.message, line: fault.line, to: &output)
    output.append("}\n")
  }
}

extension Record {
  /// Appends the record's id as a JSON value.
  borrowing func appendID(to output: inout ByteBuffer) {
    switch id {
    case .number: output.append(decimal: number)
    case .text: output.append(jsonString: idBytes)
    case .json:
      if idBytes.isUTF8 {
        output.append(idBytes)
      } else {
        var id = ByteBuffer()
        JSONString.decode(idBytes.extracting(1..<idBytes.count - 1), into: &id)
        output.append(jsonString: id.span)
      }
    }
  }
}
