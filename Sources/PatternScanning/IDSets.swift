internal import BinaryImage

/// Sets of ids, each once. Patterns that are alike are one pattern with a set of ids.
struct IDSets: Sendable {
  /// Set `n` is `ids[starts[n]..<starts[n + 1]]`, sorted.
  private let starts: [Int32]
  private let ids: [Int32]

  /// Takes sorted lists.
  init(_ lists: [[Int32]]) {
    var starts: [Int32] = [0]
    var ids: [Int32] = []
    for list in lists {
      ids += list
      starts.append(Int32(ids.count))
    }
    self.starts = starts
    self.ids = ids
  }

  /// Where the ids of a set stand.
  func places(of set: Int32) -> Range<Int> { Int(starts[Int(set)])..<Int(starts[Int(set) + 1]) }

  /// The id at a place.
  subscript(place: Int) -> Int { Int(ids[place]) }

  /// Whether an id of a set is in a range.
  func intersects(_ set: Int32, _ range: Range<Int>) -> Bool {
    let first = ids[places(of: set)].partitioningIndex { $0 >= range.lowerBound }
    return first < places(of: set).upperBound && ids[first] < range.upperBound
  }
}

extension IDSets: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(scalars: starts)
    image.write(scalars: ids)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    starts = try image.scalars()
    ids = try image.scalars()
  }
}
