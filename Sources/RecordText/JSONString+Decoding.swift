extension JSONString {
  /// Appends what the string says in UTF-8. A surrogate that stands alone becomes U+FFFD; bytes that are no UTF-8 stay.
  package static func decode(_ string: Span<UInt8>, into text: inout ByteBuffer) {
    var index = 0
    while index < string.count {
      // Many writers escape everything outside ASCII, so one escape is often followed by the next.
      if string[index] == backslash {
        let unit = escapedUnit(string, at: index)
        text.append(scalar: unit.scalar)
        index += unit.length
      } else {
        let end = string.firstIndex(of: backslash, from: index) ?? string.count
        text.append(string.extracting(index..<end))
        index = end
      }
    }
  }
}

private let backslash = UInt8(ascii: "\\")
