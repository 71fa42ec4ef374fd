/// What each single character looks like to a reader: the mapping from code points to symbols.
///
/// This is the definition; it is slow, and ``CharacterTable`` keeps its answers.
enum Characters {
  /// Characters that are replaced before normalization because NFKC_Casefold would hide what a reader sees: blank
  /// letters that it drops, Greek and Armenian capitals unlike their small letters, spacing accents that it turns
  /// into a space and a mark, bracketed letters, and № (NFKC: "No").
  static let substitutes: [UInt32: UInt32] = Dictionary(
    uniqueKeysWithValues: LookAlikes.beforeNormalization.flatMap { target, characters in
      characters.map { ($0.value, target.value) }
    } + LookAlikes.bracketedAlphabets.flatMap { first in (0..<26).map { (first.value + $0, 0x61 + $0) } })

  static func substitute(for c: UInt32) -> UInt32 { substitutes[c] ?? c }

  /// The symbols of a character that stands alone: none for what folding drops, several for a ligature or a fraction.
  static func symbols(of c: UInt32) -> [UInt8] {
    ICU.nfkcCasefold([UInt16](codePoint: substitute(for: c))).codePoints.flatMap(symbols(ofNormalized:))
  }

  /// The symbols of a code point of a text in NFKC_Casefold.
  static func symbols(ofNormalized c: UInt32) -> [UInt8] {
    if c < 0x80 { return [symbol(ofASCII: UInt8(truncatingIfNeeded: c))] }
    if let letter = russianLetter(c) { return [letter] }
    if let known = lookAlikes[c] { return known }
    let category = ICU.generalCategory(of: c)
    if category.isCategory("Z", "l") || category.isCategory("Z", "p") || c == 0x85 { return [Symbol.lineBreak] }
    if category.isMajor("Z") || category.isCategory("C", "c") || ICU.isWhiteSpace(c) { return [Symbol.space] }
    if category.isMajor("M") || category.isCategory("C", "f") { return [] }
    if ICU.isEmoji(c) { return [Symbol.emoji] }
    if let digit = ICU.digitValue(of: c) { return [0x30 + digit] }
    if let base = ICU.canonicalDecomposition(of: c)?.codePoints.first, base != c { return symbols(ofNormalized: base) }
    if let symbol = skeletonSymbol(c, category) { return [symbol] }
    return [category.isMajor("L") ? Symbol.otherLetter : Symbol.otherSign]
  }

  /// Whether a code point is a letter of another script that is shown by a Cyrillic symbol.
  static func isForeignCyrillic(_ c: UInt32, symbols: [UInt8]) -> Bool {
    symbols.contains { $0 >= Symbol.firstCyrillic } && !ICU.isCyrillic(c)
  }

  private static let lookAlikes: [UInt32: [UInt8]] = {
    var table: [UInt32: [UInt8]] = [:]
    for (target, characters) in LookAlikes.afterNormalization {
      let symbols = target.unicodeScalars.map { scalar in
        russianLetter(scalar.value) ?? (scalar.isASCII ? symbol(ofASCII: UInt8(scalar.value)) : Symbol.otherSign)
      }
      for character in characters { table[character.value] = symbols }
    }
    for (first, count) in LookAlikes.alphabets {
      for offset in 0..<count { table[first.value + offset] = [0x61 + UInt8(offset % 26)] }
    }
    return table
  }()

  /// ASCII as a symbol: letters in lower case, control characters as white space.
  static func symbol(ofASCII byte: UInt8) -> UInt8 {
    switch byte {
    case 0x0A...0x0D: Symbol.lineBreak
    case 0x41...0x5A: byte | 0x20
    case 0x21...0x7E: byte
    default: Symbol.space
    }
  }

  /// The symbol of а–я, ё, or nil.
  static func russianLetter(_ c: UInt32) -> UInt8? {
    switch c {
    case 0x430...0x44F: UInt8(truncatingIfNeeded: c - 0x430) + Symbol.firstCyrillic
    case 0x451: Symbol.firstCyrillic + 5
    default: nil
    }
  }

  /// The ASCII or Russian character that the skeleton of UTS #39 finds under another one.
  private static func skeletonSymbol(_ c: UInt32, _ category: GeneralCategory) -> UInt8? {
    if category.isMajor("C") || category.isCategory("S", "c") { return nil }
    let skeleton = ICU.skeleton(of: c).codePoints.filter { !ICU.generalCategory(of: $0).isMajor("M") }
    // The prototype of m is "rn".
    if skeleton == [0x72, 0x6E] { return 0x6D }
    guard skeleton.count == 1, let target = skeleton.first, target != c else { return nil }
    let folded = ICU.nfkcCasefold([UInt16](codePoint: target)).codePoints
    guard folded.count == 1, let shape = folded.first else { return nil }
    if let letter = russianLetter(shape) { return letter }
    guard shape > 0x20, shape < 0x7F else { return nil }
    let symbol = UInt8(truncatingIfNeeded: shape)
    let isAlphanumeric = Symbol.isLetter(symbol) || symbol >= 0x30 && symbol <= 0x39
    // A letter that looks like a punctuation mark (of the CJK scripts, mostly) is a letter all the same.
    return isAlphanumeric || !category.isMajor("L") ? symbol : nil
  }
}
