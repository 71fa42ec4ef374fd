import EmbeddedRulebook
import Foundation
import Rulebook
import Testing

struct EmbeddedRulebookTests {
  /// lexicons/ of this checkout.
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
    path: "../../lexicons")

  private static func filesOnDisk() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".tsv") || $0.hasSuffix(".yaml") }
      .sorted()
  }

  @Test func everyFileIsEmbedded() throws {
    let missing = Set(try Self.filesOnDisk()).symmetricDifference(EmbeddedRulebook.files.map(\.path))
    #expect(missing == [], "a file came or went since the package was last planned; touch Package.swift")
    #expect(EmbeddedRulebook.files.count == Set(EmbeddedRulebook.files.map(\.path)).count)
  }

  @Test func everyFileIsEqual() throws {
    for file in EmbeddedRulebook.files {
      let bytes = try Array(Data(contentsOf: Self.folder.appending(path: file.path)))
      #expect(file.bytes == bytes, "\(file.path)")
    }
  }

  @Test func theFolderReadsAsTheEmbeddedFilesDo() throws {
    let (fromFolder, _) = try Rulebook.load(directory: Self.folder.path)
    #expect(fromFolder == Rulebook.load(EmbeddedRulebook.files).rulebook)
    #expect(fromFolder.digest.utf8.count == 64)
    #expect(fromFolder.digest == EmbeddedRulebook.digest)
  }

  @Test func nothingIsWrongWithIt() {
    let errors = Rulebook.load(EmbeddedRulebook.files).diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.description) == [])
  }
}
