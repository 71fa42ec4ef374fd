internal import RecordText
internal import RescanReport
internal import Rulebook

/// A line of JSON in the making: one object, its members in the order in which they are added.
struct JSONLine {
  private var members = ByteBuffer()

  /// The line, with its line feed.
  func finished() -> [UInt8] { [UInt8(ascii: "{")] + members.bytes + [UInt8(ascii: "}"), 0x0A] }

  mutating func add(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    begin(key)
    members.append(jsonString: value)
  }

  mutating func add(_ key: StaticString, _ value: Int) {
    begin(key)
    members.append(decimal: value)
  }

  mutating func add(_ key: StaticString, _ value: Bool) {
    begin(key)
    members.append(value ? "true" : "false")
  }

  mutating func add(_ key: StaticString, _ values: [String]) {
    begin(key)
    members.append(jsonStrings: values)
  }

  mutating func add(_ key: StaticString, _ objects: [JSONLine]) {
    begin(key)
    members.append("[")
    for (index, object) in objects.enumerated() {
      if index > 0 { members.append(",") }
      append(object)
    }
    members.append("]")
  }

  mutating func add(_ key: StaticString, _ object: JSONLine) {
    begin(key)
    append(object)
  }

  /// A moment, in seconds since 1970-01-01 UTC.
  mutating func add(_ key: StaticString, date: Int64?) { add(key, date.map { Timestamp($0).iso8601 }) }

  /// An id as the archive has it.
  mutating func add(id: String, isNumber: Bool) {
    begin("id")
    if isNumber { members.append(contentsOf: id) } else { members.append(jsonString: id) }
  }

  mutating func add(_ key: StaticString, _ decision: DecisionKind) {
    var object = JSONLine()
    object.add("actions", decision.actions.map(\.rawValue))
    object.add("review", decision.review)
    add(key, object)
  }

  private mutating func begin(_ key: StaticString) {
    if members.count > 0 { members.append(",") }
    members.append("\"")
    members.append(key)
    members.append("\":")
  }

  private mutating func append(_ object: JSONLine) {
    members.append("{")
    members.append(object.members.span)
    members.append("}")
  }
}
