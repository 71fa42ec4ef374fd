package import RescanReport
package import SQLiteDatabase

/// The comments whose decision is another than before: than an earlier run's, or than that of other rules or another policy
/// which judged the same comments. Kept in a temporary table; used by one thread.
///
/// A decision is what is ordered or allowed (`delete`, `blacklist`, `no_reply`) and whether a person should look; by which
/// clauses, and whether it must or may be done, is not compared. Records that could not be read on one of the sides
/// count as missing there.
package final class DecisionChanges {
  /// Comments that were judged both times.
  package let compared: Int
  /// Those of them whose decision changed.
  package let changed: Int
  /// Comments that were judged only before, and only now.
  package let onlyBefore: Int
  package let onlyNow: Int
  private let connection: SQLiteConnection
  private let inputs: [String]

  private static let table = """
    DROP TABLE IF EXISTS temp.change;
    CREATE TEMP TABLE change (seq INTEGER PRIMARY KEY, old INTEGER NOT NULL, new INTEGER NOT NULL, verdict TEXT)
    """

  /// Compares with what else judged the comments of a complete ledger.
  package init(of connection: SQLiteConnection) throws(AnalysisError) {
    self.connection = connection
    let counts = try inDatabase { () throws(SQLiteError) in
      try connection.prepareForAnalysis()
      try connection.execute(Self.table)
      let (old, new) = (DecisionKind.oldColumns, DecisionKind.columns)
      try connection.execute(
        """
        INSERT INTO change SELECT seq, \(old), \(new), old_verdict FROM main.comment \
        WHERE judged_old = 1 AND error_code IS NULL AND \(old) <> \(new) ORDER BY seq
        """)
      let judged = try connection.count("SELECT count(*) FROM main.comment WHERE error_code IS NULL")
      let compared = try connection.count(
        "SELECT count(*) FROM main.comment WHERE error_code IS NULL AND judged_old = 1")
      return (compared, judged - compared)
    }
    compared = counts.0
    onlyBefore = 0
    onlyNow = counts.1
    changed = try inDatabase { () throws(SQLiteError) in try connection.count("SELECT count(*) FROM change") }
    inputs = try inDatabase(connection.inputNames)
  }

  /// Compares a complete ledger with an earlier run. Comments are the same that have the same input and id; of several with
  /// the same id the first is the same as the first, and so on. Where the earlier verdicts name no input, the id alone
  /// decides.
  package init(of connection: SQLiteConnection, against earlier: EarlierVerdicts) throws(AnalysisError) {
    self.connection = connection
    let inputs = try inDatabase(connection.inputNames)
    self.inputs = inputs
    let join = try inDatabase { () throws(SQLiteError) in
      try connection.prepareForAnalysis()
      try connection.execute(Self.table)
      var join = try VerdictJoin(connection, earlier.inputs.isEmpty ? nil : earlier.numbers(in: inputs))
      try connection.transaction(.deferred) { () throws(SQLiteError) in try join.run() }
      return join
    }
    compared = join.compared
    changed = join.changed
    onlyBefore = join.onlyBefore
    onlyNow = join.onlyNow
  }

  /// The comments that changed, one after another.
  package func reader() throws(AnalysisError) -> ChangeReader { try ChangeReader(connection, inputs: inputs) }

  /// What changed, for the report.
  ///
  /// - Parameters:
  ///   - against: what was compared with, as it is to be shown, and the ruleset and policy of the earlier verdicts.
  ///   - limit: what may change.
  ///   - most: so many comments are shown for each of the most frequent transitions, of so many, and so many rules.
  /// - Returns: What the report shows.
  /// - Throws: What the database says, or that a verdict is damaged.
  package func comparison(
    against: (name: String, ruleset: String, policy: String), limit: ChangeLimit?,
    most: (samples: Int, transitions: Int, rules: Int) = (5, 12, 50)
  ) throws(AnalysisError) -> DecisionComparison {
    var comparison = DecisionComparison(
      against: against.name, oldRuleset: against.ruleset, oldPolicy: against.policy, compared: compared,
      changed: changed, onlyBefore: onlyBefore, onlyNow: onlyNow, limit: limit?.percent)
    comparison.transitions = try inDatabase(transitions)
    var rules = RuleChanges()
    var samples: [DecisionComparison.ChangedComment] = []
    let candidates = try inDatabase { () throws(SQLiteError) in
      try sampleCandidates(
        of: comparison.transitions.prefix(most.transitions), count: most.samples * VariedSelection.abundance)
    }
    let comments = try StoredComments(connection)
    var chosen: Set<Int64> = []
    for numbers in candidates { chosen.formUnion(try VariedSelection.choose(most.samples, of: numbers, comments)) }
    let reader = try reader()
    while let change = try reader.next() {
      rules.add(change)
      if chosen.contains(change.number) { samples.append(change.changedComment) }
    }
    comparison.rules = rules.sorted(most: most.rules)
    comparison.samples = samples
    return comparison
  }

  private func transitions() throws(SQLiteError) -> [DecisionComparison.Transition] {
    let rows = try connection.prepare("SELECT old, new, count(*) FROM change GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2")
    var transitions: [DecisionComparison.Transition] = []
    while try rows.step() {
      transitions.append(
        DecisionComparison.Transition(
          from: DecisionKind(bits: rows.int64(at: 0) ?? 0), to: DecisionKind(bits: rows.int64(at: 1) ?? 0),
          comments: Int(rows.int64(at: 2) ?? 0)))
    }
    return transitions
  }

  /// Comments from all over the archive for each transition.
  private func sampleCandidates(
    of transitions: some Collection<DecisionComparison.Transition>, count: Int
  ) throws(SQLiteError) -> [[Int64]] {
    var chosen: [[DecisionKind]: EvenSample] = [:]
    for transition in transitions { chosen[[transition.from, transition.to]] = EvenSample(count: count) }
    let rows = try connection.prepare("SELECT seq, old, new FROM change")
    while try rows.step() {
      let kinds = [DecisionKind(bits: rows.int64(at: 1) ?? 0), DecisionKind(bits: rows.int64(at: 2) ?? 0)]
      chosen[kinds]?.add(rows.int64(at: 0) ?? 0)
    }
    return chosen.values.map(\.ranked)
  }
}
