public import BinaryImage

extension PatternScanner: ImageValue {
  /// Writes what the scanner was compiled to.
  public func write(to image: inout ImageWriter) {
    image.write(rules)
    verifier.write(to: &image)
    image.write(scalars: patterns)
    image.write(idSets)
  }

  /// Reads a scanner.
  public convenience init(from image: inout ImageReader) throws(ImageError) {
    let rules: SubsetRules = try image.read()
    self.init(
      rules: rules, verifier: try MatchVerifier(from: &image, rules), patterns: try image.scalars(),
      idSets: try image.read())
    guard !patterns.isEmpty else { throw .damaged }
  }
}

extension PatternScanner.Header: ImageScalar {}
