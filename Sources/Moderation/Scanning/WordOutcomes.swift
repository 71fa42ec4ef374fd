/// What came of tokens of one word, by the sets of ids that match the word. There are many words, but what is found in them is
/// the same few thousand things again and again; so a new token is seldom studied to the end.
struct WordOutcomes: Sendable {
  /// What is remembered of a token, but for what its signs and its length decide.
  struct Outcome: Sendable {
    var flags: UInt64
    /// Where facts and set begin, see ``TokenMemo``.
    var facts: Int
    var set: Int
  }

  private var keys = InternedRows<UInt32>()
  /// By the numbers of keys; nil: not known yet, or not by the key alone.
  private var outcomes: [Outcome?] = []

  /// 2 MB.
  private static let mostNumbers = 1 << 19

  /// The number of a key: of the sets and the literals that were found in a token.
  mutating func number(of idSets: [Int32], literals: [Int]) -> Int {
    if keys.count > Self.mostNumbers { removeAll() }
    keys.append(UInt32(truncatingIfNeeded: idSets.count))
    for set in idSets { keys.append(UInt32(bitPattern: set)) }
    for literal in literals { keys.append(UInt32(truncatingIfNeeded: literal)) }
    let (number, isNew) = keys.endNumberedRow()
    if isNew { outcomes.append(nil) }
    return number
  }

  subscript(number: Int) -> Outcome? {
    get { outcomes[number] }
    set { outcomes[number] = newValue }
  }

  mutating func removeAll() {
    keys = InternedRows()
    outcomes.removeAll(keepingCapacity: true)
  }
}
