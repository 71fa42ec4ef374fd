internal import RescanAnalysis
internal import SitoRecords

/// The verdicts that an earlier run has written.
package struct EarlierOutput {
  /// The file.
  let path: String
  /// Whether it is an SQLite database and not JSON Lines.
  let isDatabase: Bool

  /// A longer first line is not looked at to its end: 64 MB.
  private static let longestLine = 64 << 20
  /// So many lines are handed over at a time.
  private static let mostLines = 4096

  /// Finds the verdicts.
  ///
  /// - Parameter path: the folder of a finished run, or its file with the verdicts.
  /// - Throws: ``RescanError/against(path:reason:)`` if it cannot be read or holds no verdicts.
  package init(path: String) throws(RescanError) {
    guard let facts = FileFacts(path: path) else { throw .against(path: path, reason: "is not there") }
    if facts.isFolder {
      let folder = path.hasSuffix("/") ? path : path + "/"
      let names = ["verdicts.jsonl", "verdicts.jsonl.zst", "verdicts.sqlite"]
      guard let name = names.first(where: { FileFacts(path: folder + $0) != nil }) else {
        throw .against(path: path, reason: "no verdicts.jsonl, verdicts.jsonl.zst or verdicts.sqlite in it")
      }
      self.path = folder + name
    } else {
      self.path = path
    }
    var isDatabase = false
    let magic = [UInt8]("SQLite format 3\0".utf8)
    try Self.read(self.path) { (bytes) throws(RescanError) in
      isDatabase = bytes.starts(with: magic)
      return false
    }
    self.isDatabase = isDatabase
    // Better now than when the archive has been judged.
    if !isDatabase, let line = try firstLine(), !EarlierVerdicts.isVerdict(line) {
      throw .against(path: self.path, reason: "its first line is no verdict as sito writes them in JSON Lines")
    }
  }

  private func firstLine() throws(RescanError) -> [UInt8]? {
    var line: [UInt8] = []
    try Self.read(path) { (bytes) throws(RescanError) in
      line += bytes.drop { line.isEmpty && ($0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")) }
      return !line.contains(UInt8(ascii: "\n")) && line.count <= Self.longestLine
    }
    return line.split(separator: UInt8(ascii: "\n")).first.map { Array($0) }
  }

  /// By what the file is known again.
  package var facts: FileFacts? { FileFacts(path: path) }

  /// Reads JSON Lines, compressed or not, some at a time; blank ones are passed over.
  func readLines(_ body: ([[UInt8]]) throws(RescanError) -> Void) throws(RescanError) {
    var lines: [[UInt8]] = []
    var rest: [UInt8] = []
    try Self.read(path) { (bytes) throws(RescanError) in
      var bytes = bytes
      while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        rest += bytes[..<end]
        bytes = bytes[(end + 1)...]
        if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
        if !rest.isEmpty { lines.append(rest) }
        rest.removeAll(keepingCapacity: true)
        if lines.count >= Self.mostLines {
          try body(lines)
          lines.removeAll(keepingCapacity: true)
        }
      }
      rest += bytes
      return true
    }
    if !rest.isEmpty { lines.append(rest) }
    if !lines.isEmpty { try body(lines) }
  }

  /// Reads a file piece by piece for as long as the body wants more.
  private static func read(
    _ path: String, _ body: (ArraySlice<UInt8>) throws(RescanError) -> Bool
  ) throws(RescanError) {
    var source = try open(path)
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count: Int
      do throws(StreamError) {
        count = try source.read(into: &piece, at: 0, upTo: piece.count)
      } catch {
        throw .against(path: path, reason: "\(error)")
      }
      guard count > 0, try body(piece[..<count]) else { return }
    }
  }

  private static func open(_ path: String) throws(RescanError) -> ByteSource {
    do throws(StreamError) {
      return try ByteSource(path: path)
    } catch {
      throw .against(path: path, reason: "\(error)")
    }
  }
}
