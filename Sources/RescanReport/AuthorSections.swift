import Rulebook

/// Who is proposed for the black list, and which messages were repeated.
extension ReportPage {
  var blacklist: Section? {
    guard let blacklist = summary.blacklist else { return nil }
    let title: String
    let measure: String
    if let after = blacklist.after {
      title = words("Предложены в чёрный список", "Proposed for the black list")
      measure =
        words("Мера: ", "Measure: ") + strikes(after)
        + (blacklist.within.map { words(" за ", " within ") + words.duration($0) } ?? "")
        + words(" на одной странице. ", " on one page. ")
    } else {
      title = words("Нарушения по авторам", "Strikes by author")
      measure = words(
        "Акт не говорит, после скольких нарушений автора вносят в чёрный список: решает человек. ",
        "The act does not say how many strikes put an author on the black list: a person decides. ")
    }
    return Section(
      anchor: Anchor("blacklist"), title: title, note: measure + shown(blacklist.authors.count, of: blacklist.count)
    ) { html in
      if blacklist.authors.isEmpty {
        html.element(.p, text: words("Никто не достиг этой меры.", "Nobody has come to that."))
      }
      folded(blacklist.authors, first: 20, to: &html) { authors, html in
        for index in authors.indices {
          html.sourceBreak()
          let content = { (html: inout HTML) in write(authors[index], to: &html) }
          if index == 0 {
            html.element(.details, .styled("proposal"), .isOpen, content: content)
          } else {
            html.element(.details, .styled("proposal"), content: content)
          }
        }
      }
    }
  }

  /// «5 нарушений».
  private func strikes(_ count: Int) -> String {
    words.number(count) + "\u{A0}"
      + words.noun(count, "нарушение", "нарушения", "нарушений", english: "strike", "strikes")
  }

  private func write(_ proposal: BlacklistProposal, to html: inout HTML) {
    html.element(.summary) { html in
      html.element(.h3) { name(proposal.author, to: &$0) }
      html.text(" ")
      html.element(
        .span, .styled("count"),
        text: strikes(proposal.strikes))
      html.text(" ")
      html.element(.span, .styled("share")) { html in
        if let page = proposal.page { name(page, to: &html) }
        if let platform = proposal.platform {
          html.text((proposal.page == nil ? "" : ", ") + words.platform(platform))
        }
        if let window = proposal.window {
          html.text((proposal.page == nil && proposal.platform == nil ? "" : " · ") + words.period(window))
        }
      }
    }
    html.element(.ol, .styled("strikes")) { html in
      for strike in proposal.evidence {
        html.element(.li) { html in
          html.element(.p, .styled("meta")) { html in
            html.element(.span, .styled("cite"), text: strike.cites.joined(separator: "; "))
            if let date = strike.date { html.element(.span) { moment(date, to: &$0) } }
            html.element(.span) { html in
              html.text("№\u{A0}")
              name(strike.comment, to: &html)
            }
          }
          if !strike.text.isEmpty { quote(strike.text, marks: strike.spans.map { ($0, nil) }, to: &html) }
        }
      }
    }
    let rest = shown(proposal.evidence.count, of: proposal.strikes)
    if !rest.isEmpty { html.element(.p, .styled("note"), text: rest) }
  }

  var floods: Section? {
    guard !summary.floods.isEmpty else { return nil }
    return Section(
      anchor: Anchor("floods"), title: words("Повторы", "Repeated messages"),
      note: words(
        "Одно и то же, слово в слово или почти: признак рассылки. ",
        "The same, word for word or nearly: a sign of mass messages. ")
        + shown(summary.floods.count, of: summary.floodsFound)
    ) { html in
      folded(summary.floods, first: 10, to: &html) { floods, html in
        for flood in floods { write(flood, to: &html) }
      }
    }
  }

  private func write(_ flood: Flood, to html: inout HTML) {
    html.sourceBreak()
    html.element(.article, .styled("card flood")) { html in
      html.element(.p, .styled("decision")) { html in
        html.element(.span, .styled("count"), text: "×\u{202F}" + words.number(flood.comments))
        html.text(" ")
        html.element(
          .span, .styled("share"),
          text: flood.isNear ? words("почти одинаковые", "nearly the same") : words("одинаковые", "the same"))
        if flood.deleted > 0 {
          html.text(" ")
          html.element(
            .span, .styled(Outcome.delete.badgeStyle),
            text: words.name(of: Outcome.delete) + "\u{A0}" + words.number(flood.deleted))
        }
      }
      quote(flood.text, marks: [], to: &html)
      html.element(.p, .styled("meta")) { facts(of: flood, to: &$0) }
    }
  }

  private func facts(of flood: Flood, to html: inout HTML) {
    if flood.authorCount > 0 || !flood.authors.isEmpty {
      html.element(.span) { html in
        html.text(words.authors(max(flood.authorCount, flood.authors.count)))
        list(flood.authors, of: flood.authorCount, after: ": ", to: &html)
      }
    }
    if flood.pageCount > 0 { html.element(.span, text: words.pages(flood.pageCount)) }
    if let period = flood.period { html.element(.span, text: words.period(period)) }
    if !flood.ids.isEmpty {
      html.element(.span) { html in
        html.text("№")
        list(flood.ids, of: flood.comments, after: "\u{A0}", to: &html)
      }
    }
  }

  /// Some of several names: «: a, b, c, …».
  private func list(_ names: [String], of count: Int, after first: String, to html: inout HTML) {
    for (index, name) in names.enumerated() {
      html.text(index == 0 ? first : ", ")
      html.element(.bdi, text: Self.shortened(name, to: 60))
    }
    if !names.isEmpty, names.count < count { html.text(", …") }
  }
}
