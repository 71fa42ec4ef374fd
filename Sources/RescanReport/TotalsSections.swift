import Rulebook
import Wording

/// What was found, by label, clause and rule.
extension ReportPage {
  var labels: Section? {
    let found = Label.allCases.filter { label in summary.labels.contains { $0.label == label && $0.comments > 0 } }
    guard !found.isEmpty else { return nil }
    let note = words(
      "Комментарий считается при каждой метке один раз. «Вероятно» — только повод посмотреть.",
      "A comment counts once for each label. “Probable” is only a reason to look.")
    return Section(anchor: Anchor("labels"), title: words("Что найдено", "What was found"), note: note) { html in
      let most = found.map { comments($0, .certain) &+ comments($0, .probable) }.max() ?? 0
      legend([(words("точно", "certain"), "t-certain"), (words("вероятно", "probable"), "t-probable")], to: &html)
      table(
        words("Комментарии по меткам", "Comments by label"),
        [
          .text(words("Метка", "Label")), .number(words("Точно", "Certain")),
          .number(words("Вероятно", "Probable")), .number(words("Доля", "Share")),
        ], to: &html
      ) { html in
        html.element(.tbody) { html in
          for label in found {
            let (certain, probable) = (comments(label, .certain), comments(label, .probable))
            html.element(.tr) { html in
              measured(words.terms.name(of: label).capitalized, to: &html) {
                bar([(certain, "t-certain"), (probable, "t-probable")], of: most, to: &$0)
              }
              cell(certain, to: &html)
              cell(probable, to: &html)
              cell(words.share(certain &+ probable, of: summary.totals.comments), to: &html)
            }
          }
        }
      }
    }
  }

  private func comments(_ label: Label, _ tier: Tier) -> Int {
    summary.labels.reduce(0) { $1.label == label && $1.tier == tier ? $0 &+ $1.comments : $0 }
  }

  /// The header of a row with a bar beside it, or beneath it where there is little room.
  func measured(_ name: String, to html: inout HTML, bar: (inout HTML) -> Void) {
    html.element(.th, .rowHeader) { html in
      html.element(.div, .styled("measured")) { html in
        html.element(.span, .styled("name")) { self.name(name, to: &$0) }
        bar(&html)
      }
    }
  }

  var clauses: Section? {
    guard !summary.clauses.isEmpty else { return nil }
    return Section(anchor: Anchor("clauses"), title: words("По пунктам акта", "By clause of the act")) { html in
      let most = summary.clauses.map { $0.comments &+ $0.reviewOnly }.max() ?? 0
      legend(
        [
          (words("решения", "decisions"), "t-certain"), (words("только посмотреть", "only to review"), "o-review"),
        ], to: &html)
      table(
        words("Комментарии по пунктам акта", "Comments by clause of the act"),
        [
          .text(words("Пункт", "Clause")), .number(words("Решения", "Decisions")),
          .number(words("Посмотреть", "Review")),
        ], to: &html
      ) { html in
        html.element(.tbody) { html in
          for clause in summary.clauses {
            html.element(.tr) { html in
              html.element(.th, .rowHeader, .styled("clause")) { html in
                html.element(.span, .styled("cite"), text: clause.cite)
                html.text(" ")
                let orders = clause.orders.map(words.name(of:))
                html.element(
                  .span, .styled("orders"),
                  text: orders.isEmpty ? words.name(of: Outcome.review) : orders.joined(separator: ", "))
                let text = words.summary(clause.summary)
                if !text.isEmpty { html.element(.span, .styled("summary"), text: text) }
                bar([(clause.comments, "t-certain"), (clause.reviewOnly, "o-review")], of: most, to: &html)
              }
              cell(clause.comments, to: &html)
              cell(clause.reviewOnly, to: &html)
            }
          }
        }
      }
    }
  }

  var rules: Section? {
    guard !summary.rules.isEmpty else { return nil }
    let title = words("Частые правила", "Rules that fired most")
    let note = shown(summary.rules.count, of: summary.rulesFired)
    return Section(anchor: Anchor("rules"), title: title, note: note) { html in
      let most = summary.rules.map(\.comments).max() ?? 0
      folded(summary.rules, first: 12, to: &html) { rules, html in
        table(
          title, [.text(words("Правило", "Rule")), .number(words("Комментарии", "Comments"))], to: &html
        ) { html in
          html.element(.tbody) { html in
            for rule in rules { write(rule, of: most, to: &html) }
          }
        }
      }
    }
  }

  private func write(_ rule: RuleTotals, of most: Int, to html: inout HTML) {
    html.element(.tr) { html in
      html.element(.th, .rowHeader) { html in
        html.element(.div, .styled("measured")) { html in
          html.element(.span, .styled("name")) { html in
            html.element(.code, text: Self.shortened(rule.id, to: 120))
            html.text(" ")
            html.element(.span, .styled("found")) { html in
              html.text(words.terms.name(of: rule.label) + ", " + words.terms.name(of: rule.tier))
              found(rule.words, to: &html)
            }
          }
          bar([(rule.comments, rule.tier == .certain ? "t-certain" : "t-probable")], of: most, to: &html)
        }
      }
      cell(rule.comments, to: &html)
    }
  }

  /// Words in quotation marks, after something else.
  private func found(_ found: [String], to html: inout HTML) {
    for (index, word) in found.enumerated() {
      html.text(index == 0 ? ": " : ", ")
      html.element(.bdi, text: words("«", "“") + Self.shortened(word, to: 40) + words("»", "”"))
    }
  }
}
