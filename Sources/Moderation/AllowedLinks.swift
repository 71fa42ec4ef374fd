extension Span<UInt8> {
  /// Whether a link holds a domain, a part of one from a dot on, or a handle, as a whole: «example.ru» is in
  /// «https://www.example.ru/news», but not in «example.ru.other.com» and not in «my-example.ru».
  ///
  /// - Parameter name: What to look for, in lower case; ASCII letters in the link may have either case.
  /// - Returns: Whether it is there.
  func holdsDomain(_ name: [UInt8]) -> Bool {
    guard !name.isEmpty, count >= name.count else { return false }
    return (0...(count - name.count)).contains { start in
      name.indices.allSatisfy { Self.lowercased(self[start + $0]) == name[$0] }
        && !(start > 0 && Self.isNameByte(self[start - 1])) && !continuesName(at: start + name.count)
    }
  }

  /// Whether the name goes on at an index, perhaps behind a dot.
  private func continuesName(at index: Int) -> Bool {
    guard index < count else { return false }
    if self[index] == UInt8(ascii: "."), index + 1 < count { return Self.isNameByte(self[index + 1]) }
    return Self.isNameByte(self[index])
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }

  /// Whether a byte belongs to a label of a domain or to a handle: a letter, a digit, `-`, `_`, or part of such a
  /// letter outside of ASCII.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }
}
