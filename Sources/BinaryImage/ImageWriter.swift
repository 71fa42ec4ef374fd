/// A value that stands in an image as itself.
public protocol ImageValue {
  /// Writes the value.
  func write(to image: inout ImageWriter)
  /// Reads what ``write(to:)`` wrote.
  ///
  /// - Throws: What is wrong with the image.
  init(from image: inout ImageReader) throws(ImageError)
}

/// A number, or a structure of numbers without gaps, of which every pattern of bits is a value: arrays of it are written
/// and read as they stand in memory.
public protocol ImageScalar: BitwiseCopyable {}

extension UInt8: ImageScalar {}
extension UInt16: ImageScalar {}
extension Int32: ImageScalar {}
extension UInt32: ImageScalar {}
extension Int64: ImageScalar {}
extension UInt64: ImageScalar {}

/// Writes values one behind the other; ``ImageReader`` reads them in the same order. Nothing tells one from the other, so
/// whoever changes what is written changes the version.
public struct ImageWriter {
  private(set) var payload: [UInt8] = []

  /// An empty image.
  public init() {}

  /// The image: a head and what was written.
  public func finished(version: UInt32) -> [UInt8] {
    let head = unsafe ImageHead(
      version: version, length: UInt64(payload.count), checksum: ImageHead.checksum(of: payload.span.bytes))
    return head.bytes + payload
  }

  /// Writes what was written to another.
  public mutating func append(_ other: ImageWriter) { payload += other.payload }

  /// Writes a value.
  public mutating func write(_ value: some ImageValue) { value.write(to: &self) }

  /// Writes a number.
  public mutating func write(scalar: some ImageScalar) {
    unsafe withUnsafeBytes(of: scalar) { unsafe payload.append(contentsOf: $0) }
  }

  /// Writes numbers as they stand in memory.
  public mutating func write<Scalar: ImageScalar>(scalars: [Scalar]) {
    write(scalars.count)
    unsafe scalars.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
  }

  /// Writes numbers, each in four bytes; all must fit.
  public mutating func write(numbers: [Int]) { write(scalars: numbers.map { Int32($0) }) }

  /// Writes truth values, each in a byte.
  public mutating func write(flags: [Bool]) { write(scalars: flags.map { $0 ? 1 : 0 as UInt8 }) }
}
