/// The first of many values, by an order in which no two are the same.
struct Ranks<Value> {
  private(set) var values: [Value] = []
  private let count: Int
  private let precedes: (Value, Value) -> Bool

  /// None yet, of at most so many.
  init(_ count: Int, by precedes: @escaping (Value, Value) -> Bool) {
    self.count = count
    self.precedes = precedes
  }

  /// Adds a value; the last one goes if there are too many.
  mutating func add(_ value: Value) {
    if values.count == count, let last = values.last, !precedes(value, last) { return }
    // The first that the value precedes.
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if precedes(value, values[middle]) { high = middle } else { low = middle + 1 }
    }
    values.insert(value, at: low)
    if values.count > count { values.removeLast() }
  }
}
