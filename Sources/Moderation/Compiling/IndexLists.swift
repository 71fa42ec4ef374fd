internal import BinaryImage

/// For each rule a list of numbers, all in one array.
struct IndexLists: Sendable {
  /// The list of rule `r` is `indices[starts[r]..<starts[r + 1]]`.
  private let starts: [Int32]
  private let indices: [Int32]

  /// No lists.
  init() {
    starts = [0]
    indices = []
  }

  /// For each of so many rules the indices of the sets that hold it.
  init(ofRules count: Int, in sets: [RuleSet?]) {
    var lists = [[Int32]](repeating: [], count: count)
    for (index, set) in sets.enumerated() {
      for rule in set?.members ?? [] { lists[rule].append(Int32(index)) }
    }
    var starts: [Int32] = [0]
    var indices: [Int32] = []
    for list in lists {
      indices += list
      starts.append(Int32(indices.count))
    }
    self.starts = starts
    self.indices = indices
  }

  subscript(rule: Int) -> ArraySlice<Int32> { indices[Int(starts[rule])..<Int(starts[rule + 1])] }
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
