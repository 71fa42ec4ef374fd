import Foundation
import Rulebook
import Testing
import Wording

@testable import RescanReport

/// The report in a browser. `SITO_REPORT_PICTURES=folder` keeps the page, its pictures and what is printed, to be looked at.
@Suite(
  .serialized,
  .enabled(
    if: Chromium.path != nil, "There is no Chromium here; the report is checked in it after: apt-get install chromium"))
struct ChromiumTests {
  /// What a browser makes of the page is the tree that we meant, element for element and letter for letter.
  @Test(arguments: Language.allCases) func browserReadsWhatWasMeant(language: Language) throws {
    var summary = DemoSummary.full()
    summary.samples[0].text = Array(
      "</blockquote><script>document.title = 'x'</script><img src=x onerror=alert(1)>".utf8)
    summary.samples[0].author = "\"><b onmouseover='x'>&lt;"
    summary.pages.first[0].name = "<!-- </style></title> ]]> \u{202E}"
    let bytes = ReportHTML(language).render(summary)
    let folder = try Chromium.Folder()
    let outcome = try Chromium.run(["--dump-dom"], page: try folder.write(bytes, to: "report.html"), in: folder)
    #expect(outcome.status == 0)
    let seen = try HTMLParser.parse(outcome.output, .serialized)
    let meant = try HTMLParser.parse(bytes)
    #expect(seen.joined == meant.joined)
  }

  /// Loads the page into frames as wide as phones and desks are, and measures there.
  @Test(arguments: Language.allCases, [false, true]) func fitsEveryWidth(language: Language, dark: Bool)
    throws
  {
    let folder = try Chromium.Folder()
    _ = try folder.write(ReportHTML(language).render(Self.wideSummary), to: "report.html")
    let page = try folder.write(Self.measuring.utf8, to: "measure.html")
    // The page that measures may look into frames of files; the report itself has no script that could.
    let outcome = try Chromium.run(
      ["--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=20000", "--window-size=1300,900"]
        + (dark ? ["--blink-settings=preferredColorScheme=0"] : []), page: page, in: folder)
    #expect(outcome.status == 0)
    let text = String(decoding: outcome.output, as: UTF8.self)
    let report = try #require(text.firstMatch(of: #/<pre id="out">([^<]*)<\/pre>/#)?.1)
    let lines = report.split(separator: "\n").map(String.init)
    #expect(lines.first == "ground \(dark ? "rgb(21, 24, 28)" : "rgb(255, 255, 255)")")
    #expect(lines.filter { $0.hasPrefix("measured ") }.count == 4)
    #expect(lines.filter { !$0.hasPrefix("measured ") && !$0.hasPrefix("ground ") } == [])
    #expect(console(of: outcome) == [])
  }

