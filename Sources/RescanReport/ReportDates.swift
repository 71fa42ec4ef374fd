import Wording

extension ReportWords {
  private static let russianMonths = [
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
  ]
  private static let russianMonthsOfDays = [
    "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
    "декабря",
  ]
  private static let russianShortMonths = [
    "янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let englishShortMonths = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// «май 2025 г.».
  func name(of month: CalendarMonth) -> String {
    self(Self.russianMonths, Self.englishMonths)[month.month - 1] + "\u{A0}" + year(month.year)
  }

  /// «май», or of three letters.
  func shortName(of month: CalendarMonth) -> String {
    self(Self.russianShortMonths, Self.englishShortMonths)[month.month - 1]
  }

  /// «5 мая 2025 г.».
  func day(_ seconds: Int64) -> String {
    let date = CivilDate(of: seconds, utcOffset: utcOffset)
    return dayAndMonth(date) + "\u{A0}" + year(date.year)
  }

  /// «5 мая 2025 г., 14:03».
  func moment(_ seconds: Int64) -> String {
    let date = CivilDate(of: seconds, utcOffset: utcOffset)
    return day(seconds) + ", " + Self.twoDigits(date.hour) + ":" + Self.twoDigits(date.minute)
  }

  /// A moment as HTML reads it (ISO 8601), in local time.
  func machineMoment(_ seconds: Int64) -> String {
    let date = CivilDate(of: seconds, utcOffset: utcOffset)
    let year = String(date.year)
    return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + "-" + Self.twoDigits(date.month) + "-"
      + Self.twoDigits(date.day) + "T" + Self.twoDigits(date.hour) + ":" + Self.twoDigits(date.minute)
  }

  /// From a day to a day: «3 — 28 мая 2025 г.».
  func period(_ period: ClosedRange<Int64>) -> String {
    let first = CivilDate(of: period.lowerBound, utcOffset: utcOffset)
    let last = CivilDate(of: period.upperBound, utcOffset: utcOffset)
    let dash = language == .ru ? "\u{A0}— " : "\u{A0}– "
    if (first.year, first.month, first.day) == (last.year, last.month, last.day) { return day(period.lowerBound) }
    if (first.year, first.month) == (last.year, last.month) { return "\(first.day)\(dash)\(day(period.upperBound))" }
    if first.year == last.year { return dayAndMonth(first) + dash + day(period.upperBound) }
    return day(period.lowerBound) + dash + day(period.upperBound)
  }

  /// A span of time in whole days, or else hours: «30 дней».
  func duration(_ seconds: Int64) -> String {
    if seconds >= 86_400 {
      let days = Int(seconds / 86_400)
      return number(days) + "\u{A0}" + noun(days, "день", "дня", "дней", english: "day", "days")
    }
    let hours = Int(seconds / 3600)
    return number(hours) + "\u{A0}" + noun(hours, "час", "часа", "часов", english: "hour", "hours")
  }

  /// The day of an act, which is written as ISO 8601: «04.09.2023».
  func date(ofAct iso: String) -> String {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    return language == .ru && parts.count == 3 ? "\(parts[2]).\(parts[1]).\(parts[0])" : iso
  }

  /// «UTC+3».
  var timeZone: String {
    let minutes = utcOffset / 60
    guard minutes != 0 else { return "UTC" }
    let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
    return "UTC" + (minutes < 0 ? "\u{2212}" : "+") + "\(hours)" + (rest == 0 ? "" : ":" + Self.twoDigits(rest))
  }

  private func callAsFunction(_ russian: [String], _ english: [String]) -> [String] {
    language == .ru ? russian : english
  }

  private func year(_ year: Int) -> String { "\(year)" + self("\u{A0}г.", "") }

  private func dayAndMonth(_ date: CivilDate) -> String {
    "\(date.day)\u{A0}" + self(Self.russianMonthsOfDays, Self.englishMonths)[date.month - 1]
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
