internal import SQLiteDatabase

extension SQLiteConnection {
  /// The names of a ledger's inputs, in their order.
  func inputNames() throws(SQLiteError) -> [String] {
    let rows = try prepare("SELECT name FROM main.input ORDER BY number")
    var names: [String] = []
    while try rows.step() { names.append(rows.string(at: 0) ?? "") }
    return names
  }

  /// The number that a statement gives; 0 if it gives none.
  func count(_ sql: String) throws(SQLiteError) -> Int {
    guard case .integer(let count)? = try firstValue(sql) else { return 0 }
    return Int(count)
  }

  /// Has temporary tables on the disk, with a bounded part of them in memory. Where SQLite puts such files its environment
  /// says (https://sqlite.org/tempfiles.html). Changes nothing the second time.
  func prepareForAnalysis() throws(SQLiteError) {
    try execute("PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -65536")
  }
}

extension String {
  /// Whether it is the same text byte by byte, as SQLite compares: to Swift, texts are the same that look the same.
  func isSpelled(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

extension String? {
  /// Whether both are the same text byte by byte, or both nil.
  func isSpelled(_ other: String?) -> Bool {
    guard let self, let other else { return self == nil && other == nil }
    return self.isSpelled(other)
  }
}
