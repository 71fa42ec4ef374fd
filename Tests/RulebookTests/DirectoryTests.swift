import Foundation
import Rulebook
import Testing

struct DirectoryTests {
  /// Calls `body` with a new folder that holds files of the given contents, and removes it.
  private func withFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "sito-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    for (path, text) in files {
      let place = folder.appending(path: path)
      try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: place)
    }
    try body(folder)
  }

  @Test func readsFoldersInFolders() throws {
    let lexicon = "@class you\nid\tpattern\n"
    let files = [
      "b.tsv": lexicon + "you.b\tб", "a/c.tsv": lexicon + "you.c\tв",
      "a/d/e.yaml": "- {id: you.e, class: you, regex: а}",
      "README.md": "[", ".hidden/x.yaml": "[", "a/.x.tsv": "x", "rules.yml": "[",
    ]
    try withFolder(files) { folder in
      let (rulebook, diagnostics) = try Rulebook.load(directory: folder.path)
      #expect(rulebook.entries.map(\.location.file) == ["a/c.tsv", "b.tsv"])
      #expect(rulebook.regexRules.map(\.location.file) == ["a/d/e.yaml"])
      #expect(diagnostics.map(\.location.file) == ["rules.yml"])
    }
  }

  @Test func anEmptyFolderIsAnEmptyRulebook() throws {
    try withFolder([:]) { folder in
      let (rulebook, diagnostics) = try Rulebook.load(directory: folder.path)
      #expect(rulebook.entries.isEmpty)
      #expect(diagnostics == [])
    }
  }

  @Test func whatIsNoFolderIsAnError() throws {
    try withFolder(["file.tsv": ""]) { folder in
      for name in ["file.tsv", "missing"] {
        let path = folder.appending(path: name).path
        #expect(throws: RulebookError.notADirectory(path: path)) { try Rulebook.load(directory: path) }
      }
    }
  }

  @Test func aLinkToNothingIsAnErrorWithItsReason() throws {
    try withFolder([:]) { folder in
      let link = folder.appending(path: "x.tsv")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder.appending(path: "gone"))
      let error = RulebookError.unreadable(path: link.path, reason: "No such file or directory")
      #expect(throws: error) { try Rulebook.load(directory: folder.path) }
    }
  }

  @Test func linksInACircleEnd() throws {
    try withFolder(["a/b.tsv": ""]) { folder in
      let link = folder.appending(path: "a/c")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: folder.appending(path: "a"))
      #expect(throws: RulebookError.self) { try Rulebook.load(directory: folder.path) }
    }
  }
}
