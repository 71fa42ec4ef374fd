internal import BinaryImage

extension MatchVerifier {
  /// Writes what the verifier does not share with the scanner's automaton.
  func write(to image: inout ImageWriter) {
    image.write(scalars: sets.distinct)
    image.write(flags: endsTail)
    image.write(scalars: stems)
  }

  /// Reads a verifier that shares the rest with rules.
  init(from image: inout ImageReader, _ rules: SubsetRules) throws(ImageError) {
    let distinct = try image.scalars(SymbolSet.self)
    sets = PositionSets(distinct: distinct, kinds: rules.partition.kinds)
    backward = ReversedList(of: rules.successors)
    endsTail = try image.flags()
    stems = try image.scalars()
    successors = rules.successors
    tails = TailRules(
      partition: rules.partition, successors: successors, endsTail: endsTail, patternCount: stems.count)
  }
}

extension MatchVerifier.Stem: ImageScalar {}
