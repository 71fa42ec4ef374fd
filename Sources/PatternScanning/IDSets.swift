internal import BinaryImage

/// Sets of ids, each once. Patterns that are alike are one pattern with a set of ids.
struct IDSets: Sendable {
  /// The ids of each set, sorted.
  private let lists: AdjacencyList

  /// Takes sorted lists.
  init(_ lists: [[Int32]]) { self.lists = AdjacencyList(lists) }

  /// Where the ids of a set stand.
  func places(of set: Int32) -> Range<Int> { lists.indices(of: set) }

  /// The id at a place.
  subscript(place: Int) -> Int { Int(lists.neighbours[place]) }

  /// Whether an id of a set is in a range.
  func intersects(_ set: Int32, _ range: Range<Int>) -> Bool {
    let places = places(of: set)
    let first = places.partitioningIndex { self[$0] >= range.lowerBound }
    return first < places.upperBound && self[first] < range.upperBound
  }
}

extension IDSets: ImageValue {
  func write(to image: inout ImageWriter) { image.write(lists) }

  init(from image: inout ImageReader) throws(ImageError) { lists = try image.read() }
}
