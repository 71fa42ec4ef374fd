internal import Archives
internal import SQLiteDatabase

/// Reads the rows of a SQLite database.
///
/// Where rows have keys, each batch is a query of its own, so that other programs may write between them. Elsewhere one
/// query goes on from batch to batch.
final class SQLiteReader: ArchiveReader {
  let name: String
  let totalBytes: Int?
  private let source: SQLiteSource
  private let statement: SQLiteStatement
  private let conversion: RowConversion
  private var position: RowPosition
  private var isAtEnd = false

  init(
    path: String, _ connection: SQLiteConnection, _ source: SQLiteSource, _ options: ArchiveOptions,
    from start: RowPosition
  ) throws(ArchiveError) {
    name = path
    self.source = source
    // What share of the keys lies behind is known; and it is taken for the share of the file.
    totalBytes = source.keys == nil ? nil : SQLiteArchive.fileSize(path)
    statement = try ArchiveError.translating(archive: path) { () throws(SQLiteError) in
      try connection.prepare(source.sql)
    }
    conversion = RowConversion(columns: source.columns, platform: options.platform, maxRecord: options.maxRecord)
    position = start
    if start.count > 0 { try findAgain() }
  }

  func next() throws(ArchiveError) -> ArchiveBatch? {
    guard !isAtEnd else { return nil }
    return try ArchiveError.translating(archive: name) { () throws(SQLiteError) in
      var batch = RowBatch()
      var key = position.key
      if source.isKeyed {
        guard let first = nextKey else {
          isAtEnd = true
          return nil
        }
        try statement.bind(first, at: 1)
      }
      while !batch.isFull {
        guard try statement.step() else {
          isAtEnd = true
          break
        }
        if source.isKeyed { key = statement.int64(at: 0) }
        batch.append(item(number: position.count + batch.items.count + 1))
      }
      // Lets go of the lock.
      if source.isKeyed, !isAtEnd { statement.reset() }
      guard !batch.items.isEmpty else { return nil }
      position.advance(over: batch.items, key: key)
      return ArchiveBatch(items: batch.items, position: position.archived, bytesRead: bytesRead)
    }
  }

  /// Goes to the last row that lies behind, and sees whether it is the same.
  private func findAgain() throws(ArchiveError) {
    if source.isKeyed != (position.key != nil) {
      throw .badPosition(archive: name, reason: "it was taken in a table of another kind")
    }
    let last = try ArchiveError.translating(archive: name) { () throws(SQLiteError) in
      if let key = position.key {
        try statement.bind(key, at: 1)
        guard try statement.step(), statement.int64(at: 0) == key else { return nil as ArchiveItem? }
      } else {
        for _ in 0..<position.count {
          guard try statement.step() else { return nil }
        }
      }
      return item(number: position.count)
    }
    try position.check(last, archive: name)
    if source.isKeyed { statement.reset() }
  }

  /// The comment of the row that is there.
  private func item(number: Int) -> ArchiveItem {
    let key = source.isKeyed ? statement.int64(at: 0) : nil
    return conversion.item(
      of: SQLiteRow(statement: statement, offset: source.isKeyed ? 1 : 0), number: number, key: key)
  }

  /// The least key that may come next; nil behind the greatest that there can be.
  private var nextKey: Int64? {
    guard let key = position.key else { return .min }
    return key == .max ? nil : key + 1
  }

  private var bytesRead: Int {
    guard let total = totalBytes, let keys = source.keys, let key = position.key else { return position.bytes }
    guard key < keys.upperBound else { return total }
    let share = (Double(key) - Double(keys.lowerBound)) / (Double(keys.upperBound) - Double(keys.lowerBound))
    return Int((Double(total) * min(1, max(0, share))).rounded(.down))
  }
}

/// The row that a statement is at.
private struct SQLiteRow: DatabaseRow {
  let statement: SQLiteStatement
  /// How many columns come before those of the comment.
  let offset: Int

  func value(at column: Int, upTo limit: Int) -> ColumnValue {
    let column = column + offset
    func bytes(_ make: ([UInt8]) -> ColumnValue) -> ColumnValue {
      let count = statement.withBytes(at: column) { $0.count }
      return count > limit ? .tooLong : make(statement.bytes(at: column) ?? [])
    }
    return switch statement.kind(at: column) {
    case .null: .null
    case .integer: statement.int64(at: column).map(ColumnValue.integer) ?? .null
    case .real: statement.double(at: column).map(ColumnValue.real) ?? .null
    case .text: bytes(ColumnValue.text)
    case .blob: bytes(ColumnValue.bytes)
    }
  }
}
