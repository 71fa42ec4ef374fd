internal import RescanReport
internal import Rulebook

/// What a line of `sito classify --format jsonl` says (docs/format.md). Members that are not known are passed over.
struct VerdictLine: Sendable, Equatable {
  /// A finding; its label and tier are nil if another version of the program named them.
  struct Found: Sendable, Equatable {
    var label: Label?
    var tier: Tier?
    var rule = ""
    var target: Target?
    var object: ThreatObject?
    var spans: [Range<Int>] = []
    /// What stands in each of the spans.
    var words: [String] = []
  }

  /// A clause that applies.
  struct Applied: Sendable, Equatable {
    var cite = ""
    var orders: [Policy.Order] = []
    var labels: [Label] = []
  }

  var id = ""
  var idIsNumber = false
  /// The name of the input, where the line says it.
  var input: String?
  /// Whether the record could not be read.
  var isFault = false
  var findings: [Found] = []
  var policy = ""
  var decision = DecisionKind()
  var clauses: [Applied] = []
  var ruleset = ""

  /// Reads a line, with or without its line feed.
  init(_ line: [UInt8]) throws(JSONCursor.Fault) {
    var cursor = JSONCursor(line)
    var isVerdict = false
    try cursor.members { (cursor, key) throws(JSONCursor.Fault) in
      switch key {
      case "id": try readID(&cursor)
      case "input" where try cursor.kind() == .string: input = try cursor.string()
      case "error":
        try cursor.skip()
        isFault = true
        isVerdict = true
      case "labels":
        try cursor.elements { (cursor) throws(JSONCursor.Fault) in findings.append(try Self.finding(&cursor)) }
      case "decision":
        try readDecision(&cursor)
        isVerdict = true
      case "ruleset": ruleset = try cursor.string()
      default: try cursor.skip()
      }
    }
    try cursor.end()
    guard isVerdict else { throw JSONCursor.Fault(offset: 0) }
  }

  private mutating func readID(_ cursor: inout JSONCursor) throws(JSONCursor.Fault) {
    idIsNumber = try cursor.kind() == .number
    id = idIsNumber ? try cursor.number() : try cursor.string()
  }

  private static func finding(_ cursor: inout JSONCursor) throws(JSONCursor.Fault) -> Found {
    var found = Found()
    try cursor.members { (cursor, key) throws(JSONCursor.Fault) in
      switch key {
      case "label": found.label = Label(rawValue: try cursor.string())
      case "tier": found.tier = Tier(rawValue: try cursor.string())
      case "rule": found.rule = try cursor.string()
      case "target": found.target = Target(rawValue: try cursor.string())
      case "object": found.object = ThreatObject(rawValue: try cursor.string())
      case "spans": try cursor.elements { (cursor) throws(JSONCursor.Fault) in try readSpan(&cursor, of: &found) }
      default: try cursor.skip()
      }
    }
    return found
  }

  private static func readSpan(_ cursor: inout JSONCursor, of found: inout Found) throws(JSONCursor.Fault) {
    var (start, end, text) = (0, 0, "")
    try cursor.members { (cursor, key) throws(JSONCursor.Fault) in
      switch key {
      case "start": start = try cursor.integer()
      case "end": end = try cursor.integer()
      case "text": text = try cursor.string()
      default: try cursor.skip()
      }
    }
    guard start >= 0, start < end else { return }
    found.spans.append(start..<end)
    found.words.append(text)
  }

  private mutating func readDecision(_ cursor: inout JSONCursor) throws(JSONCursor.Fault) {
    var actions: [Policy.Action] = []
    var review = false
    try cursor.members { (cursor, key) throws(JSONCursor.Fault) in
      switch key {
      case "policy": policy = try cursor.string()
      case "actions": actions = try Self.values(&cursor)
      case "review": review = try cursor.boolean()
      case "clauses":
        try cursor.elements { (cursor) throws(JSONCursor.Fault) in clauses.append(try Self.clause(&cursor)) }
      default: try cursor.skip()
      }
    }
    decision = DecisionKind(actions: actions, review: review)
  }

  private static func clause(_ cursor: inout JSONCursor) throws(JSONCursor.Fault) -> Applied {
    var clause = Applied()
    var actions: [Policy.Action] = []
    var forces: [Policy.Action: Policy.Force] = [:]
    try cursor.members { (cursor, key) throws(JSONCursor.Fault) in
      switch key {
      case "cite": clause.cite = try cursor.string()
      case "actions": actions = try values(&cursor)
      case "labels": clause.labels = try values(&cursor)
      case "force":
        try cursor.members { (cursor, key) throws(JSONCursor.Fault) in
          let force = Policy.Force(rawValue: try cursor.string())
          if let action = Policy.Action(rawValue: key) { forces[action] = force }
        }
      default: try cursor.skip()
      }
    }
    clause.orders = actions.map { Policy.Order($0, forces[$0] ?? .must) }
    return clause
  }

  /// The values of a list of names that are known.
  private static func values<Value: RawRepresentable<String>>(
    _ cursor: inout JSONCursor
  ) throws(JSONCursor.Fault) -> [Value] {
    var values: [Value] = []
    try cursor.elements { (cursor) throws(JSONCursor.Fault) in
      if let value = Value(rawValue: try cursor.string()) { values.append(value) }
    }
    return values
  }
}

extension VerdictLine {
  /// The rules that found something, each once, in order.
  var rules: [String] {
    var rules: [String] = []
    for found in findings where !rules.contains(found.rule) { rules.append(found.rule) }
    return rules
  }

  /// The clauses for which an action is ordered or allowed, each citation once.
  func cites(for action: Policy.Action) -> [String] {
    var cites: [String] = []
    for clause in clauses where clause.orders.contains(where: { $0.action == action }) && !cites.contains(clause.cite) {
      cites.append(clause.cite)
    }
    return cites
  }
}
