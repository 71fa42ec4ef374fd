/// Rules that are asked for together. Most sets have few members, so only the words of 64 rules that have any are kept.
struct RuleSet: Sendable, Hashable {
  /// Ascending: word `n` holds the rules `64 * n` to `64 * n + 63`, the lowest in its lowest bit.
  private(set) var places: [Int32] = []
  /// The words at these places, none of them zero.
  private(set) var words: [UInt64] = []

  /// No rules.
  init() {}

  /// Rules in ascending order.
  init(_ rules: [Int]) {
    for rule in rules {
      let place = Int32(rule >> 6)
      if places.last != place {
        places.append(place)
        words.append(0)
      }
      words[words.count - 1] |= 1 << UInt64(rule & 63)
    }
  }

  /// Takes over words and their places; as many of one as of the other.
  init(places: [Int32], words: [UInt64]) {
    self.places = places
    self.words = words
  }

  /// The members, ascending.
  var members: [Int] {
    zip(places, words).flatMap { place, word in
      (0..<64).filter { word >> UInt64($0) & 1 == 1 }.map { Int(place) * 64 + $0 }
    }
  }

  func contains(_ rule: Int) -> Bool {
    let place = Int32(truncatingIfNeeded: rule >> 6)
    for index in places.indices where places[index] >= place {
      return places[index] == place && words[index] >> UInt64(rule & 63) & 1 == 1
    }
    return false
  }

  mutating func formUnion(_ other: RuleSet) {
    if other.places.isEmpty { return }
    self = RuleSet(Set(members).union(other.members).sorted())
  }

  /// Whether some of the rules are among bits.
  func intersects(_ bits: RuleBits) -> Bool {
    for index in places.indices where words[index] & bits.words[Int(places[index])] != 0 { return true }
    return false
  }

  /// Tells the members that are among bits.
  func forEachMember(among bits: RuleBits, _ body: (Int) -> Void) {
    for index in places.indices {
      var word = words[index] & bits.words[Int(places[index])]
      while word != 0 {
        body(Int(places[index]) * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
  }

  /// The sum of what a list holds for the members.
  func sum(of values: [Double]) -> Double { members.reduce(0) { $0 + values[$1] } }
}

/// A bit for each of so many rules, or composites.
struct RuleBits: Sendable {
  private(set) var words: [UInt64]

  /// No bit is set.
  init(count: Int) { words = [UInt64](repeating: 0, count: (count + 63) / 64) }

  func contains(_ rule: Int) -> Bool { words[rule >> 6] >> UInt64(rule & 63) & 1 == 1 }

  mutating func insert(_ rule: Int) { words[rule >> 6] |= 1 << UInt64(rule & 63) }

  mutating func remove(_ rule: Int) { words[rule >> 6] &= ~(1 << UInt64(rule & 63)) }

  mutating func removeAll() {
    for index in words.indices { words[index] = 0 }
  }

  /// The lowest member that is not below a number.
  func first(from rule: Int) -> Int? {
    var word = rule >> 6
    guard word < words.count else { return nil }
    var bits = (words[word] >> UInt64(rule & 63)) << UInt64(rule & 63)
    while bits == 0 {
      word += 1
      guard word < words.count else { return nil }
      bits = words[word]
    }
    return word * 64 + bits.trailingZeroBitCount
  }
}
