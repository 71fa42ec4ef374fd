internal import PatternScanning
internal import TextFolding

/// Remembers what was found in tokens (memoization, D. Michie, 1968): comments repeat the same few tens of thousands of words,
/// so most tokens need no folding and no scanning, only a look-up by their bytes. One for each thread.
///
/// A token is a stretch of bytes above U+0020. Keys are compared as a whole, so a look-up is never wrong.
struct TokenMemo: Sendable {
  /// What is known of a token, packed into eight bytes.
  struct Knowledge: Sendable, Equatable {
    private(set) var bits: UInt64

    /// Stands for no knowledge.
    static let none = Knowledge(bits: 0)

    /// Something was found in the token, see ``FactStore``.
    static let hasFacts: UInt64 = 1
    /// It is one word, or none, with few signs beside: which words of phrases it is, its ``set`` tells. Of other tokens there is a
    /// ``record``.
    static let isSimple: UInt64 = 2
    /// A letter stands by itself in it.
    static let hasLoneLetter: UInt64 = 4
    /// It cannot be folded without what stands before it.
    static let leansOnNeighbours: UInt64 = 8
    static let hasInvalidUTF8: UInt64 = 16
    /// Models weigh it.
    static let hasSums: UInt64 = 32
    /// Symbols stand in it that regular expressions take for others than the scanner does.
    static let isOdd: UInt64 = 64
    /// Phrases are looked for at a word in it.
    static let hasAnchors: UInt64 = 128
    /// Symbols stand in it that are parts of words for regular expressions.
    static let hasWordSymbols: UInt64 = 1 << 62

    /// More words than this, or sentences, are not counted in a token; one that has them leans on its neighbours.
    static let mostWords = 127
    static let mostSentences = 7

    /// What is known of a token; `index` is its set, or its record.
    init(flags: UInt64, words: Int, sentences: Int, facts: Int, index: Int, margins: Margins = Margins()) {
      let words = UInt64(min(words, Self.mostWords))
      // A simple token has one word at most, and others have no margins.
      bits =
        flags | (words & 0x1F) << 8 | UInt64(min(sentences, Self.mostSentences)) << 13 | UInt64(facts) << 16
        | UInt64(index) << 37 | (margins.bits | words >> 5) << 57
    }

    func has(_ flag: UInt64) -> Bool { bits & flag != 0 }
    /// How many words begin in it; how many sentences end in it.
    var words: Int { Int(bits >> 8 & 0x1F) | (has(Self.isSimple) ? 0 : Int(bits >> 57 & 0x1F) << 5) }
    var sentences: Int { Int(bits >> 13 & 0x7) }
    /// Where its facts begin, if it has any, in ``TokenMemo/facts``, which never holds so much as 21 bits can tell.
    var facts: Int { Int(bits >> 16 & 0x1F_FFFF) }
    /// If it is simple: where its set begins in ``TokenMemo/sets``, and the bytes beside its word.
    var set: Int { Int(bits >> 37 & 0xF_FFFF) }
    var margins: Margins { Margins(bits: bits >> 57 & 0x1F) }
    /// If it is not: its record in ``TokenMemo/records``.
    var record: Int { Int(bits >> 37 & 0xF_FFFF) }

    /// The same token's, when its facts, and its set or its record, have other places.
    fileprivate func moved(facts: Int, index: Int) -> Knowledge {
      Knowledge(bits: bits & ~(0x1FF_FFFF_FFFF << 16) | UInt64(facts) << 16 | UInt64(index) << 37)
    }

    /// It was looked up after it had been learned.
    private static let metAgain: UInt64 = 1 << 63
    var wasMetAgain: Bool { bits & Self.metAgain != 0 }
    mutating func markAsMetAgain() { bits |= Self.metAgain }

    /// How many bytes of signs stand before and behind the only word of a token.
    struct Margins: Sendable, Equatable {
      var leading: UInt32
      var trailing: UInt32

