internal import BinaryImage
internal import PatternScanning

/// Any numbers are a use.
extension PhraseTable.Use: ImageScalar {}

extension PhraseTable: ImageValue {
  /// Writes the phrases and where their words are used.
  func write(to image: inout ImageWriter) {
    image.write(layout)
    image.write(scalars: uses)
    image.write(scalars: useStarts)
    image.write(scalars: deferredStarts)
    image.write(flags: isBesideAnchor)
    image.write(neighbours)
    image.write(firstWord)
  }

  /// Reads a table.
  convenience init(from image: inout ImageReader) throws(ImageError) {
    self.init(
      layout: try image.read(), uses: try image.scalars(), useStarts: try image.scalars(),
      deferredStarts: try image.scalars(), isBesideAnchor: try image.flags(), neighbours: try image.read(),
      firstWord: try image.read())
  }
}

extension NeighbourGroups: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(scalars: starts)
    image.write(scalars: groups)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    starts = try image.scalars()
    groups = try image.scalars()
  }
}

extension PhraseLayout: ImageValue {
  func write(to image: inout ImageWriter) {
    for numbers in [ids, slotStarts, wayStarts, wordStarts, words] { image.write(scalars: numbers) }
  }

  init(from image: inout ImageReader) throws(ImageError) {
    ids = try image.scalars()
    slotStarts = try image.scalars()
    wayStarts = try image.scalars()
    wordStarts = try image.scalars()
    words = try image.scalars()
  }
}
