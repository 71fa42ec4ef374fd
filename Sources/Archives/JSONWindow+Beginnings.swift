internal import RecordText
internal import SitoRecords

/// Telling elements by how they begin.
extension JSONWindow {
  /// So many bytes are looked at to know an element by its beginning.
  static let beginningLength = 512

  /// What is before a place: the last byte, and the last that is no white space; nil where nothing is known.
  struct Before {
    var byte: UInt8?
    var sign: UInt8?
  }

  /// What is between the brace at the head and the first name, and that name with its quotes. Nil if there is no such
  /// thing, or it is not plain ASCII, which stays the same when it is kept as text.
  func beginning() -> (gap: [UInt8], name: [UInt8])? {
    let bytes = span.extracting(..<min(count, Self.beginningLength))
    guard bytes.count > 0, bytes[0] == UInt8(ascii: "{") else { return nil }
    var index = 1
    while index < bytes.count, isJSONSpace(bytes[index]) { index += 1 }
    let gapEnd = index
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard (0x20..<0x7F).contains(bytes[index]), bytes[index] != UInt8(ascii: "\\") else { return nil }
      index += 1
    }
    guard index < bytes.count else { return nil }
    var (gap, name) = (ByteBuffer(), ByteBuffer())
    gap.append(bytes.extracting(1..<gapEnd))
    name.append(bytes.extracting(gapEnd..<index + 1))
    return (gap.bytes, name.bytes)
  }

  /// The next opening brace, at a place or behind it; what is before it is noted on the way.
  func nextBrace(from start: Int, _ before: inout Before) -> Int? {
    let bytes = span
    let brace = bytes.firstIndex(of: UInt8(ascii: "{"), from: start)
    for index in start..<max(start, brace ?? bytes.count) {
      before.byte = bytes[index]
      if !isJSONSpace(bytes[index]) { before.sign = bytes[index] }
    }
    return brace
  }

  /// Whether an element that looks like others of its list begins at a brace.
  func isBeginning(of landmark: JSONPlace.Landmark, at brace: Int, _ before: Before) -> Bool {
    if landmark.path.count == 1 {
      guard before.byte == UInt8(ascii: "\n") else { return false }
    } else {
      guard let sign = before.sign, [UInt8](",[}".utf8).contains(sign) else { return false }
    }
    let bytes = span
    var index = brace + 1
    if let gap = landmark.gap {
      guard bytes.hasPrefix(gap, at: index) else { return false }
      index += gap.count
    } else {
      while index < bytes.count, isJSONSpace(bytes[index]) { index += 1 }
    }
    return bytes.hasPrefix(landmark.name, at: index)
  }
}
