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

  /// Rows of a number of sets, the sets, and literals.
  private var keys = InternedRows<UInt32>()
  /// By the numbers of keys; nil: not known yet, or not by the key alone.
  private var outcomes: [Outcome?] = []
  private var words = RecentWords()

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

  // MARK: By words

  /// Remembers that of a word as it was folded these are the sets and literals, whatever signs stand beside it.
  mutating func remember(_ number: Int, of word: TokenMemo.ShortKey) { words.insert(number, of: word) }

  /// The outcome of a word that was remembered, if there is one, and if it came with some literals.
  func outcome(of word: TokenMemo.ShortKey, literals: [Int]) -> Outcome? {
    guard let number = words.number(of: word), holds(number, literals) else { return nil }
    return outcomes[number]
  }

  /// Whether the literals of a key are these.
  private func holds(_ number: Int, _ literals: [Int]) -> Bool {
    let row = keys.row(number)
    let first = row.lowerBound + 1 + Int(keys[row.lowerBound])
    guard first + literals.count <= row.upperBound else { return false }
    for (place, literal) in literals.enumerated() where keys[first + place] != UInt32(truncatingIfNeeded: literal) {
      return false
    }
    // What fills a row up is zero, and no literal is.
    return first + literals.count == row.upperBound || keys[first + literals.count] == 0
  }

  mutating func removeAll() {
    keys = InternedRows()
    outcomes.removeAll(keepingCapacity: true)
    words = RecentWords()
  }
}

/// The words that were met last, each with a number: a table in which a word has one place, and takes it from the one before.
private struct RecentWords: Sendable {
  private struct Slot: Sendable {
    var word = TokenMemo.ShortKey.none
    var number = 0
  }

  private var slots: [Slot] = []
  private var inserted = 0

  private static let fewestSlots = 1 << 10
  /// 1 MB.
  private static let mostSlots = 1 << 15

  func number(of word: TokenMemo.ShortKey) -> Int? {
    guard !slots.isEmpty else { return nil }
    let slot = slots[index(of: word)]
    return slot.word == word ? slot.number : nil
  }

  mutating func insert(_ number: Int, of word: TokenMemo.ShortKey) {
    if inserted * 2 > slots.count || slots.isEmpty, slots.count < Self.mostSlots { grow() }
    inserted += 1
    slots[index(of: word)] = Slot(word: word, number: number)
  }

  private func index(of word: TokenMemo.ShortKey) -> Int { Int(truncatingIfNeeded: word.hash) & (slots.count - 1) }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: max(Self.fewestSlots, old.count * 2))
    for slot in old where slot.word != Slot().word { slots[index(of: slot.word)] = slot }
  }
}
