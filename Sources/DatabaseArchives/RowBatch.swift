internal import Archives

/// Gathers rows until they are enough for a batch.
struct RowBatch {
  private(set) var items: [ArchiveItem] = []
  private var size = 0

  /// Whether no more should be added: 256 KiB of text and names, or 4096 rows.
  var isFull: Bool { size >= 256 << 10 || items.count >= 4096 }

  mutating func append(_ item: ArchiveItem) {
    items.append(item)
    switch item {
    case .comment(let comment):
      // A stranger's database may hold as much in a name as in a text.
      let names = [comment.id, comment.author, comment.page]
      size += comment.text.count + names.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
    case .fault(let fault): size += fault.id.utf8.count
    }
  }
}
