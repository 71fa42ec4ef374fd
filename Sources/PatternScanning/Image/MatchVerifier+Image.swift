internal import BinaryImage

extension MatchVerifier {
  /// Writes what the verifier does not share with the scanner's automaton.
  func write(to image: inout ImageWriter) {
    image.write(flags: endsTail)
    image.write(scalars: stems)
    image.write(scalars: tails.roots)
  }

  /// Reads a verifier that shares the rest with rules.
  init(from image: inout ImageReader, _ rules: SubsetRules) throws(ImageError) {
    sets = PositionSets(distinct: rules.sets, kinds: rules.partition.kinds)
    backward = ReversedList(of: rules.successors)
    endsTail = try image.flags()
    stems = try image.scalars()
    successors = rules.successors
    tails = TailRules(
      partition: rules.partition, successors: successors, endsTail: endsTail, roots: try image.scalars())
  }
}

extension MatchVerifier.Stem: ImageScalar {}
