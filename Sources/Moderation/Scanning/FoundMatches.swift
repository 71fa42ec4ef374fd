internal import PatternScanning

/// What patterns found in a comment, before anybody asks what it means.
struct FoundMatches: Sendable {
  /// Matches of rules and of their exceptions, in the order of their places; phrases among them.
  private(set) var matches: [WordMatch] = []
  /// The ids of these.
  private var known: RuleBits
  /// Phrases before they are put among the others.
  private var newPhrases: [WordMatch] = []
  /// The literals of regular expressions that were seen.
  var literals: LiteralSightings
  /// Whether it is known where literals stand, not only which.
  var hasPlacesOfLiterals = true
  /// Whether words in the comment are other words for a regular expression, or none.
  var hasOddWords = false
  /// Whether literals may have been missed by that: where they could not be looked for in the comment as expressions read it.
  var mayHoldAnyLiteral = false
  /// Where such words are, if it is known where literals stand.
  var oddPlaces: [LiteralSightings.Place] = []
  /// Features of models, in the order of their places; gathered only where a model finds something, and then those by which
  /// that is shown, or all.
  var features: [WordMatch] = []
  /// What the features come to under each model.
  var sums: [CompiledModels.Sum]
  var wordCount = 0
  var mixedScriptWords = 0
  var hasInvalidUTF8 = false

  /// Nothing found; the ids of literals are given.
  init(literalIDs: Range<Int>, modelCount: Int) {
    known = RuleBits(count: literalIDs.lowerBound)
    literals = LiteralSightings(ids: literalIDs)
    sums = [CompiledModels.Sum](repeating: .init(), count: modelCount)
  }

  mutating func reset() {
    for match in matches { known.remove(Int(match.id)) }
    matches.removeAll(keepingCapacity: true)
    literals.removeAll()
    hasPlacesOfLiterals = true
    oddPlaces.removeAll(keepingCapacity: true)
    features.removeAll(keepingCapacity: true)
    for index in sums.indices { sums[index] = .init() }
    wordCount = 0
    mixedScriptWords = 0
    hasOddWords = false
    mayHoldAnyLiteral = false
    hasInvalidUTF8 = false
  }

  mutating func append(_ match: WordMatch) {
    known.insert(Int(match.id))
    matches.append(match)
  }

  /// Adds phrases; a match that stands inside another one of the same id is dropped.
  mutating func append(phrases: [WordMatch]) {
    guard !phrases.isEmpty else { return }
    if matches.count * phrases.count > Self.mostComparisons {
      for phrase in phrases { append(phrase) }
      dropInner()
      matches.sort(by: Self.isOrdered)
      return
    }
    newPhrases.removeAll(keepingCapacity: true)
    for phrase in phrases {
      if known.contains(Int(phrase.id)) {
        if matches.contains(where: { $0.id == phrase.id && $0.holds(phrase) }) { continue }
        if newPhrases.contains(where: { $0.id == phrase.id && $0.holds(phrase) }) { continue }
        matches.removeAll { $0.id == phrase.id && phrase.holds($0) }
        newPhrases.removeAll { $0.id == phrase.id && phrase.holds($0) }
      }
      known.insert(Int(phrase.id))
      newPhrases.append(phrase)
    }
    matches.merge(&newPhrases, by: Self.isOrdered)
  }

  /// With more of them sorting is faster than to compare each with each.
  private static let mostComparisons = 1 << 16

  private static func isOrdered(_ first: WordMatch, _ second: WordMatch) -> Bool {
    (first.start, first.end, first.id) < (second.start, second.end, second.id)
  }

  private mutating func dropInner() {
    matches.sort { ($0.id, $0.start, $1.end) < ($1.id, $1.start, $0.end) }
    var kept = 0
    for index in matches.indices {
      // By this order, a match that holds this one is among those kept, and the last of them reaches farthest.
      if kept > 0, matches[kept - 1].id == matches[index].id, matches[kept - 1].end >= matches[index].end { continue }
      matches[kept] = matches[index]
      kept += 1
    }
    matches.removeLast(matches.count - kept)
  }
}

extension WordMatch {
  fileprivate func holds(_ other: WordMatch) -> Bool { start <= other.start && other.end <= end }
}
