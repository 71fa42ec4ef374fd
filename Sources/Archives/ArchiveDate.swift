internal import RecordText

/// Dates as archives write them, in seconds since 1970-01-01 UTC.
package enum ArchiveDate {
  /// Reads a date: a number of seconds or of milliseconds since 1970, ISO 8601, or day.month.year with a time behind it.
  ///
  /// - Parameters:
  ///   - text: the date.
  ///   - offset: the zone of dates that do not name theirs, in seconds east of Greenwich.
  /// - Returns: The seconds; nil if it is no date.
  package static func seconds(_ text: Span<UInt8>, offset: Int64 = 0) -> Int64? {
    var reader = DigitReader(text)
    reader.skipSpaces()
    if let number = reader.wholeNumber() { return seconds(number) }
    guard let (year, month, day) = reader.day(), (1...12).contains(month),
      (1...days(in: month, of: year)).contains(day)
    else { return nil }
    var seconds = daysSince1970(year, month, day) * 86400
    reader.skipSpaces(orSign: UInt8(ascii: "T"))
    if reader.isAtEnd { return seconds - offset }
    guard let time = reader.time() else { return nil }
    seconds += time
    reader.skipSpaces()
    guard let zone = reader.isAtEnd ? offset : reader.zone() else { return nil }
    reader.skipSpaces()
    return reader.isAtEnd ? seconds - zone : nil
  }

  /// Seconds out of a number that may be of milliseconds: those of 1973 and later are larger than all seconds that are
  /// meant.
  package static func seconds(_ number: Int64) -> Int64 {
    guard number.magnitude >= 100_000_000_000 else { return number }
    return number >= 0 ? number / 1000 : (number - 999) / 1000
  }

  static func days(in month: Int64, of year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Days from 1970-01-01 in the Gregorian calendar.
  static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    // Years that begin in March, so that a leap day is the last of its year.
    let shifted = month <= 2 ? year - 1 : year
    let leapDays = floored(shifted, by: 4) - floored(shifted, by: 100) + floored(shifted, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + leapDays + dayOfYear - 719_468
  }

  private static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : (number - divisor + 1) / divisor
  }
}

/// Reads the parts of a date.
private struct DigitReader: ~Escapable {
  private let text: Span<UInt8>
  private var place = 0

  @_lifetime(copy text)
  init(_ text: Span<UInt8>) { self.text = text }

  var isAtEnd: Bool { place == text.count }

  mutating func skipSpaces(orSign sign: UInt8? = nil) {
    while !isAtEnd, text[place] == UInt8(ascii: " ") || text[place] == sign { place += 1 }
  }

  private mutating func take(_ sign: Character) -> Bool {
    guard !isAtEnd, text[place] == sign.asciiValue else { return false }
    place += 1
    return true
  }

  /// A number of so many digits.
  private mutating func number(_ digits: ClosedRange<Int>) -> Int64? {
    var value: Int64 = 0
    let start = place
    while !isAtEnd, place - start < digits.upperBound, isDigit(text[place]) {
      value = value * 10 + Int64(text[place] - 0x30)
      place += 1
    }
    return place - start >= digits.lowerBound ? value : nil
  }

  /// The whole text as a number, of which what is behind the point is let go.
  mutating func wholeNumber() -> Int64? {
    let start = place
    let isNegative = take("-")
    guard let value = number(1...17) else {
      place = start
      return nil
    }
    var hasFraction = false
    if take(".") {
      hasFraction = true
      while !isAtEnd, isDigit(text[place]) { place += 1 }
    }
    skipSpaces()
    guard isAtEnd else {
      place = start
      return nil
    }
    return isNegative ? -value - (hasFraction ? 1 : 0) : value
  }

  /// Year, month and day: 2026-11-28, 20261128T…, 28.11.2026.
  mutating func day() -> (Int64, Int64, Int64)? {
    let start = place
    if let year = number(4...4) {
      let hasDashes = take("-")
      if let month = number(2...2), !hasDashes || take("-"), let day = number(2...2) { return (year, month, day) }
      return nil
    }
    place = start
    guard let day = number(1...2), take("."), let month = number(1...2), take("."), let year = number(4...4) else {
      return nil
    }
    return (year, month, day)
  }

  /// Seconds of the day: 12:30, 12:30:45, 12:30:45.678, 123045.
  mutating func time() -> Int64? {
    guard let hour = number(1...2), hour <= 24 else { return nil }
    let hasColons = take(":")
    guard let minute = number(2...2), minute < 60 else { return nil }
    var second: Int64 = 0
    if hasColons ? take(":") : !isAtEnd && isDigit(text[place]) {
      guard let value = number(2...2), value <= 60 else { return nil }
      second = value
      if take(".") || take(",") {
        guard number(1...9) != nil else { return nil }
        while !isAtEnd, isDigit(text[place]) { place += 1 }
      }
    }
    return hour * 3600 + minute * 60 + second
  }

  /// Seconds east of Greenwich: Z, UTC, +03:00, +0300, +03.
  mutating func zone() -> Int64? {
    if take("Z") || take("z") { return 0 }
    if take("U") || take("G") {
      guard !isAtEnd else { return nil }
      let rest = text.extracting(place..<text.count)
      guard rest.says("TC") || rest.says("MT") else { return nil }
      place = text.count
      return 0
    }
    let isWest = take("-")
    guard isWest || take("+"), let hour = number(2...2), hour <= 18 else { return nil }
    _ = take(":")
    let minute = isAtEnd ? 0 : number(2...2)
    guard let minute, minute < 60 else { return nil }
    let seconds = hour * 3600 + minute * 60
    return isWest ? -seconds : seconds
  }
}
