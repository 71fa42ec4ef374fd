internal import BinaryImage

extension SubsetRules: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(partition)
    image.write(successors)
    image.write(scalars: successorKinds)
    image.write(scalars: acceptStarts)
    image.write(scalars: stems)
    image.write(scalars: sets)
    for moves in rootMoves {
      image.write(moves.count)
      for targets in moves { image.write(scalars: targets) }
    }
  }

  init(from image: inout ImageReader) throws(ImageError) {
    partition = try image.read()
    successors = try image.read()
    successorKinds = try image.scalars()
    acceptStarts = try image.scalars()
    stems = try image.scalars()
    sets = try image.scalars()
    var rootMoves: [[[Position]]] = []
    for _ in 0..<2 {
      var moves: [[Position]] = []
      for _ in 0..<(try image.count()) { moves.append(try image.scalars()) }
      rootMoves.append(moves)
    }
    self.rootMoves = rootMoves
  }
}

extension FoundStem: ImageScalar {}

extension ColumnPartition: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(scalars: columns)
    image.write(flags: isLetter)
    image.write(flags: isAmbiguous)
    image.write(scalars: columnsInto)
    image.write(scalars: starts)
    image.write(scalars: kinds)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    self.init(
      columns: try image.scalars(), isLetter: try image.flags(), isAmbiguous: try image.flags(),
      columnsInto: try image.scalars(), starts: try image.scalars(), kinds: try image.scalars())
  }
}

extension AdjacencyList: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(scalars: starts)
    image.write(scalars: neighbours)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    starts = try image.scalars()
    neighbours = try image.scalars()
  }
}
