/// Remembers whether a token's only word is one of a phrase's: the same few words are asked for beside the same frequent
/// ones, over and over. A direct-mapped cache: of two questions with one place the later one stays.
struct WordAnswers: Sendable {
  /// A question and, in the lowest bit, its answer.
  private var slots = [UInt64](repeating: 0, count: 1 << Self.bits)

  /// 256 KB.
  private static let bits: UInt64 = 15

  /// Whether the word of a token's record is one of an id; nil if that is not remembered.
  func answer(_ id: Int, of record: Int) -> Bool? {
    let question = Self.question(id, record)
    let known = slots[Self.slot(of: question)]
    return known | 1 == question | 1 ? known & 1 == 1 : nil
  }

  mutating func insert(_ answer: Bool, _ id: Int, of record: Int) {
    let question = Self.question(id, record)
    slots[Self.slot(of: question)] = question | (answer ? 1 : 0)
  }

  /// Forgets everything, when records get other numbers.
  mutating func removeAll() {
    for index in slots.indices { slots[index] = 0 }
  }

  /// Never zero. There is room for records of 21 bits, and ids of 41.
  private static func question(_ id: Int, _ record: Int) -> UInt64 {
    (UInt64(truncatingIfNeeded: id) << 21 | UInt64(truncatingIfNeeded: record)) << 1 | 1 << 63
  }

  private static func slot(of question: UInt64) -> Int {
    Int(truncatingIfNeeded: (question &* 0x9E37_79B9_7F4A_7C15) >> (64 - bits))
  }
}
