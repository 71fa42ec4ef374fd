/// A day and a time of the proleptic Gregorian calendar, without time zones other than a fixed offset.
package struct CivilDate: Sendable, Equatable {
  package var year: Int
  /// 1 … 12.
  package var month: Int
  /// 1 … 31.
  package var day: Int
  package var hour: Int
  package var minute: Int

  /// The local date of a moment, in seconds since 1970-01-01 UTC. Moments too far away for 64 bits of seconds plus the
  /// offset are brought to the nearest that fits.
  package init(of seconds: Int64, utcOffset: Int) {
    let (sum, overflow) = seconds.addingReportingOverflow(Int64(utcOffset))
    let local = overflow ? (utcOffset < 0 ? Int64.min : Int64.max) : sum
    var days = local / 86_400
    var time = local % 86_400
    if time < 0 {
      time += 86_400
      days -= 1
    }
    // Days are counted from 1 March of year 0, so that the leap day is the last of its year; 400 years have 146 097 days.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    hour = Int(time / 3600)
    minute = Int(time % 3600 / 60)
  }
}
