public import BinaryImage

/// Any 64 bits are openings, and any numbers an instruction whose operation is looked at before it is used.
extension WordOpenings: ImageScalar {}
extension WordTable.Instruction: ImageScalar {}

extension WordTable: ImageValue {
  /// Writes the programs.
  public func write(to image: inout ImageWriter) {
    image.write(firstID)
    image.write(scalars: starts)
    image.write(scalars: openings)
    image.write(scalars: code)
    image.write(scalars: sets)
  }

  /// Reads programs.
  public convenience init(from image: inout ImageReader) throws(ImageError) {
    self.init(
      firstID: try image.read(), starts: try image.scalars(), openings: try image.scalars(), code: try image.scalars(),
      sets: try image.scalars())
  }
}
