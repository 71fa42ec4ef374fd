/// What is asked of a measurement.
struct Target {
  enum Direction { case atLeast, atMost }

  var direction: Direction
  var bound: Double
  var unit: String
  var goal: Double?

  static func atLeast(_ bound: Double, goal: Double? = nil, unit: String = "×") -> Target {
    Target(direction: .atLeast, bound: bound, unit: unit, goal: goal)
  }

  static func atMost(_ bound: Double, unit: String = "×") -> Target {
    Target(direction: .atMost, bound: bound, unit: unit, goal: nil)
  }

  /// For the report: ≥ 1.5× (goal 4×).
  var description: String {
    let sign = direction == .atLeast ? "≥" : "≤"
    return "\(sign) \(Self.plain(bound))\(unit)" + (goal.map { ", goal \(Self.plain($0))" } ?? "")
  }

  /// Whether a value reaches it.
  func outcome(for value: Double) -> String {
    guard direction == .atLeast ? value >= bound : value <= bound else { return "missed" }
    if let goal { return value >= goal ? "goal reached" : "reached" }
    return "reached"
  }

  private static func plain(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : Format.fixed(value, decimals: 1)
  }
}

/// One line of the report.
struct Row {
  /// What was measured.
  var what: String
  /// The median, with its unit.
  var median = ""
  /// The least and the greatest of the rounds.
  var spread = ""
  /// What the target is about, where it is not the median: such as Moderator's speed against another's.
  var ratio = ""
  var target = ""
  /// reached, goal reached, missed, or open: it was not seen to be missed, but not all of it was done in time.
  var outcome = ""
  /// What was counted.
  var counted: String

  init(_ what: String, counted: String) {
    self.what = what
    self.counted = counted
  }

  init(_ what: String, _ samples: Samples, unit: String, counted: String) {
    self.init(what, counted: counted)
    median = "\(Format.number(samples.median)) \(unit)"
    if samples.values.count > 1 { spread = Self.range(samples) }
  }

  /// The line with a ratio of two measurements, and what is asked of it.
  func with(ratio: Samples, _ target: Target?) -> Row {
    var row = self
    row.ratio = "\(Format.number(ratio.median))×"
    if ratio.values.count > 1 { row.ratio += " (\(Self.range(ratio)))" }
    return target.map { row.judged(ratio.median, $0) } ?? row
  }

  /// The line with what is asked, held against a value.
  func judged(_ value: Double, _ target: Target) -> Row {
    var row = self
    row.target = target.description
    row.outcome = target.outcome(for: value)
    return row
  }

  /// The line of something that could not be measured, which is a miss.
  func missed(_ why: String, _ target: Target?) -> Row {
    var row = self
    row.median = why
    row.target = target?.description ?? ""
    row.outcome = target == nil ? "" : "missed"
    return row
  }

  private static func range(_ samples: Samples) -> String {
    "\(Format.number(samples.least))–\(Format.number(samples.greatest))"
  }

  fileprivate static let titles = ["", "median", "spread", "ratio (spread)", "target", "", "counted"]
  fileprivate var cells: [String] { [what, median, spread, ratio, target, outcome, counted] }
}

/// All that was measured, in sections; printed as it comes, and written down at the end.
final class Report {
  private var sections: [(title: String, note: String, rows: [Row])] = []
  /// Counts that differ, which make the run fail.
  private(set) var differences: [String] = []

  /// Adds a section and prints it.
  func add(_ title: String, note: String = "", _ rows: [Row]) {
    guard !rows.isEmpty else { return }
    sections.append((title, note, rows))
    print("\n\(title)")
    if !note.isEmpty { print(note) }
    let lines = [Row.titles] + rows.map(\.cells)
    let columns = Self.columns(of: rows).map { column in
      (column: column, width: lines.map { $0[column].count }.max() ?? 0)
    }
    for cells in lines {
      var line = " "
      for (column, width) in columns {
        line += " " + cells[column] + String(repeating: " ", count: width - cells[column].count + 1)
      }
      while line.last == " " { line.removeLast() }
      print(line)
    }
  }

  /// The columns in which something stands.
  private static func columns(of rows: [Row]) -> [Int] {
    Row.titles.indices.filter { column in rows.contains { !$0.cells[column].isEmpty } }
  }

  /// Takes note of counts that should be equal.
  func expect<Value: Equatable>(_ left: Value, _ right: Value, _ what: String) {
    if left != right { differences.append("\(what): \(left) and \(right)") }
  }

  /// Takes note of something that went wrong.
  func fail(_ what: String) { differences.append(what) }

  /// One line: how many targets there are, and how many are reached.
  var summary: String {
    let judged = sections.flatMap(\.rows).filter { !$0.target.isEmpty }
    let missed = judged.count { $0.outcome == "missed" }
    let open = judged.count { $0.outcome == "open" }
    return "\(judged.count) targets: \(judged.count - missed - open) reached, \(missed) missed, \(open) open"
  }

  /// The report as Markdown.
  func markdown(_ heading: [String]) -> String {
    var text = heading.joined(separator: "\n") + "\n"
    for section in sections {
      text += "\n## \(section.title)\n\n"
      if !section.note.isEmpty { text += section.note + "\n\n" }
      let used = Self.columns(of: section.rows)
      text += "| " + used.map { Row.titles[$0] }.joined(separator: " | ") + " |\n"
      text += "|" + String(repeating: " --- |", count: used.count) + "\n"
      for row in section.rows { text += "| " + used.map { row.cells[$0] }.joined(separator: " | ") + " |\n" }
    }
    text += "\n" + summary + ".\n"
    for difference in differences { text += "\nCounts differ: \(difference)\n" }
    return text
  }
}
