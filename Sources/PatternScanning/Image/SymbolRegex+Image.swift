public import BinaryImage

extension SymbolRegex: ImageValue {
  /// Writes what PCRE2 compiles, if there is anything; what literals it requires is not written.
  public func write(to image: inout ImageWriter) {
    image.write(code != nil)
    image.write(scalars: code?.pattern ?? [])
    image.write(size)
  }

  /// Reads an expression, which is compiled when it is first used.
  public init(from image: inout ImageReader) throws(ImageError) {
    let matches = try image.read(Bool.self)
    let pattern = try image.scalars(UInt8.self)
    self.init(deferred: matches ? pattern : nil, size: try image.read())
  }
}
