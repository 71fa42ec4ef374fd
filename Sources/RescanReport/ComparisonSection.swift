import Rulebook
import Wording

/// What changed against an earlier run, other rules or another policy.
extension ReportPage {
  var comparison: Section? {
    guard let comparison = summary.comparison else { return nil }
    return Section(anchor: Anchor("comparison"), title: words("Что изменилось", "What changed")) { html in
      html.element(.p, .styled("lead")) { html in
        html.text(changed(comparison))
        if let limit = comparison.limit {
          // Rounded, so that exactly as many as may change are within the limit.
          let isOver = Double(comparison.changed) * 1e6 > (limit * 1e4).rounded() * Double(comparison.compared)
          html.text(" ")
          html.element(
            .span, .styled(isOver ? "verdict over" : "verdict within"),
            text: isOver
              ? words("Больше допустимого", "More than the limit of") + " \(words.percent(limit))"
              : words("В пределах", "Within the limit of") + " \(words.percent(limit))")
        }
      }
      html.element(.p, .styled("note")) { html in
        html.text(words("Сравнивается с: ", "Compared with: "))
        name(comparison.against, to: &html)
        if !comparison.oldPolicy.isEmpty {
          html.text(words(", акт ", ", policy "))
          name(comparison.oldPolicy, to: &html)
        }
        if !comparison.oldRuleset.isEmpty {
          html.text(words(", набор правил ", ", ruleset "))
          html.element(.code, text: Self.shortened(comparison.oldRuleset, to: 120))
        }
      }
      if comparison.onlyBefore > 0 || comparison.onlyNow > 0 {
        let (before, now) = (words.number(comparison.onlyBefore), words.number(comparison.onlyNow))
        html.element(
          .p, .styled("note"),
          text: words(
            "Не с чем сравнить: только раньше — \(before), только теперь — \(now).",
            "Nothing to compare with: only before \(before), only now \(now)."))
      }
      transitions(comparison, to: &html)
      changes(of: comparison.rules, to: &html)
      if !comparison.samples.isEmpty {
        html.element(.details, .isOpen) { html in
          html.element(.summary) { html in
            html.element(.h3, text: words("Примеры изменений", "Samples of changes"))
            html.text(" ")
            html.element(.span, .styled("share"), text: words.number(comparison.samples.count))
          }
          folded(comparison.samples, first: 6, to: &html) { samples, html in
            for sample in samples {
              card(sample.comment, from: sample.from, rulesBefore: sample.rulesBefore, to: &html)
            }
          }
        }
      }
    }
  }

  private func changed(_ comparison: DecisionComparison) -> String {
    guard comparison.changed > 0 else {
      return words(
        "Решения не изменились. Сравнено: \(words.comments(comparison.compared)).",
        "No decision changed. Compared: \(words.comments(comparison.compared)).")
    }
    let share = words.share(comparison.changed, of: comparison.compared)
    return words(
      "Решение изменилось: \(words.comments(comparison.changed)) из \(words.number(comparison.compared)) (\(share)).",
      "The decision changed: \(words.comments(comparison.changed)) of \(words.number(comparison.compared)) (\(share)).")
  }

  private func transitions(_ comparison: DecisionComparison, to html: inout HTML) {
    guard !comparison.transitions.isEmpty else { return }
    html.element(.h3, text: words("С какого решения на какое", "From which decision to which"))
    let most = comparison.transitions.map(\.comments).max() ?? 0
    table(
      words("С какого решения на какое", "From which decision to which"),
      [
        .text(words("Было", "Was")), .text(words("Стало", "Is")), .number(words("Комментарии", "Comments")),
      ], to: &html
    ) { html in
      html.element(.tbody) { html in
        for transition in comparison.transitions {
          html.element(.tr) { html in
            html.element(.td) { badges(transition.from, to: &$0) }
            html.element(.td) { badges(transition.to, to: &$0) }
            html.element(.td, .styled("number")) { html in
              html.text(words.number(transition.comments))
              bar([(transition.comments, transition.to.outcome.style)], of: most, to: &html)
            }
          }
        }
      }
    }
  }

  private func changes(of rules: [DecisionComparison.RuleChange], to html: inout HTML) {
    guard !rules.isEmpty else { return }
    html.element(.h3, text: words("Из-за каких правил", "By which rules"))
    folded(rules, first: 12, to: &html) { rules, html in
      table(
        words("Правила, из-за которых решения изменились", "Rules by which decisions changed"),
        [
          .text(words("Правило", "Rule")), .number(words("Сработало", "Fires now")),
          .number(words("Перестало", "No more")),
        ], to: &html
      ) { html in
        html.element(.tbody) { html in
          for rule in rules { write(rule, to: &html) }
        }
      }
    }
  }

  private func write(_ rule: DecisionComparison.RuleChange, to html: inout HTML) {
    html.element(.tr) { html in
      html.element(.th, .rowHeader) { html in
        html.element(.code, text: Self.shortened(rule.id, to: 120))
        if let label = rule.label {
          html.text(" ")
          html.element(.span, .styled("found"), text: words.terms.name(of: label))
        }
      }
      cell(words.change(rule.gained), to: &html)
      cell(words.change(0 &- rule.lost), to: &html)
    }
  }
}
