/// How far a part of an expression may reach: over how many *stretches*, runs of symbols that all belong to words, or all
/// do not. Words may be of any length, so this says more than a number of symbols would: `\bне\s+\w+\s+дурак` has five.
struct RegexExtent: Equatable {
  /// What a stretch is made of; `either` counts as a stretch of its own.
  enum Kind { case word, gap, either }

  /// How many stretches the longest match has; nil if there is no such number, or it is large.
  private(set) var count: Int?
  private var first = Kind.either
  private var last = Kind.either

  static let none = RegexExtent(count: 0)
  static let unbounded = RegexExtent(count: nil)

  /// What reaches farther is as good as unbounded.
  private static let most = 64

  private init(count: Int?) { self.count = count }

  /// One symbol of a set, or any number of them.
  private init(_ kind: Kind) {
    count = 1
    first = kind
    last = kind
  }

  /// How far a part of an expression may reach.
  init(of node: RegexNode) {
    switch node.kind {
    case .symbol(let symbol): self.init(SourceAlphabet.wordSymbols.contains(symbol) ? .word : .gap)
    case .symbols(let set): self.init(Self.kind(of: set))
    case .anchor, .wordEdge, .lookaround: self = .none
    case .backReference: self = .unbounded
    case .group(_, let body): self.init(of: body)
    case .sequence(let nodes): self = nodes.reduce(.none) { $0.followed(by: RegexExtent(of: $1)) }
    case .choice(let nodes): self = nodes.map { RegexExtent(of: $0) }.reduce(nil, Self.longer) ?? .none
    case .repeated(let body, let repetition): self = RegexExtent(of: body).repeated(atMost: repetition.most)
    }
  }

  private static func kind(of set: SymbolSet) -> Kind {
    if set.isSubset(of: SourceAlphabet.wordSymbols) { return .word }
    return set.intersects(SourceAlphabet.wordSymbols) ? .either : .gap
  }

  /// How far one part and another one behind it may reach. Should a part be left out, its neighbours do not reach farther.
  func followed(by next: RegexExtent) -> RegexExtent {
    guard let count, let nextCount = next.count else { return .unbounded }
    if count == 0 { return next }
    if nextCount == 0 { return self }
    var joined = self
    joined.last = next.last
    let sum = count + nextCount - (last == next.first && last != .either ? 1 : 0)
    joined.count = sum > Self.most ? nil : sum
    return joined
  }

  private static func longer(_ first: RegexExtent?, _ second: RegexExtent) -> RegexExtent? {
    guard let first else { return second }
    guard let count = first.count, let otherCount = second.count else { return .unbounded }
    // Nothing has no kind.
    if count == 0 { return second }
    if otherCount == 0 { return first }
    var longer = RegexExtent(count: max(count, otherCount))
    longer.first = first.first == second.first ? first.first : .either
    longer.last = first.last == second.last ? first.last : .either
    return longer
  }

  private func repeated(atMost most: Int?) -> RegexExtent {
    guard let count, count > 0 else { return self }
    if count == 1, first != .either { return most == 0 ? .none : self }
    guard let most, most <= Self.most else { return .unbounded }
    return (0..<most).reduce(.none) { all, _ in all.followed(by: self) }
  }
}
