internal import SQLiteDatabase
internal import Sito
internal import SitoRecords

/// Writes the verdicts of a complete ledger, in the records' order.
struct VerdictFiles {
  /// The ledger.
  let connection: SQLiteConnection
  /// The names of its inputs.
  let inputs: [String]
  let folder: OutputFolder
  let ruleset: Ruleset
  let progress: RescanProgress

  /// What is written at a time.
  private static let pieceSize = 256 << 10

  /// Writes them to a file that is not published yet.
  func write(_ format: VerdictFormat, to name: String, isCompressed: Bool) throws(RescanError) {
    let path = folder.path(of: name + OutputFolder.unfinished)
    progress.stream.records = 0
    progress.stage = .writing
    switch format {
    case .jsonl:
      let writer = VerdictLines(ruleset, inputs: inputs)
      try write(to: path, isCompressed, header: nil) { writer.append($0, to: &$1) }
    case .csv:
      let writer = VerdictRows(ruleset, inputs: inputs)
      try write(to: path, isCompressed, header: writer.header) { writer.append($0, to: &$1) }
    case .sqlite:
      try folder.remove(name + OutputFolder.unfinished)
      try folder.withLedger { () throws(SQLiteError) in try VerdictTables.copy(connection, to: path) }
      try folder.synchronize(name + OutputFolder.unfinished)
    }
  }

  private func write(
    to path: String, _ isCompressed: Bool, header: [UInt8]?, _ append: (StoredRow, inout ByteBuffer) -> Void
  ) throws(RescanError) {
    var file = try PendingFile(path: path, compresses: isCompressed)
    if let header { try file.write(header.span) }
    let row = try folder.withLedger { () throws(SQLiteError) in try StoredRow(of: connection) }
    var piece = ByteBuffer()
    var count = 0
    while true {
      let isThere = try folder.withLedger { () throws(SQLiteError) in try row.advance() }
      if isThere {
        append(row, &piece)
        count += 1
        if piece.count < Self.pieceSize { continue }
      }
      try file.write(piece.span)
      piece.removeAll()
      progress.stream.records = count
      if !isThere { return try file.finish() }
    }
  }
}

/// A row of the ledger as results show it, one after another.
final class StoredRow {
  private let statement: SQLiteStatement

  init(of connection: SQLiteConnection) throws(SQLiteError) {
    statement = try connection.prepare(
      """
      SELECT id, id_is_number, input, author, date, page, platform, invalid_utf8, verdict, csv, \
      error_code, error_message, error_line FROM comment ORDER BY seq
      """)
  }

  /// Goes to the next one; says whether there is one.
  func advance() throws(SQLiteError) -> Bool { try statement.step() }

  var id: String { statement.string(at: 0) ?? "" }
  var idIsNumber: Bool { statement.int64(at: 1) == 1 }
  /// Its number, from 1.
  var input: Int { Int(statement.int64(at: 2) ?? 0) }
  var author: String? { statement.string(at: 3) }
  var date: Int64? { statement.int64(at: 4) }
  var page: String? { statement.string(at: 5) }
  var platform: String? { statement.string(at: 6) }
  var invalidUTF8: Bool { statement.int64(at: 7) == 1 }
  var hasVerdict: Bool { !statement.isNull(at: 8) }
  /// Appends the verdict's line without the brace at its end.
  func appendVerdict(to output: inout ByteBuffer) {
    statement.withBytes(at: 8) { output.append($0.extracting(droppingLast: min(1, $0.count))) }
  }
  /// Appends the fields after the id.
  func appendCSV(to output: inout ByteBuffer) { statement.withBytes(at: 9) { output.append($0) } }
  var errorCode: String? { statement.string(at: 10) }
  var errorMessage: String { statement.string(at: 11) ?? "" }
  var errorLine: Int { Int(statement.int64(at: 12) ?? 0) }
}
