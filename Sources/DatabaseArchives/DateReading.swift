/// Reading dates as archives write them. All are in seconds since 1970-01-01 UTC.
enum DateReading {
  /// A number that counts seconds, milliseconds or microseconds since 1970: whichever gives a moment before the year 5138.
  static func date(_ number: Int64) -> Int64 {
    switch number.magnitude {
    case ..<100_000_000_000: number
    case ..<100_000_000_000_000: divide(number, by: 1000)
    default: divide(number, by: 1_000_000)
    }
  }

  /// A number as above with a fraction, which is dropped; nil for what is no number or far beyond all dates.
  static func date(_ number: Double) -> Int64? {
    guard number.isFinite, number.magnitude < 1e18 else { return nil }
    return date(Int64(number.rounded(.down)))
  }

  /// A text: a number as above, or a date in the form of ISO 8601 or RFC 3339, with or without a time, parts of seconds
  /// and an offset; a space may stand for the T. Times without an offset are taken for UTC. Nil for all else.
  static func date(_ text: some Collection<UInt8>) -> Int64? {
    var scanner = Scanner(text: Array(text))
    while scanner.take(" ") {}
    if let number = scanner.wholeNumber() { return date(number) }
    guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2), scanner.take("-"),
      let day = scanner.digits(2), let days = days(year, month, day)
    else { return nil }
    var seconds = days * 86_400
    if !scanner.isAtEnd {
      guard scanner.take("T") || scanner.take("t") || scanner.take(" ") else { return nil }
      guard let time = scanner.time() else { return nil }
      seconds += time
      _ = scanner.take(" ")
      guard let offset = scanner.offset() else { return nil }
      seconds -= offset
    }
    return scanner.isAtEnd ? seconds : nil
  }

  /// Days since 1970-01-01 in the proleptic Gregorian calendar; nil if there is no such day.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64? {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...12).contains(month), (1...lengths[Int(month) - 1]).contains(day) else { return nil }
    let before = lengths[..<(Int(month) - 1)].reduce(0, +)
    // Whole years, and a day for each leap year before this one; 719 528 days lead from 0000-01-01 to 1970-01-01.
    let past = year - 1
    let leapDays = year == 0 ? 0 : past / 4 - past / 100 + past / 400 + 1
    return year * 365 + leapDays + before + day - 1 - 719_528
  }

  /// The quotient rounded down, so that what lies before 1970 does not move by a second.
  private static func divide(_ number: Int64, by divisor: Int64) -> Int64 {
    number / divisor - (number % divisor < 0 ? 1 : 0)
  }
}

/// Takes a date apart from its beginning.
private struct Scanner {
  let text: [UInt8]
  var place = 0

  init(text: [UInt8]) { self.text = text }

  var isAtEnd: Bool { text[place...].allSatisfy { $0 == UInt8(ascii: " ") } }

  mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard place < text.count, text[place] == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  /// Exactly so many digits.
  mutating func digits(_ count: Int) -> Int64? {
    guard place + count <= text.count else { return nil }
    var value: Int64 = 0
    for byte in text[place..<place + count] {
      guard let digit = digit(byte) else { return nil }
      value = value * 10 + digit
    }
    place += count
    return value
  }

  /// All of the text as a whole number, perhaps with a fraction, which is dropped; nil without moving if it is none.
  mutating func wholeNumber() -> Int64? {
    let start = place
    let isNegative = take("-")
    var value: Int64 = 0
    var count = 0
    var hasFraction = false
    while place < text.count, let digit = digit(text[place]), count < 18 {
      value = value * 10 + digit
      count += 1
      place += 1
    }
    if count > 0, take(".") {
      while place < text.count, let digit = digit(text[place]) {
        hasFraction = hasFraction || digit != 0
        place += 1
      }
    }
    guard count > 0, isAtEnd else {
      place = start
      return nil
    }
    return isNegative ? -value - (hasFraction ? 1 : 0) : value
  }

  /// hh:mm, hh:mm:ss or hhmm, hhmmss, with parts of a second, in seconds.
  mutating func time() -> Int64? {
    guard let hour = digits(2), hour <= 24 else { return nil }
    let hasColons = take(":")
    guard let minute = digits(2), minute < 60 else { return nil }
    var second: Int64 = 0
    if hasColons ? take(":") : place < text.count && digit(text[place]) != nil {
      // 60: a leap second.
      guard let value = digits(2), value <= 60 else { return nil }
      second = value
      if take(".") || take(",") {
        while place < text.count, digit(text[place]) != nil { place += 1 }
      }
    }
    return hour * 3600 + minute * 60 + second
  }

  /// Z, ±hh, ±hhmm or ±hh:mm in seconds; 0 without one.
  mutating func offset() -> Int64? {
    if take("Z") || take("z") { return 0 }
    let isWest = take("-")
    guard isWest || take("+") else { return 0 }
    guard let hours = digits(2), hours < 24 else { return nil }
    var seconds = hours * 3600
    if take(":") || place < text.count && digit(text[place]) != nil {
      guard let minutes = digits(2), minutes < 60 else { return nil }
      seconds += minutes * 60
    }
    return isWest ? -seconds : seconds
  }

  private func digit(_ byte: UInt8) -> Int64? {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") ? Int64(byte - UInt8(ascii: "0")) : nil
  }
}
