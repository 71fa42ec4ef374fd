extension Int: ImageValue {
  /// Writes the number in eight bytes.
  public func write(to image: inout ImageWriter) { image.write(scalar: Int64(self)) }

  /// Reads a number.
  public init(from image: inout ImageReader) throws(ImageError) {
    guard let value = Int(exactly: try image.scalar(Int64.self)) else { throw .damaged }
    self = value
  }
}

extension Double: ImageValue {
  /// Writes the number's bits.
  public func write(to image: inout ImageWriter) { image.write(scalar: bitPattern) }

  /// Reads a number.
  public init(from image: inout ImageReader) throws(ImageError) { self.init(bitPattern: try image.scalar()) }
}

extension Bool: ImageValue {
  /// Writes a byte.
  public func write(to image: inout ImageWriter) { image.write(scalar: self ? 1 : 0 as UInt8) }

  /// Reads a truth value.
  public init(from image: inout ImageReader) throws(ImageError) { self = try image.scalar(UInt8.self) != 0 }
}

extension String: ImageValue {
  /// Writes the text in UTF-8.
  public func write(to image: inout ImageWriter) { image.write(scalars: [UInt8](utf8)) }

  /// Reads a text.
  public init(from image: inout ImageReader) throws(ImageError) {
    self.init(decoding: try image.scalars(UInt8.self), as: UTF8.self)
  }
}

extension Range<Int>: ImageValue {
  /// Writes both bounds.
  public func write(to image: inout ImageWriter) {
    image.write(lowerBound)
    image.write(upperBound)
  }

  /// Reads a range.
  public init(from image: inout ImageReader) throws(ImageError) {
    let lower = try image.read(Int.self)
    let upper = try image.read(Int.self)
    guard lower <= upper else { throw .damaged }
    self = lower..<upper
  }
}

extension Array: ImageValue where Element: ImageValue {
  /// Writes the count and the elements.
  public func write(to image: inout ImageWriter) {
    image.write(count)
    for element in self { image.write(element) }
  }

  /// Reads the elements.
  public init(from image: inout ImageReader) throws(ImageError) {
    self.init()
    for _ in 0..<(try image.count()) { append(try image.read()) }
  }
}

extension Optional: ImageValue where Wrapped: ImageValue {
  /// Writes whether there is a value, and the value.
  public func write(to image: inout ImageWriter) {
    image.write(self != nil)
    if let self { image.write(self) }
  }

  /// Reads a value, or none.
  public init(from image: inout ImageReader) throws(ImageError) {
    self = try image.read(Bool.self) ? try image.read(Wrapped.self) : nil
  }
}
