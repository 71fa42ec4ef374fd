internal import BinaryImage

/// Sets of rules, each once; in an image they are referred to by their index here.
struct RuleSetPool {
  private var sets: [RuleSet] = []
  private var indices: [RuleSet: Int] = [:]

  /// An empty pool, to be filled while writing.
  init() {}

  /// Writes a reference to a set.
  mutating func write(_ set: RuleSet, to image: inout ImageWriter) {
    let index = indices[set] ?? sets.count
    if index == sets.count {
      indices[set] = index
      sets.append(set)
    }
    image.write(scalar: Int32(index))
  }

  /// Reads a set by a reference.
  func read(from image: inout ImageReader) throws(ImageError) -> RuleSet {
    let index = try image.number()
    guard sets.indices.contains(index) else { throw .damaged }
    return sets[index]
  }
}

/// Most sets have few members, so only the words of 64 rules that have any are written.
extension RuleSetPool: ImageValue {
  func write(to image: inout ImageWriter) {
    var starts: [Int32] = [0]
    var places: [Int32] = []
    var words: [UInt64] = []
    for set in sets {
      for (place, word) in set.words.enumerated() where word != 0 {
        places.append(Int32(place))
        words.append(word)
      }
      starts.append(Int32(places.count))
    }
    image.write(sets.map(\.words.count).max() ?? 0)
    image.write(scalars: starts)
    image.write(scalars: places)
    image.write(scalars: words)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    let length = try image.count()
    let starts = try image.scalars(Int32.self)
    let places = try image.scalars(Int32.self)
    let words = try image.scalars(UInt64.self)
    guard places.count == words.count, places.allSatisfy({ 0 <= $0 && $0 < length }) else { throw .damaged }
    for (start, end) in zip(starts, starts.dropFirst()) {
      guard 0 <= start, start <= end, end <= words.count else { throw .damaged }
      var set = [UInt64](repeating: 0, count: length)
      for index in Int(start)..<Int(end) { set[Int(places[index])] = words[index] }
      sets.append(RuleSet(words: set))
    }
  }
}
