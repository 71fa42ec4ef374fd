internal import Wording

/// Words, numbers and dates in the language of the report.
struct ReportWords: Sendable {
  let language: Language
  /// How far local time is ahead of UTC, in seconds.
  let utcOffset: Int

  /// The names that the command uses, too.
  var terms: Words { Words(language) }

  /// The text of the language in use.
  func callAsFunction(_ russian: String, _ english: String) -> String { language == .ru ? russian : english }

  /// The noun that goes with a count: in Russian by its last digits («1 правило, 2 правила, 5 правил»), in English by one.
  func noun(
    _ count: Int, _ one: String, _ few: String, _ many: String, english singular: String, _ plural: String
  ) -> String {
    guard language == .ru else { return count == 1 ? singular : plural }
    let tens = count % 100
    let units = count % 10
    if (11...14).contains(abs(tens)) { return many }
    return switch abs(units) {
    case 1: one
    case 2...4: few
    default: many
    }
  }

  /// «5 комментариев».
  func comments(_ count: Int) -> String {
    number(count) + "\u{A0}"
      + noun(count, "комментарий", "комментария", "комментариев", english: "comment", "comments")
  }

  /// «5 авторов».
  func authors(_ count: Int) -> String {
    number(count) + "\u{A0}" + noun(count, "автор", "автора", "авторов", english: "author", "authors")
  }

  /// «5 страниц».
  func pages(_ count: Int) -> String {
    number(count) + "\u{A0}" + noun(count, "страница", "страницы", "страниц", english: "page", "pages")
  }

  // MARK: Numbers

  /// A whole number in groups of three digits.
  func number(_ value: Int) -> String {
    let digits = Array(String(value.magnitude).utf8)
    var text: [UInt8] = []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += (language == .ru ? "\u{202F}" : ",").utf8 }
      text.append(digit)
    }
    return (value < 0 ? "\u{2212}" : "") + String(decoding: text, as: UTF8.self)
  }

  /// A number with its sign, none for zero.
  func change(_ value: Int) -> String { value > 0 ? "+" + number(value) : number(value) }

  /// A part of a whole in percent, with one place unless it is nothing; a dash where there is no whole.
  func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "—" }
    if part == 0 { return "0" + percentSign }
    let thousandths = Double(part) / Double(whole) * 1000
    if part > 0, thousandths < 1 { return "< " + percent(tenths: 1) }
    if part < whole, thousandths >= 999.5 { return "> " + percent(tenths: 999) }
    return percent(tenths: Int(thousandths.rounded()))
  }

  /// Percent as it was asked for, with two places at most.
  func percent(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "—" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return (hundredths < 0 ? "\u{2212}" : "") + number(whole) + percentSign }
    if rest % 10 == 0 { return percent(tenths: hundredths / 10) }
    return (hundredths < 0 ? "\u{2212}" : "") + "\(whole)" + self(",", ".") + (rest < 10 ? "0" : "") + "\(rest)"
      + percentSign
  }

  private func percent(tenths: Int) -> String {
    let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "\u{2212}" : "") + "\(whole)" + self(",", ".") + "\(rest)" + percentSign
  }

  private var percentSign: String { self("\u{202F}%", "%") }

  /// A number of few signs for an axis: «2,5 тыс.», “2.5k”.
  func short(_ value: Double) -> String {
    let steps: [(Double, String)] = [
      (1e12, self("\u{202F}трлн", "T")), (1e9, self("\u{202F}млрд", "G")), (1e6, self("\u{202F}млн", "M")),
      (1e4, self("\u{202F}тыс.", "k")),
    ]
    guard value.isFinite, abs(value) < 1e20 else { return "—" }
    for (least, name) in steps where value >= least {
      let unit = least == 1e4 ? 1e3 : least
      let tenths = Int((value / unit * 10).rounded())
      return number(tenths / 10) + (tenths % 10 == 0 ? "" : self(",", ".") + "\(tenths % 10)") + name
    }
    return number(Int(value.rounded()))
  }
}
