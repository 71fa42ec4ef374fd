import Sito

/// The words of a Hunspell dictionary with all their forms (hunspell(5): suffix rules of the `.aff` file applied to the
/// entries of the `.dic` file; prefixes and compounds, which hunspell-ru does not have, are passed over).
struct HunspellDictionary {
  fileprivate struct Suffix {
    var strip: [UInt8]
    var append: [UInt8]
    /// What must stand at the end of the base form, a set of characters for each place.
    var condition: [Set<Character>?]
  }

  private var suffixes: [UInt8: [Suffix]] = [:]
  private let entries: [UInt8]

  /// Parses the contents of the two files, both in UTF-8.
  init(dictionary: [UInt8], affixes: [UInt8]) {
    entries = dictionary
    for line in affixes.split(separator: 0x0A) {
      let fields = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D })
      // «SFX flag strip append condition»; a header has four fields.
      guard fields.count >= 5, fields[0].elementsEqual("SFX".utf8), let flag = fields[1].first else { continue }
      let zero = [UInt8(ascii: "0")]
      suffixes[flag, default: []].append(
        Suffix(
          strip: fields[2].elementsEqual(zero) ? [] : Array(fields[2]),
          append: fields[3].elementsEqual(zero) ? [] : Array(fields[3].prefix { $0 != UInt8(ascii: "/") }),
          condition: Self.condition(String(decoding: fields[4], as: UTF8.self))))
    }
  }

  /// Calls `body` with each form, the base form first, and its base form.
  func forEachForm(_ body: (_ form: [UInt8], _ lemma: ArraySlice<UInt8>) -> Void) {
    // The first line is the number of entries.
    for line in entries.split(separator: 0x0A).dropFirst() {
      let parts = line.split(separator: UInt8(ascii: "/"), maxSplits: 1)
      guard let lemma = parts.first else { continue }
      body(Array(lemma), lemma)
      guard parts.count > 1 else { continue }
      let characters = Array(String(decoding: lemma, as: UTF8.self))
      for flag in parts[1].prefix(while: { $0 > 0x20 }) {
        for suffix in suffixes[flag] ?? [] where suffix.applies(to: lemma, characters) {
          body(lemma.dropLast(suffix.strip.count) + suffix.append, lemma)
        }
      }
    }
  }

  /// A condition such as «[ртв]ый»: sets of characters, nil for any character.
  private static func condition(_ text: String) -> [Set<Character>?] {
    var condition: [Set<Character>?] = []
    var group: Set<Character>?
    for character in text {
      switch character {
      case "[": group = []
      case "]":
        condition.append(group)
        group = nil
      case ".": condition.append(nil)
      default:
        if group != nil { group?.insert(character) } else { condition.append([character]) }
      }
    }
    return condition
  }
}

extension HunspellDictionary.Suffix {
  fileprivate func applies(to lemma: ArraySlice<UInt8>, _ characters: [Character]) -> Bool {
    guard lemma.suffix(strip.count).elementsEqual(strip), characters.count >= condition.count else { return false }
    for (set, character) in zip(condition, characters.suffix(condition.count)) {
      guard let set else { continue }
      // «[^…]» holds for all characters but those.
      if set.contains("^") ? set.contains(character) : !set.contains(character) { return false }
    }
    return true
  }
}
