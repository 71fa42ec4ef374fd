package import SQLiteDatabase

/// The SQLite file in which a re-scan keeps what it has judged, and how far it has come. Used by one thread.
///
/// Whatever happens to the process, the file holds what was last committed: rows without a gap, and for each input the
/// position behind them.
package final class Ledger {
  /// How far an input has been read.
  package struct Input: Sendable, Equatable {
    package var name: String
    /// Where to go on; nil: at the beginning.
    package var position: String?
    package var isDone = false
    /// How far its reader has come, as the reader counts.
    package var bytes = 0

    package init(name: String) { self.name = name }
  }

  /// The database, for what reads the ledger when it is complete.
  package let connection: SQLiteConnection
  /// The inputs, the first of which has the number 1.
  package private(set) var inputs: [Input] = []
  /// How many rows there are, those of the open transaction among them.
  package private(set) var count: Int64 = 0
  private var insertion: RowInsertion?

  /// Opens a ledger, or makes an empty file for one.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - maxPages: how many pages of 16,384 bytes it may have at most; nil: as many as SQLite can do with.
  /// - Throws: ``SQLiteError``; `busy` if another process has it open.
  package init(path: String, maxPages: Int? = nil) throws(SQLiteError) {
    connection = try SQLiteConnection(.file(path), access: .create, busyTimeout: 0)
    // Nobody else looks into it before it is complete, so its locks and its index may stay with this process. A commit
    // is then one write at the end of the log: it outlasts the process. After a power cut the last ones may be missing,
    // but what is there is whole.
    try connection.execute(
      """
      PRAGMA page_size = 16384; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; \
      PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 1024; PRAGMA cache_size = -32768
      """)
    if let maxPages { try connection.execute("PRAGMA max_page_count = \(maxPages)") }
  }

  /// What the run is made of that the ledger belongs to; nil if it is empty.
  package func identity() throws(SQLiteError) -> [String: String]? {
    guard try connection.firstValue("SELECT 1 FROM sqlite_schema WHERE name = 'run'") != nil else { return nil }
    let statement = try connection.prepare("SELECT key, value FROM run")
    var identity: [String: String] = [:]
    while try statement.step() { identity[statement.string(at: 0) ?? ""] = statement.string(at: 1) ?? "" }
    return identity
  }

  /// Begins in an empty file.
  ///
  /// - Parameters:
  ///   - identity: what the run is made of, by names.
  ///   - inputs: what will be read, in this order.
  /// - Throws: ``SQLiteError``, and nothing was begun.
  package func begin(identity: [(key: String, value: String)], inputs: [String]) throws(SQLiteError) {
    try connection.transaction { () throws(SQLiteError) in
      for statement in LedgerSchema.statements { try connection.execute(statement) }
      let run = try connection.prepare("INSERT INTO run VALUES (?1, ?2)")
      for (key, value) in identity {
        try run.bind(key, at: 1)
        try run.bind(value, at: 2)
        try run.run()
      }
      let input = try connection.prepare("INSERT INTO input (number, name) VALUES (?1, ?2)")
      for (index, name) in inputs.enumerated() {
        try input.bind(index + 1, at: 1)
        try input.bind(name, at: 2)
        try input.run()
      }
    }
    self.inputs = inputs.map { Input(name: $0) }
    count = 0
  }

  /// Reads how far an earlier process has come.
  package func resume() throws(SQLiteError) {
    let statement = try connection.prepare("SELECT name, position, done, bytes FROM input ORDER BY number")
    inputs = []
    while try statement.step() {
      var input = Input(name: statement.string(at: 0) ?? "")
      input.position = statement.string(at: 1)
      input.isDone = statement.int64(at: 2) == 1
      input.bytes = Int(statement.int64(at: 3) ?? 0)
      inputs.append(input)
    }
    guard case .integer(let last)? = try connection.firstValue("SELECT max(seq) FROM comment") else { return count = 0 }
    count = last
  }

  /// Whether everything of every input is in it.
  package var isComplete: Bool { inputs.allSatisfy(\.isDone) }

  /// Adds rows of an input, and moves its position behind them; a transaction is begun if none is open.
  ///
  /// - Parameters:
  ///   - rows: the rows, in their order.
  ///   - number: the input's number.
  ///   - position: where its reader goes on; nil leaves it.
  ///   - bytes: how far the reader has come; nil leaves it.
  ///   - isDone: whether the input is at its end.
  /// - Throws: ``SQLiteError``; what was committed stays as it is.
  package func append(
    _ rows: [LedgerRow], of number: Int, position: String?, bytes: Int?, isDone: Bool = false
  ) throws(SQLiteError) {
    if !connection.isInTransaction { try connection.begin() }
    let insertion = try preparedInsertion()
    for row in rows {
      try insertion.insert(row, seq: count + 1, input: number)
      count += 1
    }
    if let position { inputs[number - 1].position = position }
    if let bytes { inputs[number - 1].bytes = bytes }
    inputs[number - 1].isDone = isDone
    try insertion.move(inputs[number - 1], number: number)
  }

  private func preparedInsertion() throws(SQLiteError) -> RowInsertion {
    if let insertion { return insertion }
    let prepared = try RowInsertion(connection)
    insertion = prepared
    return prepared
  }

  /// Keeps what was added since the last commit.
  package func commit() throws(SQLiteError) {
    if connection.isInTransaction { try connection.commit() }
  }

  /// Lets other connections of this process read the complete ledger, which nobody changes any more.
  package func share() throws(SQLiteError) {
    // An exclusive write-ahead log has no index that others could see, so it goes first; the read takes the new lock.
    try connection.execute("PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT max(number) FROM input")
  }

  /// One more connection to a ledger that is shared, for another thread. Databases that it attaches may be new.
  package static func reader(path: String) throws(SQLiteError) -> SQLiteConnection {
    try SQLiteConnection(.file(path))
  }
}
