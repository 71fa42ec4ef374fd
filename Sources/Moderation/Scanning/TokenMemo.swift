internal import PatternScanning

/// Remembers what was found in tokens (memoization, D. Michie, 1968): comments repeat the same few tens of thousands of words,
/// so most tokens need no folding and no scanning, only a look-up by their bytes. One for each thread.
///
/// A token is a stretch of bytes above U+0020. Keys are compared as a whole, so a look-up is never wrong.
struct TokenMemo: Sendable {
  /// What is known of a token, packed into eight bytes.
  struct Knowledge: Sendable, Equatable {
    private(set) var bits: UInt64

    /// Something that a verdict may need stands in the token.
    static let isTrigger: UInt64 = 1
    /// The token has an entry.
    static let hasEntry: UInt64 = 2
    /// A letter stands by itself in it.
    static let hasLoneLetter: UInt64 = 4
    /// It cannot be folded without what stands before it.
    static let leansOnNeighbours: UInt64 = 8
    static let hasInvalidUTF8: UInt64 = 16
    /// Models weigh it.
    static let hasSums: UInt64 = 32

    init(flags: UInt64, words: Int, sentences: Int, entry: Int) {
      bits = flags | UInt64(min(words, 255)) << 8 | UInt64(min(sentences, 255)) << 16 | UInt64(entry) << 32
    }

    func has(_ flag: UInt64) -> Bool { bits & flag != 0 }
    /// How many words begin in it; how many sentences end in it.
    var words: Int { Int(bits >> 8 & 0xFF) }
    var sentences: Int { Int(bits >> 16 & 0xFF) }
    var entry: Int { Int(bits >> 32) }
  }

  /// What was found in a token.
  struct Entry: Sendable {
    /// Where its matches of rules and exceptions stand in ``matches``, by the token's own bytes, words and sentences.
    var matches: Range<Int32>
    /// The same of words of phrases, sorted by ``SortedWords``; ``anchors`` are those of them that anchor a phrase.
    var words: Range<Int32>
    var anchors: Range<Int32>
    var literals: Range<Int32>
    var mixedScriptWords: Int32
  }

  /// The bytes of a token of up to 24, as they stand in memory, filled up with zeros: no token holds a zero.
  struct ShortKey: Sendable, Equatable {
    var words: (UInt64, UInt64, UInt64)

    static let mostBytes = 24

    static func == (left: ShortKey, right: ShortKey) -> Bool { left.words == right.words }

    var hash: UInt64 {
      var hash = words.0 &* 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ hash >> 29 ^ words.1) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ hash >> 32 ^ words.2) &* 0x94D0_49BB_1331_11EB
      return hash ^ hash >> 31
    }
  }

  private struct Slot: Sendable {
    var key: ShortKey
    var knowledge: UInt64

    static let free = Slot(key: ShortKey(words: (0, 0, 0)), knowledge: 0)
  }

  /// Pairs of slots: the token met last stands first in its pair.
  private var slots = [Slot](repeating: .free, count: Self.fewestSlots)
  private var inserted = 0
  /// Longer tokens.
  private var long: [[UInt8]: Knowledge] = [:]

  private(set) var entries: [Entry] = []
  private(set) var matches: [WordMatch] = []
  private(set) var literals: [Int32] = []
  /// What each entry comes to under each model, the models of one entry after those of the one before.
  private(set) var sums: [CompiledModels.Sum] = []

  private static let fewestSlots = 1 << 10
  /// With 32 bytes each they take 8 MB.
  private static let mostSlots = 1 << 18
  /// When so much was learnt, all is forgotten: what is in use comes back at once.
  private static let mostMatches = 1 << 21
  private static let mostLongTokens = 1 << 15
  /// Tokens with more bytes are not remembered.
  static let longestToken = 200

  /// What is known of a token of at most 24 bytes.
  func knowledge(of key: ShortKey) -> Knowledge? {
    let index = Int(truncatingIfNeeded: key.hash) & (slots.count - 2)
    if slots[index].key == key { return Knowledge(bits: slots[index].knowledge) }
    if slots[index + 1].key == key { return Knowledge(bits: slots[index + 1].knowledge) }
    return nil
  }

  /// What is known of a longer token.
  func knowledge(ofLong token: [UInt8]) -> Knowledge? { long[token] }

  mutating func insert(_ knowledge: Knowledge, of key: ShortKey) {
    inserted += 1
    if inserted > slots.count / 2, slots.count < Self.mostSlots { grow() }
    let index = Int(truncatingIfNeeded: key.hash) & (slots.count - 2)
    slots[index + 1] = slots[index]
    slots[index] = Slot(key: key, knowledge: knowledge.bits)
  }

  mutating func insert(_ knowledge: Knowledge, ofLong token: [UInt8]) { long[token] = knowledge }

  /// Adds an entry for a token and yields its index.
  mutating func addEntry(
    _ found: [WordMatch], _ words: [WordMatch], anchors: [WordMatch],
    sums: [CompiledModels.Sum], literals seen: [Int], mixedScriptWords: Int
  ) -> Int {
    self.sums += sums
    entries.append(
      Entry(
        matches: append(found), words: append(words.sorted(by: SortedWords.isOrdered)), anchors: append(anchors),

        literals: Int32(literals.count)..<Int32(literals.count + seen.count), mixedScriptWords: Int32(mixedScriptWords))
    )
    for literal in seen { literals.append(Int32(literal)) }
    return entries.count - 1
  }

  private mutating func append(_ some: [WordMatch]) -> Range<Int32> {
    let start = Int32(matches.count)
    matches += some
    return start..<Int32(matches.count)
  }

  /// Forgets everything if there is too much of it. What was looked up before is void then.
  mutating func makeRoom() {
    guard matches.count > Self.mostMatches || literals.count > Self.mostMatches || long.count > Self.mostLongTokens
    else { return }
    for index in slots.indices { slots[index] = .free }
    inserted = 0
    long.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
    matches.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    literals.removeAll(keepingCapacity: true)
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: .free, count: old.count * 4)
    for slot in old.reversed() where slot.key != Slot.free.key {
      let index = Int(truncatingIfNeeded: slot.key.hash) & (slots.count - 2)
      slots[index + 1] = slots[index]
      slots[index] = slot
    }
  }
}

extension TokenMemo.Knowledge {
  fileprivate init(bits: UInt64) { self.bits = bits }
}
