/// An image as text that may stand between the quotes of a literal: six bits in each character, from «?» to «~».
///
/// A literal is the one form in which a build plugin can make data a part of the program that is not copied when it starts.
public enum ImageText {
  private static let first: UInt8 = 0x3F
  private static let firsts: UInt64 = 0x3F3F_3F3F_3F3F_3F3F

  /// The text of bytes; up to five zeros stand behind them when it is read again.
  public static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 5) / 6 * 8)
    for start in stride(from: 0, to: bytes.count, by: 6) {
      var bits: UInt64 = 0
      for index in start..<min(start + 6, bytes.count) { bits |= UInt64(bytes[index]) << UInt64((index - start) * 8) }
      for place in 0..<8 { text.append(Self.first + UInt8(bits >> UInt64(place * 6) & 63)) }
    }
    return text
  }

  /// The bytes of a text.
  public static func decode(_ text: Span<UInt8>) -> [UInt8] {
    let groups = text.count / 8
    let text = unsafe text.bytes
    // Each group of eight characters is inside the text. Each gives eight bytes, of which the last two are zero and
    // overwritten by those of the next group; so there is room for two bytes more than are kept.
    return unsafe [UInt8](unsafeUninitializedCapacity: groups * 6 + 2) { buffer, count in
      let output = UnsafeMutableRawPointer(buffer.baseAddress)
      for group in 0..<groups {
        let characters = unsafe text.unsafeLoadUnaligned(fromByteOffset: group * 8, as: UInt64.self)
        var bits = UInt64(littleEndian: characters) &- firsts
        bits = bits & 0x003F_003F_003F_003F | (bits & 0x3F00_3F00_3F00_3F00) >> 2
        bits = bits & 0x0000_0FFF_0000_0FFF | (bits & 0x0FFF_0000_0FFF_0000) >> 4
        bits = bits & 0x0000_0000_00FF_FFFF | (bits & 0x00FF_FFFF_0000_0000) >> 8
        unsafe output?.storeBytes(of: bits.littleEndian, toByteOffset: group * 6, as: UInt64.self)
      }
      count = groups * 6
    }
  }
}
