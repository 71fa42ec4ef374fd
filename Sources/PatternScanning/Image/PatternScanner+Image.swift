public import BinaryImage

extension PatternScanner: ImageValue {
  /// Writes what the scanner was compiled to.
  public func write(to image: inout ImageWriter) {
    image.write(rules)
    verifier.write(to: &image)
    image.write(scalars: patterns.map { Int32($0.id) })
    image.write(flags: patterns.map(\.isLiteral))
    image.write(flags: patterns.map(\.isSpellable))
    image.write(flags: patterns.map(\.isOpen))
  }

  /// Reads a scanner.
  public init(from image: inout ImageReader) throws(ImageError) {
    rules = try image.read()
    verifier = try MatchVerifier(from: &image, rules)
    let ids = try image.scalars(Int32.self)
    let isLiteral = try image.flags()
    let isSpellable = try image.flags()
    let isOpen = try image.flags()
    guard !ids.isEmpty, [isLiteral.count, isSpellable.count, isOpen.count].allSatisfy({ $0 == ids.count }) else {
      throw .damaged
    }
    patterns = ids.indices.map { index in
      Header(
        id: Int(ids[index]), isLiteral: isLiteral[index], isSpellable: isSpellable[index], isOpen: isOpen[index])
    }
    hasSpellable = isSpellable.contains(true)
  }
}
