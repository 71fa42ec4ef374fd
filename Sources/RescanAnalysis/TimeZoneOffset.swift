/// How far local time is ahead of UTC, always by as much: months are counted, and days shown, by it.
///
/// A fixed offset, and no zone with rules: Russia has had no daylight saving time since 26 October 2014, and a month that
/// begins an hour earlier or later in older archives is less of a surprise than one that depends on the machine's tables.
package struct TimeZoneOffset: Sendable, Equatable {
  /// In seconds.
  package var seconds: Int

  /// An offset in seconds.
  package init(seconds: Int) { self.seconds = seconds }

  /// Moscow time, three hours ahead.
  package static let moscow = TimeZoneOffset(seconds: 3 * 3600)

  /// Reads `+03:00`, `+3`, `-0230`, `Z`; nil for anything else, and beyond 18 hours.
  package init?(_ text: String) {
    if text == "Z" || text == "UTC" {
      self.init(seconds: 0)
      return
    }
    guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    let parts = text.utf8.dropFirst().split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    let digits = parts.flatMap(Array.init)
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }), (1...2).contains(parts.count),
      parts.count == 1
        ? [1, 2, 4].contains(digits.count) : parts[0].count <= 2 && parts[0].count > 0 && parts[1].count == 2
    else { return nil }
    let number = digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }
    let (hours, minutes) = digits.count > 2 ? (number / 100, number % 100) : (number, 0)
    guard minutes < 60, hours * 60 + minutes <= 18 * 60 else { return nil }
    self.init(seconds: (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1))
  }
}
