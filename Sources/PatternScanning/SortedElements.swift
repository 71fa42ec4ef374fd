extension Array where Element: Comparable {
  /// Sorts the elements and drops those that come twice.
  @inlinable
  package mutating func sortAndDropDuplicates() {
    guard count > 1 else { return }
    sort()
    var kept = 1
    for index in 1..<count where self[index] != self[kept - 1] {
      self[kept] = self[index]
      kept += 1
    }
    removeLast(count - kept)
  }
}
