internal import Archives

/// Gathers rows until they are enough for a batch.
struct RowBatch {
  private(set) var items: [ArchiveItem] = []
  private var size = 0

  /// Whether no more should be added: 256 KiB, or 4096 rows.
  var isFull: Bool { size >= 256 << 10 || items.count >= 4096 }

  mutating func append(_ item: ArchiveItem) {
    items.append(item)
    if case .comment(let comment) = item { size += comment.text.count }
  }
}
