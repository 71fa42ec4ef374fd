internal import CBenchSupport

/// Many comments, one behind the other in one stretch of bytes.
struct Comments {
  /// What the report calls them.
  var name: String
  /// The texts, valid UTF-8, without anything between them.
  private(set) var bytes: [UInt8] = []
  /// Where each text ends in ``bytes``; it begins where the one before it ends.
  private(set) var ends: [Int] = []

  init(_ name: String) { self.name = name }

  var count: Int { ends.count }

  /// Where a comment stands in ``bytes``.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

  /// Adds a comment; one that is empty or no UTF-8 is left out.
  mutating func append(_ text: some Collection<UInt8>) {
    guard !text.isEmpty, String(validating: text, as: UTF8.self) != nil else { return }
    bytes += text
    ends.append(bytes.count)
  }

  /// So many comments, taken evenly, that they have about as many bytes; all if there are no more.
  func thinned(to size: Int) -> Comments {
    guard size < bytes.count, count > 0 else { return self }
    let kept = max(1, Int(Double(count) * Double(size) / Double(bytes.count)))
    var thinned = Comments(name)
    for index in 0..<kept { thinned.append(bytes[range(index * count / kept)]) }
    return thinned
  }

  /// Comments of about so many bytes: some of these, taken evenly, or all of them as often as it takes.
  func sized(_ size: Int) -> Comments {
    guard size > bytes.count, !bytes.isEmpty else { return thinned(to: size) }
    var repeated = self
    while repeated.bytes.count < size {
      let shift = repeated.bytes.count
      repeated.bytes += bytes
      repeated.ends += ends.map { $0 + shift }
    }
    return repeated
  }

  /// Comments of at least so many bytes, made by joining those that follow each other with a line break.
  func joined(atLeast size: Int) -> Comments {
    var joined = Comments(name)
    var text: [UInt8] = []
    for index in 0..<count {
      if !text.isEmpty { text.append(UInt8(ascii: "\n")) }
      text += bytes[range(index)]
      if text.count >= size {
        joined.append(text)
        text.removeAll(keepingCapacity: true)
      }
    }
    if joined.count == 0 { joined.append(text) }
    return joined
  }

  /// The comments as JSON Lines with `id` and `text`.
  func jsonLines() -> [UInt8] {
    var lines: [UInt8] = []
    for index in 0..<count {
      lines += "{\"id\":\(index + 1),\"text\":\"".utf8
      for byte in bytes[range(index)] {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): lines += [UInt8(ascii: "\\"), byte]
        case 0x0A: lines += "\\n".utf8
        case 0..<0x20: lines += (byte < 16 ? "\\u000" : "\\u00").utf8 + Array(String(byte, radix: 16).utf8)
        default: lines.append(byte)
        }
      }
      lines += "\"}\n".utf8
    }
    return lines
  }

  /// The comments as CSV with the columns `id` and `text`.
  func csv() -> [UInt8] {
    var rows = [UInt8]("id,text\r\n".utf8)
    for index in 0..<count {
      rows += "\(index + 1),\"".utf8
      for byte in bytes[range(index)] {
        if byte == UInt8(ascii: "\"") { rows.append(byte) }
        rows.append(byte)
      }
      rows += "\"\r\n".utf8
    }
    return rows
  }

  /// The comments, one a line; line breaks inside a comment become blanks, so that the bytes stay as many.
  func lines() -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count + count)
    for index in 0..<count {
      for byte in bytes[range(index)] { lines.append(byte == 0x0A || byte == 0x0D ? 0x20 : byte) }
      lines.append(0x0A)
    }
    return lines
  }
}
