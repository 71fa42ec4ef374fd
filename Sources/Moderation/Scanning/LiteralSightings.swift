/// Which literals of regular expressions were seen in a comment, and where.
struct LiteralSightings: Sendable {
  /// The ids of those that were seen, each once, in the order in which they were.
  private(set) var literals: [Int] = []
  private var sightings: [Sighting] = []
  private let firstID: Int
  /// For each literal its last sighting; -1 if it was not seen.
  private var last: [Int32]

  /// Words of the comment in which a literal begins, or beside which, if there are none.
  struct Place: Equatable {
    var firstWord: UInt32
    var wordCount: UInt32
  }

  private struct Sighting {
    var place: Place
    /// The one before of the same literal, or -1.
    var previous: Int32
  }

  /// Nothing seen; these are the ids of literals.
  init(ids: Range<Int>) {
    firstID = ids.lowerBound
    last = [Int32](repeating: -1, count: ids.count)
  }

  /// How many sightings there are.
  var count: Int { sightings.count }

  mutating func removeAll() {
    for literal in literals { last[literal - firstID] = -1 }
    literals.removeAll(keepingCapacity: true)
    sightings.removeAll(keepingCapacity: true)
  }

  func contains(_ literal: Int) -> Bool { last[literal - firstID] >= 0 }

  mutating func insert(_ literal: Int, at place: Place) {
    let previous = last[literal - firstID]
    if previous < 0 {
      literals.append(literal)
    } else if sightings[Int(previous)].place == place {
      return
    }
    last[literal - firstID] = Int32(truncatingIfNeeded: sightings.count)
    sightings.append(Sighting(place: place, previous: previous))
  }

  /// Whether a literal was seen since there were so many sightings.
  func contains(_ literal: Int, since count: Int) -> Bool {
    last[literal - firstID] >= 0 && Int(last[literal - firstID]) >= count
  }

  /// Tells all places of a literal, the last one first.
  func forEachPlace(of literal: Int, _ body: (Place) -> Void) {
    var index = last[literal - firstID]
    while index >= 0 {
      body(sightings[Int(index)].place)
      index = sightings[Int(index)].previous
    }
  }
}
