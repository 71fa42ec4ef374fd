/// A moment in UTC, in seconds since 1970-01-01, as it is written in files.
package struct Timestamp: Sendable {
  private let seconds: Int64

  /// The moment of so many seconds.
  package init(_ seconds: Int64) { self.seconds = seconds }

  /// `2024-05-06T07:08:09Z` (ISO 8601).
  package var iso8601: String {
    let date = CivilDate(of: seconds, utcOffset: 0)
    let second = Int((seconds % 60 + 60) % 60)
    let day = "\(Self.digits(date.year, 4))-\(Self.digits(date.month, 2))-\(Self.digits(date.day, 2))"
    return "\(day)T\(Self.digits(date.hour, 2)):\(Self.digits(date.minute, 2)):\(Self.digits(second, 2))Z"
  }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
