internal import BinaryImage
internal import Rulebook

extension RuleNumbers: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(ids)
    var distinct: [Meaning] = []
    var indices: [Meaning: Int32] = [:]
    var kinds: [Int32] = []
    for meaning in meanings {
      let kind = indices[meaning] ?? Int32(distinct.count)
      if Int(kind) == distinct.count {
        indices[meaning] = kind
        distinct.append(meaning)
      }
      kinds.append(kind)
    }
    image.write(distinct.count)
    for meaning in distinct { image.write(meaning) }
    image.write(scalars: kinds)
    image.write(locations)
    image.write(firstRegex)
    image.write(firstComposite)
    image.write(firstModel)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    ids = try image.read()
    var distinct: [Meaning] = []
    for _ in 0..<(try image.count()) { distinct.append(try image.meaning()) }
    var meanings: [Meaning] = []
    let kinds = try image.scalars(Int32.self)
    meanings.reserveCapacity(kinds.count)
    for kind in kinds {
      guard distinct.indices.contains(Int(kind)) else { throw .damaged }
      meanings.append(distinct[Int(kind)])
    }
    self.meanings = meanings
    locations = try image.read()
    firstRegex = try image.read()
    firstComposite = try image.read()
    firstModel = try image.read()
  }
}

extension ImageWriter {
  /// Writes a value of an enumeration by its name.
  mutating func write<Value: RawRepresentable<String>>(named value: Value) { write(value.rawValue) }

  fileprivate mutating func write(_ meaning: Meaning) {
    switch meaning {
    case .finding(let label, let tier, let target, let object):
      write(true)
      write(named: label)
      write(named: tier)
      write(target?.rawValue)
      write(object?.rawValue)
    case .wordClass(let name):
      write(false)
      write(name)
    }
  }
}

extension ImageReader {
  /// Reads a value of an enumeration by its name.
  mutating func named<Value: RawRepresentable<String>>(_ type: Value.Type = Value.self) throws(ImageError) -> Value {
    try value(of: try read())
  }

  fileprivate mutating func meaning() throws(ImageError) -> Meaning {
    guard try read(Bool.self) else { return .wordClass(try read()) }
    let label = try named(Label.self)
    let tier = try named(Tier.self)
    let target = try read(String?.self)
    let object = try read(String?.self)
    return .finding(
      label, tier, target: try target.map { (name) throws(ImageError) in try value(of: name) },
      object: try object.map { (name) throws(ImageError) in try value(of: name) })
  }

  private func value<Value: RawRepresentable<String>>(of name: String) throws(ImageError) -> Value {
    guard let value = Value(rawValue: name) else { throw .damaged }
    return value
  }
}
