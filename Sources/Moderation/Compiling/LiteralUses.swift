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
  }

  private let firstLiteral: Int
  /// The uses of set `firstLiteral + n` are `uses[starts[n]..<starts[n + 1]]`.
  private var starts: [Int32] = [0]
  private var uses: [Use] = []
  private var others: [Int32] = []

  /// Takes the alternatives of all expressions, each by the ids of the sets that it needs, the rarest first.
  init(_ regexes: [[[Int]]], firstLiteral: Int, count: Int) {
    self.firstLiteral = firstLiteral
    var lists = [[Use]](repeating: [], count: count)
    for (regex, alternatives) in regexes.enumerated() {
      for ids in alternatives {
        guard let rarest = ids.first else { continue }
        let first = others.count
        others += ids.dropFirst().map { Int32($0) }
        lists[rarest - firstLiteral].append(
          Use(regex: Int32(regex), firstOther: Int32(first), otherCount: Int32(ids.count - 1)))
      }
    }
    for list in lists {
      uses += list
      starts.append(Int32(uses.count))
    }
  }

  /// Where the uses of a set stand.
  func indices(of literal: Int) -> Range<Int> {
    Int(starts[literal - firstLiteral])..<Int(starts[literal - firstLiteral + 1])
  }

  /// The expression of a use.
  func regex(of use: Int) -> Int { Int(uses[use].regex) }

  /// Whether all the other sets were seen.
  func isComplete(_ use: Int, hasSeen: (Int) -> Bool) -> Bool {
    let first = Int(uses[use].firstOther)
    for index in first..<first + Int(uses[use].otherCount) where !hasSeen(Int(others[index])) { return false }
    return true
  }
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
  }
}
