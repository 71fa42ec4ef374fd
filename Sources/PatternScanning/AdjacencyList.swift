/// The neighbours of each position in one array.
struct AdjacencyList: Sendable {
  private var starts: [Int32] = [0]
  private(set) var neighbours: [PositionAutomaton.Position] = []

  init(_ lists: [[PositionAutomaton.Position]]) {
    starts.reserveCapacity(lists.count + 1)
    for list in lists {
      neighbours.append(contentsOf: list)
      starts.append(Int32(neighbours.count))
    }
  }

  /// Where the neighbours of a position stand in ``neighbours``.
  func indices(of position: PositionAutomaton.Position) -> Range<Int> {
    Int(starts[Int(position)])..<Int(starts[Int(position) + 1])
  }
}
