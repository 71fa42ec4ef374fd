internal import PatternScanning

/// What patterns found in a comment, before anybody asks what it means.
struct FoundMatches: Sendable {
  /// Matches of rules and of their exceptions, in the order of their places; phrases among them.
  var matches: [WordMatch] = []
  /// Matches of the words of phrases.
  var words: [WordMatch] = []
  /// The ids of the literals of regular expressions that were seen, each once.
  private(set) var literals: [Int] = []
  var wordCount = 0
  var mixedScriptWords = 0
  var hasInvalidUTF8 = false

  private var seen: Set<Int> = []

  mutating func reset() {
    matches.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    literals.removeAll(keepingCapacity: true)
    seen.removeAll(keepingCapacity: true)
    wordCount = 0
    mixedScriptWords = 0
    hasInvalidUTF8 = false
  }

  mutating func insert(literal id: Int) {
    if seen.insert(id).inserted { literals.append(id) }
  }

  /// Puts a match to its kind.
  mutating func append(_ match: WordMatch, firstWordID: Int) {
    if match.id >= firstWordID { words.append(match) } else { matches.append(match) }
  }

  /// Adds the phrases that the words make up.
  mutating func joinPhrases(by table: PhraseTable) {
    guard words.count > 0 else { return }
    let count = matches.count
    table.forEachPhrase(in: words, wordCount: wordCount) { id, first, last in
      var match = first
      match.id = Int32(id)
      match.end = last.end
      match.lastWord = last.lastWord
      matches.append(match)
    }
    if matches.count > count { keepLongest() }
  }

  /// Drops the matches that stand inside another one of the same id, and puts the others in order.
  private mutating func keepLongest() {
    matches.sort { ($0.id, $0.start, $1.end) < ($1.id, $1.start, $0.end) }
    var kept = 0
    for index in matches.indices {
      // By this order, a match that holds this one is among those kept, and the last of them reaches farthest.
      if kept > 0, matches[kept - 1].id == matches[index].id, matches[kept - 1].end >= matches[index].end { continue }
      matches[kept] = matches[index]
      kept += 1
    }
    matches.removeLast(matches.count - kept)
    sort()
  }

  mutating func sort() {
    matches.sort { ($0.start, $0.end, $0.id) < ($1.start, $1.end, $1.id) }
  }
}
