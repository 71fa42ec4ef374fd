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

extension RuleSetPool: ImageValue {
  func write(to image: inout ImageWriter) {
    var starts: [Int32] = [0]
    var places: [Int32] = []
    var words: [UInt64] = []
    for set in sets {
      places += set.places
      words += set.words
      starts.append(Int32(places.count))
    }
    image.write(scalars: starts)
    image.write(scalars: places)
    image.write(scalars: words)
  }

  /// Reads sets of rules below a number.
  init(from image: inout ImageReader) throws(ImageError) {
    let starts = try image.scalars(Int32.self)
    let places = try image.scalars(Int32.self)
    let words = try image.scalars(UInt64.self)
    guard places.count == words.count else { throw .damaged }
    sets.reserveCapacity(starts.count)
    for (start, end) in zip(starts, starts.dropFirst()) {
      guard 0 <= start, start <= end, end <= words.count else { throw .damaged }
      let range = Int(start)..<Int(end)
      sets.append(RuleSet(places: Array(places[range]), words: Array(words[range])))
    }
  }

  /// Whether all places are those of so many rules.
  func isSound(ruleCount: Int) -> Bool {
    sets.allSatisfy { set in
      set.places.allSatisfy { 0 <= $0 && $0 < (ruleCount + 63) / 64 }
        && zip(set.places, set.places.dropFirst()).allSatisfy { $0 < $1 }
    }
  }
}
