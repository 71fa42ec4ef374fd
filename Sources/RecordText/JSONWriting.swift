extension ByteBuffer {
  /// Appends a JSON string (RFC 8259, section 7) with its quotes. Every piece that is no UTF-8 becomes U+FFFD, so that
  /// the output is valid whatever the text is.
  package mutating func append(jsonString text: Span<UInt8>) {
    append(UInt8(ascii: "\""))
    var copied = 0
    var index = 0
    while index < text.count {
      let byte = text[index]
      if byte >= 0x80 {
        let point = text.codePoint(at: index)
        if point.scalar == nil {
          append(text.extracting(copied..<index))
          append("\u{FFFD}")
          copied = index + point.length
        }
        index += point.length
      } else {
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
          append(text.extracting(copied..<index))
          append(jsonEscapeOf: byte)
          copied = index + 1
        }
        index += 1
      }
    }
    append(text.extracting(copied..<text.count))
    append(UInt8(ascii: "\""))
  }

  /// Appends a JSON string with its quotes.
  package mutating func append(jsonString text: String) { append(jsonString: text.utf8.span) }

  /// Appends a JSON array of strings.
  package mutating func append(jsonStrings texts: some Sequence<String>) {
    append("[")
    var isFirst = true
    for text in texts {
      if !isFirst { append(",") }
      isFirst = false
      append(jsonString: text)
    }
    append("]")
  }

  private mutating func append(jsonEscapeOf byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case 0x08: append("\\b")
    case 0x09: append("\\t")
    case 0x0A: append("\\n")
    case 0x0C: append("\\f")
    case 0x0D: append("\\r")
    default:
      append("\\u00")
      for digit in [byte >> 4, byte & 0xF] {
        append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
      }
    }
  }
}
