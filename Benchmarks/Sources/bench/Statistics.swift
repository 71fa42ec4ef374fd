internal import CBenchSupport

/// The clocks that measurements are taken with.
enum Clock {
  /// Seconds of processor time that this thread has had: what others do on the machine counts for little in it.
  static var threadSeconds: Double { bench_thread_seconds() }
  /// Seconds by the clock on the wall.
  static var wallSeconds: Double { bench_wall_seconds() }
}

/// Repeated measurements of one thing, in any unit.
struct Samples {
  /// The measurements in the order in which they were taken.
  private(set) var values: [Double] = []

  /// The one in the middle; zero if there are none.
  var median: Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
  }

  /// The smallest; zero if there are none.
  var least: Double { values.min() ?? 0 }
  /// The largest; zero if there are none.
  var greatest: Double { values.max() ?? 0 }

  init(_ values: [Double] = []) { self.values = values }

  mutating func append(_ value: Double) { values.append(value) }

  /// Each measurement divided by the one of the same round.
  func divided(by other: Samples) -> Samples { Samples(zip(values, other.values).map { $0 / $1 }) }

  /// Each measurement changed alike.
  func map(_ change: (Double) -> Double) -> Samples { Samples(values.map(change)) }
}

/// Numbers as the report writes them.
enum Format {
  /// Three digits that matter, or more: 0.00123, 0.123, 4.56, 78.9, 12345.
  static func number(_ value: Double) -> String {
    let magnitude = value < 0 ? -value : value
    guard magnitude.isFinite else { return "–" }
    if magnitude >= 100 { return String(Int(value.rounded())) }
    if magnitude >= 9.995 || magnitude == 0 { return fixed(value, decimals: magnitude == 0 ? 0 : 1) }
    var decimals = 2
    var scaled = magnitude
    while scaled < 1, decimals < 8 {
      scaled *= 10
      decimals += 1
    }
    return fixed(value, decimals: decimals)
  }

  /// A number with so many digits behind the point.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let digits = String(abs(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = scaled < 0 ? "-" : ""
    return decimals == 0 ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// Bytes in the unit that fits: 950 B, 12.3 kB, 6.68 MB (millions).
  static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<1_000: "\(bytes) B"
    case ..<1_000_000: number(Double(bytes) / 1e3) + " kB"
    default: number(Double(bytes) / 1e6) + " MB"
    }
  }
}