      /// None.
      init() { (leading, trailing) = (0, 0) }

      /// nil if there are too many of them to be remembered so.
      init?(leading: Int, trailing: Int) {
        guard (0...3).contains(leading), (0...7).contains(trailing) else { return nil }
        self.leading = UInt32(leading)
        self.trailing = UInt32(trailing)
      }

      fileprivate init(bits: UInt64) {
        leading = UInt32(truncatingIfNeeded: bits & 3)
        trailing = UInt32(truncatingIfNeeded: bits >> 2)
      }

      fileprivate var bits: UInt64 { UInt64(leading) | UInt64(trailing) << 2 }
    }
  }

  /// An open hash table: a token stands at the place of its hash, or at the next free one.
  private var slots = [Slot](repeating: .free, count: Self.fewestSlots)
  private var inserted = 0
  /// Longer tokens.
  private var long = LongTokenTable()

  private(set) var records = TokenRecords()
  private(set) var facts = FactStore()
  private(set) var sets: WordSets
  /// Of the facts and the sets that are here.
  var outcomes = WordOutcomes()

  private static let fewestSlots = 1 << 12
  private let mostTokens: Int
  private var mostLongTokens: Int { mostTokens / 3 }
  /// Tokens with more bytes are not remembered.
  static let longestToken = 511
  /// So many bytes of longer tokens are remembered.
  private static let mostLongBytes = 12 << 20

  /// Nothing known yet, and room for so many tokens. With 190,000 there are 262,144 slots of 32 bytes, which take 8 MB, and a
  /// comment has room for some thousand tokens more. Words and groups of words have numbers below a limit.
  init(mostTokens: Int, wordLimit: Int) {
    self.mostTokens = mostTokens
    sets = WordSets(limit: wordLimit)
  }

  /// What is known of a token of at most 24 bytes; nil for no key.
  mutating func knowledge(of key: ShortKey) -> Knowledge? {
    var index = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while true {
      let slot = slots[index]
      if slot.key.words.0 == 0 { return nil }
      if slot.key == key {
        if !slot.knowledge.wasMetAgain { slots[index].knowledge.markAsMetAgain() }
        return slot.knowledge
      }
      index = (index + 1) & (slots.count - 1)
    }
  }

  /// What is known of a longer token.
  mutating func knowledge(ofLong token: Span<UInt8>) -> Knowledge? { long.recall(token) }

  mutating func insert(_ knowledge: Knowledge, of key: ShortKey) {
    if inserted * 4 > slots.count * 3 { grow() }
    inserted += 1
    place(Slot(key: key, knowledge: knowledge))
  }

  private mutating func place(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: slot.key.hash) & (slots.count - 1)
    while slots[index].key.words.0 != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  mutating func insert(_ knowledge: Knowledge, ofLong token: Span<UInt8>) { long.insert(knowledge, of: token) }

  /// Where a token's facts begin in ``facts``.
  mutating func addFacts(_ entry: FactStore.Entry) -> Int { facts.insert(entry) }

  /// The index of a record of a token's words.
  mutating func addRecord(_ words: [TokenRecords.Word], spans: [WordMatch]) -> Int {
    records.append(words, spans: spans)
  }

  /// Where a set of words begins in ``sets``; nil if it has too many.
  mutating func addSet(anchors: [Int], others: [Int]) -> Int? { sets.insert(anchors: anchors, others: others) }

  /// The set of a word of a token; nil if words of phrases reach over several words of the token, or over signs.
  func set(ofWord number: Int, of token: Knowledge) -> Int? {
    if token.has(Knowledge.isSimple) { return token.set }
    return records.hasSpans(token.record) ? nil : records.word(number, of: token.record).set
  }

  /// Whether one comment has filled the memory so far that indices might outgrow the bits of ``Knowledge``.
  var isExhausted: Bool { records.count >= 1 << 19 || facts.isExhausted || sets.isExhausted }

