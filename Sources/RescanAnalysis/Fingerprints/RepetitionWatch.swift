/// Tells, while comments go by, whose text is to be kept because it repeats an earlier one, or nearly does.
///
/// A ledger keeps the texts in which something was found; of a flood of other texts one is needed, too, to show what was
/// repeated. What the watch says follows from the fingerprints that it was given, in their order: who goes on with a ledger
/// gives it those that are there, and it is as it was. It remembers the latest 4,194,304 of them or so, in 32 MB, so of a
/// text that comes back more seldom than that none is kept.
public struct RepetitionWatch: Sendable {
  /// For each key, by its lower bits, the latest one that was seen; in the lowest bit whether a text of it is kept.
  private var slots: [UInt64]
  private let mask: UInt64

  /// A watch that has seen nothing.
  public init() { self.init(bits: 22) }

  /// A watch with a number of slots, as a power of two.
  init(bits: Int) {
    mask = 1 << UInt64(bits) - 1
    // No slot holds a key of its own.
    slots = Array(repeating: 0, count: 1 << bits)
    slots[0] = 2
  }

  /// Takes note of the next comment.
  ///
  /// - Returns: Whether it is the first repetition, the one whose text should be kept.
  public mutating func isFirstRepetition(_ fingerprint: TextFingerprint) -> Bool {
    let text = UInt64(bitPattern: fingerprint.text)
    guard let similarity = fingerprint.similarity.map(UInt64.init(bitPattern:)) else { return note(text) }
    // Texts that are near each other often have one half of their samples in common, and many of them always do.
    let isRepetition = [note(text), note(BitMixing.mix(similarity >> 32)), note(BitMixing.mix(similarity << 32 | 1))]
    return isRepetition.contains(true)
  }

  private mutating func note(_ key: UInt64) -> Bool {
    let slot = Int((key >> 1) & mask)
    let known = slots[slot]
    guard known >> 1 == key >> 1 else {
      slots[slot] = key & ~1
      return false
    }
    slots[slot] = key | 1
    return known & 1 == 0
  }
}
