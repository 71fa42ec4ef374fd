import Rulebook

/// Columns by month: all comments above, and below what is decided about those that do not simply stay, stacked, since
/// those that stay are so many that nothing else would be seen beside them.
struct MonthChart {
  /// In the order of time, one after the other; at least one.
  let months: [MonthTotals]
  let words: ReportWords
  /// Units of the picture; the style sheet shows the one that fits.
  let width: Double
  let anchors: (title: Anchor, description: Anchor)
  let style: StaticString

  /// What is stacked, from below.
  static let stacked: [Outcome] = [.delete, .blacklist, .noReply, .review]

  private static let upper = (top: 26.0, height: 52.0)
  private static let lower = (top: 122.0, height: 170.0)
  private static let height = 332.0
  private static let left = 58.0

  private var slot: Double { (width - Self.left) / Double(max(months.count, 1)) }
  private var barWidth: Double { min(slot * 0.72, 46) }

  func write(to html: inout HTML) {
    html.element(
      .svg, .styled(style), .viewBox(width, Self.height), .role("img"),
      .labelled(by: anchors.title, anchors.description)
    ) { html in
      html.element(.title, .id(anchors.title), text: words("Решения по месяцам", "Decisions by month"))
      html.element(.desc, .id(anchors.description), text: description)
      panel(
        words("Все комментарии", "All comments"), top: Self.upper.top, height: Self.upper.height, ticks: 2,
        most: months.map { Double($0.totals.comments) }.max() ?? 0, to: &html
      ) { month, scale, x, html in
        let height = Double(month.totals.comments) * scale
        column("o-all", x: x, bottom: Self.upper.top + Self.upper.height, height: height, to: &html)
      }
      panel(
        words("Удалить, без ответа, посмотреть", "Delete, no reply, review"), top: Self.lower.top,
        height: Self.lower.height, ticks: 4, most: months.map(decided).max() ?? 0, to: &html
      ) { month, scale, x, html in
        html.element(.g) { html in
          html.element(.title, text: tooltip(month))
          var bottom = Self.lower.top + Self.lower.height
          for outcome in Self.stacked where month.totals[outcome] > 0 {
            let height = Double(month.totals[outcome]) * scale
            column(outcome.style, x: x, bottom: bottom, height: height, to: &html)
            bottom -= height
          }
        }
      }
      axis(to: &html)
    }
  }

  private func decided(_ month: MonthTotals) -> Double {
    Self.stacked.reduce(0) { $0 + Double(month.totals[$1]) }
  }

  /// A part of the picture with its own scale.
  private func panel(
    _ title: String, top: Double, height: Double, ticks: Int, most: Double, to html: inout HTML,
    column: (MonthTotals, _ scale: Double, _ x: Double, inout HTML) -> Void
  ) {
    html.element(.text, .styled("panel"), .x(0), .y(top - 14), text: title)
    let step = Self.step(most: most, ticks: ticks)
    let end = max((most / step).rounded(.up), 1) * step
    var tick = 0.0
    while tick <= end {
      let y = top + height - tick / end * height
      html.element(
        .line, .styled(tick == 0 ? "base" : "grid"), .x1(Self.left), .x2(width), .y1(y), .y2(y))
      html.element(
        .text, .styled("tick"), .x(Self.left - 8), .y(y + 4), .anchoredAtEnd, text: words.short(tick))
      tick += step
    }
    for (index, month) in months.enumerated() {
      column(month, height / end, Self.left + (Double(index) + 0.5) * slot - barWidth / 2, &html)
    }
  }

  private func column(_ style: StaticString, x: Double, bottom: Double, height: Double, to html: inout HTML) {
    guard height > 0 else { return }
    html.element(.rect, .styled(style), .x(x), .y(bottom - height), .width(barWidth), .height(height))
  }

  /// Names of months, as many as there is room for, and years where they begin.
  private func axis(to html: inout HTML) {
    let every = [1, 2, 3, 6, 12].first { slot * Double($0) >= 34 } ?? 12
    let years = max(1, Int((44 / (slot * 12)).rounded(.up)))
    let y = Self.lower.top + Self.lower.height + 18
    for (index, month) in months.enumerated() {
      let x = Self.left + (Double(index) + 0.5) * slot
      if every < 12, (month.month.month - 1) % every == 0 || months.count == 1 {
        html.element(
          .text, .styled("tick"), .x(x), .y(y), .anchoredAtMiddle, text: words.shortName(of: month.month))
      }
      let startsYear = month.month.month == 1 && month.month.year % years == 0
      let isFirst = index == 0 && (months.count < 2 || roomForFirstYear)
      if startsYear || isFirst {
        html.element(
          .text, .styled("tick year"), .x(x), .y(every < 12 ? y + 17 : y), .anchoredAtMiddle,
          text: "\(month.month.year)")
      }
    }
  }

  /// Whether the first year's number would not stand in the second's.
  private var roomForFirstYear: Bool {
    guard let january = months.firstIndex(where: { $0.month.month == 1 }) else { return true }
    return january == 0 || Double(january) * slot > 44
  }

  /// 1, 2 or 5 times a power of ten, so that at most `ticks` of it, and one more, cover what is to be shown.
  static func step(most: Double, ticks: Int) -> Double {
    guard most > 0, most.isFinite else { return 1 }
    var power = 1.0
    while power * 10 * Double(ticks) <= most { power *= 10 }
    for factor in [1.0, 2, 5, 10] where power * factor * Double(ticks) >= most { return power * factor }
    return power * 10
  }

  private func tooltip(_ month: MonthTotals) -> String {
    let parts = Self.stacked.filter { month.totals[$0] > 0 }
      .map { "\(words.name(of: $0)) \(words.number(month.totals[$0]))" }
    return words.name(of: month.month) + ": " + words.comments(month.totals.comments)
      + (parts.isEmpty ? "" : "; " + parts.joined(separator: ", "))
  }

  private var description: String {
    guard let first = months.first, let last = months.last else { return "" }
    let most = months.max { decided($0) < decided($1) } ?? first
    let range =
      months.count == 1
      ? words.name(of: first.month)
      : words(
        "С месяца «\(words.name(of: first.month))» по «\(words.name(of: last.month))»",
        "From \(words.name(of: first.month)) to \(words.name(of: last.month))")
    return range + ". "
      + words("Больше всего решений: ", "Most decisions: ") + tooltip(most) + ". "
      + words("Все числа — в таблице ниже.", "All numbers are in the table below.")
  }
}
