import Foundation
import Testing

@testable import Archives

/// A reader goes on where another one was, and sees whether the file is still the same.
@Suite struct GoingOnTests {
  private static func document(_ form: ArchiveForm, _ random: inout Random) -> Document {
    switch form {
    case .telegram: Made.telegram(&random)
    case .vk, .ok: Made.answers(vk: form == .vk, &random)
    default: Lines.document(form, &random)
    }
  }

  @Test(arguments: ArchiveForm.allCases, [["gzip", "-c"], ["zstd", "-c", "-q"]])
  func compressed(_ form: ArchiveForm, _ command: [String]) throws {
    var random = Random(61)
    for _ in 0..<4 {
      let document = Self.document(form, &random)
      let file = try TemporaryFile(tool(command, Array(document.text.utf8)))
      let options = ArchiveOptions(form == .nul ? .nul : random.oneOf([nil, form]))
      if form == .lines || form == .nul || !document.items.isEmpty {
        #expect(try read(file, options, ArchivePieces()) == Reading(items: document.items))
      }
      #expect(try readAgainAndAgain(file, options, &random) == read(file, options, ArchivePieces()))
    }
  }

  /// What stands before the place where compressed data breaks off is read, by every way.
  @Test(arguments: [ArchiveForm.telegram, .vk, .lines, .jsonl]) func brokenCompression(_ form: ArchiveForm) throws {
    var random = Random(62)
    for _ in 0..<4 {
      var text = Self.document(form, &random).text
      while text.utf8.count < 3000 { text = Self.document(form, &random).text + text }
      let bytes = try tool(["gzip", "-1", "-c"], Array(text.utf8))
      let file = try TemporaryFile(bytes.dropLast(bytes.count / 4))
      let options = ArchiveOptions(form)
      let whole = try read(file, options, ArchivePieces())
      #expect(whole.error?.description.contains("breaks off") == true)
      #expect(try readAgainAndAgain(file, options, &random) == whole)
    }
  }

  private func firstPosition(_ file: TemporaryFile, _ options: ArchiveOptions) throws -> ArchivePosition {
    var pieces = ArchivePieces()
    pieces.records = 3
    pieces.batchBytes = 100
    let reader = try FileArchive.open(path: file.path, options: options, from: nil, pieces: pieces)
    return try #require(try reader.next()).position
  }

  @Test(arguments: [ArchiveForm.lines, .jsonl, .csv, .vk]) func changed(_ form: ArchiveForm) throws {
    var random = Random(63)
    let document = Self.document(form, &random)
    let bytes = Array(document.text.utf8)
    let file = try TemporaryFile(bytes)
    let options = ArchiveOptions(form)
    let position = try firstPosition(file, options)
    func goOn() throws { _ = try FileArchive.open(path: file.path, options: options, from: position) }

    // The same content, written later.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 5000)], ofItemAtPath: file.path)
    try goOn()
    // Shorter, longer.
    for other in [Array(bytes.dropLast()), bytes + [0x0A]] {
      try file.write(other)
      #expect { try goOn() } throws: { "\($0)".contains("changed since it was begun: it has \(other.count) bytes") }
    }
    // As long, but different before the place.
    var other = bytes
    let changed = form == .vk ? 3 : other.count / 100 + 1
    other[changed] = other[changed] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
    try file.write(other)
    #expect { try goOn() } throws: {
      guard case ArchiveError.changed = $0 else { return form == .csv }  // its header may have changed
      return true
    }
  }

  @Test func badPositions() throws {
    let file = try TemporaryFile("раз\nдва\n".utf8)
    let position = try firstPosition(file, ArchiveOptions(.lines))
    for text in [
      "", "{}", "[]", "{\"v\":1}", String(position.text.dropLast(9)), position.text.replacing("lines", with: "x"),
    ] {
      #expect { try FileArchive.open(path: file.path, from: ArchivePosition(text: text)) } throws: {
        guard case ArchiveError.badPosition = $0 else { return false }
        return true
      }
    }
    #expect(throws: ArchiveError.self) {
      try FileArchive.open(path: file.path, options: ArchiveOptions(.vk), from: position)
    }
  }

  /// A pipe is read again up to the place.
  @Test func pipe() throws {
    let text = (1...50).map { "строка \($0)" }.joined(separator: "\n")
    let file = try TemporaryFile(text.utf8)
    let position = try firstPosition(file, ArchiveOptions(.lines))
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try pipe.fileHandleForWriting.close()
    let reader = try FileArchive.open(
      path: "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)", options: ArchiveOptions(.lines), from: position)
    let items = try #require(try reader.next()).items
    #expect(items.count == 47)
    #expect(items.first == .comment(ArchivedComment(id: "4", text: Array("строка 4".utf8), idIsNumber: true)))
  }

  @Test func progress() throws {
    let file = try TemporaryFile((1...5000).map { "строка \($0)\n" }.joined().utf8)
    let reader = try FileArchive.open(path: file.path)
    var last = 0
    var count = 0
    while let batch = try reader.next() {
      #expect(batch.bytesRead >= last)
      last = batch.bytesRead
      count += batch.items.count
    }
    #expect(last == reader.totalBytes)
    #expect(count == 5000)
  }
}
