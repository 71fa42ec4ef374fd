/// Bytes that grow at the end: what records and verdicts are written to.
public struct ByteBuffer: Sendable, Equatable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// An empty buffer.
  public init() {}

  /// How many bytes were written.
  public var count: Int { bytes.count }

  /// What was written.
  public var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span }
  }

  /// Forgets the bytes and keeps the memory.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends one byte.
  public mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// Appends bytes.
  public mutating func append(_ span: Span<UInt8>) {
    // The pointer does not outlive the call.
    unsafe span.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends a literal's UTF-8.
  public mutating func append(_ literal: StaticString) {
    // The pointer is to a constant.
    literal.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends a string's UTF-8.
  public mutating func append(contentsOf string: String) { append(string.utf8.span) }

  /// Appends a number in decimal digits.
  public mutating func append(decimal number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var rest = number.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// Appends a code point in UTF-8.
  package mutating func append(scalar: Unicode.Scalar) {
    let value = scalar.value
    if value < 0x80 { return bytes.append(UInt8(truncatingIfNeeded: value)) }
    if value < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
    } else {
      if value < 0x10000 {
        bytes.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      } else {
        bytes.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
        bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      }
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
    }
    bytes.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
  }
}
