/// A moment in UTC, from the seconds since 1970-01-01.
struct Timestamp {
  private let day: Int64
  private let second: Int64

  init(_ seconds: Int64) {
    let quotient = seconds / 86400
    let remainder = seconds % 86400
    day = remainder < 0 ? quotient - 1 : quotient
    second = remainder < 0 ? remainder + 86400 : remainder
  }

  /// `2024-05-06T07:08:09Z` (ISO 8601).
  var iso8601: String {
    let (year, month, day) = date
    let time = "\(Self.digits(second / 3600, 2)):\(Self.digits(second / 60 % 60, 2)):\(Self.digits(second % 60, 2))Z"
    return "\(Self.digits(year, 4))-\(Self.digits(month, 2))-\(Self.digits(day, 2))T\(time)"
  }

  /// The proleptic Gregorian calendar by whole numbers (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013).
  private var date: (year: Int64, month: Int64, day: Int64) {
    // Days from 0000-03-01, so that the leap day is a year's last.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func digits(_ number: Int64, _ count: Int) -> String {
    let digits = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
