internal import BinaryImage

extension MatchVerifier {
  /// Writes what the verifier does not share with the scanner's automaton.
  func write(to image: inout ImageWriter) {
    image.write(flags: endsTail)
    image.write(scalars: tails.roots)
  }

  /// Reads a verifier that shares the rest with rules.
  init(from image: inout ImageReader, _ rules: SubsetRules) throws(ImageError) {
    self.init(rules, endsTail: try image.flags(), tailRoots: try image.scalars())
  }
}
