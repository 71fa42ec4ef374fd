internal import BinaryImage

extension MatchVerifier {
  /// Writes what the verifier does not share with the scanner's automaton.
  func write(to image: inout ImageWriter) {
    image.write(scalars: sets.distinct)
    image.write(flags: endsTail)
    image.write(scalars: stems.map(\.end))
    image.write(flags: stems.map { $0.start == .anywhere })
    image.write(scalars: stems.map(\.tailRoot))
    image.write(flags: stems.map(\.isSimple))
  }

  /// Reads a verifier that shares the rest with rules.
  init(from image: inout ImageReader, _ rules: SubsetRules) throws(ImageError) {
    let distinct = try image.scalars(SymbolSet.self)
    sets = PositionSets(distinct: distinct, kinds: rules.partition.kinds)
    backward = ReversedList(of: rules.successors)
    endsTail = try image.flags()
    let ends = try image.scalars(Int32.self)
    let areAnywhere = try image.flags()
    let tailRoots = try image.scalars(Int32.self)
    let areSimple = try image.flags()
    guard [areAnywhere.count, tailRoots.count, areSimple.count].allSatisfy({ $0 == ends.count }) else {
      throw .damaged
    }
    stems = ends.indices.map { index in
      Stem(
        end: ends[index], start: areAnywhere[index] ? .anywhere : .word, tailRoot: tailRoots[index],
        isSimple: areSimple[index])
    }
    successors = rules.successors
    tails = TailRules(
      partition: rules.partition, successors: successors, endsTail: endsTail, patternCount: stems.count)
  }
}
