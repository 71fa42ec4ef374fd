/// The text that an image is written in, so that it may stand between the quotes of a literal: eight characters, from «?» to
/// «~», for six bytes.
///
/// A literal is the one form in which a build plugin can make data a part of the program that is not copied when it starts.
public struct ImageText: Sendable {
  private enum Storage {
    case literal(StaticString)
    case bytes([UInt8])
  }

  private let storage: Storage

  /// The text of a literal.
  public init(_ literal: StaticString) { storage = .literal(literal) }

  /// A text in memory.
  public init(_ bytes: [UInt8]) { storage = .bytes(bytes) }

  /// Whether it is a part of the program.
  var isLiteral: Bool {
    if case .literal = storage { true } else { false }
  }

  /// Tells the system that the text will hardly be read again.
  public func release() {
    if case .literal(let literal) = storage { Memory.release(literal) }
  }

  static let charactersPerGroup = 8
  static let bytesPerGroup = 6
  private static let firstCharacter: UInt8 = 0x3F
  private static let firstCharacters: UInt64 = 0x3F3F_3F3F_3F3F_3F3F

  /// The number of whole groups.
  var groupCount: Int { withSpan { $0.count / Self.charactersPerGroup } }

  /// Calls a function with the characters.
  func withSpan<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    switch storage {
    // A literal lives as long as the program and never changes.
    case .literal(let literal): literal.withUTF8Buffer { unsafe body($0.span) }
    case .bytes(let bytes): body(bytes.span)
    }
  }

  /// The text of bytes; up to five zeros stand behind them when it is read again.
  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count / bytesPerGroup + 1) * charactersPerGroup)
    for start in stride(from: 0, to: bytes.count, by: bytesPerGroup) {
      var bits: UInt64 = 0
      for index in start..<min(start + bytesPerGroup, bytes.count) {
        bits |= UInt64(bytes[index]) << UInt64((index - start) * 8)
      }
      for place in 0..<charactersPerGroup { text.append(firstCharacter + UInt8(bits >> UInt64(place * 6) & 63)) }
    }
    return text
  }

  /// The six bytes of eight characters, both as they stand in memory, and two zeros.
  @inline(__always)
  private static func bytes(of characters: UInt64) -> UInt64 {
    var bits = UInt64(littleEndian: characters) &- firstCharacters
    bits = bits & 0x003F_003F_003F_003F | (bits & 0x3F00_3F00_3F00_3F00) >> 2
    bits = bits & 0x0000_0FFF_0000_0FFF | (bits & 0x0FFF_0000_0FFF_0000) >> 4
    return (bits & 0x0000_0000_00FF_FFFF | (bits & 0x00FF_FFFF_0000_0000) >> 8).littleEndian
  }

  /// Writes the bytes of groups, which must be whole groups of the text, into memory that has room for all of them.
  func decode(groups: Range<Int>, into output: UnsafeMutableRawBufferPointer) {
    guard let last = groups.last, let start = output.baseAddress else { return }
    precondition(groups.count * Self.bytesPerGroup <= output.count && groups.upperBound <= groupCount)
    withSpan { text in
      let characters = unsafe text.bytes
      // Each group is one of the text. Each store but the last writes two bytes more, which the next one overwrites.
      var offset = 0
      var place = groups.lowerBound &* Self.charactersPerGroup
      let lastPlace = last &* Self.charactersPerGroup
      while place < lastPlace {
        let bits = Self.bytes(
          of: unsafe characters.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
        unsafe start.storeBytes(of: bits, toByteOffset: offset, as: UInt64.self)
        place &+= Self.charactersPerGroup
        offset &+= Self.bytesPerGroup
      }
      let bits = UInt64(
        littleEndian: Self.bytes(
          of: unsafe characters.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self)))
      unsafe start.storeBytes(of: UInt32(truncatingIfNeeded: bits).littleEndian, toByteOffset: offset, as: UInt32.self)
      unsafe start.storeBytes(
        of: UInt16(truncatingIfNeeded: bits >> 32).littleEndian, toByteOffset: offset + 4, as: UInt16.self)
    }
  }
}
