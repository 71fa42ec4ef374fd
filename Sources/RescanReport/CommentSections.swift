import Rulebook
import Wording

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
      folded(summary.reviews, first: 10, to: &html) { comments, html in
        for comment in comments { card(comment, to: &html) }
      }
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
              .h3, text: (label.map(words.terms.name(of:)) ?? words("без меток", "no labels")).capitalized)
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
          for alike in Self.grouped(comment.findings, by: \.kind).prefix(Self.mostLines) {
            html.element(.li) { self.findings(alike, to: &$0) }
          }
          for rule in rulesBefore.prefix(Self.mostLines) {
            html.element(.li) { html in
              html.text(words("больше не срабатывает: ", "does not fire any more: "))
              html.element(.s) { $0.element(.code, text: Self.shortened(rule, to: 120)) }
            }
          }
          for alike in Self.grouped(comment.clauses, by: \.kind).prefix(Self.mostLines) {
            html.element(.li) { self.clauses(alike, to: &$0) }
          }
        }
      }
    }
  }

  /// Kinds of findings, clauses and rules that are listed of one comment.
  private static let mostLines = 12
  /// Rules that are listed of findings of one kind.
  private static let mostRules = 8

  /// Those that are alike together, in the order of the first of each.
  private static func grouped<Element, Kind: Hashable>(
    _ elements: [Element], by kind: (Element) -> Kind
  ) -> [[Element]] {
    var places: [Kind: Int] = [:]
    var groups: [[Element]] = []
    for element in elements {
      if let place = places[kind(element)] {
        groups[place].append(element)
      } else {
        places[kind(element)] = groups.count
        groups.append([element])
      }
    }
    return groups
  }

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

  /// Findings of one kind, in a line with their rules.
  private func findings(_ findings: [JudgedComment.Found], to html: inout HTML) {
    guard let first = findings.first else { return }
    var about = [words.terms.name(of: first.tier)]
    if let target = first.target, target != .unknown { about.append(words.terms.name(of: target)) }
    if let object = first.object, object != .unknown { about.append(words.terms.name(of: object)) }
    html.element(.mark, .styled(first.label.markStyle), text: words.terms.name(of: first.label))
    html.text(" (" + about.joined(separator: ", ") + ") ")
    let rules = Self.grouped(findings, by: \.rule).compactMap(\.first?.rule)
    for (index, rule) in rules.prefix(Self.mostRules).enumerated() {
      if index > 0 { html.text(", ") }
      html.element(.code, text: Self.shortened(rule, to: 120))
    }
    if rules.count > Self.mostRules {
      let rest = words.number(rules.count - Self.mostRules)
      html.text(words(" и ещё \(rest)", " and \(rest) more"))
    }
  }

  /// Clauses that say the same for the same, in a line.
  private func clauses(_ clauses: [JudgedComment.Cited], to html: inout HTML) {
    guard let first = clauses.first else { return }
    html.element(.span, .styled("cite"), text: clauses.map(\.cite).joined(separator: "; "))
    let labels = first.labels.map(words.terms.name(of:)).joined(separator: ", ")
    let orders = first.orders.map(words.name(of:)).joined(separator: ", ")
    html.text(
      (labels.isEmpty ? "" : " (\(labels))") + ": " + (orders.isEmpty ? words.name(of: Outcome.review) : orders))
  }
}

extension JudgedComment.Found {
  fileprivate struct Kind: Hashable {
    var label: Label
    var tier: Tier
    var target: Target?
    var object: ThreatObject?
  }

  /// What findings of one line have in common.
  fileprivate var kind: Kind { Kind(label: label, tier: tier, target: target, object: object) }
}

extension JudgedComment.Cited {
  fileprivate struct Kind: Hashable {
    var orders: [Policy.Order]
    var labels: [Label]
  }

  /// What clauses of one line have in common.
  fileprivate var kind: Kind { Kind(orders: orders, labels: labels) }
}
