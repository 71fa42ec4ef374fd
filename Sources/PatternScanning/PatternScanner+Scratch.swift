extension PatternScanner {
  /// What a scan found, and its buffers.
  public struct Scratch: Sendable {
    /// The matches of the last scan, in the order that was asked for.
    public private(set) var matches: [Match] = []
    /// The ids of the literals that the last scan or search saw, each once.
    public private(set) var literals: [Int] = []
    /// The sets that were asked for last, see ``collectIDSets(of:)``.
    public private(set) var idSets: [Int32] = []
    /// Whether the last text held symbols that may be read as letters.
    public internal(set) var hasDisguises = false
    /// Whether the last text held signs between letters.
    public internal(set) var hasInnerSigns = false
    /// What the last search found: matches of all ids of a set, in any order, some of them twice or inside others.
    private(set) var found: [(idSet: Int32, range: Range<Int>)] = []
    /// Runs of patterns whose stems were found, and the index of the last symbol.
    var candidates: [(run: Int, end: Int)] = []
    var innerSigns: [Int] = []
    /// Whether secondary patterns are looked for, and the ids of which matches are; nil: all.
    private(set) var wantsSecondary = false
    private(set) var wantedIDs: Range<Int>?
    /// The literals once more, where there are many of them.
    private var manyLiterals: Set<Int> = []
    /// How far the last match of each open pattern reaches that was verified by itself; and once more where there are many.
    private var openEnds: [(pattern: Int32, end: Int)] = []
    private var manyOpenEnds: [Int32: Int] = [:]
    var verifier: MatchVerifier.Scratch
    var word = StrippedWord()
    var table: SubsetTable
    var states: [Int] = []
    var nextStates: [Int] = []
    var accepted: [Int] = []
    /// Ids by the ranges of which they were found, and these.
    private var ids: [Int] = []
    private var newIDs: [Int] = []
    private var stretches: [Stretch] = []

    private typealias Stretch = (range: Range<Int>, ids: Range<Int>)

    /// Empty buffers for the scans of one scanner.
    ///
    /// - Parameter mostStates: When so many states of the automaton have been made, they are forgotten, and made anew as they are
    ///   needed; what is found does not depend on it. Of tails there are less than half as many.
    public init(mostStates: Int = 100_000) {
      table = SubsetTable(mostStates: mostStates)
      verifier = MatchVerifier.Scratch(mostTailStates: mostStates / 5 * 2, mostRawTailStates: mostStates / 5)
    }

    /// Begins a search; what was found before is void.
    mutating func beginSearch(for scope: Scope, of ids: Range<Int>?) {
      wantsSecondary = scope == .all
      wantedIDs = ids
      found.removeAll(keepingCapacity: true)
      candidates.removeAll(keepingCapacity: true)
      innerSigns.removeAll(keepingCapacity: true)
      literals.removeAll(keepingCapacity: true)
      if !manyLiterals.isEmpty { manyLiterals.removeAll(keepingCapacity: true) }
      hasDisguises = false
      hasInnerSigns = false
      beginText()
    }

    /// Begins a text; what was noted for patterns before is void.
    mutating func beginText() {
      openEnds.removeAll(keepingCapacity: true)
      if !manyOpenEnds.isEmpty { manyOpenEnds.removeAll(keepingCapacity: true) }
      verifier.beginText()
    }

    // MARK: While searching

    /// How far the last match of an open pattern reaches.
    func openEnd(of pattern: Int32) -> Int? {
      if !manyOpenEnds.isEmpty { return manyOpenEnds[pattern] }
      return openEnds.first { $0.pattern == pattern }?.end
    }

    mutating func setOpenEnd(of pattern: Int32, _ end: Int) {
      if !manyOpenEnds.isEmpty {
        manyOpenEnds[pattern] = end
      } else if let index = openEnds.firstIndex(where: { $0.pattern == pattern }) {
        openEnds[index].end = end
      } else {
        openEnds.append((pattern, end))
        guard openEnds.count > Self.few else { return }
        for (pattern, end) in openEnds { manyOpenEnds[pattern] = end }
      }
    }

    /// Notes a match of all ids of a set.
    mutating func insert(_ idSet: Int32, _ range: Range<Int>) { found.append((idSet, range)) }

    /// Notes that a literal was seen.
    mutating func insert(literal id: Int) {
      if literals.count < Self.few {
        if !literals.contains(id) { literals.append(id) }
        return
      }
      if manyLiterals.isEmpty { manyLiterals.formUnion(literals) }
      if manyLiterals.insert(id).inserted { literals.append(id) }
    }

    /// So many are found fastest by looking at each.
    private static let few = 16

    /// Whether all stems that the first part of a search found consist of letters, and what may follow them of letters and digits,
    /// in a text without disguises. Then matches depend on the letters and digits in a row alone, not on what stands beside them.
    public var hasSimpleStemsOnly: Bool {
      !hasDisguises && !hasInnerSigns && innerSigns.isEmpty && found.isEmpty
        && candidates.allSatisfy { table.accepts.runs[$0.run].isSimple && table.accepts.runs[$0.run].hasSimpleTail }
    }

    // MARK: When all is found

    /// Puts the sets of ids that match some symbols into ``idSets``, sorted, each once. With the literals, they are all that a
    /// search found.
    ///
    /// - Returns: Whether that is so: whether there are no matches of other symbols, and all ids were asked for.
    public mutating func collectIDSets(of range: Range<Int>) -> Bool {
      idSets.removeAll(keepingCapacity: true)
      guard wantedIDs == nil else { return false }
      for match in found {
        guard match.range == range else { return false }
        idSets.append(match.idSet)
      }
      idSets.sortAndDropDuplicates()
      return true
    }

    /// Whether a search found nothing but literals, and matches of some ranges, which are ascending and do not overlap; all ids were
    /// asked for.
    public mutating func hasMatchesOnly(of ranges: [Range<Int>]) -> Bool {
      guard wantedIDs == nil else { return false }
      found.sort { $0.range.lowerBound < $1.range.lowerBound }
      var next = 0
      for match in found {
        while next < ranges.count, ranges[next].lowerBound < match.range.lowerBound { next += 1 }
        guard next < ranges.count, ranges[next] == match.range else { return false }
      }
      return true
    }

    /// Puts the sets of ids that match one of these ranges into ``idSets``, sorted, each once.
    public mutating func collectIDSets(ofOne range: Range<Int>) {
      idSets.removeAll(keepingCapacity: true)
      let first = found.partitioningIndex { $0.range.lowerBound >= range.lowerBound }
      for match in found[first...].prefix(while: { $0.range == range }) { idSets.append(match.idSet) }
      idSets.sortAndDropDuplicates()
    }

    /// Makes ``matches`` of what was found: sorted, and none inside another of the same id.
    mutating func listMatches(_ sets: IDSets, _ order: Order) {
      matches.removeAll(keepingCapacity: true)
      guard let range = found.first?.range else { return }
      if order == .byID { return listAllMatches(sets, order) }
      if !found.allSatisfy({ $0.range == range }) {
        found.sort {
          $0.range.lowerBound != $1.range.lowerBound
            ? $0.range.lowerBound < $1.range.lowerBound : $0.range.upperBound < $1.range.upperBound
        }
        if !haveFewRanges && !areApart { return listAllMatches(sets, order) }
      }
      ids.removeAll(keepingCapacity: true)
      stretches.removeAll(keepingCapacity: true)
      var start = 0
      while start < found.count {
        let end = found[start...].firstIndex { $0.range != found[start].range } ?? found.count
        appendStretch(start..<end, sets)
        start = end
      }
      let mayBeInner = stretches.count > 1 && !areApart
      for stretch in stretches { listMatches(of: stretch, outer: mayBeInner ? stretchesAround(stretch.range) : []) }
    }

    private func stretchesAround(_ range: Range<Int>) -> [Stretch] {
      stretches.filter { $0.range != range && $0.range.contains(range) }
    }

    /// Whether what was found, which is sorted, has so few ranges that each can be compared with the others.
    private var haveFewRanges: Bool {
      var count = 1
      for index in found.indices.dropFirst() where found[index].range != found[index - 1].range { count += 1 }
      return count <= Self.few
    }

    /// Whether no range of those found, which are sorted, meets another one.
    private var areApart: Bool {
      found.indices.dropFirst().allSatisfy { index in
        found[index].range == found[index - 1].range
          || found[index].range.lowerBound >= found[index - 1].range.upperBound
      }
    }

    /// Appends the ids that were found of one range, at places in ``found``, each once.
    private mutating func appendStretch(_ places: Range<Int>, _ sets: IDSets) {
      idSets.removeAll(keepingCapacity: true)
      for place in places { idSets.append(found[place].idSet) }
      idSets.sortAndDropDuplicates()
      newIDs.removeAll(keepingCapacity: true)
      for set in idSets {
        for place in sets.places(of: set) where isWanted(sets[place]) { newIDs.append(sets[place]) }
      }
      newIDs.sort()
      let start = ids.count
      for id in newIDs where ids.count == start || ids[ids.count - 1] != id { ids.append(id) }
      stretches.append((found[places.lowerBound].range, start..<ids.count))
    }

    /// Adds the matches of a stretch, but for ids that were found of the ranges around it as well.
    private mutating func listMatches(of stretch: Stretch, outer: [Stretch]) {
      for place in stretch.ids where !outer.contains(where: { holds(ids[place], $0.ids) }) {
        matches.append(Match(id: ids[place], range: stretch.range))
      }
    }

    /// Whether an id is among those at some places.
    private func holds(_ id: Int, _ places: Range<Int>) -> Bool {
      let place = ids[places].partitioningIndex { $0 >= id }
      return place < places.upperBound && ids[place] == id
    }

    /// Makes ``matches`` of ranges of which many meet others.
    private mutating func listAllMatches(_ sets: IDSets, _ order: Order) {
      for match in found {
        for place in sets.places(of: match.idSet) where isWanted(sets[place]) {
          matches.append(Match(id: sets[place], range: match.range))
        }
      }
      keepLongestMatches(order)
    }

    private func isWanted(_ id: Int) -> Bool { wantedIDs?.contains(id) ?? true }

    /// Sorts the matches and drops those that stand inside another of the same id.
    private mutating func keepLongestMatches(_ order: Order) {
      guard matches.count > 1 else { return }
      // There may be very many, and tuples are compared more slowly.
      matches.sort { $0.id != $1.id ? $0.id < $1.id : $0.range.lowerBound < $1.range.lowerBound }
      var kept = 1
      for index in 1..<matches.count {
        let match = matches[index]
        let last = matches[kept - 1]
        // By this order, a match that holds this one is among those kept, and the last of them reaches farthest.
        if last.id == match.id, last.range.upperBound >= match.range.upperBound { continue }
        if last.id != match.id || last.range.lowerBound != match.range.lowerBound { kept += 1 }
        matches[kept - 1] = match
      }
      matches.removeLast(matches.count - kept)
      guard order == .byPlace else { return }
      matches.sort {
        if $0.range.lowerBound != $1.range.lowerBound { return $0.range.lowerBound < $1.range.lowerBound }
        if $0.range.upperBound != $1.range.upperBound { return $0.range.upperBound < $1.range.upperBound }
        return $0.id < $1.id
      }
    }
  }
}
