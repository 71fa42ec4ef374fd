internal import BinaryImage
internal import PatternScanning

/// Any numbers are a use, and so on.
extension PhraseTable.Use: ImageScalar {}
extension PhraseTable.Gate: ImageScalar {}
extension PhraseTable.Anchor: ImageScalar {}

extension PhraseTable: ImageValue {
  /// Writes the phrases and where their words are used.
  func write(to image: inout ImageWriter) {
    image.write(layout)
    image.write(scalars: anchors)
    image.write(scalars: gates)
    image.write(scalars: uses)
    image.write(flags: isBesideAnchor)
    image.write(neighbours)
    image.write(scalars: groupsOfSlots)
    image.write(firstWord)
  }

  /// Reads a table.
  convenience init(from image: inout ImageReader) throws(ImageError) {
    self.init(
      layout: try image.read(), anchors: try image.scalars(), gates: try image.scalars(), uses: try image.scalars(),
      isBesideAnchor: try image.flags(), neighbours: try image.read(), groupsOfSlots: try image.scalars(),
      firstWord: try image.read())
  }
}

extension NeighbourGroups: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(groups)
    image.write(limit)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    groups = try image.read()
    limit = try image.read()
  }
}

extension PhraseLayout: ImageValue {
  func write(to image: inout ImageWriter) {
    for numbers in [ids, slotStarts, wayStarts, wordStarts, words, singleWayEnds] { image.write(scalars: numbers) }
  }

  init(from image: inout ImageReader) throws(ImageError) {
    ids = try image.scalars()
    slotStarts = try image.scalars()
    wayStarts = try image.scalars()
    wordStarts = try image.scalars()
    words = try image.scalars()
    singleWayEnds = try image.scalars()
  }
}
