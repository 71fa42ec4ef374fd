internal import BinaryImage
internal import Rulebook

extension FindingFilter: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(scalars: nodes.map { PackedNode($0) })
    image.write(scalars: roots)
    image.write(setsHolding)
    image.write(setCount)
    image.write(flags: isFinding)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    let counters = Condition.Counter.allCases
    let packedNodes = try image.scalars(PackedNode.self)
    var nodes: [Node] = []
    nodes.reserveCapacity(packedNodes.count)
    for packed in packedNodes {
      guard let node = packed.node(counters) else { throw .damaged }
      nodes.append(node)
    }
    self.init(
      nodes: nodes, roots: try image.scalars(), setsHolding: try image.read(),
      setCount: try image.read(), isFinding: try image.flags())
  }
}

/// A node in four numbers, so that all of them are read at once.
private struct PackedNode: ImageScalar {
  private var tag: UInt32
  private var value: Int32
  private var first: Int32
  private var count: Int32

  private enum Tag: UInt8 { case present, all, any, always, count, points, weight }

  init(_ node: FindingFilter.Node) {
    func tag(_ tag: Tag) -> UInt32 { UInt32(tag.rawValue) }
    (self.tag, value) =
      switch node.kind {
      case .present(let set): (tag(.present), set)
      case .all: (tag(.all), 0)
      case .any: (tag(.any), 0)
      case .always: (tag(.always), 0)
      case .count(let counter, let comparison, let limit):
        (
          tag(.count) | Self.index(of: counter) << 8 | (comparison == .atLeast ? 1 << 16 : 0), Int32(clamping: limit)
        )
      case .points(let atLeast): (tag(.points), Int32(clamping: atLeast))
      case .weight(let points): (tag(.weight), Int32(clamping: points))
      }
    first = node.first
    count = node.count
  }

  /// nil where no node is written so.
  func node(_ counters: [Condition.Counter]) -> FindingFilter.Node? {
    let kind: FindingFilter.Kind
    switch Tag(rawValue: UInt8(truncatingIfNeeded: tag)) {
    case nil: return nil
    case .present?: kind = .present(value)
    case .all?: kind = .all
    case .any?: kind = .any
    case .always?: kind = .always
    case .count?:
      let index = Int(tag >> 8 & 0xFF)
      guard counters.indices.contains(index) else { return nil }
      kind = .count(counters[index], tag >> 16 == 1 ? .atLeast : .atMost, Int(value))
    case .points?: kind = .points(atLeast: Int(value))
    case .weight?: kind = .weight(Int(value))
    }
    return FindingFilter.Node(kind: kind, first: first, count: count)
  }

  private static func index(of counter: Condition.Counter) -> UInt32 {
    UInt32(Condition.Counter.allCases.firstIndex(of: counter) ?? 0)
  }
}
