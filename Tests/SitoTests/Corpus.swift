import Foundation
import Sito

/// The comments of a folder of corpus/ with the labels that a careful moderator gives them.
struct Corpus {
  /// One comment.
  struct Case: Decodable, Sendable {
    var id: String
    var kind: String
    var text: String
    var labels: [Label]
    /// Labels that are neither required nor wrong.
    var may: [Label]?
    var target: Target?
    var object: ThreatObject?

    /// The file it stands in, without the ending.
    var file: String { String(id.prefix { $0 != "." }) }

    /// What is wrong with the labels that were found, such as «-insult +spam»; empty if nothing is.
    func difference(from found: Set<Label>) -> String {
      let missing = Set(labels).subtracting(found).sorted().map { "-\($0.rawValue)" }
      let extra = found.subtracting(labels).subtracting(may ?? []).sorted().map { "+\($0.rawValue)" }
      return (missing + extra).joined(separator: " ")
    }
  }

  /// The root of the project.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The cases that rules are held against, in the order of the files' names.
  static let cases = read("cases")
  /// Those that nobody who writes rules has seen.
  static let exam = read("exam")

  private static func read(_ name: String) -> [Case] {
    do {
      let folder = root.appending(path: "corpus/\(name)")
      let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "jsonl" }
        .sorted { $0.lastPathComponent < $1.lastPathComponent }
      return try files.flatMap { file in
        try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
          try JSONDecoder().decode(Case.self, from: Data($0))
        }
      }
    } catch {
      fatalError("corpus/\(name) cannot be read: \(error)")
    }
  }

  /// The cases that the rules do not get right yet: id to difference.
  static func knownGaps() throws -> [String: String] {
    let text = try String(contentsOf: root.appending(path: "corpus/known-gaps.tsv"), encoding: .utf8)
    var gaps: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix(";") {
      let cells = line.split(separator: "\t", maxSplits: 1).map(String.init)
      if cells.count == 2 { gaps[cells[0]] = cells[1] }
    }
    return gaps
  }
}

extension Label: Decodable {}
extension Target: Decodable {}
extension ThreatObject: Decodable {}

/// The built-in rules, compiled once for all tests.
enum BuiltIn {
  private static let result = Result { () throws(RulesetError) in try Ruleset.embedded() }

  static var ruleset: Ruleset { get throws { try result.get() } }
}
