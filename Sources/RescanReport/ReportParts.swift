import Rulebook
import Wording

/// Small parts that sections share.
extension ReportPage {
  /// A bar of one or more parts beside each other, `whole` being its full width. The numbers stand beside it, so it is
  /// decoration to those who do not see it.
  func bar(_ parts: [(count: Int, style: StaticString)], of whole: Int, to html: inout HTML) {
    html.element(.svg, .styled("bar"), .viewBox(100, 8), .stretched, .decoration) { html in
      html.element(.rect, .styled("track"), .x(0), .y(0), .width(100), .height(8))
      var x = 0.0
      for part in parts where part.count > 0 && whole > 0 {
        let width = min(Double(part.count) / Double(whole) * 100, 100 - x)
        html.element(.rect, .styled(part.style), .x(x), .y(0), .width(max(width, min(0.4, 100 - x))), .height(8))
        x = min(x + width, 100)
      }
    }
  }

  /// What colours stand for.
  func legend(_ entries: [(name: String, style: StaticString)], to html: inout HTML) {
    html.element(.ul, .styled("legend")) { html in
      for entry in entries {
        html.element(.li) { html in
          html.element(.svg, .styled("swatch"), .viewBox(10, 10), .decoration) { html in
            html.element(.rect, .styled(entry.style), .x(0), .y(0), .width(10), .height(10))
          }
          html.text(entry.name)
        }
      }
    }
  }

  /// The first of many things, and the others folded up; all of them where few would be left.
  func folded<Element>(
    _ elements: [Element], first: Int, to html: inout HTML, write: (ArraySlice<Element>, inout HTML) -> Void
  ) {
    guard elements.count > first + first / 4 else { return write(elements[...], &html) }
    write(elements[..<first], &html)
    html.element(.details, .styled("rest")) { html in
      html.element(.summary, text: words("Ещё ", "Show ") + words.number(elements.count - first) + words("", " more"))
      write(elements[first...], &html)
    }
  }

  /// A column of a table.
  struct Column {
    let title: String
    var isNumber = false

    static func text(_ title: String) -> Column { Column(title: title) }
    static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  /// A table with a caption for those who do not see where it stands. A wide one scrolls within its own box, which the
  /// keyboard reaches; others do only if a name or number is out of all measure.
  func table(
    _ caption: String, _ columns: [Column], isWide: Bool = false, to html: inout HTML, rows: (inout HTML) -> Void
  ) {
    func write(to html: inout HTML) {
      html.element(.table) { html in
        html.element(.caption, text: caption)
        html.element(.thead) { html in
          html.element(.tr) { html in
            for column in columns {
              if column.isNumber {
                html.element(.th, .columnHeader, .styled("number"), text: column.title)
              } else {
                html.element(.th, .columnHeader, text: column.title)
              }
            }
          }
        }
        rows(&html)
      }
    }
    if isWide {
      html.element(.div, .styled("scroll"), .role("region"), .label(caption), .focusable, content: write(to:))
    } else {
      html.element(.div, .styled("fit"), content: write(to:))
    }
  }

  /// A cell with a number.
  func cell(_ value: Int, to html: inout HTML) {
    html.element(.td, .styled(value == 0 ? "number zero" : "number"), text: words.number(value))
  }

  /// A cell with a share, or whatever else stands at the right.
  func cell(_ text: String, to html: inout HTML) { html.element(.td, .styled("number"), text: text) }

  /// A name out of an archive: isolated, since it may be written from right to left, and not too long.
  func name(_ name: String, to html: inout HTML) { html.element(.bdi, text: Self.shortened(name, to: 120)) }

  /// At most so many characters of a text.
  static func shortened(_ text: String, to most: Int) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: most, limitedBy: scalars.endIndex),
      end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
  }

  /// What becomes of a comment, each action a word in its colour.
  func badges(_ decision: DecisionKind, orders: [Policy.Order] = [], to html: inout HTML) {
    html.element(.span, .styled("badges")) { html in
      for action in decision.actions {
        let forces = orders.filter { $0.action == action }.map(\.force)
        let text =
          !forces.isEmpty && !forces.contains(.must)
          ? words.name(of: Policy.Order(action, .may)) : words.name(of: action.outcome)
        html.element(.span, .styled(action.outcome.badgeStyle), text: text)
      }
      if decision.review {
        html.element(.span, .styled(Outcome.review.badgeStyle), text: words.name(of: Outcome.review))
      }
      if decision.actions.isEmpty, !decision.review {
        html.element(.span, .styled(Outcome.stays.badgeStyle), text: words.name(of: Outcome.stays))
      }
    }
  }

  /// A comment's text, with the words that were found marked.
  func quote(_ text: [UInt8], marks: [(span: Range<Int>, label: Label?)], to html: inout HTML) {
    html.element(.blockquote, .language(.ru), .ownDirection) { html in
      for piece in Excerpt(of: text, marks: marks).pieces {
        switch piece {
        case .plain(let range): html.lines(text[range])
        case .marked(let range, let label):
          html.element(.mark, .styled(label?.markStyle ?? "m-none")) { $0.lines(text[range]) }
        case .gap: html.element(.span, .styled("gap"), text: " […] ")
        }
      }
    }
  }

  /// A moment, machine-readable too.
  func moment(_ seconds: Int64, to html: inout HTML) {
    html.element(.time, .moment(words.machineMoment(seconds)), text: words.moment(seconds))
  }

  /// «Показаны первые 20 из 312.», or nothing where all are shown.
  func shown(_ count: Int, of all: Int) -> String {
    count < all
      ? words(
        "Показано \(words.number(count)) из\u{A0}\(words.number(all)).",
        "\(words.number(count)) of \(words.number(all)) are shown.") : ""
  }
}
