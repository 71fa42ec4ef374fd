internal import TextFolding

/// Takes the fingerprints of texts. It keeps tables and scratch memory: make one per thread and keep it.
public struct TextFingerprinter: ~Copyable, Sendable {
  private var folder = TextFolder()
  private var folded = FoldedText()
  private var letters: [UInt8] = []

  /// A fingerprinter that has seen nothing yet.
  public init() {}

  /// The fingerprint of a comment; nothing but its text decides on it.
  ///
  /// - Parameter bytes: UTF-8, of any length; bytes that are no UTF-8 are no error.
  /// - Returns: nil where the text has too few letters (``TextFingerprint/fewestLetters``).
  public mutating func fingerprint(of bytes: Span<UInt8>) -> TextFingerprint? {
    // A letter takes a byte at least.
    guard bytes.count >= TextFingerprint.fewestLetters else { return nil }
    folder.fold(bytes, into: &folded)
    var letters: [UInt8] = []
    swap(&letters, &self.letters)
    defer { swap(&letters, &self.letters) }
    FingerprintLetters.collect(from: folded.symbols.span, into: &letters)
    guard letters.count >= TextFingerprint.fewestLetters else { return nil }
    let similarity =
      letters.count < TextFingerprint.fewestLettersForSimilarity ? nil : Resemblance.samples(of: letters.span)
    return TextFingerprint(
      text: Int64(bitPattern: Self.hash(letters.span)), similarity: similarity.map(Int64.init(bitPattern:)))
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923), and its bits mixed once more.
  private static func hash(_ letters: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in letters.indices { hash = (hash ^ UInt64(letters[index])) &* 0x100_0000_01B3 }
    return BitMixing.mix(hash)
  }
}

/// Spreads each bit of a number over all of it.
enum BitMixing {
  /// The last step of SplitMix64 (G. Steele, D. Lea, C. Flood, 2014), a bijection.
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
