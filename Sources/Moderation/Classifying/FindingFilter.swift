internal import Rulebook
internal import TextFolding

/// Says whether a comment may have a finding at all, by which rules match in it wherever they stand: most comments hold
/// words that rules ask for, and few hold them together. It takes guards, exceptions, order and distance for met, so it
/// never says no where ``Classifier`` would find something. How it is asked is in `FindingFilter+Asking.swift`.
struct FindingFilter: Sendable {
  /// A condition and what it consists of, as one list with the children of each node in a row.
  struct Node: Sendable {
    var kind: Kind
    /// The children.
    var first: Int32 = 0
    var count: Int32 = 0
  }

  enum Kind: Sendable {
    /// One of a set's rules matches.
    case present(Int32)
    case all, any
    case always
    case count(Condition.Counter, Condition.Comparison, Int)
    case points(atLeast: Int)
    /// A child of `points`: its only child counts so much.
    case weight(Int)
  }

  private(set) var nodes: [Node] = []
  /// The node of each composite rule's condition.
  private(set) var roots: [Int32] = []
  /// For each rule the numbers of the sets that hold it.
  private(set) var setsHolding = IndexLists()
  private(set) var setCount = 0
  let isFinding: [Bool]

  /// What the filter asks of a comment besides its rules.
  struct Comment: Sendable {
    var wordCount: Int
    var mixedScriptWords: Int
    /// Made when a rule asks for it.
    var counts: TextCounts?
  }

  init(_ numbers: RuleNumbers, _ composites: [CompiledComposite], _ counters: CompiledRules.CounterClasses) {
    isFinding = (0..<numbers.count).map { numbers.isFinding($0) }
    var numbering = SetNumbering()
    for composite in composites {
      let root = reserve(1)
      roots.append(Int32(root))
      nodes[root] = node(composite.condition, counters, &numbering)
    }
    setCount = numbering.sets.count
    setsHolding = IndexLists(ofRules: numbers.count, in: numbering.sets)
  }

  /// A filter of its parts.
  init(nodes: [Node], roots: [Int32], setsHolding: IndexLists, setCount: Int, isFinding: [Bool]) {
    self.isFinding = isFinding
    self.nodes = nodes
    self.roots = roots
    self.setsHolding = setsHolding
    self.setCount = setCount
  }

  private struct SetNumbering {
    private(set) var sets: [RuleSet] = []
    private var known: [RuleSet: Int32] = [:]

    mutating func number(of set: RuleSet) -> Int32 {
      if let number = known[set] { return number }
      known[set] = Int32(sets.count)
      sets.append(set)
      return Int32(sets.count - 1)
    }
  }

  // MARK: Compiling

  private mutating func node(
    _ condition: CompiledCondition, _ counters: CompiledRules.CounterClasses, _ numbering: inout SetNumbering
  ) -> Node {
    switch condition {
    case .found(let set): return Node(kind: .present(numbering.number(of: set)))
    case .allOf(let conditions): return parent(.all, of: conditions, counters, &numbering)
    case .anyOf(let conditions): return parent(.any, of: conditions, counters, &numbering)
    case .not: return Node(kind: .always)
    case .near(let parts, _, _, _): return parent(.all, of: parts.map { .found($0) }, counters, &numbering)
    case .count(let counter, let comparison, let limit):
      let set: RuleSet
      switch counter {
      case .links: set = counters.links
      case .mentions: set = counters.mentions
      case .phones: set = counters.phones
      default: return Node(kind: .count(counter, comparison, limit))
      }
      return comparison == .atLeast && limit > 0
        ? Node(kind: .present(numbering.number(of: set))) : Node(kind: .always)
    case .points(let weights, let atLeast):
      let first = reserve(weights.count)
      for (index, weight) in weights.enumerated() {
        let child = reserve(1)
        nodes[first + index] = Node(kind: .weight(weight.points), first: Int32(child), count: 1)
        nodes[child] = node(weight.condition, counters, &numbering)
      }
      return Node(kind: .points(atLeast: atLeast), first: Int32(first), count: Int32(weights.count))
    }
  }

  private mutating func parent(
    _ kind: Kind, of conditions: [CompiledCondition], _ counters: CompiledRules.CounterClasses,
    _ numbering: inout SetNumbering
  ) -> Node {
    let first = reserve(conditions.count)
    for (index, condition) in conditions.enumerated() {
      nodes[first + index] = node(condition, counters, &numbering)
    }
    return Node(kind: kind, first: Int32(first), count: Int32(conditions.count))
  }

  private mutating func reserve(_ count: Int) -> Int {
    nodes += [Node](repeating: Node(kind: .always), count: count)
    return nodes.count - count
  }
}
