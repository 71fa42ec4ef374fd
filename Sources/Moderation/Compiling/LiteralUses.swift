internal import BinaryImage

/// For each set of literals the expressions that have an alternative of which it is the rarest, and what else the alternative
/// needs.
struct LiteralUses: Sendable {
  /// An alternative of an expression.
  struct Use: Sendable, BitwiseCopyable {
    var regex: Int32
    /// Where the other sets that it needs stand in the list of them.
    var firstOther: Int32
    var otherCount: Int32
    /// The rarest set with a lead that is known, and that lead; -1 where there is none.
    var placed: Int32
    var lead: Int32
  }

  private let firstLiteral: Int
  /// The uses of set `firstLiteral + n` are `uses[starts[n]..<starts[n + 1]]`.
  private var starts: [Int32] = [0]
  private var uses: [Use] = []
  private var others: [Int32] = []
  /// For each set whether it is asked where its literals stand.
  private let isPlaced: [Bool]

  /// Takes the alternatives of all expressions, each by the sets that it needs, the rarest first.
  init(_ regexes: [[[RulePatterns.NeededLiteral]]], firstLiteral: Int, count: Int) {
    self.firstLiteral = firstLiteral
    var lists = [[Use]](repeating: [], count: count)
    for (regex, alternatives) in regexes.enumerated() {
      for sets in alternatives {
        guard let rarest = sets.first else { continue }
        let placed = sets.first { $0.lead != nil }
        lists[rarest.id - firstLiteral].append(
          Use(
            regex: Int32(regex), firstOther: Int32(others.count), otherCount: Int32(sets.count - 1),
            placed: Int32(placed?.id ?? -1), lead: Int32(placed?.lead ?? -1)))
        others += sets.dropFirst().map { Int32($0.id) }
      }
    }
    for list in lists {
      uses += list
      starts.append(Int32(uses.count))
    }
    isPlaced = Self.placed(by: uses, firstLiteral, count: count)
  }

  private static func placed(by uses: [Use], _ firstLiteral: Int, count: Int) -> [Bool] {
    var isPlaced = [Bool](repeating: false, count: count)
    for use in uses where isPlaced.indices.contains(Int(use.placed) - firstLiteral) {
      isPlaced[Int(use.placed) - firstLiteral] = true
    }
    return isPlaced
  }

  /// Where the uses of a set stand.
  func indices(of literal: Int) -> Range<Int> {
    Int(starts[literal - firstLiteral])..<Int(starts[literal - firstLiteral + 1])
  }

  /// The uses of each of so many expressions.
  func usesByRegex(count: Int) -> [[Int]] {
    var lists = [[Int]](repeating: [], count: count)
    for (index, use) in uses.enumerated() where lists.indices.contains(Int(use.regex)) {
      lists[Int(use.regex)].append(index)
    }
    return lists
  }

  /// The expression of a use.
  func regex(of use: Int) -> Int { Int(uses[use].regex) }

  /// Whether all the other sets were seen.
  func isComplete(_ use: Int, hasSeen: (Int) -> Bool) -> Bool {
    let first = Int(uses[use].firstOther)
    for index in first..<first + Int(uses[use].otherCount) where !hasSeen(Int(others[index])) { return false }
    return true
  }

  /// A set of which it is known how far a match of the use may reach before its literal, and how far, see
  /// ``RequiredSet/lead``.
  func place(of use: Int) -> (literal: Int, lead: Int)? {
    uses[use].lead < 0 ? nil : (Int(uses[use].placed), Int(uses[use].lead))
  }

  /// Whether it matters where the literals of a set stand, not only that one was seen.
  func isPlaced(_ literal: Int) -> Bool { isPlaced[literal - firstLiteral] }
}

extension LiteralUses.Use: ImageScalar {}

extension LiteralUses: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(firstLiteral)
    image.write(scalars: starts)
    image.write(scalars: uses)
    image.write(scalars: others)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    firstLiteral = try image.read()
    starts = try image.scalars()
    uses = try image.scalars()
    others = try image.scalars()
    isPlaced = Self.placed(by: uses, firstLiteral, count: max(starts.count - 1, 0))
  }
}
