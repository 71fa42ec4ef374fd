internal import BinaryImage
internal import Rulebook

extension CompiledCondition {
  /// What a condition begins with.
  private enum Tag: UInt8 { case found, allOf, anyOf, not, near, count, points }

  /// Conditions do not nest deeper than this; it keeps a broken image from using up the stack.
  private static let mostLevels = 256

  func write(to image: inout ImageWriter, _ sets: inout RuleSetPool) {
    switch self {
    case .found(let rules):
      image.write(scalar: Tag.found.rawValue)
      sets.write(rules, to: &image)
    case .allOf(let conditions):
      image.write(scalar: Tag.allOf.rawValue)
      Self.write(conditions, to: &image, &sets)
    case .anyOf(let conditions):
      image.write(scalar: Tag.anyOf.rawValue)
      Self.write(conditions, to: &image, &sets)
    case .not(let condition):
      image.write(scalar: Tag.not.rawValue)
      condition.write(to: &image, &sets)
    case .near(let parts, let reach, let ordered, let without):
      image.write(scalar: Tag.near.rawValue)
      image.write(parts.count)
      for part in parts { sets.write(part, to: &image) }
      image.write(reach)
      image.write(ordered)
      sets.write(without, to: &image)
    case .count(let counter, let comparison, let limit):
      image.write(scalar: Tag.count.rawValue)
      image.write(named: counter)
      image.write(named: comparison)
      image.write(limit)
    case .points(let weights, let atLeast):
      image.write(scalar: Tag.points.rawValue)
      image.write(weights.count)
      for weight in weights {
        image.write(weight.points)
        weight.condition.write(to: &image, &sets)
      }
      image.write(atLeast)
    }
  }

  private static func write(_ conditions: [CompiledCondition], to image: inout ImageWriter, _ sets: inout RuleSetPool) {
    image.write(conditions.count)
    for condition in conditions { condition.write(to: &image, &sets) }
  }

  init(from image: inout ImageReader, _ sets: RuleSetPool, level: Int = 0) throws(ImageError) {
    guard level < Self.mostLevels, let tag = Tag(rawValue: try image.scalar()) else { throw .damaged }
    switch tag {
    case .found: self = .found(try sets.read(from: &image))
    case .allOf: self = .allOf(try Self.readAll(from: &image, sets, level: level + 1))
    case .anyOf: self = .anyOf(try Self.readAll(from: &image, sets, level: level + 1))
    case .not: self = .not(try CompiledCondition(from: &image, sets, level: level + 1))
    case .near:
      var parts: [RuleSet] = []
      for _ in 0..<(try image.count()) { parts.append(try sets.read(from: &image)) }
      let reach = try image.reach()
      let ordered = try image.read(Bool.self)
      self = .near(parts: parts, reach: reach, ordered: ordered, without: try sets.read(from: &image))
    case .count:
      let counter = try image.named(Condition.Counter.self)
      let comparison = try image.named(Condition.Comparison.self)
      self = .count(counter, comparison, try image.read())
    case .points:
      var weights: [(points: Int, condition: CompiledCondition)] = []
      for _ in 0..<(try image.count()) {
        let points = try image.read(Int.self)
        weights.append((points, try CompiledCondition(from: &image, sets, level: level + 1)))
      }
      self = .points(weights, atLeast: try image.read())
    }
  }

  private static func readAll(
    from image: inout ImageReader, _ sets: RuleSetPool, level: Int
  ) throws(ImageError) -> [CompiledCondition] {
    var conditions: [CompiledCondition] = []
    for _ in 0..<(try image.count()) { conditions.append(try CompiledCondition(from: &image, sets, level: level)) }
    return conditions
  }
}

extension ImageWriter {
  /// Writes a number of words, or one below zero for what is no number.
  mutating func write(_ reach: Reach) {
    switch reach {
    case .words(let count): write(count)
    case .sentence: write(-1)
    case .comment: write(-2)
    }
  }
}

extension ImageReader {
  /// Reads a reach.
  mutating func reach() throws(ImageError) -> Reach {
    switch try read(Int.self) {
    case -1: .sentence
    case -2: .comment
    case let count: .words(count)
    }
  }
}
