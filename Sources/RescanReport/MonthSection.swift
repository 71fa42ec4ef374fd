import Rulebook

/// What was decided month by month.
extension ReportPage {
  var months: Section? {
    guard !summary.months.isEmpty else { return nil }
    var note =
      summary.undated > 0
      ? words("Без даты, и потому не здесь: ", "Without a date, and so not here: ") + words.comments(summary.undated)
        + ". " : ""
    let drawn = Self.consecutive(summary.months)
    if let first = drawn.first, let earliest = summary.months.first, earliest.month < first.month {
      note += words(
        "На рисунке последние \(words.number(drawn.count)) месяцев.",
        "The picture shows the last \(words.number(drawn.count)) months.")
    }
    return Section(anchor: Anchor("months"), title: words("По месяцам", "By month"), note: note) { html in
      if drawn.count > 1 { chart(drawn, to: &html) }
      guard summary.months.count > Self.unfoldedMonths else { return monthTable(to: &html) }
      html.element(.details) { html in
        html.element(.summary) { $0.element(.h3, text: words("Числа по месяцам", "Numbers by month")) }
        monthTable(to: &html)
      }
    }
  }

  /// More months than these are folded up, below the picture of them.
  private static let unfoldedMonths = 36

  private func monthTable(to html: inout HTML) {
    table(
      words("Решения по месяцам", "Decisions by month"),
      [
        .text(words("Месяц", "Month")), .number(words("Всего", "All")), .number(words("Удалить", "Delete")),
        .number(words("Доля", "Share")), .number(words("Чёрный список", "Black list")),
        .number(words("Без ответа", "No reply")), .number(words("Посмотреть", "Review")),
      ], isWide: true, to: &html
    ) { html in
      html.element(.tbody) { html in
        for month in summary.months {
          html.element(.tr) { html in
            html.element(.th, .rowHeader, text: words.name(of: month.month).capitalized)
            cell(month.totals.comments, to: &html)
            cell(month.totals.delete, to: &html)
            cell(words.share(month.totals.delete, of: month.totals.comments), to: &html)
            cell(month.totals.blacklist, to: &html)
            cell(month.totals.noReply, to: &html)
            cell(month.totals.review, to: &html)
          }
        }
      }
    }
  }

  private func chart(_ months: [MonthTotals], to html: inout HTML) {
    legend(
      MonthChart.stacked.filter { outcome in months.contains { $0.totals[outcome] > 0 } }
        .map { (words.name(of: $0), $0.style) }, to: &html)
    MonthChart(
      months: months, words: words, width: 860,
      anchors: (Anchor("chart-months-title"), Anchor("chart-months-description")), style: "chart wide"
    ).write(to: &html)
    MonthChart(
      months: months, words: words, width: 340,
      anchors: (Anchor("chart-months-narrow-title"), Anchor("chart-months-narrow-description")), style: "chart narrow"
    ).write(to: &html)
  }

  /// The months with those between them, in which there was nothing; the last 120 at most.
  static func consecutive(_ months: [MonthTotals]) -> [MonthTotals] {
    let most = 120
    var result: [MonthTotals] = []
    for month in months.suffix(most) {
      if let last = result.last?.month, last < month.month {
        let between = (month.month.year - last.year) * 12 + month.month.month - last.month - 1
        if between < most {
          for step in stride(from: 1, through: between, by: 1) {
            let index = last.month - 1 + step
            let empty = CalendarMonth(year: last.year + index / 12, month: index % 12 + 1)
            result.append(MonthTotals(month: empty, totals: DecisionTotals()))
          }
        }
      }
      result.append(month)
    }
    return result.suffix(most)
  }
}
