@testable import TextFolding

/// The first stage of folding as it is defined: ICU on the whole text, then each code point's symbol. No table, no
/// segments, no direct path.
struct Reference {
  private var symbolsOfNormalized: [UInt32: [UInt8]] = [:]
  private var emoji: [UInt32: Bool] = [:]

  mutating func symbols(of text: String) -> [UInt8] {
    var units: [UInt16] = []
    for c in withoutSequences(text.unicodeScalars.map(\.value)) {
      units.append(codePoint: Characters.substitute(for: c))
    }
    return ICU.nfkcCasefold(units).codePoints.flatMap { symbols(ofNormalized: $0) }
  }

  private mutating func symbols(ofNormalized c: UInt32) -> [UInt8] {
    if let known = symbolsOfNormalized[c] { return known }
    let symbols = Characters.symbols(ofNormalized: c)
    symbolsOfNormalized[c] = symbols
    return symbols
  }

  /// Replaces each emoji sequence by its last emoji and each flag by a single one.
  private mutating func withoutSequences(_ text: [UInt32]) -> [UInt32] {
    var result: [UInt32] = []
    var index = 0
    while index < text.count {
      if isRegional(text[index]) {
        let run = text[index...].prefix(while: isRegional).map { UInt8($0 - 0x1F1E6) }
        let pairs = stride(from: 0, to: run.count - 1, by: 2)
        let areFlags = run.count % 2 == 0 && pairs.allSatisfy { ICU.isRegion(run[$0], run[$0 + 1]) }
        result += areFlags ? pairs.map { _ in 0x1F525 } : run.map { UInt32($0) + 0x61 }
        index += run.count
      } else if isEmoji(text[index]) {
        var last = index
        while let next = joined(text, after: last) { last = next }
        result.append(text[last])
        index = last + 1
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private mutating func joined(_ text: [UInt32], after index: Int) -> Int? {
    let ignorables = text[(index + 1)...].prefix { c in
      Characters.substitute(for: c) == c && ICU.nfkcCasefold([UInt16](codePoint: c)).isEmpty
    }
    let next = index + 1 + ignorables.count
    guard next < text.count, isEmoji(text[next]) else { return nil }
    return ignorables.last == 0x200D || ICU.isEmojiModifier(text[next]) ? next : nil
  }

  private func isRegional(_ c: UInt32) -> Bool { c >= 0x1F1E6 && c <= 0x1F1FF }

  private mutating func isEmoji(_ c: UInt32) -> Bool {
    if let known = emoji[c] { return known }
    let answer = Characters.symbols(of: c) == [Symbol.emoji]
    emoji[c] = answer
    return answer
  }
}

/// A small generator of reproducible randomness (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
