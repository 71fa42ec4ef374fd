internal import Rulebook
package import Wording

/// Writes the report of a re-scan: one HTML file that loads nothing and runs nothing.
///
/// Whatever stands in comments, names and ids comes out as text. The same summary gives the same bytes.
package struct ReportHTML: Sendable {
  /// The language of the report's own words.
  package var language: Language

  /// A writer of reports in a language.
  package init(_ language: Language) { self.language = language }

  /// The report: UTF-8.
  package func render(_ summary: RescanSummary) -> [UInt8] {
    let page = ReportPage(summary: summary, words: ReportWords(language: language, utcOffset: summary.utcOffset))
    var html = HTML()
    page.write(to: &html)
    return html.bytes
  }
}

/// The page of one summary: its frame, and which sections there are. The sections write themselves.
struct ReportPage: Sendable {
  let summary: RescanSummary
  let words: ReportWords

  /// A part of the page with a heading.
  struct Section {
    let anchor: Anchor
    let title: String
    /// One sentence under the heading; empty where none is needed.
    var note = ""
    /// By which the style sheet knows it when printing.
    var style: StaticString = "plain"
    let content: (inout HTML) -> Void
  }

  func write(to html: inout HTML) {
    let sections = [
      comparison, months, labels, clauses, rules, pages, authors, reviews, samples, blacklist, floods, monthlySummary,
      unreadable, inputs,
    ].compactMap(\.self)
    html.documentType()
    html.element(.html, .language(words.language)) { html in
      html.head(title: title, style: .report)
      html.element(.body) { html in
        header(to: &html)
        html.element(.div, .styled("columns")) { html in
          html.element(.nav, .label(words("Содержание", "Contents"))) { html in
            html.element(.ul) { html in
              for section in sections {
                html.element(.li) { $0.element(.a, .link(to: section.anchor), text: section.title) }
              }
            }
          }
          html.element(.main) { html in
            headline(to: &html)
            for section in sections { write(section, to: &html) }
          }
        }
        footer(to: &html)
      }
    }
    html.sourceBreak()
  }

  private func write(_ section: Section, to html: inout HTML) {
    html.sourceBreak()
    html.element(.section, .id(section.anchor), .styled(section.style)) { html in
      html.element(.h2, text: section.title)
      if !section.note.isEmpty { html.element(.p, .styled("note"), text: section.note) }
      section.content(&html)
    }
  }

  private var title: String {
    let title = words("Проверка комментариев", "Re-scan of comments")
    return summary.period.map { "\(title): \(words.period($0))" } ?? title
  }

  private func header(to html: inout HTML) {
    html.element(.header) { html in
      if let act = summary.policy.act { html.element(.p, .styled("issuer"), .language(.ru), text: act.issuer) }
      html.element(.h1, text: words("Проверка комментариев", "Re-scan of comments"))
      html.element(.p, .styled("subtitle")) { html in
        if let period = summary.period {
          html.element(.span, text: words.period(period))
          html.element(.span, .styled("dot"), .decoration, text: " · ")
        }
        let act = summary.policy.act.map { words.shortCitation(of: $0) } ?? summary.policy.id
        html.element(.span, text: words("по акту: ", "by the act: ") + act)
      }
      if let text = summary.policy.summary.map(words.summary), !text.isEmpty {
        html.element(.p, .styled("act"), text: text)
      }
    }
  }

  private func footer(to html: inout HTML) {
    html.element(.footer) { html in
      html.element(
        .p,
        text: words(
          "Отчёт составила программа «Сито». Она называет то, что акт предписывает или разрешает; решает человек. "
            + "Найденное «вероятно» само по себе не ведёт ни к чему, кроме просьбы посмотреть.",
          "This report was made by the program Sito. It names what the act orders or allows; a person decides. What "
            + "is “probable” leads by itself to nothing but a request to look."))
      html.element(.dl) { html in
        fact(words("Акт", "Act"), words.citation(of: summary.policy), to: &html)
        fact(words("Файл акта", "Policy"), summary.policy.id, to: &html)
        fact(words("Набор правил", "Ruleset"), summary.ruleset, to: &html)
        if !summary.version.isEmpty { fact(words("Версия", "Version"), summary.version, to: &html) }
        fact(words("Время", "Time"), words.timeZone, to: &html)
      }
    }
  }

  private func fact(_ name: String, _ value: String, to html: inout HTML) {
    html.element(.div) { html in
      html.element(.dt, text: name)
      html.element(.dd) { $0.element(.bdi, text: value) }
    }
  }
}

extension ReportWords {
  /// An act without its issuer: «постановление от 04.09.2023 № 273».
  func shortCitation(of act: Policy.Act) -> String {
    "\(act.kind) " + self("от", "of") + " \(date(ofAct: act.date)) №\u{A0}\(act.number)"
  }
}
