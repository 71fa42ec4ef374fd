internal import RescanReport

/// Moments as text.
enum UTCDate {
  /// `2025-01-31T09:05:00Z` (ISO 8601) of seconds since 1970-01-01 UTC.
  static func text(_ seconds: Int64) -> String {
    let date = CivilDate(of: seconds, utcOffset: 0)
    let second = Int((seconds % 60 + 60) % 60)
    let time = "\(twoDigits(date.hour)):\(twoDigits(date.minute)):\(twoDigits(second))"
    return "\(year(date.year))-\(twoDigits(date.month))-\(twoDigits(date.day))T\(time)Z"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  private static func year(_ value: Int) -> String {
    guard (0...999).contains(value) else { return "\(value)" }
    return String(repeating: "0", count: 4 - "\(value)".utf8.count) + "\(value)"
  }
}
