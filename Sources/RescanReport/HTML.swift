import Wording

/// HTML as it is written, from the first byte to the last.
///
/// There is no way to put a `String` into it as markup: elements and names of attributes are of closed enumerations,
/// classes and the style sheet are literals of this program (`StaticString`), links lead to anchors of the same page,
/// and whatever else comes in goes through `EscapedText`. What is opened is closed, since the content is a closure.
struct HTML: Sendable {
  /// UTF-8.
  private(set) var bytes: [UInt8] = []

  /// The elements that are used; none of them loads or runs anything.
  enum Tag: String {
    case html, head, title, body, header, nav, main, section, article, footer
    case h1, h2, h3, p, div, span, strong, small, bdi, mark, blockquote, a, ul, ol, li, dl, dt, dd, code, s, time
    case table, caption, thead, tbody, tfoot, tr, th, td, details, summary
    case svg, g, rect, line, text, desc
  }

  /// An attribute: a name that is known here, and a value that is escaped when it is written.
  struct Attribute {
    fileprivate enum Name: String {
      case lang, id, scope, open, dir, title, role, tabindex, datetime, colspan, x, y, width, height
      case x1, x2, y1, y2, viewBox, preserveAspectRatio
      case styleClass = "class"
      case link = "href"
      case anchor = "text-anchor"
      case label = "aria-label"
      case labelledBy = "aria-labelledby"
      case hidden = "aria-hidden"
    }

    fileprivate var name: Name
    fileprivate var value: String

    static func styled(_ name: StaticString) -> Attribute { Attribute(name: .styleClass, value: "\(name)") }
    static func id(_ anchor: Anchor) -> Attribute { Attribute(name: .id, value: anchor.text) }
    static func link(to anchor: Anchor) -> Attribute { Attribute(name: .link, value: "#" + anchor.text) }
    static func labelled(by anchor: Anchor) -> Attribute { Attribute(name: .labelledBy, value: anchor.text) }
    static func labelled(by first: Anchor, _ second: Anchor) -> Attribute {
      Attribute(name: .labelledBy, value: "\(first.text) \(second.text)")
    }
    static func label(_ text: String) -> Attribute { Attribute(name: .label, value: text) }
    static func language(_ language: Language) -> Attribute { Attribute(name: .lang, value: language.rawValue) }
    static func role(_ role: StaticString) -> Attribute { Attribute(name: .role, value: "\(role)") }
    static func columns(_ count: Int) -> Attribute { Attribute(name: .colspan, value: "\(count)") }
    static func moment(_ iso: String) -> Attribute { Attribute(name: .datetime, value: iso) }

    /// A header of a column or of a row.
    static let columnHeader = Attribute(name: .scope, value: "col")
    static let rowHeader = Attribute(name: .scope, value: "row")
    static let groupHeader = Attribute(name: .scope, value: "colgroup")
    /// Text whose direction follows from its first letter.
    static let ownDirection = Attribute(name: .dir, value: "auto")
    /// Of details: they are open at first.
    static let isOpen = Attribute(name: .open, value: "")
    /// Can be reached by the keyboard, to be scrolled.
    static let focusable = Attribute(name: .tabindex, value: "0")
    /// What others say already.
    static let decoration = Attribute(name: .hidden, value: "true")

    // Of SVG.
    static func x(_ value: Double) -> Attribute { Attribute(name: .x, value: decimal(value)) }
    static func y(_ value: Double) -> Attribute { Attribute(name: .y, value: decimal(value)) }
    static func width(_ value: Double) -> Attribute { Attribute(name: .width, value: decimal(value)) }
    static func height(_ value: Double) -> Attribute { Attribute(name: .height, value: decimal(value)) }
    static func x1(_ value: Double) -> Attribute { Attribute(name: .x1, value: decimal(value)) }
    static func x2(_ value: Double) -> Attribute { Attribute(name: .x2, value: decimal(value)) }
    static func y1(_ value: Double) -> Attribute { Attribute(name: .y1, value: decimal(value)) }
    static func y2(_ value: Double) -> Attribute { Attribute(name: .y2, value: decimal(value)) }
    static func viewBox(_ width: Double, _ height: Double) -> Attribute {
      Attribute(name: .viewBox, value: "0 0 \(decimal(width)) \(decimal(height))")
    }
    /// The picture is stretched in both directions.
    static let stretched = Attribute(name: .preserveAspectRatio, value: "none")
    static let anchoredAtMiddle = Attribute(name: .anchor, value: "middle")
    static let anchoredAtEnd = Attribute(name: .anchor, value: "end")

