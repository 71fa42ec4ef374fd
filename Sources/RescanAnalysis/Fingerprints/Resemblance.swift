/// How much texts resemble each other, told from 64 bits of each.
///
/// The resemblance of two texts is the share of their *shingles*, five letters in a row, that both have (A. Broder, 1997). It
/// is estimated by min-wise hashing: of each text the least hash is kept for each of eight parts of the shingles, which is
/// the same in both with a probability that is the resemblance. One hash sorts a shingle into its part and is its rank
/// there (one permutation hashing: P. Li, A. Owen, C.-H. Zhang, 2012), a part that got none borrows from the next (A.
/// Shrivastava, P. Li, 2014), and eight bits of each are kept (b-bit minwise hashing: P. Li, A. C. König, 2010).
///
/// A SimHash (M. Charikar, 2002; G. Manku et al., 2007) was not taken, since its distance is that of angles: in a comment of
/// a hundred letters one other word turns nine bits of 64 or so, and bounds so wide cannot be looked up. Of eight samples
/// that word changes one. Shingles are of letters and not of words, since comments are short and their words inflected.
public enum Resemblance {
  /// Texts are near each other if at most so many of their eight samples differ.
  public static let mostDifferences = 2

  /// Letters of a shingle.
  static let shingle = 5

  /// How many of the eight samples differ: 0 to 8.
  public static func differences(_ first: Int64, _ second: Int64) -> Int {
    let difference = UInt64(bitPattern: first ^ second)
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    // The high bit of each byte that is not zero.
    return (((difference & low) &+ low | difference) & ~low).nonzeroBitCount
  }

  /// The eight samples of a text of at least a shingle.
  static func samples(of letters: Span<UInt8>) -> UInt64 {
    var least = InlineArray<8, UInt64>(repeating: .max)
    var window: UInt64 = 0
    for index in letters.indices {
      window = (window << 8 | UInt64(letters[index])) & 0xFF_FFFF_FFFF
      if index < shingle - 1 { continue }
      let hash = BitMixing.mix(window)
      let part = Int(hash >> 61)
      least[part] = min(least[part], hash)
    }
    var samples: UInt64 = 0
    for part in 0..<8 {
      var distance = 0
      while distance < 7, least[(part + distance) & 7] == .max { distance += 1 }
      let rank = least[(part + distance) & 7]
      // Other bits than those that made it the least; what is borrowed differs from what was lent.
      samples |= (BitMixing.mix(rank &+ UInt64(distance)) & 0xFF) << UInt64(8 * part)
    }
    return samples
  }
}
