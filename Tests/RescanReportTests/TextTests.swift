import Rulebook
import Testing
import Wording

@testable import RescanReport

@Suite struct TextTests {
  private func escaped(_ text: String, _ breaks: EscapedText.LineBreaks = .shown) -> String {
    var bytes: [UInt8] = []
    EscapedText.append(text.unicodeScalars, to: &bytes, lineBreaks: breaks)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("<a href=\"x\">&'", "&lt;a href=&quot;x&quot;&gt;&amp;&#39;"), ("a\0b\u{1B}[1m", "a␀b␛[1m"),
    ("a\r\nb\rc\nd", "a␤b␤c␤d"),
    ("a\tb", "a␉b"), ("\u{202E}txt", "‹U+202E›txt"), ("сло\u{200B}во\u{AD}", "сло‹U+200B›во‹U+00AD›"),
    ("\u{85}\u{7F}", "‹U+0085›␡"),
    ("👩‍👩‍👧 ❤️", "👩‍👩‍👧 ❤️"), ("a\u{200D}b", "a‹U+200D›b"), ("й\u{306}", "й\u{306}"), ("\u{10FFFF}", "‹U+10FFFF›"),
    ("е\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}я", "е\u{301}\u{301}\u{301}\u{301}‹+2›я"), ("\u{3164}", "‹U+3164›"),
    ("\u{FFF9}", "‹U+FFF9›"),
    ("сло\u{FE0F}во 1\u{FE0F}\u{20E3}", "сло‹U+FE0F›во 1\u{FE0F}\u{20E3}"),
  ])
  func escaping(text: String, expected: String) { #expect(Array(escaped(text).utf8) == Array(expected.utf8)) }

  @Test func lineBreaksAreKeptInTexts() { #expect(escaped("a\r\nb\tc\r", .kept) == "a\nb\tc\n") }

  // MARK: Excerpts

  private func drawn(_ text: String, _ spans: [Range<Int>], _ labels: [Label?] = []) -> String {
    let bytes = Array(text.utf8)
    let marks = spans.enumerated().map { (span: $1, label: $0 < labels.count ? labels[$0] : nil) }
    return Excerpt(of: bytes, marks: marks).pieces.map { piece in
      switch piece {
      case .plain(let range): String(decoding: bytes[range], as: UTF8.self)
      case .marked(let range, let label):
        "[\(label.map { "\($0):" } ?? "")\(String(decoding: bytes[range], as: UTF8.self))]"
      case .gap: "…"
      }
    }.joined()
  }

  @Test func marksAreWholeCharacters() {
    // Each Russian letter has two bytes.
    #expect(drawn("абвгд", [2..<6]) == "а[бв]гд")
    #expect(drawn("абвгд", [3..<5]) == "а[бв]гд")
    #expect(drawn("абвгд", [9..<10]) == "абвг[д]")
    #expect(drawn("абвгд", [-4..<1, 8..<99]) == "[а]бвг[д]")
    #expect(drawn("абвгд", [4..<4, 20..<30]) == "абвгд")
    #expect(drawn("", [0..<1]) == "")
  }

  @Test func overlappingMarksTakeTheFirstLabel() {
    #expect(drawn("abcdef", [1..<3, 2..<5], [.insult, .spam]) == "a[insult:bc][spam:de]f")
    #expect(drawn("abcdef", [2..<5, 1..<3], [.spam, .insult]) == "a[insult:b][spam:cde]f")
    #expect(drawn("abcdef", [1..<3, 3..<5], [.spam, .spam]) == "a[spam:bcde]f")
  }

  @Test func longTextsAreCutAroundTheirWords() {
    let long = String(repeating: "вода ", count: 2000)
    let text = long + "идиот " + long
    let start = long.utf8.count
    let shown = drawn(text, [start..<(start + 10)])
    #expect(shown.hasPrefix("…") && shown.hasSuffix("…") && shown.contains("[идиот]"))
    #expect(shown.utf8.count < 1000)
    #expect(drawn(long, []).utf8.count < 1000 && drawn(long, []).hasSuffix("…"))
    #expect(drawn(long, [0..<long.utf8.count]).utf8.count < 1500)
    let many = stride(from: 0, to: 18_000, by: 9).map { $0..<($0 + 8) }
    #expect(drawn(long, many).utf8.count < 4000)
  }

  // MARK: Words

  private let russian = ReportWords(language: .ru, utcOffset: 3 * 3600)
  private let english = ReportWords(language: .en, utcOffset: 0)

  @Test(arguments: [
    (0, "0\u{A0}комментариев"), (1, "1\u{A0}комментарий"), (2, "2\u{A0}комментария"), (5, "5\u{A0}комментариев"),
    (11, "11\u{A0}комментариев"), (12, "12\u{A0}комментариев"), (21, "21\u{A0}комментарий"),
    (104, "104\u{A0}комментария"),
    (1_000_111, "1\u{202F}000\u{202F}111\u{A0}комментариев"), (-1, "\u{2212}1\u{A0}комментарий"),
  ])
  func plurals(count: Int, text: String) { #expect(russian.comments(count) == text) }

  @Test func numbers() {
    #expect(russian.number(999) == "999" && russian.number(1000) == "1\u{202F}000")
    #expect(russian.number(Int.min) == "\u{2212}9\u{202F}223\u{202F}372\u{202F}036\u{202F}854\u{202F}775\u{202F}808")
    #expect(english.number(1_234_567) == "1,234,567" && english.comments(1) == "1\u{A0}comment")
    #expect(russian.share(1, of: 3) == "33,3\u{202F}%" && english.share(1, of: 3) == "33.3%")
    #expect(
      russian.share(1, of: 100_000) == "< 0,1\u{202F}%" && russian.share(99_999, of: 100_000) == "> 99,9\u{202F}%")
    #expect(
      russian.share(0, of: 5) == "0\u{202F}%" && russian.share(5, of: 5) == "100,0\u{202F}%"
        && russian.share(1, of: 0) == "—")
    #expect(english.percent(5) == "5%" && english.percent(0.25) == "0.25%" && english.percent(0.05) == "0.05%")
    #expect(
      russian.short(0) == "0" && russian.short(2500) == "2\u{202F}500" && russian.short(12_500) == "12,5\u{202F}тыс.")
    #expect(english.short(3_000_000) == "3M" && english.short(9.3e18) == "9,300,000T")
    #expect(russian.change(3) == "+3" && russian.change(0) == "0" && russian.change(-3) == "\u{2212}3")
  }

  @Test func dates() {
    // 2025-05-05 14:03 UTC, by `date -u +%s`.
    let moment: Int64 = 1_746_453_780
    #expect(russian.moment(moment) == "5\u{A0}мая\u{A0}2025\u{A0}г., 17:03")
    #expect(english.moment(moment) == "5\u{A0}May\u{A0}2025, 14:03")
    #expect(russian.machineMoment(moment) == "2025-05-05T17:03")
    #expect(russian.period(moment...moment) == "5\u{A0}мая\u{A0}2025\u{A0}г.")
    #expect(russian.period(moment...(moment + 3 * 86_400)) == "5\u{A0}— 8\u{A0}мая\u{A0}2025\u{A0}г.")
    #expect(russian.period(moment...(moment + 40 * 86_400)) == "5\u{A0}мая\u{A0}— 14\u{A0}июня\u{A0}2025\u{A0}г.")
    #expect(english.period((moment - 365 * 86_400)...moment) == "5\u{A0}May\u{A0}2024\u{A0}– 5\u{A0}May\u{A0}2025")
    #expect(russian.duration(30 * 86_400) == "30\u{A0}дней" && english.duration(3600) == "1\u{A0}hour")
    #expect(russian.timeZone == "UTC+3" && english.timeZone == "UTC")
    #expect(ReportWords(language: .en, utcOffset: -12_600).timeZone == "UTC\u{2212}3:30")
    #expect(russian.date(ofAct: "2023-09-04") == "04.09.2023" && russian.date(ofAct: "?") == "?")
  }

  @Test func calendarAgreesWithCountedDays() {
    // Every day from 1895 to 2105, counted one by one.
    var (year, month, day) = (1895, 1, 1)
    let start = -27_393
    for offset in 0..<76_700 {
      let date = CivilDate(of: Int64(start + offset) * 86_400 + 3_723, utcOffset: 0)
      #expect((date.year, date.month, date.day, date.hour, date.minute) == (year, month, day, 1, 2))
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
    #expect(CivilDate(of: Int64(0), utcOffset: 0).year == 1970)
    #expect(CalendarMonth(of: 1_746_057_600 - 1, utcOffset: 3600) == CalendarMonth(year: 2025, month: 5))
  }
}
