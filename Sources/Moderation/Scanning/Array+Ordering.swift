extension Array {
  /// Puts the elements from an index on, which are in any order, in their places among those before it, which are in order.
  /// Elements that are alike keep theirs. Few are moved one by one, which is faster than sorting all.
  mutating func putInOrder(from first: Int, by isOrdered: (Element, Element) -> Bool) {
    guard first < count else { return }
    if (count - first) * count > Self.mostMoves { return sort(by: isOrdered) }
    var elements = mutableSpan
    for index in Swift.max(first, 1)..<elements.count {
      var place = index
      while place > 0, isOrdered(elements[place], elements[place - 1]) {
        elements.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  private static var mostMoves: Int { 4_096 }
}
