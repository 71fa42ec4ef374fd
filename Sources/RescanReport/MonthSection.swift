import Rulebook

/// What was decided month by month.
extension ReportPage {
  var months: Section? {
    guard !summary.months.isEmpty else { return nil }
    let undated =
      summary.undated > 0
      ? words("Без даты, и потому не здесь: ", "Without a date, and so not here: ") + words.comments(summary.undated)
        + "." : ""
    return Section(anchor: Anchor("months"), title: words("По месяцам", "By month"), note: undated) { html in
      if summary.months.count > 1 { chart(to: &html) }
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
  }

  private func chart(to html: inout HTML) {
    let months = Self.consecutive(summary.months)
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
        let between = Double(month.month.year - last.year) * 12 + Double(month.month.month - last.month) - 1
        if between < Double(most) {
          for step in stride(from: 1, through: Int(between), by: 1) {
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
