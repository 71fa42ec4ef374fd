internal import Archives

/// Reads the rows of a query through a cursor, one by one as they come from the server.
final class PostgresReader: ArchiveReader {
  let name: String
  let totalBytes: Int? = nil
  private let connection: PostgresConnection
  private let conversion: RowConversion
  private var position: RowPosition
  /// How many rows of those that were fetched last came; nil when none are on their way.
  private var fetched: Int?
  private var isAtEnd = false

  /// How many rows the server is asked for at a time. They wait in the network until they are read.
  private static let piece = 1000

  init(
    _ name: String, _ connection: PostgresConnection, _ source: PostgresSource, _ options: ArchiveOptions,
    from start: RowPosition
  ) throws(ArchiveError) {
    self.name = name
    self.connection = connection
    conversion = RowConversion(columns: source.columns, platform: options.platform, maxRecord: options.maxRecord)
    position = start
    try ArchiveError.translating(archive: name) { () throws(PostgresError) in
      // The command takes one statement only, so a query cannot end the transaction.
      _ = try connection.execute("DECLARE sito_rows NO SCROLL CURSOR FOR \(source.query)")
    }
    if start.count > 0 { try findAgain() }
  }

  func next() throws(ArchiveError) -> ArchiveBatch? {
    guard !isAtEnd else { return nil }
    return try ArchiveError.translating(archive: name) { () throws(PostgresError) in
      var batch = RowBatch()
      while !batch.isFull, let row = try nextRow() {
        batch.append(conversion.item(of: PostgresRow(row: row), number: position.count + batch.items.count + 1))
      }
      guard !batch.items.isEmpty else { return nil }
      position.advance(over: batch.items)
      return ArchiveBatch(items: batch.items, position: position.archived, bytesRead: position.bytes)
    }
  }

  /// The next row of the cursor; nil after the last one.
  private func nextRow() throws(PostgresError) -> PostgresResult? {
    while !isAtEnd {
      if let count = fetched {
        if let row = try connection.nextRow() {
          fetched = count + 1
          return row
        }
        fetched = nil
        isAtEnd = count < Self.piece
      } else {
        try connection.send("FETCH FORWARD \(Self.piece) FROM sito_rows")
        fetched = 0
      }
    }
    return nil
  }

  /// Goes to the last row that lies behind, and sees whether it is the same.
  private func findAgain() throws(ArchiveError) {
    guard position.key == nil else { throw .badPosition(archive: name, reason: "it was taken in another database") }
    let last = try ArchiveError.translating(archive: name) { () throws(PostgresError) in
      var rest = position.count - 1
      while rest > 0 {
        // A command takes 31 bits.
        let count = min(rest, 1 << 30)
        let moved = try connection.execute("MOVE FORWARD \(count) FROM sito_rows").affectedRows
        guard moved == count else { return nil as ArchiveItem? }
        rest -= count
      }
      let row = try connection.execute("FETCH FORWARD 1 FROM sito_rows")
      return row.rowCount == 1 ? conversion.item(of: PostgresRow(row: row), number: position.count) : nil
    }
    try position.check(last, archive: name)
  }
}

/// A result of one row.
private struct PostgresRow: DatabaseRow {
  let row: PostgresResult

  func value(at column: Int, upTo limit: Int) -> ColumnValue {
    guard let length = row.length(row: 0, column: column) else { return .null }
    // The OID of bytea, which is written as \x and two digits for each byte.
    if row.columnType(at: column) == 17 {
      let count = max(0, length - 2) / 2
      return count > limit ? .tooLong : .bytes(Self.decoded(row.bytes(row: 0, column: column) ?? []))
    }
    return length > limit ? .tooLong : .text(row.bytes(row: 0, column: column) ?? [])
  }

  private static func decoded(_ text: [UInt8]) -> [UInt8] {
    func digit(_ byte: UInt8) -> UInt8 { byte < UInt8(ascii: "a") ? byte &- UInt8(ascii: "0") : byte &- 87 }
    return stride(from: 2, to: text.count - 1, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) & 15 }
  }
}
