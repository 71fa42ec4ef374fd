/// Rows of indices of matches, written one after the other into one array. Rows stay until all are removed.
struct IndexRows: Sendable {
  private(set) var indices: [Int] = []
  /// Where each row begins, and behind the last where the next one will.
  private var starts = [0]

  /// How many rows there are.
  var count: Int { starts.count - 1 }

  /// Where the indices of a row stand.
  subscript(row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  mutating func removeAll() {
    indices.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
  }

  /// Adds an index to the row that is being written.
  mutating func append(_ index: Int) { indices.append(index) }

  /// Adds the indices of another row to the one that is being written.
  mutating func append(row: Int) {
    for place in self[row] { indices.append(indices[place]) }
  }

  /// Ends the row that is being written.
  mutating func endRow() { starts.append(indices.count) }

  /// Rows that are as two ranges of rows, one behind the other.
  mutating func joined(_ first: Range<Int>, _ second: Range<Int>) -> Range<Int> {
    if first.isEmpty { return second }
    if second.isEmpty { return first }
    if first.upperBound == second.lowerBound { return first.lowerBound..<second.upperBound }
    let start = count
    for rows in [first, second] {
      for row in rows {
        append(row: row)
        endRow()
      }
    }
    return start..<count
  }
}
