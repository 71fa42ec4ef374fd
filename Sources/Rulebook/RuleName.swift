/// The spelling of names and ids, and what to propose when one is not known.
enum RuleName {
  /// Whether bytes spell the name of a class: lower-case Latin letters, digits and `-`, a letter or digit first.
  static func isName(_ bytes: some Collection<UInt8>) -> Bool { isSpelled(bytes, dots: false) }

  /// Whether bytes spell a rule id: names with dots between.
  static func isID(_ bytes: some Collection<UInt8>) -> Bool { isSpelled(bytes, dots: true) }

  /// Whether the id is `owner` itself or begins with `owner` and a dot.
  static func isID(_ id: String, of owner: String) -> Bool {
    let id = id.utf8
    guard id.starts(with: owner.utf8) else { return false }
    let rest = id.dropFirst(owner.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: ".")
  }

  private static func isSpelled(_ bytes: some Collection<UInt8>, dots: Bool) -> Bool {
    var startsPart = true
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): startsPart = false
      case UInt8(ascii: "-"): if startsPart { return false }
      case UInt8(ascii: "."):
        if startsPart || !dots { return false }
        startsPart = true
      default: return false
      }
    }
    return !startsPart
  }

  /// “; did you mean “x”?” for the known name nearest to an unknown one, or nothing when none is near.
  static func proposal(for unknown: String, among known: some Sequence<String>) -> String {
    let limit = max(1, unknown.utf8.count / 3)
    var best: (name: String, distance: Int)?
    for name in known {
      let distance = editDistance(Array(unknown.utf8), Array(name.utf8), limit: best.map { $0.distance - 1 } ?? limit)
      if let distance { best = (name, distance) }
    }
    return best.map { "; did you mean “\($0.name)”?" } ?? ""
  }

  /// The number of bytes to insert, delete, replace or swap with a neighbour, or `nil` when it exceeds `limit`
  /// (optimal string alignment: Damerau 1964, computed row by row as by Wagner and Fischer 1974).
  static func editDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    guard limit >= 0, abs(left.count - right.count) <= limit else { return nil }
    var beforePrevious: [Int] = []
    var previous = Array(0...right.count)
    for i in left.indices {
      var current = [i + 1]
      current.reserveCapacity(right.count + 1)
      for j in right.indices {
        var distance = min(previous[j] + (left[i] == right[j] ? 0 : 1), previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          distance = min(distance, beforePrevious[j - 1] + 1)
        }
        current.append(distance)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count] <= limit ? previous[right.count] : nil
  }
}
