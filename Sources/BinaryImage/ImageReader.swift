/// Reads what an ``ImageWriter`` wrote. What is read is checked against the image's end, so that no image reaches beyond.
public struct ImageReader {
  private let bytes: [UInt8]
  private var position: Int

  /// Opens an image: looks at its head and its checksum.
  ///
  /// - Throws: What is wrong with it.
  public init(_ bytes: [UInt8], version: UInt32) throws(ImageError) {
    let head = try ImageHead(bytes)
    guard head.version == version else { throw .otherVersion(head.version) }
    guard head.length <= UInt64(bytes.count - ImageHead.size) else { throw .tooShort }
    let payload = ImageHead.size..<ImageHead.size + Int(head.length)
    guard unsafe ImageHead.checksum(of: bytes.span.bytes.extracting(payload)) == head.checksum else { throw .damaged }
    self.bytes = bytes
    position = ImageHead.size
  }

  /// Reads what was written, without a head.
  init(payload: [UInt8]) {
    bytes = payload
    position = 0
  }

  /// Reads a value.
  public mutating func read<Value: ImageValue>(_ type: Value.Type = Value.self) throws(ImageError) -> Value {
    try Value(from: &self)
  }

  /// Reads a number.
  public mutating func scalar<Scalar: ImageScalar>(_ type: Scalar.Type = Scalar.self) throws(ImageError) -> Scalar {
    let range = try take(1, of: MemoryLayout<Scalar>.size)
    // The range lies inside the bytes and has the size of the type, of which every pattern of bits is a value.
    return unsafe bytes.withUnsafeBytes { bytes in
      unsafe bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: Scalar.self)
    }
  }

  /// Reads numbers.
  public mutating func scalars<Scalar: ImageScalar>(_ type: Scalar.Type = Scalar.self) throws(ImageError) -> [Scalar] {
    let count = try count()
    let range = try take(count, of: MemoryLayout<Scalar>.stride)
    // The range lies inside the bytes and has room for so many, and every pattern of bits is a value. An array of Swift
    // has no gaps between its elements.
    return unsafe [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
      }
      initialized = count
    }
  }

  /// Reads numbers that were written in four bytes each.
  public mutating func numbers() throws(ImageError) -> [Int] { try scalars(Int32.self).map { Int($0) } }

  /// Reads how many of something follow.
  public mutating func count() throws(ImageError) -> Int {
    let count = try read(Int.self)
    guard count >= 0 else { throw .damaged }
    return count
  }

  /// Reads truth values.
  public mutating func flags() throws(ImageError) -> [Bool] { try scalars(UInt8.self).map { $0 != 0 } }

  /// Moves behind so many elements and yields where they stand.
  private mutating func take(_ count: Int, of size: Int) throws(ImageError) -> Range<Int> {
    guard count >= 0, count <= (bytes.count - position) / size else { throw .tooShort }
    let start = position
    position += count * size
    return start..<position
  }
}

/// Why an image cannot be read.
public enum ImageError: Error, Sendable, Equatable {
  /// It does not begin as images of this machine's byte order do.
  case notAnImage
  /// It was written by another version.
  case otherVersion(UInt32)
  /// It ends too early.
  case tooShort
  /// It is not what was written.
  case damaged
}
