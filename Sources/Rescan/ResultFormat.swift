package import RescanAnalysis
package import Wording

/// How verdicts are written.
package enum VerdictFormat: String, Sendable, CaseIterable { case jsonl, csv, sqlite }

/// What a re-scan leaves behind, and how it is written.
package struct ResultFormat: Sendable {
  /// The form of the verdicts; the authors come as CSV with CSV, else as JSON Lines.
  package var verdicts = VerdictFormat.jsonl
  /// Whether the verdicts are compressed by Zstandard.
  package var isCompressed = false
  /// The language of the report.
  package var language = Language.ru
  /// By which the report shows dates and counts months.
  package var utcOffset = TimeZoneOffset.moscow
  /// How many decisions may change, as the report shows it.
  package var changeLimit: ChangeLimit?
  /// The program's version, as the report shows it.
  package var version = ""

  /// Everything as usual.
  package init() {}

  /// The name of the file with the verdicts.
  var verdictsName: String { "verdicts.\(verdicts.rawValue)" + (isCompressed ? ".zst" : "") }
  /// The names of everything else that there may be.
  static let reportName = "report.html"
  static let floodsName = "floods.jsonl"
  package static let changesName = "changes.jsonl"
  var authorsName: String { verdicts == .csv ? "authors.csv" : "authors.jsonl" }

  /// The names of everything that a run may write in this form, but for the record.
  var names: [String] { [Self.reportName, verdictsName, authorsName, Self.floodsName, Self.changesName] }

  /// The names of everything that a run may write in any form.
  static var allNames: Set<String> {
    var names: Set<String> = [RunRecord.fileName]
    for verdicts in VerdictFormat.allCases {
      for isCompressed in [false, true] {
        var format = ResultFormat()
        (format.verdicts, format.isCompressed) = (verdicts, isCompressed)
        names.formUnion(format.names)
      }
    }
    return names
  }
}

/// What decisions are compared with.
package enum RescanComparison: Sendable {
  /// Other rules or another policy, which judge the same comments; `name` is what they are called.
  case rules(OtherRules, name: String)
  /// What an earlier run has written: its folder, or its file with the verdicts.
  case earlier(path: String)

  /// What judges besides.
  var other: OtherRules? {
    if case .rules(let other, _) = self { other } else { nil }
  }
}
