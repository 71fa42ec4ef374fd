internal import RescanAnalysis
internal import RescanLedger
internal import SQLiteDatabase

/// Decides, row by row in their order, whose texts the ledger keeps: those in which something was found, and one of each
/// text that is repeated.
struct TextKeeping {
  private var watch = RepetitionWatch()

  /// Takes note of the rows that a ledger holds.
  init(after ledger: Ledger) throws(SQLiteError) {
    guard ledger.count > 0 else { return }
    let statement = try ledger.connection.prepare(
      "SELECT fingerprint, similarity FROM comment WHERE fingerprint IS NOT NULL ORDER BY seq")
    while try statement.step() {
      guard let text = statement.int64(at: 0) else { continue }
      _ = watch.isFirstRepetition(TextFingerprint(text: text, similarity: statement.int64(at: 1)))
    }
  }

  /// Takes the text from a row that need not have one.
  mutating func keepOrDrop(_ row: inout LedgerRow) {
    var isWanted = row.verdict != nil || row.other?.verdict != nil
    if let text = row.fingerprint {
      let fingerprint = TextFingerprint(text: text, similarity: row.similarity)
      if watch.isFirstRepetition(fingerprint) { isWanted = true }
    }
    if !isWanted { row.text = nil }
  }
}
