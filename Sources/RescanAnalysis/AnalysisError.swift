package import SQLiteDatabase

/// Why a ledger could not be analysed.
package enum AnalysisError: Error, Sendable, Equatable, CustomStringConvertible {
  /// SQLite failed.
  case database(SQLiteError)
  /// The verdict of a comment in the ledger is none; the ledger was damaged.
  case badVerdict(comment: Int64)
  /// A line of an earlier output is no verdict, from a byte of it on.
  case noVerdict(line: Int, byte: Int)

  /// What is wrong, without a full stop.
  package var description: String {
    switch self {
    case .database(let error): error.description
    case .badVerdict(let comment): "the ledger is damaged: comment \(comment) has no readable verdict"
    case .noVerdict(let line, let byte):
      "line \(line) is no verdict of sito (byte \(byte)); give a verdicts.jsonl, or what sito classify wrote as jsonl"
    }
  }
}

/// Does something with the database, and says of its errors where they come from.
func inDatabase<Result>(_ body: () throws(SQLiteError) -> Result) throws(AnalysisError) -> Result {
  do throws(SQLiteError) { return try body() } catch { throw .database(error) }
}
