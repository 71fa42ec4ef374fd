import Rulebook

/// The figures that one looks for first.
extension ReportPage {
  func headline(to html: inout HTML) {
    html.sourceBreak()
    html.element(.section, .styled("headline"), .label(words("Главное", "In short"))) { html in
      html.element(.p, .styled("lead"), text: lead)
      html.element(.ul, .styled("figures")) { html in
        figure(words("комментариев", "comments"), summary.totals.comments, style: "figure f-all", to: &html)
        figure(
          words("удалить", "to delete"), summary.totals.delete, share: true, style: "figure f-delete", to: &html)
        figure(
          words("в чёрный список", "for the black list"), summary.totals.blacklist, share: true,
          note: proposals, style: "figure f-blacklist", to: &html)
        figure(
          words("без ответа", "no reply"), summary.totals.noReply, share: true, style: "figure f-noreply", to: &html)
        figure(
          words("посмотреть", "to review"), summary.totals.review, share: true, style: "figure f-review", to: &html)
        figure(
          words("не прочитано", "unreadable"), unreadableCount, style: "figure f-unreadable", to: &html)
      }
      if summary.totals.comments > 0 {
        let parts = Outcome.allCases.map { (summary.totals[$0], $0.style) }
        html.element(.div, .styled("composition")) { bar(parts, of: summary.totals.comments, to: &$0) }
        html.element(.ul, .styled("legend")) { html in
          for outcome in Outcome.allCases where summary.totals[outcome] > 0 {
            html.element(.li) { html in
              html.element(.svg, .styled("swatch"), .viewBox(10, 10), .decoration) { html in
                html.element(.rect, .styled(outcome.style), .x(0), .y(0), .width(10), .height(10))
              }
              let count = summary.totals[outcome]
              html.text("\(words.name(of: outcome)) \(words.share(count, of: summary.totals.comments))")
            }
          }
        }
        html.element(
          .p, .styled("note"),
          text: words(
            "Полоса показывает для каждого комментария самое строгое из решений; числа выше считают каждое решение.",
            "The bar takes the strictest decision about each comment; the figures above count every decision."))
      }
    }
  }

  private var lead: String {
    let totals = summary.totals
    guard totals.comments > 0 else { return words("Комментариев нет.", "There are no comments.") }
    let all = words.comments(totals.comments)
    let gone = words.number(totals.delete) + "\u{A0}(" + words.share(totals.delete, of: totals.comments) + ")"
    let seen = words.number(totals.review)
    return words(
      "Проверено: \(all). Удалить акт предписывает или разрешает: \(gone). "
        + (totals.review > 0 ? "Посмотреть должен человек: \(seen)." : "Смотреть человеку нечего."),
      "Judged: \(all). The act orders or allows to delete: \(gone). "
        + (totals.review > 0 ? "A person should look at: \(seen)." : "Nothing is left for a person to look at."))
  }

  private var proposals: String? {
    guard let blacklist = summary.blacklist, blacklist.after != nil else { return nil }
    return words("предложено: ", "proposed: ") + words.authors(blacklist.count)
  }

  /// Records that could not be read.
  var unreadableCount: Int { summary.unreadable.reduce(0) { $0 &+ $1.count } }

  private func figure(
    _ name: String, _ count: Int, share: Bool = false, note: String? = nil, style: StaticString, to html: inout HTML
  ) {
    html.element(.li, .styled(style)) { html in
      let value = words.number(count)
      // So that a number of many digits fits where six figures stand in a row, or two on a phone.
      let style: StaticString =
        switch value.unicodeScalars.count {
        case ...7: "value"
        case ...10: "value long"
        default: "value longest"
        }
      html.element(.span, .styled(style), text: value)
      html.text(" ")
      html.element(.span, .styled("name"), text: name)
      if share, summary.totals.comments > 0 {
        html.text(" ")
        html.element(.span, .styled("share"), text: words.share(count, of: summary.totals.comments))
      }
      if let note {
        html.text(" ")
        html.element(.span, .styled("share"), text: note)
      }
    }
  }
}
