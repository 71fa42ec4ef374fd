public import BinaryImage

extension SymbolRegex: ImageValue {
  /// Writes the source, if there is any; what literals it requires is not written.
  public func write(to image: inout ImageWriter) {
    image.write(code != nil)
    image.write(scalars: code?.source ?? [])
    image.write(size)
  }

  /// Reads an expression, which is compiled when it is first used.
  public init(from image: inout ImageReader) throws(ImageError) {
    let matches = try image.read(Bool.self)
    let source = try image.scalars(UInt8.self)
    self.init(deferred: matches ? source : nil, size: try image.read())
  }
}
