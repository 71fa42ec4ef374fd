/// A character and what may combine with it, on the way to ICU.
///
/// A segment may be megabytes of marks, which canonical ordering would sort in quadratic time. But a mark composes
/// with its base only if no mark of the same combining class is left between them (UAX #15, "blocked"), so of each
/// class only the first few can matter, and since folding drops all marks that do not compose, the rest is never
/// handed over.
struct NormalizationSegment {
  /// No character decomposes into, and so none composes from, more marks of one class.
  private static let marksPerClass: UInt8 = 8

  /// Beyond this many code units a segment is cut, which is inexact but happens in no language.
  private static let limit = 1 << 16

  private var units: [UInt16] = []
  private var marks = [UInt8](repeating: 0, count: 256)

  /// Whether the segment should be taken now.
  var isFull: Bool { units.count >= Self.limit }

  mutating func append(_ codePoint: UInt32) {
    let c = Characters.substitute(for: codePoint)
    guard let mapping = ICU.nfkcCasefoldMapping(of: c) else { return appendMapped(c) }
    for part in mapping.codePoints { appendMapped(part) }
  }

  private mutating func appendMapped(_ c: UInt32) {
    let combiningClass = Int(ICU.combiningClass(of: c))
    if combiningClass == 0 {
      for index in marks.indices { marks[index] = 0 }
    } else if marks[combiningClass] < Self.marksPerClass {
      marks[combiningClass] += 1
    } else {
      return
    }
    units.append(codePoint: c)
  }

  /// The segment's code points in NFKC_Casefold; the segment is empty then.
  mutating func takeNormalized() -> [UInt32] {
    if units.isEmpty { return [] }
    for index in marks.indices { marks[index] = 0 }
    defer { units.removeAll(keepingCapacity: true) }
    return ICU.nfkcCasefold(units).codePoints
  }
}
