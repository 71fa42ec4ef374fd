internal import RescanReport
internal import SQLiteDatabase

/// Joins a ledger's comments with the verdicts of an earlier run: both are sorted by input, id and place, on the disk where
/// they are many, and gone through beside each other.
struct VerdictJoin {
  private(set) var compared = 0
  private(set) var changed = 0
  private(set) var onlyBefore = 0
  private(set) var onlyNow = 0
  private let connection: SQLiteConnection
  /// For each earlier input the number in the ledger.
  private let numbers: [Int?]?

  /// Takes for each earlier input the number in the ledger; nil: ids alone decide.
  init(_ connection: SQLiteConnection, _ numbers: [Int?]?) throws(SQLiteError) {
    self.connection = connection
    self.numbers = numbers
  }

  /// A comment on one of the sides.
  private struct Side {
    var input: Int64
    var id: [UInt8]
    var number: Int64
    /// Nil: it could not be read.
    var decision: Int64?

    /// The row where a statement is; nil at its end.
    init?(_ rows: SQLiteStatement) throws(SQLiteError) {
      guard try rows.step() else { return nil }
      input = rows.int64(at: 0) ?? 0
      id = rows.bytes(at: 1) ?? []
      number = rows.int64(at: 2) ?? 0
      decision = rows.int64(at: 3)
    }

    /// The order of SQLite.
    func comes(before other: Side) -> Bool {
      input != other.input ? input < other.input : id.lexicographicallyPrecedes(other.id)
    }
  }

  /// Fills the table of changes.
  mutating func run() throws(SQLiteError) {
    try makeInputs()
    // Earlier inputs that the ledger does not have come before all others.
    let before = try connection.prepare(
      """
      SELECT coalesce(number, -1), id, n, decision FROM earlier LEFT JOIN earlier_input ON earlier.input = earlier_input.old \
      ORDER BY 1, 2, 3
      """)
    let now = try connection.prepare(
      """
      SELECT \(numbers == nil ? "0" : "input"), id, seq, CASE WHEN error_code IS NULL THEN \(DecisionKind.columns) END \
      FROM main.comment ORDER BY 1, 2, 3
      """)
    let insertion = try connection.prepare(
      "INSERT INTO change VALUES (?1, ?2, ?3, (SELECT verdict FROM earlier WHERE n = ?4))")
    var (old, new) = (try Side(before), try Side(now))
    while let left = old, let right = new {
      if left.comes(before: right) {
        countBefore(left)
        old = try Side(before)
      } else if right.comes(before: left) {
        countNow(right)
        new = try Side(now)
      } else {
        try compare(left, right, insertion)
        (old, new) = (try Side(before), try Side(now))
      }
    }
    while let left = old {
      countBefore(left)
      old = try Side(before)
    }
    while let right = new {
      countNow(right)
      new = try Side(now)
    }
  }

  private func makeInputs() throws(SQLiteError) {
    try connection.execute(
      """
      DROP TABLE IF EXISTS temp.earlier_input;
      CREATE TEMP TABLE earlier_input (old INTEGER PRIMARY KEY, number INTEGER);
      INSERT INTO earlier_input VALUES (0, 0)
      """)
    let insertion = try connection.prepare("INSERT INTO earlier_input VALUES (?1, ?2)")
    for (index, number) in (numbers ?? []).enumerated() {
      try insertion.bind(index + 1, at: 1)
      try insertion.bind(number ?? -1, at: 2)
      try insertion.run()
    }
  }

  private mutating func countBefore(_ side: Side) { if side.decision != nil { onlyBefore += 1 } }
  private mutating func countNow(_ side: Side) { if side.decision != nil { onlyNow += 1 } }

  private mutating func compare(_ old: Side, _ new: Side, _ insertion: SQLiteStatement) throws(SQLiteError) {
    guard let before = old.decision, let now = new.decision else {
      countBefore(old)
      return countNow(new)
    }
    compared += 1
    if before == now { return }
    changed += 1
    try insertion.bind(new.number, at: 1)
    try insertion.bind(before, at: 2)
    try insertion.bind(now, at: 3)
    try insertion.bind(old.number, at: 4)
    try insertion.run()
  }
}
