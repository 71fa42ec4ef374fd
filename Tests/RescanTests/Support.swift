import Archives
import Foundation
import Rulebook
import Sito
import Synchronization

@testable import Rescan

/// A folder that is gone when the test is.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "sito-rescan-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func path(of name: String) -> String { "\(path)/\(name)" }
  func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(of: name))))
  }
  func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
  func lines(_ name: String) throws -> [String] {
    try text(name).split(whereSeparator: \.isNewline).map(String.init)
  }
  var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }
}

/// A small rulebook of the tests' own: «дурак» is certainly an insult, «осёл» probably, «сожгу» is a threat.
enum TestRules {
  static let ruleset = Result { try Ruleset(rulebook(deletes: "[insult]"), policy: "ours") }
  /// The same rules under a policy that deletes threats instead.
  static let stricter = Result { try Ruleset(rulebook(deletes: "[insult, threat]"), policy: "ours") }

  private static func rulebook(deletes: String) throws -> Rulebook {
    let lexicon = """
      @label insult
      id\tpattern\tmatch
      insult.fool\tдурак(а|и|)\tдурак
      @label threat
      threat.burn\tсожгу\tсожгу
      @label insult
      @tier probable
      insult.donkey\tосёл\tосёл
      """
    let policy = """
      id: ours
      act: {issuer: Администрация села, kind: постановление, date: 2024-05-06, number: "7"}
      platforms: [vk]
      summary: {ru: Убирают брань., en: Abuse goes.}
      clauses:
        - cite: п. 1
          summary: {ru: Удаляют брань., en: Abuse is deleted.}
          labels: \(deletes)
          actions: {delete: must, blacklist: may}
      """
    let (rulebook, diagnostics) = Rulebook.load([
      RulebookFile(path: "words.tsv", bytes: [UInt8](lexicon.utf8)),
      RulebookFile(path: "policies/ours.yaml", bytes: [UInt8](policy.utf8)),
    ])
    for diagnostic in diagnostics where diagnostic.severity == .error { throw diagnostic }
    return rulebook
  }
}

/// An archive in memory, with comments that its numbers make; it may break off.
struct TestArchive: Sendable {
  var name = "archive"
  var count: Int
  /// Every so many records there is one that cannot be read.
  var faultEvery: Int?
  /// Before this record the reader throws.
  var breaksAt: Int?
  var batchSize = 37
  /// How often it was opened.
  let opened = Counter()

  static func comment(_ number: Int) -> ArchivedComment {
    let texts = [
      "Когда починят дорогу на Садовой? Номер \(number)", "ты дурак, \(number)", "сожгу всё",
      "осёл \(number) \"в кавычках\"",
      "Спасибо, очень хорошо сделали площадку во дворе на улице Мира", "",
    ]
    var comment = ArchivedComment(id: "\(number)", text: [UInt8](texts[number % texts.count].utf8), idIsNumber: true)
    if number % 5 == 0 { comment.text += [0xFF] }
    if number % 3 == 0 {
      comment.author = "id\(number % 17)"
      comment.date = 1_700_000_000 + Int64(number) * 3600
      comment.page = "-12345"
      comment.platform = .vk
    }
    return comment
  }

  var input: RescanInput {
    RescanInput(name: name, size: count) { (position) throws(ArchiveError) in
      opened.add()
      return try Reader(self, from: position)
    }
  }

  private final class Reader: ArchiveReader {
    let archive: TestArchive
    var place: Int
    var name: String { archive.name }
    var totalBytes: Int? { archive.count }

    init(_ archive: TestArchive, from position: ArchivePosition?) throws(ArchiveError) {
      self.archive = archive
      guard let next = Int(position?.text ?? "0") else {
        throw .badPosition(archive: archive.name, reason: "no number")
      }
      place = next
    }

    func next() throws(ArchiveError) -> ArchiveBatch? {
      guard place < archive.count else { return nil }
      var items: [ArchiveItem] = []
      while place < archive.count, items.count < archive.batchSize {
        if place == archive.breaksAt {
          // What was read before it comes first, as with any archive.
          guard items.isEmpty else { break }
          throw .cannotRead(archive: name, reason: "the connection was lost")
        }
        place += 1
        if let every = archive.faultEvery, place % every == 0 {
          items.append(
            .fault(ArchiveFault(id: "\(place)", code: "bad_json", message: "no JSON", line: place, idIsNumber: true)))
        } else {
          items.append(.comment(TestArchive.comment(place)))
        }
      }
      return ArchiveBatch(items: items, position: ArchivePosition(text: "\(place)"), bytesRead: place)
    }
  }
}

final class Counter: Sendable {
  private let number = Atomic(0)
  func add() { number.add(1, ordering: .relaxed) }
  var value: Int { number.load(ordering: .relaxed) }
}

/// A run of archives into a folder.
func makeRun(
  _ archives: [TestArchive], into folder: TemporaryFolder, threads: Int = 2, options: String = "usual"
) throws -> RescanRun {
  var identity = RunIdentity()
  identity.add("options", options)
  var run = RescanRun(
    inputs: archives.map(\.input), identity: identity, ruleset: try TestRules.ruleset.get(), folder: folder.path)
  run.threads = threads
  return run
}

extension RescanRun {
  @discardableResult
  func run() throws -> Outcome { try run(progress: RescanProgress()) }

  /// The error that a run ends with; nil if there is none.
  func failure() -> RescanError? {
    do throws(RescanError) {
      _ = try run(progress: RescanProgress())
      return nil
    } catch {
      return error
    }
  }
}