  /// Pictures at the widths of a phone and a desk, and the pages that are printed.
  @Test func pictures() throws {
    let folder = try Chromium.Folder()
    let page = try folder.write(ReportHTML(.ru).render(DemoSummary.full()), to: "report.html")
    let kept = ProcessInfo.processInfo.environment["SITO_REPORT_PICTURES"].map { URL(fileURLWithPath: $0) }
    for width in [360, 1200] {
      // A window is never as narrow as a phone; a frame can be.
      let frame = try folder.write(
        "<!DOCTYPE html><body style=margin:0><iframe src=report.html style='border:0;width:\(width)px;height:3000px'>"
          .utf8,
        to: "frame.html")
      let picture = folder.url.appending(path: "report-\(width).png")
      let outcome = try Chromium.run(
        ["--screenshot=\(picture.path)", "--window-size=\(max(width, 500)),3000"], page: frame, in: folder)
      #expect(outcome.status == 0 && console(of: outcome) == [])
      let bytes = Array(try Data(contentsOf: picture))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]))
      #expect(bytes.count > 60_000, "a picture with nothing on it takes less")
    }
    let printed = folder.url.appending(path: "report.pdf")
    let outcome = try Chromium.run(
      ["--print-to-pdf=\(printed.path)", "--no-pdf-header-footer"], page: page, in: folder)
    #expect(outcome.status == 0 && console(of: outcome) == [])
    let pages = try pages(of: printed)
    #expect((6...16).contains(pages), "\(pages) pages")
    if let kept {
      try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
      for name in ["report.html", "report-360.png", "report-1200.png", "report.pdf"] {
        let place = kept.appending(path: name)
        try? FileManager.default.removeItem(at: place)
        try FileManager.default.copyItem(at: folder.url.appending(path: name), to: place)
      }
    }
  }

  /// What is folded up on the screen is printed all the same, but of the months only those that are open.
  @Test func foldedPartsArePrinted() throws {
    var summary = DemoSummary.full()
    summary.samples = (0..<12).flatMap { _ in summary.samples }
    summary.reviews = (0..<12).flatMap { _ in summary.reviews }
    let folded = String(decoding: ReportHTML(.ru).render(summary), as: UTF8.self)
    // Evidence and samples, but no sheets of months.
    let open = folded.replacing("<details>", with: "<details open=\"\">")
      .replacing("<details class=\"rest\">", with: "<details class=\"rest\" open=\"\">")
      .replacing("<details class=\"proposal\">", with: "<details class=\"proposal\" open=\"\">")
    let months = folded.replacing("<details class=\"sheet\">", with: "<details class=\"sheet\" open=\"\">")
    #expect(open != folded && months != folded)
    let counts = try [folded, open, months].map { page in
      let folder = try Chromium.Folder()
      let printed = folder.url.appending(path: "report.pdf")
      let outcome = try Chromium.run(
        ["--print-to-pdf=\(printed.path)", "--no-pdf-header-footer"],
        page: try folder.write(page.utf8, to: "report.html"), in: folder)
      #expect(outcome.status == 0)
      return try pages(of: printed)
    }
    #expect(counts[0] == counts[1] && counts[2] == counts[0] + 11, "\(counts)")
    #expect(counts[0] > 16)
  }

  private func pages(of printed: URL) throws -> Int {
    let pdf = String(decoding: try Data(contentsOf: printed), as: UTF8.self)
    #expect(pdf.hasPrefix("%PDF-"))
    return pdf.matches(of: #//Type\s*/Page\b(?!s)/#).count
  }

  /// What pages said on the console: errors, and whatever the security policy refused.
  private func console(of outcome: Chromium.Outcome) -> [String] {
    outcome.messages.split(separator: "\n").map(String.init).filter { $0.contains(":CONSOLE") }
  }

  /// The demonstration with what is hard to fit.
  private static var wideSummary: RescanSummary {
    var summary = DemoSummary.full()
    let long = String(repeating: "нескончаемоеслово", count: 30)
    summary.samples[0].text = Array(long.utf8)
    summary.samples[0].findings[0].spans = [0..<400]
    summary.reviews[0].text = Array(String(repeating: "а\u{301}\u{302}", count: 300).utf8) + Array("\n\n\n".utf8)
    summary.pages.first[0].name = long
    summary.authors.first[0].name = String(repeating: "w", count: 200)
    summary.rules[0].id = String(repeating: "rule-", count: 60)
    summary.clauses[0].cite = "прил. 12, разд. IV, п. 14.3.2, абз. 5 в редакции от 12.12.2024"
    summary.inputs[0].name = "/" + String(repeating: "folder/", count: 40) + "wall.jsonl"
    summary.policy.act?.issuer = long
    summary.ruleset = String(repeating: "0123456789abcdef", count: 8)
    summary.totals = DecisionTotals(
      comments: 1_234_567_890, outcomes: [.delete: 123_456_789], blacklist: 123_456_789, noReply: 123_456_789,
      review: 123_456_789)
    summary.months[0].totals = summary.totals
    return summary
  }

  /// Looks into the report at four widths, and writes down what is wrong there.
  private static let measuring = """
    <!DOCTYPE html><meta charset="utf-8"><pre id="out"></pre><script>
    const out = []
    function measure(width) {
      return new Promise(done => {
        const frame = document.createElement('iframe')
        frame.style = `border:0;width:${width}px;height:800px`
        frame.onload = () => { look(frame, width); done() }
        frame.src = 'report.html'
        document.body.append(frame)
      })
    }
    function look(frame, width) {
      const page = frame.contentDocument, view = frame.contentWindow, root = page.documentElement
      for (const details of page.querySelectorAll('details')) details.open = true
      if (out.length == 0) out.push('ground ' + view.getComputedStyle(page.body).backgroundColor)
      if (root.scrollWidth > width) out.push(`${width}: the page is ${root.scrollWidth} wide`)
      for (const element of page.body.querySelectorAll('*')) {
        const box = element.getBoundingClientRect()
        const inside = element.closest('.scroll') || element.closest('svg') || element.closest('caption')
        if (!inside && (box.right > width + 0.5 || box.left < -0.5))
          out.push(`${width}: ${element.tagName}.${element.className} reaches from ${box.left} to ${box.right}`)
        if (element.matches('.figure .value') && element.scrollWidth > element.clientWidth + 1)
          out.push(`${width}: a figure is cut`)
      }
      const size = parseFloat(view.getComputedStyle(page.querySelector('.note')).fontSize)
      if (size < 12) out.push(`${width}: text of ${size} px`)
      const charts = [...page.querySelectorAll('svg.chart')].filter(chart => chart.getBoundingClientRect().width > 0)
      if (charts.length != 1) out.push(`${width}: ${charts.length} charts`)
      const scale = charts[0].getBoundingClientRect().width / charts[0].viewBox.baseVal.width
      if (scale * 12 < 9) out.push(`${width}: letters of the chart have ${scale * 12} px`)
      const loaded = view.performance.getEntriesByType('resource')
      if (loaded.length > 0) out.push(`${width}: loads ${loaded.map(entry => entry.name)}`)
      out.push(`measured ${width}`)
    }
    (async () => {
      try { for (const width of [320, 360, 800, 1200]) await measure(width) } catch (error) { out.push(String(error)) }
      document.getElementById('out').textContent = out.join('\\n')
    })()
    </script>
    """
}

extension HTMLTree {
  /// The same with texts beside each other joined, and blanks between blocks left out, as a browser's tree has them.
  fileprivate var joined: HTMLTree {
    var tree = HTMLTree(name: name, attributes: attributes)
    for child in children {
      switch child {
      case .element(let element): tree.children.append(.element(element.joined))
      case .text(let text):
        if case .text(let before) = tree.children.last {
          tree.children[tree.children.count - 1] = .text(before + text)
        } else if !text.allSatisfy({ $0 == "\n" }) {
          tree.children.append(.text(text))
        }
      }
    }
    return tree
  }
}
