/// How many comments may change against what they are compared with: a part of those that were judged both times.
package struct ChangeLimit: Sendable, Equatable {
  /// In millionths.
  private let millionths: Int

  /// Reads `5%`, `0.5%`, `0%`; nil for anything else, beyond 100 %, and with more than four decimals.
  package init?(_ text: String) {
    guard text.utf8.last == UInt8(ascii: "%") else { return nil }
    let parts = text.utf8.dropLast().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = parts.first, (1...2).contains(parts.count), (1...3).contains(whole.count),
      parts.count == 1 || (1...4).contains(parts[1].count),
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    let decimals = parts.count == 1 ? [] : Array(parts[1])
    let digits = Array(whole) + decimals + Array(repeating: 0x30, count: 4 - decimals.count)
    millionths = digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }
    if millionths > 1_000_000 { return nil }
  }

  /// In percent.
  package var percent: Double { Double(millionths) / 10_000 }

  /// Whether more changed than may; exactly so many may.
  package func isExceeded(changed: Int, of compared: Int) -> Bool {
    let (left, right) = (changed.multipliedFullWidth(by: 1_000_000), compared.multipliedFullWidth(by: millionths))
    return (left.high, left.low) > (right.high, right.low)
  }
}
