internal import RecordText
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
  init(_ line: [UInt8]) throws(JSONDocument.Fault) {
    let json = try JSONDocument(line)
    var isVerdict = false
    for (key, node) in try json.members(JSONDocument.root) {
      switch key {
      case "id":
        idIsNumber = json.kind(node) == .number
        id = idIsNumber ? try json.number(node) : try json.string(node)
      case "input" where json.kind(node) == .string: input = try json.string(node)
      case "error":
        isFault = true
        isVerdict = true
      case "labels": for element in try json.elements(node) { findings.append(try Self.finding(element, in: json)) }
      case "decision":
        try readDecision(node, in: json)
        isVerdict = true
      case "ruleset": ruleset = try json.string(node)
      default: break
      }
    }
    guard isVerdict else { throw JSONDocument.Fault(offset: 0) }
  }

  private static func finding(_ node: Int, in json: JSONDocument) throws(JSONDocument.Fault) -> Found {
    var found = Found()
    for (key, node) in try json.members(node) {
      switch key {
      case "label": found.label = Label(rawValue: try json.string(node))
      case "tier": found.tier = Tier(rawValue: try json.string(node))
      case "rule": found.rule = try json.string(node)
      case "target": found.target = Target(rawValue: try json.string(node))
      case "object": found.object = ThreatObject(rawValue: try json.string(node))
      case "spans": for element in try json.elements(node) { try readSpan(element, in: json, of: &found) }
      default: break
      }
    }
    return found
  }

  private static func readSpan(
    _ node: Int, in json: JSONDocument, of found: inout Found
  ) throws(JSONDocument.Fault) {
    var (start, end, text) = (0, 0, "")
    for (key, node) in try json.members(node) {
      switch key {
      case "start": start = try json.integer(node)
      case "end": end = try json.integer(node)
      case "text": text = try json.string(node)
      default: break
      }
    }
    guard start >= 0, start < end else { return }
    found.spans.append(start..<end)
    found.words.append(text)
  }

  private mutating func readDecision(_ node: Int, in json: JSONDocument) throws(JSONDocument.Fault) {
    var actions: [Policy.Action] = []
    var review = false
    for (key, node) in try json.members(node) {
      switch key {
      case "policy": policy = try json.string(node)
      case "actions": actions = try Self.values(node, in: json)
      case "review": review = try json.boolean(node)
      case "clauses": for element in try json.elements(node) { clauses.append(try Self.clause(element, in: json)) }
      default: break
      }
    }
    decision = DecisionKind(actions: actions, review: review)
  }

  private static func clause(_ node: Int, in json: JSONDocument) throws(JSONDocument.Fault) -> Applied {
    var clause = Applied()
    var actions: [Policy.Action] = []
    var forces: [Policy.Action: Policy.Force] = [:]
    for (key, node) in try json.members(node) {
      switch key {
      case "cite": clause.cite = try json.string(node)
      case "actions": actions = try values(node, in: json)
      case "labels": clause.labels = try values(node, in: json)
      case "force":
        for (key, node) in try json.members(node) {
          let force = Policy.Force(rawValue: try json.string(node))
          if let action = Policy.Action(rawValue: key) { forces[action] = force }
        }
      default: break
      }
    }
    clause.orders = actions.map { Policy.Order($0, forces[$0] ?? .must) }
    return clause
  }

  /// The values of a list of names that are known.
  private static func values<Value: RawRepresentable<String>>(
    _ node: Int, in json: JSONDocument
  ) throws(JSONDocument.Fault) -> [Value] {
    var values: [Value] = []
    for element in try json.elements(node) {
      if let value = Value(rawValue: try json.string(element)) { values.append(value) }
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
