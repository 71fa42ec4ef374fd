public import BinaryImage

extension SymbolRegex: ImageValue {
  /// Writes the source, if there is any; what literals it requires is not written.
  public func write(to image: inout ImageWriter) {
    image.write(code?.source)
    image.write(size)
  }

  /// Reads an expression, which is compiled when it is first used.
  public init(from image: inout ImageReader) throws(ImageError) {
    let source = try image.read(String?.self)
    self.init(deferred: source, size: try image.read())
  }
}
