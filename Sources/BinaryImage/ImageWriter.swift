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

  /// Arrays of so many bytes begin where a group of the text does.
  static let largeSize = 1 << 10

  /// An empty image.
  public init() {}

  /// An image of what `body` writes, as text.
  public static func image(version: UInt32, _ body: (inout ImageWriter) -> Void) -> [UInt8] {
    var writer = ImageWriter()
    // A place for the head, so that what follows stands where it will be read.
    writer.payload = [UInt8](repeating: 0, count: ImageHead.size)
    body(&writer)
    let rest = ImageText.encode(Array(writer.payload[ImageHead.size...]))
    let head = ImageHead(version: version, length: writer.payload.count, rest: rest)
    return ImageText.encode(head.bytes) + rest
  }

  /// Writes a value.
  public mutating func write(_ value: some ImageValue) { value.write(to: &self) }

  /// Writes a number.
  public mutating func write(scalar: some ImageScalar) {
    unsafe withUnsafeBytes(of: scalar) { unsafe payload.append(contentsOf: $0) }
  }

  /// Writes numbers as they stand in memory.
  public mutating func write<Scalar: ImageScalar>(scalars: [Scalar]) {
    write(scalars.count)
    if scalars.count * MemoryLayout<Scalar>.stride >= Self.largeSize {
      payload += repeatElement(0, count: Self.aligned(payload.count) - payload.count)
    }
    unsafe scalars.withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
  }

  /// Writes numbers, each in four bytes; all must fit.
  public mutating func write(numbers: [Int]) { write(scalars: numbers.map { Int32($0) }) }

  /// Writes truth values, each in a bit.
  public mutating func write(flags: [Bool]) {
    var words = [UInt64](repeating: 0, count: Self.words(forFlags: flags.count))
    for (index, flag) in flags.enumerated() where flag { words[index / 64] |= 1 << UInt64(index % 64) }
    write(flags.count)
    write(scalars: words)
  }

  /// The first beginning of a group that is not before a position.
  static func aligned(_ position: Int) -> Int {
    (position + ImageText.bytesPerGroup - 1) / ImageText.bytesPerGroup * ImageText.bytesPerGroup
  }

  static func words(forFlags count: Int) -> Int { count / 64 + (count.isMultiple(of: 64) ? 0 : 1) }
}