  /// If there is too much of them, forgets the tokens that were not met again since this was done last, as a clock does with
  /// pages (F. Corbató, 1968). What was looked up before is void then.
  mutating func makeRoom() {
    let isLongFull = long.count > mostLongTokens || long.byteCount > Self.mostLongBytes
    guard inserted > mostTokens || facts.isFull || sets.isFull || isLongFull else { return }
    outcomes.removeAll()
    // A quarter of the memory must be free, or this would have to be done again soon.
    let kept = slots.filter(\.knowledge.wasMetAgain).prefix(mostTokens / 4 * 3)
    var longBytes = 0
    let keptLong = long.removeAll { $0.wasMetAgain }.prefix(mostLongTokens / 4 * 3).prefix { token in
      longBytes += token.bytes.count
      return longBytes <= Self.mostLongBytes / 4 * 3
    }
    let all = kept.map(\.knowledge) + keptLong.map(\.knowledge)
    let newFacts = facts.keep(Set(all.filter { $0.has(Knowledge.hasFacts) }.map(\.facts)))
    let oldRecords = records
    let newSets = sets.keep(
      Set(all.flatMap { $0.has(Knowledge.isSimple) ? [$0.set] : oldRecords.sets(of: $0.record) }))
    records = TokenRecords()
    /// nil for a token whose facts or words had to go.
    func moved(_ knowledge: Knowledge) -> Knowledge? {
      guard let facts = knowledge.has(Knowledge.hasFacts) ? newFacts[knowledge.facts] : 0 else { return nil }
      if knowledge.has(Knowledge.isSimple) {
        return newSets[knowledge.set].map { knowledge.moved(facts: facts, index: $0) }
      }
      return records.append(knowledge.record, of: oldRecords, newSets: newSets).map {
        knowledge.moved(facts: facts, index: $0)
      }
    }
    for index in slots.indices { slots[index] = .free }
    inserted = 0
    for slot in kept {
      guard let knowledge = moved(slot.knowledge) else { continue }
      place(Slot(key: slot.key, knowledge: knowledge))
      inserted += 1
    }
    for token in keptLong {
      if let knowledge = moved(token.knowledge) { long.insert(knowledge, of: token.bytes.span) }
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .free, count: old.count * 2)
    for slot in old where slot.key.words.0 != 0 { place(slot) }
  }

  /// The bytes of a token of up to 24, as they stand in memory, filled up with zeros: no token holds a zero.
  struct ShortKey: Sendable, Equatable {
    var words: (UInt64, UInt64, UInt64)

    static let mostBytes = 24

    /// Takes the words of a key.
    init(words: (UInt64, UInt64, UInt64)) { self.words = words }

    /// The key of some bytes, of which none is zero; nil if there are none, or too many.
    init?(_ bytes: Span<UInt8>) {
      guard (1...Self.mostBytes).contains(bytes.count) else { return nil }
      words = (0, 0, 0)
      for index in bytes.indices {
        let bits = UInt64(bytes[index]) << UInt64(8 * (index & 7))
        switch index >> 3 {
        case 0: words.0 |= bits
        case 1: words.1 |= bits
        default: words.2 |= bits
        }
      }
    }

    static func == (left: ShortKey, right: ShortKey) -> Bool { left.words == right.words }

    /// Stands for no key.
    static let none = ShortKey(words: (0, 0, 0))

    var hash: UInt64 {
      var hash = words.0 &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ hash >> 29 ^ words.1) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ hash >> 32 ^ words.2) &* 0x94D0_49BB_1331_11EB
      return hash ^ hash >> 31
    }
  }

  private struct Slot: Sendable {
    var key: ShortKey
    var knowledge: Knowledge

    static let free = Slot(key: .none, knowledge: .none)
  }
}

extension TokenMemo.Knowledge {
  fileprivate init(bits: UInt64) { self.bits = bits }
}
