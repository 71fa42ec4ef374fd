/// A row of CSV (RFC 4180) in the making.
struct CSVLine {
  private var fields: [String] = []

  mutating func add(_ value: String?) { fields.append(Self.quoted(Self.harmless(value ?? ""))) }
  mutating func add(_ value: Int) { fields.append("\(value)") }

  /// The row, ended by CRLF.
  func finished() -> [UInt8] { [UInt8](fields.joined(separator: ",").utf8) + [0x0D, 0x0A] }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { ",;\"\n\r\t".utf8.contains($0) }) else { return text }
    var quoted = "\""
    for character in text.unicodeScalars {
      if character == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(character)
    }
    return quoted + "\""
  }

  /// A text that no spreadsheet takes for a formula: an apostrophe comes before a sign that would begin one.
  private static func harmless(_ text: String) -> String {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"): "'" + text
    // The pages of VK are negative numbers.
    case UInt8(ascii: "-"): text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) } ? text : "'" + text
    default: text
    }
  }
}
