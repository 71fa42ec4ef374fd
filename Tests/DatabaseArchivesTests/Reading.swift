import Archives
import Foundation
import Testing

/// A folder that is gone with it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "sito-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }
}

extension ArchiveReader {
  /// All that is left.
  func rest() throws -> [ArchiveBatch] {
    var batches: [ArchiveBatch] = []
    while let batch = try next() { batches.append(batch) }
    // The end stays the end.
    #expect(try next() == nil)
    return batches
  }
}

/// All items, having gone on from every position.
///
/// Each reader is checked to give the same as the first one gave from there.
func itemsFromEveryPosition(_ open: (ArchivePosition?) throws -> any ArchiveReader) throws -> [ArchiveItem] {
  let batches = try open(nil).rest()
  for index in batches.indices {
    let rest = try open(batches[index].position).rest()
    #expect(rest.flatMap(\.items) == batches[(index + 1)...].flatMap(\.items))
    #expect(rest.last?.position ?? batches[index].position == batches.last?.position)
    #expect(rest.last?.bytesRead ?? batches[index].bytesRead == batches.last?.bytesRead)
  }
  return batches.flatMap(\.items)
}

extension ArchiveItem {
  var comment: ArchivedComment? {
    if case .comment(let comment) = self { comment } else { nil }
  }

  var fault: ArchiveFault? {
    if case .fault(let fault) = self { fault } else { nil }
  }

  /// `id: text`, or `id! code`.
  var summary: String {
    switch self {
    case .comment(let comment): "\(comment.id): \(String(decoding: comment.text, as: UTF8.self))"
    case .fault(let fault): "\(fault.id)! \(fault.code)"
    }
  }
}

func options(_ change: (inout ArchiveOptions) -> Void) -> ArchiveOptions {
  var options = ArchiveOptions()
  change(&options)
  return options
}
