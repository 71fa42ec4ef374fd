import Rulebook
import Wording

/// The summary that an act asks for every month, as sheets to print, fill in and sign; and a table over all months.
extension ReportPage {
  var monthlySummary: Section? {
    guard let last = summary.months.last else { return nil }
    var note = words(
      "Печатается тот месяц, который раскрыт. Последний столбец заполняется от руки. ",
      "The months that are open are printed. The last column is filled in by hand. ")
    if let cite = summary.policy.monthlySummaryCite { note = words("По акту: ", "By the act: ") + cite + ". " + note }
    return Section(
      anchor: Anchor("summary"), title: words("Сводка за месяц", "Monthly summary"), note: note, style: "sheets"
    ) { html in
      let recent = Array(summary.months.suffix(Self.sheets))
      for (index, month) in recent.enumerated().reversed() {
        let content = { (html: inout HTML) in
          sheet(month, before: index > 0 ? recent[index - 1] : nil, to: &html)
        }
        html.sourceBreak()
        if month.month == last.month {
          html.element(.details, .styled("sheet"), .isOpen, content: content)
        } else {
          html.element(.details, .styled("sheet"), content: content)
        }
      }
    }
  }

  /// Months of which a sheet is made, the last ones.
  private static let sheets = 12

  private func sheet(_ month: MonthTotals, before: MonthTotals?, to html: inout HTML) {
    html.element(.summary) { $0.element(.h3, text: words.name(of: month.month).capitalized) }
    html.element(.p, .styled("sheet-title")) { html in
      html.text(
        words("Сводка о работе с комментариями за ", "Summary of the work with comments in ")
          + words.name(of: month.month))
    }
    if let act = summary.policy.act {
      html.element(.p, .styled("sheet-act")) { html in
        html.text(act.issuer)
        html.element(.span, .styled("line")) { html in
          html.text(
            words.shortCitation(of: act) + (summary.policy.monthlySummaryCite.map { ", \($0)" } ?? ""))
        }
      }
    }
    table(
      words("Сводка за ", "Summary of ") + words.name(of: month.month),
      [
        .text(words("Показатель", "Figure")), .number(header(month)),
        .number(before.map(header) ?? words("До этого", "Before")),
        .text(words("Исполнено", "Done")),
      ], to: &html
    ) { html in
      html.element(.tbody) { html in
        for row in rows { write(row, month, before: before, to: &html) }
        if !labelRows.isEmpty {
          html.element(.tr, .styled("group")) { html in
            html.element(
              .th, .groupHeader, .columns(4), text: words("Комментарии, в которых найдено", "Comments that hold"))
          }
        }
        for row in labelRows { write(row, month, before: before, to: &html) }
        html.element(.tr, .styled("group")) { html in
          html.element(.th, .groupHeader, .columns(4), text: words("Ответы жителям", "Replies to citizens"))
        }
        for name in byHand {
          html.element(.tr, .styled("part")) { html in
            html.element(.th, .rowHeader, text: name)
            html.element(.td, .styled("number blank"))
            html.element(.td, .styled("number blank"))
            html.element(.td, .styled("blank"))
          }
        }
      }
    }
    html.element(.div, .styled("signatures")) { html in
      for role in [words("Составил(а)", "Made by"), words("Утверждаю", "Approved by")] {
        html.element(.div) { html in
          html.element(.p, .styled("role"), text: role)
          for field in [
            words("должность", "position"), words("подпись", "signature"), words("фамилия, инициалы", "name"),
            words("дата", "date"),
          ] {
            html.element(.p, .styled("field")) { $0.element(.small, text: field) }
          }
        }
      }
    }
  }

  /// A month over its column, which may take two lines.
  private func header(_ month: MonthTotals) -> String {
    words.name(of: month.month).capitalized.split(separator: "\u{A0}", maxSplits: 1).joined(separator: " ")
  }

  private struct Row {
    let name: String
    var isPart = false
    let value: (MonthTotals) -> String
  }

  private var rows: [Row] {
    var rows = [
      Row(name: words("Комментариев", "Comments")) { words.number($0.totals.comments) },
      Row(name: words("Подлежат удалению", "To be deleted")) { words.number($0.totals.delete) },
      Row(name: words("Без ответа", "Without reply")) { words.number($0.totals.noReply) },
      Row(name: words("Посмотреть человеку", "For a person to review")) { words.number($0.totals.review) },
      Row(name: words("Комментарии, за которые автора могут внести в чёрный список", "Comments for the black list")) {
        words.number($0.totals.blacklist)
      },
    ]
    if summary.months.contains(where: { $0.proposedAuthors != nil }) {
      rows.append(
        Row(name: words("Авторы, предложенные в чёрный список", "Authors proposed for the black list")) {
          $0.proposedAuthors.map(words.number) ?? "—"
        })
    }
    return rows
  }

  private var labelRows: [Row] {
    Label.allCases.filter { label in summary.months.contains { ($0.labels[label] ?? 0) > 0 } }
      .map { label in
        Row(name: words.terms.name(of: label).capitalized, isPart: true) { words.number($0.labels[label] ?? 0) }
      }
  }

  private func write(_ row: Row, _ month: MonthTotals, before: MonthTotals?, to html: inout HTML) {
    html.element(.tr, .styled(row.isPart ? "part" : "whole")) { html in
      html.element(.th, .rowHeader, text: row.name)
      cell(row.value(month), to: &html)
      cell(before.map { row.value($0) } ?? "—", to: &html)
      html.element(.td, .styled("blank"))
    }
  }

  /// What only people know.
  private var byHand: [String] {
    [words("Дано ответов", "Given"), words("Из них в срок", "Of these, in time")]
  }
}
