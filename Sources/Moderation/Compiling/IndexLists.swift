internal import BinaryImage

/// Lists of numbers, one for each rule or word, all in one array.
struct IndexLists: Sendable {
  /// List `n` is `indices[starts[n]..<starts[n + 1]]`.
  private let starts: [Int32]
  private let indices: [Int32]

  /// Takes lists.
  init(_ lists: [[Int32]] = []) {
    var starts: [Int32] = [0]
    var indices: [Int32] = []
    for list in lists {
      indices += list
      starts.append(Int32(indices.count))
    }
    self.starts = starts
    self.indices = indices
  }

  /// For each of so many rules the indices of the sets that hold it.
  init(ofRules count: Int, in sets: [RuleSet?]) {
    var lists = [[Int32]](repeating: [], count: count)
    for (index, set) in sets.enumerated() {
      for rule in set?.members ?? [] { lists[rule].append(Int32(index)) }
    }
    self.init(lists)
  }

  subscript(list: Int) -> ArraySlice<Int32> { indices[range(of: list)] }

  /// Tells the numbers of a list; quicker than to go over the list itself, which must be held on to.
  func forEach(in list: Int, _ body: (Int) -> Void) {
    for index in range(of: list) { body(Int(indices[index])) }
  }

  private func range(of list: Int) -> Range<Int> { Int(starts[list])..<Int(starts[list + 1]) }
}

extension IndexLists: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(scalars: starts)
    image.write(scalars: indices)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    starts = try image.scalars()
    indices = try image.scalars()
  }
}
