import Testing

/// What must hold of every report, whatever is in it.
enum PageRules {
  private static let allowed: Set<String> = [
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article", "footer", "h1",
    "h2", "h3", "p", "div", "span", "strong", "small", "bdi", "mark", "blockquote", "a", "ul", "ol", "li", "dl", "dt",
    "dd", "code", "s", "time", "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary", "svg", "g",
    "rect", "line", "text", "desc",
  ]
  private static let allowedAttributes: Set<String> = [
    "lang", "id", "class", "href", "scope", "open", "dir", "role", "tabindex", "datetime", "colspan", "x", "y", "width",
    "height", "x1", "x2", "y1", "y2", "viewBox", "preserveAspectRatio", "text-anchor", "aria-label", "aria-labelledby",
    "aria-hidden", "charset", "http-equiv", "content", "name",
  ]
  /// Elements that a browser closes a paragraph for.
  private static let blocks: Set<String> = [
    "p", "div", "ul", "ol", "dl", "table", "section", "article", "header", "footer", "nav", "main", "blockquote", "h1",
    "h2", "h3", "details",
  ]
  private static let parents: [String: Set<String>] = [
    "li": ["ul", "ol"], "tr": ["thead", "tbody"], "th": ["tr"], "td": ["tr"], "thead": ["table"], "tbody": ["table"],
    "caption": ["table"], "summary": ["details"], "dt": ["div"], "dd": ["div"], "rect": ["svg", "g"], "g": ["svg"],
    "text": ["svg"], "line": ["svg"], "desc": ["svg"], "title": ["head", "svg", "g"],
  ]

  /// Reads a page and checks it.
  @discardableResult
  static func check(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws -> HTMLTree {
    let page = try HTMLParser.parse(bytes)
    #expect(faults(in: page, parent: "") == [], sourceLocation: sourceLocation)

    let ids = page.all.compactMap { $0["id"] }
    #expect(Set(ids).count == ids.count, "an id twice", sourceLocation: sourceLocation)
    for link in page.every("a") {
      let target = link["href"] ?? ""
      #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), sourceLocation: sourceLocation)
    }
    for labels in page.all.compactMap({ $0["aria-labelledby"] }) {
      #expect(labels.split(separator: " ").allSatisfy { ids.contains(String($0)) }, sourceLocation: sourceLocation)
    }
    #expect(page.every("h1").count == 1 && page.every("main").count == 1, sourceLocation: sourceLocation)
    #expect(["ru", "en"].contains(page["lang"]), sourceLocation: sourceLocation)
    let levels = page.all.compactMap { $0.name.first == "h" ? $0.name.dropFirst().first?.wholeNumberValue : nil }
    #expect(
      zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "a level left out", sourceLocation: sourceLocation)
    for table in page.every("table") {
      #expect(table.elements.first?.name == "caption", sourceLocation: sourceLocation)
      #expect(table.every("th").allSatisfy { $0["scope"] != nil }, sourceLocation: sourceLocation)
      #expect(Set(table.every("tr").map(columns)).count == 1, "rows of other lengths", sourceLocation: sourceLocation)
    }
    for picture in page.every("svg") where picture["aria-hidden"] != "true" {
      #expect(picture["role"] == "img" && picture["aria-labelledby"] != nil, sourceLocation: sourceLocation)
      #expect(picture.elements.prefix(2).map(\.name) == ["title", "desc"], sourceLocation: sourceLocation)
    }
    let policy = page.first("meta", equivalent: "Content-Security-Policy")?["content"] ?? ""
    #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"), sourceLocation: sourceLocation)
    return page
  }

  private static func columns(_ row: HTMLTree) -> Int {
    row.elements.reduce(0) { $0 + ($1["colspan"].flatMap(Int.init) ?? 1) }
  }

  /// Elements and attributes that should not be there, or not there.
  private static func faults(in element: HTMLTree, parent: String) -> [String] {
    var faults = element.elements.flatMap { self.faults(in: $0, parent: element.name) }
    if !allowed.contains(element.name) { faults.append("<\(element.name)>") }
    if let parents = parents[element.name], !parents.contains(parent) {
      faults.append("<\(element.name)> in <\(parent)>")
    }
    if element.name == "p", element.all.dropFirst().contains(where: { blocks.contains($0.name) }) {
      faults.append("a paragraph that a browser ends early")
    }
    for attribute in element.attributes where !allowedAttributes.contains(attribute.name) {
      faults.append("\(attribute)")
    }
    return faults
  }
}

extension HTMLTree {
  fileprivate func first(_ name: String, equivalent: String) -> HTMLTree? {
    all.first { $0.name == name && $0["http-equiv"] == equivalent }
  }
}
