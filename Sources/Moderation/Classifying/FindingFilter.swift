internal import Rulebook
internal import TextFolding

/// Says whether a comment may have a finding at all, by which rules match in it wherever they stand: most comments hold
/// words that rules ask for, and few hold them together. It takes guards, exceptions, order and distance for met, so it
/// never says no where ``Classifier`` would find something.
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
  /// For rule `r` the numbers of the sets that hold it, `sets[setStarts[r]..<setStarts[r + 1]]`.
  private(set) var sets: [Int32] = []
  private(set) var setStarts: [Int32] = [0]
  private(set) var setCount = 0
  let isFinding: [Bool]

  /// What is known of one comment; buffers, one for each thread.
  struct Scratch: Sendable {
    fileprivate var isPresent: [Bool] = []
    fileprivate var setsPresent: [Int32] = []
    fileprivate var rulesPresent: [Int] = []
    fileprivate var isRulePresent: [Bool] = []
    fileprivate var candidates = RuleBits(count: 0)
  }

  /// What the filter asks of a comment besides its rules.
  struct Comment {
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
    var setsOfRule = [[Int32]](repeating: [], count: numbers.count)
    for (number, set) in numbering.sets.enumerated() {
      for rule in set.members { setsOfRule[rule].append(Int32(number)) }
    }
    for list in setsOfRule {
      sets += list
      setStarts.append(Int32(sets.count))
    }
  }

  /// A filter of its parts.
  init(nodes: [Node], roots: [Int32], sets: [Int32], setStarts: [Int32], setCount: Int, isFinding: [Bool]) {
    self.isFinding = isFinding
    self.nodes = nodes
    self.roots = roots
    self.sets = sets
    self.setStarts = setStarts
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

  // MARK: Asking

  /// Forgets the last comment.
  func begin(_ scratch: inout Scratch, _ rules: CompiledRules) {
    if scratch.isRulePresent.count != isFinding.count {
      scratch.isPresent = [Bool](repeating: false, count: setCount)
      scratch.isRulePresent = [Bool](repeating: false, count: isFinding.count)
      scratch.candidates = RuleBits(count: rules.composites.count)
    }
    for set in scratch.setsPresent { scratch.isPresent[Int(set)] = false }
    for rule in scratch.rulesPresent { scratch.isRulePresent[rule] = false }
    scratch.setsPresent.removeAll(keepingCapacity: true)
    scratch.rulesPresent.removeAll(keepingCapacity: true)
    scratch.candidates.removeAll()
    for index in rules.compositesWithoutRequirement { scratch.candidates.insert(index) }
  }

  /// Notes that a rule matches, or may match; yields whether that is a finding by itself.
  func note(_ rule: Int, _ scratch: inout Scratch, _ rules: CompiledRules) -> Bool {
    if scratch.isRulePresent[rule] { return isFinding[rule] }
    scratch.isRulePresent[rule] = true
    scratch.rulesPresent.append(rule)
    for index in Int(setStarts[rule])..<Int(setStarts[rule + 1]) where !scratch.isPresent[Int(sets[index])] {
      scratch.isPresent[Int(sets[index])] = true
      scratch.setsPresent.append(sets[index])
    }
    for composite in rules.compositesRequiring[rule] { scratch.candidates.insert(Int(composite)) }
    return isFinding[rule]
  }

  /// Whether a composite rule that is a finding may hold for the rules that were noted.
  func mayFindComposite(
    _ comment: inout Comment, _ scratch: inout Scratch, _ rules: CompiledRules, counts: () -> TextCounts
  ) -> Bool {
    var position = 0
    while let index = scratch.candidates.first(from: position) {
      position = index + 1
      let root = Int(roots[index])
      // What must be counted in the text is taken for met at first.
      guard mayHold(root, comment, scratch) else { continue }
      if comment.counts == nil, isCounted(root) {
        comment.counts = counts()
      }
      guard comment.counts == nil || mayHold(root, comment, scratch) else { continue }
      if note(rules.composites[index].rule, &scratch, rules) { return true }
    }
    return false
  }

  /// Whether a condition asks for something that is counted in the text.
  private func isCounted(_ index: Int) -> Bool {
    let node = nodes[index]
    if case .count(let counter, _, _) = node.kind { return counter != .words && counter != .mixed }
    return (Int(node.first)..<Int(node.first) + Int(node.count)).contains { isCounted($0) }
  }

  private func mayHold(_ index: Int, _ comment: Comment, _ scratch: borrowing Scratch) -> Bool {
    let node = nodes[index]
    let children = Int(node.first)..<Int(node.first) + Int(node.count)
    switch node.kind {
    case .present(let set): return scratch.isPresent[Int(set)]
    case .always: return true
    case .all:
      for child in children where !mayHold(child, comment, scratch) { return false }
      return true
    case .any, .weight:
      for child in children where mayHold(child, comment, scratch) { return true }
      return false
    case .count(let counter, let comparison, let limit):
      guard let count = comment.count(counter) else { return true }
      return comparison == .atLeast ? count >= limit : count <= limit
    case .points(let atLeast):
      var sum = 0
      for child in children {
        guard case .weight(let points) = nodes[child].kind else { continue }
        let condition = Int(nodes[child].first)
        // What speaks against the rule counts where it is sure.
        if points > 0 ? mayHold(condition, comment, scratch) : isSure(condition, comment) { sum += points }
      }
      return sum >= atLeast
    }
  }

  private func isSure(_ index: Int, _ comment: Comment) -> Bool {
    guard case .count(let counter, let comparison, let limit) = nodes[index].kind, let count = comment.count(counter)
    else { return false }
    return comparison == .atLeast ? count >= limit : count <= limit
  }
}

extension FindingFilter.Comment {
  /// nil: not known.
  fileprivate func count(_ counter: Condition.Counter) -> Int? {
    switch counter {
    case .words: wordCount
    case .mixed: mixedScriptWords
    case .links, .mentions, .phones: nil
    default: counts.flatMap { $0.count(counter, wordCount: wordCount) }
    }
  }
}
