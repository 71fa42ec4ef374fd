import Rulebook

/// Pages and authors.
extension ReportPage {
  var pages: Section? {
    section(
      summary.pages, anchor: Anchor("pages"), title: words("По страницам", "By page"), name: words("Страница", "Page"),
      others: words("остальные и без страницы", "the others, and without a page"))
  }

  var authors: Section? {
    section(
      summary.authors, anchor: Anchor("authors"), title: words("По авторам", "By author"),
      name: words("Автор", "Author"), others: words("остальные и без автора", "the others, and without an author"))
  }

  private func section(
    _ ranking: Ranking, anchor: Anchor, title: String, name: String, others: String
  ) -> Section? {
    guard !ranking.first.isEmpty else { return nil }
    return Section(anchor: anchor, title: title, note: shown(ranking.first.count, of: ranking.count)) { html in
      let shown = Outcome.allCases.filter { outcome in
        outcome != .stays && ranking.first.contains { $0.totals[outcome] > 0 }
      }
      if !shown.isEmpty { legend(shown.map { (words.name(of: $0), $0.style) }, to: &html) }
      let most = ranking.first.map { decided($0.totals, shown) }.max() ?? 0
      let columns: [Column] = [
        .text(name), .number(words("Всего", "All")), .number(words("Удалить", "Delete")),
        .number(words("Доля", "Share")),
      ]
      folded(ranking.first, first: 12, to: &html) { entries, html in
        table(title, columns, to: &html) { html in
          html.element(.tbody) { html in
            for entry in entries { write(entry, shown, of: most, to: &html) }
            if entries.endIndex == ranking.first.endIndex, ranking.others.comments > 0 {
              html.element(.tr, .styled("others")) { html in
                html.element(.th, .rowHeader, text: others)
                numbers(ranking.others, to: &html)
              }
            }
          }
        }
      }
    }
  }

  private func write(_ entry: NamedTotals, _ outcomes: [Outcome], of most: Int, to html: inout HTML) {
    html.element(.tr) { html in
      html.element(.th, .rowHeader) { html in
        html.element(.div, .styled("measured")) { html in
          html.element(.span, .styled("name")) { html in
            name(entry.name, to: &html)
            if let platform = entry.platform {
              html.text(" ")
              html.element(.small, text: words.platform(platform))
            }
          }
          bar(outcomes.map { (entry.totals[$0], $0.style) }, of: most, to: &html)
        }
      }
      numbers(entry.totals, to: &html)
    }
  }

  private func decided(_ totals: DecisionTotals, _ outcomes: [Outcome]) -> Int {
    outcomes.reduce(0) { $0 &+ totals[$1] }
  }

  private func numbers(_ totals: DecisionTotals, to html: inout HTML) {
    cell(totals.comments, to: &html)
    cell(totals.delete, to: &html)
    cell(words.share(totals.delete, of: totals.comments), to: &html)
  }
}
