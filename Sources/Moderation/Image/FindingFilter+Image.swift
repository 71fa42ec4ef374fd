internal import BinaryImage
internal import Rulebook

extension FindingFilter: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(nodes)
    image.write(scalars: roots)
    image.write(setsHolding)
    image.write(setCount)
    image.write(flags: isFinding)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    self.init(
      nodes: try image.read(), roots: try image.scalars(), setsHolding: try image.read(),
      setCount: try image.read(), isFinding: try image.flags())
  }
}

extension FindingFilter.Node: ImageValue {
  /// What a node begins with.
  private enum Tag: UInt8 { case present, all, any, always, count, points, weight }

  func write(to image: inout ImageWriter) {
    switch kind {
    case .present(let set):
      image.write(scalar: Tag.present.rawValue)
      image.write(scalar: set)
    case .all: image.write(scalar: Tag.all.rawValue)
    case .any: image.write(scalar: Tag.any.rawValue)
    case .always: image.write(scalar: Tag.always.rawValue)
    case .count(let counter, let comparison, let limit):
      image.write(scalar: Tag.count.rawValue)
      image.write(named: counter)
      image.write(named: comparison)
      image.write(scalar: Int32(clamping: limit))
    case .points(let atLeast):
      image.write(scalar: Tag.points.rawValue)
      image.write(scalar: Int32(clamping: atLeast))
    case .weight(let points):
      image.write(scalar: Tag.weight.rawValue)
      image.write(scalar: Int32(clamping: points))
    }
    image.write(scalar: first)
    image.write(scalar: count)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    guard let tag = Tag(rawValue: try image.scalar()) else { throw .damaged }
    switch tag {
    case .present: kind = .present(try image.scalar())
    case .all: kind = .all
    case .any: kind = .any
    case .always: kind = .always
    case .count:
      let counter = try image.named(Condition.Counter.self)
      kind = .count(counter, try image.named(Condition.Comparison.self), try image.number())
    case .points: kind = .points(atLeast: try image.number())
    case .weight: kind = .weight(try image.number())
    }
    first = try image.scalar()
    count = try image.scalar()
  }
}
