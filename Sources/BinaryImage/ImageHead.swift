/// What stands at the beginning of an image, in this machine's byte order.
struct ImageHead {
  var version: UInt32
  /// The number of bytes with the head.
  var length: UInt64
  /// Of the text behind the head.
  var checksum: UInt64

  /// «sitoimag», which reads differently where bytes are ordered otherwise.
  private static let magic: UInt64 = 0x6769_6D61_6F74_6973
  /// A whole number of groups of the text.
  static let size = 30
  private static let characters = size / ImageText.bytesPerGroup * ImageText.charactersPerGroup

  /// The head of an image of which everything behind it is given as text.
  init(version: UInt32, length: Int, rest: [UInt8]) {
    self.version = version
    self.length = UInt64(length)
    checksum = Self.checksum(of: rest.span)
  }

  init(from reader: inout ImageReader) throws(ImageError) {
    guard try reader.scalar(UInt64.self) == Self.magic else { throw .notAnImage }
    version = try reader.scalar()
    length = try reader.scalar()
    checksum = try reader.scalar()
  }

  var bytes: [UInt8] {
    var writer = ImageWriter()
    writer.write(scalar: Self.magic)
    writer.write(scalar: version)
    writer.write(scalar: length)
    writer.write(scalar: checksum)
    writer.write(scalar: 0 as UInt16)
    return writer.payload
  }

  /// The checksum of an image; its text is longer than a head.
  static func checksum(of text: ImageText) -> UInt64 {
    text.withSpan { checksum(of: $0.extracting(min(characters, $0.count)...)) }
  }

  /// A sum over a text that tells apart what storage may make of it; it is no defence against who wants to deceive. Four
  /// lanes, so that the machine need not wait for one multiplication before it begins the next.
  private static func checksum(of text: Span<UInt8>) -> UInt64 {
    let bytes = unsafe text.bytes
    let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
    var lanes: (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
    var offset = 0
    while offset + 32 <= bytes.byteCount {
      // Any eight bytes are a number, and the offsets lie inside.
      unsafe lanes.0 = (lanes.0 ^ bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* factor
      unsafe lanes.1 = (lanes.1 ^ bytes.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt64.self)) &* factor
      unsafe lanes.2 = (lanes.2 ^ bytes.unsafeLoadUnaligned(fromByteOffset: offset + 16, as: UInt64.self)) &* factor
      unsafe lanes.3 = (lanes.3 ^ bytes.unsafeLoadUnaligned(fromByteOffset: offset + 24, as: UInt64.self)) &* factor
      lanes.0 ^= lanes.0 >> 32
      lanes.1 ^= lanes.1 >> 32
      lanes.2 ^= lanes.2 >> 32
      lanes.3 ^= lanes.3 >> 32
      offset += 32
    }
    while offset < bytes.byteCount {
      unsafe lanes.0 = (lanes.0 ^ UInt64(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self))) &* factor
      offset += 1
    }
    let sum = (lanes.0 &* factor ^ lanes.1) &* factor ^ lanes.2
    return (sum &* factor ^ lanes.3) ^ UInt64(bytes.byteCount)
  }
}
