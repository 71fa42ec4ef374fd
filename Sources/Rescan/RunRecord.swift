internal import SitoRecords

/// What a finished run leaves beside its results, as `rescan.json`: what it was made of, and what came of it. Where it is,
/// the results are whole.
package struct RunRecord: Sendable, Equatable {
  /// All records, those that could not be read among them.
  package var records = 0
  /// The records that could not be read.
  package var unreadable = 0
  /// The comments that the act orders or allows to be deleted, and those that a person should look at.
  package var deleted = 0
  package var reviewed = 0
  /// Of comments compared: how many were, and how many decisions changed; nil if nothing was compared.
  package var compared: Int?
  package var changed: Int?
  /// The names of the files, in the order in which they are told.
  package var files: [String] = []
  /// What the run was made of.
  package var identity: [RunIdentity.Entry] = []

  /// Nothing yet.
  package init() {}

  static let fileName = "rescan.json"

  /// As JSON, one member a line.
  var json: [UInt8] {
    var output = ByteBuffer()
    output.append("{\n  \"v\": 1")
    for (name, value) in [
      ("records", Optional(records)), ("unreadable", unreadable), ("delete", deleted), ("review", reviewed),
      ("compared", compared), ("changed", changed),
    ] {
      guard let value else { continue }
      output.append(contentsOf: ",\n  \"\(name)\": \(value)")
    }
    output.append(",\n  \"files\": ")
    output.append(jsonStrings: files)
    output.append(",\n  \"run\": {")
    for (index, entry) in identity.enumerated() {
      output.append(index > 0 ? ",\n    " : "\n    ")
      output.append(jsonString: entry.key)
      output.append(": ")
      output.append(jsonString: entry.value)
    }
    output.append("\n  }\n}\n")
    return output.bytes
  }

  /// Reads what ``json`` gives; nil for anything else.
  init?(json bytes: [UInt8]) {
    var isInRun = false
    var isWhole = false
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      var text = line.drop { $0 == UInt8(ascii: " ") }
      if text.last == UInt8(ascii: ",") { text.removeLast() }
      guard let (key, value) = Self.member(text) else {
        isWhole = isInRun && text.elementsEqual("}".utf8)
        continue
      }
      if isInRun {
        guard let value = Self.string(value) else { return nil }
        identity.append(RunIdentity.Entry(key: key, value: value))
        continue
      }
      switch key {
      case "v": guard value.elementsEqual("1".utf8) else { return nil }
      case "records": records = Int(String(decoding: value, as: UTF8.self)) ?? 0
      case "unreadable": unreadable = Int(String(decoding: value, as: UTF8.self)) ?? 0
      case "delete": deleted = Int(String(decoding: value, as: UTF8.self)) ?? 0
      case "review": reviewed = Int(String(decoding: value, as: UTF8.self)) ?? 0
      case "compared": compared = Int(String(decoding: value, as: UTF8.self))
      case "changed": changed = Int(String(decoding: value, as: UTF8.self))
      case "files": files = Self.strings(value)
      case "run": isInRun = true
      default: break
      }
    }
    guard isWhole, self.json == bytes else { return nil }
  }

  /// A name and what stands behind the colon.
  private static func member(_ line: ArraySlice<UInt8>) -> (String, ArraySlice<UInt8>)? {
    guard let end = stringEnd(line), line[end...].starts(with: ": ".utf8), let key = string(line[..<end]) else {
      return nil
    }
    return (key, line[(end + 2)...])
  }

  private static func strings(_ array: ArraySlice<UInt8>) -> [String] {
    var strings: [String] = []
    var rest = array.dropFirst()
    while let end = stringEnd(rest), let text = string(rest[..<end]) {
      strings.append(text)
      rest = rest[end...].dropFirst()
    }
    return strings
  }

  /// Where the string ends with which the bytes begin.
  private static func stringEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.first == UInt8(ascii: "\"") else { return nil }
    var index = bytes.startIndex + 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index < bytes.endIndex ? index + 1 : nil
  }

  private static func string(_ quoted: ArraySlice<UInt8>) -> String? {
    guard stringEnd(quoted) == quoted.endIndex else { return nil }
    var text = ByteBuffer()
    let inside = Array(quoted.dropFirst().dropLast())
    JSONString.decode(inside.span, into: &text)
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
