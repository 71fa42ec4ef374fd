import Rulebook

/// Comments themselves: what needs review, and samples by label.
extension ReportPage {
  var reviews: Section? {
    guard !summary.reviews.isEmpty || summary.totals.review > 0 else { return nil }
    return Section(
      anchor: Anchor("review"), title: words("Нужно посмотреть", "To review"),
      note: words(
        "Здесь решает человек: найдено только вероятное, или пункт акта сам ничего не предписывает. ",
        "Here a person decides: what was found is only probable, or the clause orders nothing by itself. ")
        + shown(summary.reviews.count, of: summary.totals.review)
    ) { html in
      for comment in summary.reviews { card(comment, to: &html) }
    }
  }

  var samples: Section? {
    guard !summary.samples.isEmpty else { return nil }
    return Section(anchor: Anchor("samples"), title: words("Примеры", "Samples")) { html in
      var isFirst = true
      for label in Label.allCases.map(Optional.some) + [nil] {
        let comments = summary.samples.filter { Self.group(of: $0) == label }
        guard !comments.isEmpty else { continue }
        let content = { (html: inout HTML) in
          html.element(.summary) { html in
            html.element(
              .h3, text: (label.map(words.name(of:)) ?? words("без меток", "no labels")).capitalized)
            html.text(" ")
            html.element(.span, .styled("share"), text: words.number(comments.count))
          }
          for comment in comments { card(comment, to: &html) }
        }
        if isFirst {
          html.element(.details, .isOpen, content: content)
        } else {
          html.element(.details, content: content)
        }
        isFirst = false
      }
    }
  }

  /// A comment stands under the label of its first certain finding, or of its first.
  private static func group(of comment: JudgedComment) -> Label? {
    (comment.findings.first { $0.tier == .certain } ?? comment.findings.first)?.label
  }

  /// A comment with what is decided about it and why. `from` is what was decided before, where that is of interest.
  func card(
    _ comment: JudgedComment, from: DecisionKind? = nil, rulesBefore: [String] = [], to html: inout HTML
  ) {
    html.sourceBreak()
    html.element(.article, .styled("card")) { html in
      html.element(.p, .styled("decision")) { html in
        if let from {
          html.element(.span, .styled("was"), text: words("было", "was"))
          badges(from, to: &html)
          html.element(.span, .styled("was"), text: words("стало", "is"))
        }
        badges(comment.decision, orders: comment.clauses.flatMap(\.orders), to: &html)
      }
      quote(
        comment.text, marks: comment.findings.flatMap { finding in finding.spans.map { ($0, finding.label) } },
        to: &html)
      html.element(.p, .styled("meta")) { source(of: comment, to: &$0) }
      if !comment.findings.isEmpty || !comment.clauses.isEmpty || !rulesBefore.isEmpty {
        html.element(.ul, .styled("why")) { html in
          for finding in comment.findings.prefix(Self.mostFindings) {
            html.element(.li) { self.finding(finding, in: comment.text, to: &$0) }
          }
          if comment.findings.count > Self.mostFindings {
            html.element(
              .li,
              text: words("и ещё ", "and ") + words.number(comment.findings.count - Self.mostFindings)
                + words("", " more"))
          }
          for rule in rulesBefore.prefix(Self.mostFindings) {
            html.element(.li) { html in
              html.text(words("больше не срабатывает: ", "does not fire any more: "))
              html.element(.s) { $0.element(.code, text: Self.shortened(rule, to: 120)) }
            }
          }
          for clause in comment.clauses.prefix(Self.mostFindings) {
            html.element(.li) { self.clause(clause, to: &$0) }
          }
        }
      }
    }
  }

  /// Findings, clauses and rules that are listed of one comment.
  private static let mostFindings = 12

  private func source(of comment: JudgedComment, to html: inout HTML) {
    if let author = comment.author { html.element(.span) { name(author, to: &$0) } }
    if let page = comment.page {
      html.element(.span) { html in
        name(page, to: &html)
        if let platform = comment.platform { html.text(", " + words.platform(platform)) }
      }
    } else if let platform = comment.platform {
      html.element(.span, text: words.platform(platform))
    }
    if let date = comment.date { html.element(.span) { moment(date, to: &$0) } }
    html.element(.span) { html in
      html.text("№\u{A0}")
      name(comment.id, to: &html)
    }
  }

  private func finding(_ finding: JudgedComment.Found, in text: [UInt8], to html: inout HTML) {
    var about = [words.name(of: finding.tier)]
    if let target = finding.target, target != .unknown { about.append(words.name(of: target)) }
    if let object = finding.object, object != .unknown { about.append(words.name(of: object)) }
    html.element(.mark, .styled(finding.label.markStyle), text: words.name(of: finding.label))
    html.text(" (" + about.joined(separator: ", ") + ") ")
    html.element(.code, text: Self.shortened(finding.rule, to: 120))
  }

  private func clause(_ clause: JudgedComment.Cited, to html: inout HTML) {
    html.element(.span, .styled("cite"), text: clause.cite)
    let labels = clause.labels.map(words.name(of:)).joined(separator: ", ")
    let orders = clause.orders.map(words.name(of:)).joined(separator: ", ")
    html.text(
      (labels.isEmpty ? "" : " (\(labels))") + ": " + (orders.isEmpty ? words.name(of: Outcome.review) : orders))
  }
}
