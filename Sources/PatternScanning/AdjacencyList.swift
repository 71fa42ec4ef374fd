internal import Synchronization

/// The neighbours of each position in one array.
struct AdjacencyList: Sendable {
  /// The neighbours of position `p` stand at `starts[p]..<starts[p + 1]`.
  let starts: [Int32]
  let neighbours: [PositionAutomaton.Position]

  init(_ lists: [[PositionAutomaton.Position]]) {
    var starts: [Int32] = [0]
    var neighbours: [PositionAutomaton.Position] = []
    starts.reserveCapacity(lists.count + 1)
    for list in lists {
      neighbours.append(contentsOf: list)
      starts.append(Int32(neighbours.count))
    }
    self.starts = starts
    self.neighbours = neighbours
  }

  /// Where the neighbours of a position stand in ``neighbours``.
  func indices(of position: PositionAutomaton.Position) -> Range<Int> {
    Int(starts[Int(position)])..<Int(starts[Int(position) + 1])
  }
}

extension AdjacencyList {
  /// For each position those that it is a neighbour of.
  var reversed: AdjacencyList {
    let count = starts.count - 1
    var starts = [Int32](repeating: 0, count: count + 1)
    for neighbour in neighbours { starts[Int(neighbour) + 1] += 1 }
    for position in 0..<count { starts[position + 1] += starts[position] }
    var next = starts
    var sources = [PositionAutomaton.Position](repeating: 0, count: neighbours.count)
    for position in 0..<count {
      for index in indices(of: PositionAutomaton.Position(position)) {
        let neighbour = Int(neighbours[index])
        sources[Int(next[neighbour])] = PositionAutomaton.Position(position)
        next[neighbour] += 1
      }
    }
    return AdjacencyList(starts: starts, neighbours: sources)
  }

  private init(starts: [Int32], neighbours: [PositionAutomaton.Position]) {
    self.starts = starts
    self.neighbours = neighbours
  }
}

/// A list reversed when it is first asked for; shared by threads. Only texts with disguises need it.
final class ReversedList: Sendable {
  private let forward: AdjacencyList
  private let known = AtomicLazyReference<Box>()

  private final class Box: Sendable {
    let list: AdjacencyList
    init(_ list: AdjacencyList) { self.list = list }
  }

  init(of forward: AdjacencyList) { self.forward = forward }

  /// The reversed list.
  var list: AdjacencyList { (known.load() ?? known.storeIfNil(Box(forward.reversed))).list }
}