    /// A number with at most two places, as SVG reads it.
    private static func decimal(_ value: Double) -> String {
      guard value.isFinite, abs(value) < 1e9 else { return "0" }
      let hundredths = Int((value * 100).rounded())
      let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
      let fraction = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
      return (hundredths < 0 ? "-" : "") + "\(whole)\(fraction)"
    }
  }

  /// The beginning of a page: its kind, and a head that forbids everything but this one style sheet.
  mutating func head(title: String, style: StyleSheet) {
    literal("<head><meta charset=\"utf-8\">")
    literal("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '")
    literal(style.hash)
    literal("'; base-uri 'none'; form-action 'none'\">")
    literal("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
    literal("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"referrer\" content=\"no-referrer\">")
    // Names of people stand in a report, and numbers that spam tells to call.
    literal("<meta name=\"robots\" content=\"noindex\"><meta name=\"format-detection\" content=\"telephone=no\">")
    element(.title, text: title)
    literal("<style>")
    literal(style.text)
    literal("</style></head>\n")
  }

  /// `<!DOCTYPE html>`.
  mutating func documentType() { literal("<!DOCTYPE html>\n") }

  /// An element with what the closure puts into it.
  mutating func element(_ tag: Tag, _ attributes: Attribute..., content: (inout HTML) -> Void) {
    open(tag, attributes)
    content(&self)
    close(tag)
  }

  /// An element that holds a text, of one line.
  mutating func element(_ tag: Tag, _ attributes: Attribute..., text: String) {
    open(tag, attributes)
    self.text(text)
    close(tag)
  }

  /// An element without content.
  mutating func element(_ tag: Tag, _ attributes: Attribute...) {
    open(tag, attributes)
    close(tag)
  }

  /// A text of one line: line breaks in it are shown as signs.
  mutating func text(_ text: String) { EscapedText.append(text.unicodeScalars, to: &bytes, lineBreaks: .shown) }

  /// A text with its line breaks.
  mutating func lines(_ utf8: some Sequence<UInt8>) {
    EscapedText.append(String(decoding: Array(utf8), as: UTF8.self).unicodeScalars, to: &bytes, lineBreaks: .kept)
  }

  /// A line break in the source, for those who read it.
  mutating func sourceBreak() { literal("\n") }

  private mutating func open(_ tag: Tag, _ attributes: [Attribute]) {
    bytes.append(UInt8(ascii: "<"))
    bytes += tag.rawValue.utf8
    for attribute in attributes {
      bytes.append(UInt8(ascii: " "))
      bytes += attribute.name.rawValue.utf8
      literal("=\"")
      text(attribute.value)
      literal("\"")
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func close(_ tag: Tag) {
    literal("</")
    bytes += tag.rawValue.utf8
    literal(">")
  }

  private mutating func literal(_ text: StaticString) { text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) } }
}

/// A place in the page that is linked to.
struct Anchor: Sendable, Equatable {
  /// Letters, digits and `-`.
  let text: String

  /// A place that there is once.
  init(_ name: StaticString) { text = "\(name)" }

  /// One of several places.
  init(_ name: StaticString, _ number: Int) { text = "\(name)-\(number)" }
}

/// Styles of the page, with the hash by which its security policy knows them.
struct StyleSheet: Sendable {
  /// CSS.
  var text: StaticString
  /// `sha256-` and the SHA-256 of the text in Base64 (CSP level 2).
  var hash: StaticString
}
