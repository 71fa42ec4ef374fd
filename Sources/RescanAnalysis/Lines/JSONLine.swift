internal import RescanReport
internal import Rulebook

/// A line of JSON in the making: one object, its members in the order in which they are added.
struct JSONLine {
  private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// The line, with its line feed.
  func finished() -> [UInt8] { bytes + [UInt8(ascii: "}"), 0x0A] }

  mutating func add(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    begin(key)
    append(value)
  }

  mutating func add(_ key: StaticString, _ value: Int) {
    begin(key)
    bytes += Array(String(value).utf8)
  }

  mutating func add(_ key: StaticString, _ value: Bool) {
    begin(key)
    bytes += Array((value ? "true" : "false").utf8)
  }

  mutating func add(_ key: StaticString, _ values: [String]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(value)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: StaticString, _ objects: [JSONLine]) {
    begin(key)
    bytes.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += object.bytes + [UInt8(ascii: "}")]
    }
    bytes.append(UInt8(ascii: "]"))
  }

  mutating func add(_ key: StaticString, _ object: JSONLine) {
    begin(key)
    bytes += object.bytes + [UInt8(ascii: "}")]
  }

  /// A moment, in seconds since 1970-01-01 UTC.
  mutating func add(_ key: StaticString, date: Int64?) { add(key, date.map(UTCDate.text)) }

  /// An id as the archive has it.
  mutating func add(id: String, isNumber: Bool) {
    begin("id")
    if isNumber { bytes += Array(id.utf8) } else { append(id) }
  }

  mutating func add(_ key: StaticString, _ decision: DecisionKind) {
    var object = JSONLine()
    object.add("actions", decision.actions.map(\.rawValue))
    object.add("review", decision.review)
    add(key, object)
  }

  private mutating func begin(_ key: StaticString) {
    if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
    append(key.description)
    bytes.append(UInt8(ascii: ":"))
  }

  /// Strings of Swift are always UTF-8.
  private mutating func append(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += Array("\\n".utf8)
      case 0x0D: bytes += Array("\\r".utf8)
      case 0x09: bytes += Array("\\t".utf8)
      case ..<0x20: bytes += Array((byte < 0x10 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
