extension Array {
  /// Puts new elements, of which there are few and which are in any order, among those that are in order already; of elements that
  /// are alike the new ones come last. `new` is in order then.
  mutating func merge(_ new: inout [Element], by isOrdered: (Element, Element) -> Bool) {
    guard let filler = new.first else { return }
    new.sort(by: isOrdered)
    var (rest, newRest) = (count, new.count)
    for _ in new { append(filler) }
    var elements = mutableSpan
    while newRest > 0 {
      if rest > 0, isOrdered(new[newRest - 1], elements[rest - 1]) {
        rest -= 1
        elements[rest + newRest] = elements[rest]
      } else {
        newRest -= 1
        elements[rest + newRest] = new[newRest]
      }
    }
  }
}
