internal import PatternScanning

/// Joins the phrases of a set of literals, so that fewer of them have to be looked for: «от двух» and «от трех» are one
/// phrase of which the second word is one of two.
enum LiteralPhrases {
  typealias Word = RegexLiteral.Word

  /// Phrases that together stand for the same texts, each with several words for a place.
  static func joined(_ phrases: [[Word]]) -> [[[Word]]] {
    let byLength = Dictionary(grouping: phrases.map { phrase in phrase.map { [$0] } }) { $0.count }
    return byLength.keys.sorted().flatMap { length in
      // Joining at one place after the other makes one phrase of a product of choices.
      (0..<length).reversed().reduce(byLength[length] ?? []) { join($0, at: $1) }
    }
  }

  /// Joins the phrases that differ at one place alone.
  private static func join(_ phrases: [[[Word]]], at place: Int) -> [[[Word]]] {
    var joined: [[[Word]]] = []
    var indices: [[[Word]]: Int] = [:]
    for phrase in phrases {
      var rest = phrase
      rest[place] = []
      if let index = indices[rest] {
        joined[index][place] += phrase[place]
      } else {
        indices[rest] = joined.count
        joined.append(phrase)
      }
    }
    return joined
  }
}
