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

    /// Something was found in the token, see ``FactStore``.
    static let hasFacts: UInt64 = 1
    /// Words may be read in its symbols as they are: none is disguised, and no white space or line break is among them.
    static let isPlain: UInt64 = 2
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

    /// More words than this, or sentences, are not counted in a token; one that has them leans on its neighbours.
    static let mostWords = 31
    static let mostSentences = 7

    init(flags: UInt64, words: Int, sentences: Int, opening: UInt8, facts: Int, record: Int) {
      bits =
        flags | UInt64(min(words, Self.mostWords)) << 8 | UInt64(min(sentences, Self.mostSentences)) << 13
        | UInt64(opening & 0x3F) << 16 | UInt64(facts) << 22 | UInt64(record) << 43
    }

    func has(_ flag: UInt64) -> Bool { bits & flag != 0 }
    /// How many words begin in it; how many sentences end in it.
    var words: Int { Int(bits >> 8 & 0x1F) }
    var sentences: Int { Int(bits >> 13 & 0x7) }
    /// The bit of its first word, see ``WordOpenings``.
    var opening: UInt8 { UInt8(bits >> 16 & 0x3F) }
    /// The indices of its facts, if it has any, and of its record; there are never so many as 21 bits can tell.
    var facts: Int { Int(bits >> 22 & 0x1F_FFFF) }
    var record: Int { Int(bits >> 43) }
  }

  /// A token's symbols.
  struct Record: Sendable {
    /// Where its symbols begin in ``symbols``, and where each begins among its bytes in ``offsets``.
    var firstSymbol: UInt32
    var symbolCount: UInt16
    /// The symbols of its first word.
    var wordStart: UInt16
    var wordEnd: UInt16
  }

  /// An open hash table: a token stands at the place of its hash, or at the next free one.
  private var slots = [Slot](repeating: .free, count: Self.fewestSlots)
  private var inserted = 0
  /// Longer tokens.
  private var long: [[UInt8]: Knowledge] = [:]

  private(set) var records: [Record] = []
  private(set) var symbols: [UInt8] = []
  private(set) var offsets: [UInt8] = []
  private(set) var facts = FactStore()
  /// All words of phrases in tokens that are not plain, by the indices of their records.
  private var disguisedWords: [Int: PackedWords] = [:]

  private static let fewestSlots = 1 << 12
  /// With 32 bytes each they take 8 MB.
  private static let mostSlots = 1 << 18
  private static let mostLongTokens = 1 << 15
  /// Tokens with more bytes are not remembered.
  static let longestToken = 200

  /// What is known of a token of at most 24 bytes.
  func knowledge(of key: ShortKey) -> Knowledge? {
    var index = Int(truncatingIfNeeded: key.hash) & (slots.count - 1)
    while true {
      if slots[index].key == key { return Knowledge(bits: slots[index].knowledge) }
      if slots[index].key.words.0 == 0 { return nil }
      index = (index + 1) & (slots.count - 1)
    }
  }

  /// What is known of a longer token.
  func knowledge(ofLong token: [UInt8]) -> Knowledge? { long[token] }

  mutating func insert(_ knowledge: Knowledge, of key: ShortKey) {
    if inserted * 4 > slots.count * 3 { grow() }
    inserted += 1
    place(Slot(key: key, knowledge: knowledge.bits))
  }

  private mutating func place(_ slot: Slot) {
    var index = Int(truncatingIfNeeded: slot.key.hash) & (slots.count - 1)
    while slots[index].key.words.0 != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  mutating func insert(_ knowledge: Knowledge, ofLong token: [UInt8]) { long[token] = knowledge }

  /// Adds a record of a token's symbols and yields its index. `starts` has one more entry than there are symbols.
  mutating func addRecord(symbols text: [UInt8], starts: [UInt32]) -> Int {
    let first = text.firstIndex(where: WordPlaces.isWordSymbol) ?? text.count
    let end = text[first...].firstIndex { !WordPlaces.isWordSymbol($0) } ?? text.count
    // A token has at most ``longestToken`` bytes and, since folding may expand characters, some times as many symbols;
    // one with more of them is not plain, and no word is asked of it here.
    records.append(
      Record(
        firstSymbol: UInt32(symbols.count), symbolCount: UInt16(clamping: text.count),
        wordStart: UInt16(clamping: first),
        wordEnd: UInt16(clamping: end)))
    symbols += text
    for start in starts.dropLast() { offsets.append(UInt8(clamping: start)) }
    return records.count - 1
  }

  /// The symbols of a word of a token, by its number among those of the token.
  func wordRange(_ word: Int, of record: Int) -> Range<Int> {
    let record = records[record]
    if word == 0 { return Int(record.wordStart)..<Int(record.wordEnd) }
    let first = Int(record.firstSymbol)
    let count = Int(record.symbolCount)
    var end = Int(record.wordEnd)
    var start = end
    for _ in 0..<word {
      start = end
      while start < count, !WordPlaces.isWordSymbol(symbols[first + start]) { start += 1 }
      end = start
      while end < count, WordPlaces.isWordSymbol(symbols[first + end]) { end += 1 }
    }
    return start..<end
  }

  /// How such a word begins, see ``WordOpenings``.
  func openingBit(ofWord word: Int, of record: Int) -> UInt8 {
    let range = wordRange(word, of: record)
    let first = Int(records[record].firstSymbol)
    return WordOpenings.bit(of: symbols.span.extracting(first + range.lowerBound..<first + range.upperBound))
  }

  /// The bytes of a token's symbols: where they begin, and where they end, nil for the end of the token.
  func bytes(of range: Range<Int>, of record: Int) -> (start: UInt8, end: UInt8?) {
    let record = records[record]
    let first = Int(record.firstSymbol)
    var end = range.upperBound
    // Symbols of one character share its bytes.
    while end < record.symbolCount, offsets[first + end] == offsets[first + range.upperBound - 1] { end += 1 }
    return (offsets[first + range.lowerBound], end < record.symbolCount ? offsets[first + end] : nil)
  }

  /// The text of a token of so many bytes, as it was folded.
  func text(of record: Int, length: UInt32) -> FoldedText {
    let range = Int(records[record].firstSymbol)..<Int(records[record].firstSymbol) + Int(records[record].symbolCount)
    return FoldedText(symbols: Array(symbols[range]), starts: offsets[range].map { UInt32($0) } + [length])
  }

  /// Where a token's facts begin in ``facts``.
  mutating func addFacts(_ entry: FactStore.Entry) -> Int { facts.insert(entry) }

  /// All words of phrases in a token that is not plain; nil if nobody has looked for them yet.
  func disguisedWords(of record: Int) -> PackedWords? { disguisedWords[record] }

  mutating func setDisguisedWords(_ words: PackedWords, of record: Int) { disguisedWords[record] = words }

  /// Whether one comment has filled the memory so far that indices might outgrow the bits of ``Knowledge``.
  var isExhausted: Bool { records.count >= 1 << 20 || facts.isExhausted }

  /// Forgets everything if there is too much of it, which comes back as it is met. What was looked up before is void then.
  ///
  /// - Returns: Whether it did.
  mutating func makeRoom() -> Bool {
    guard inserted * 4 > Self.mostSlots * 3 || facts.isFull || long.count > Self.mostLongTokens else { return false }
    for index in slots.indices { slots[index] = .free }
    inserted = 0
    long.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    symbols.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    disguisedWords.removeAll(keepingCapacity: true)
    facts.removeAll()
    return true
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
}

extension TokenMemo.Knowledge {
  fileprivate init(bits: UInt64) { self.bits = bits }
}
