/// Reads JSON (RFC 8259) from its beginning on, value by value.
struct JSONCursor {
  /// Where the text is no JSON, or not what was asked for.
  struct Fault: Error, Equatable { var offset: Int }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// What the next value is, by its first byte.
  enum Kind { case object, array, string, number, word }

  mutating func kind() throws(Fault) -> Kind {
    switch try peek() {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "-"), 0x30...0x39: .number
    default: .word
    }
  }

  /// Goes through the members of an object; `body` reads the value of each, to its end.
  mutating func members(_ body: (inout JSONCursor, _ key: String) throws(Fault) -> Void) throws(Fault) {
    try take(UInt8(ascii: "{"))
    if try takeIfThere(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      try take(UInt8(ascii: ":"))
      try body(&self, key)
    } while try takeIfThere(UInt8(ascii: ","))
    try take(UInt8(ascii: "}"))
  }

  /// Goes through the values of an array; `body` reads each, to its end.
  mutating func elements(_ body: (inout JSONCursor) throws(Fault) -> Void) throws(Fault) {
    try take(UInt8(ascii: "["))
    if try takeIfThere(UInt8(ascii: "]")) { return }
    repeat { try body(&self) } while try takeIfThere(UInt8(ascii: ","))
    try take(UInt8(ascii: "]"))
  }

  /// A string; escapes of half a surrogate pair, and bytes that are no UTF-8, read as U+FFFD.
  mutating func string() throws(Fault) -> String {
    try take(UInt8(ascii: "\""))
    let start = position
    while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
      guard byte >= 0x20 else { throw fault }
      position += 1
    }
    guard next == UInt8(ascii: "\\") else {
      defer { position += 1 }
      guard next != nil else { throw fault }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  private mutating func escapedString(from start: Int) throws(Fault) -> String {
    var text = Array(bytes[start..<position])
    while true {
      guard let byte = next, byte >= 0x20 else { throw fault }
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
      default: text.append(byte)
      }
    }
  }

  /// What an escape stands for, behind its backslash.
  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    guard let byte = next else { throw fault }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: throw fault
    }
    let unit = try hexadecimal()
    guard unit >= 0xD800, unit < 0xDC00, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
      bytes[position + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
    let second = position
    position += 2
    let low = try hexadecimal()
    if low >= 0xDC00, low < 0xE000 {
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }
    position = second
    return "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw fault }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  /// A number, as it is written.
  mutating func number() throws(Fault) -> String {
    guard try kind() == .number else { throw fault }
    let start = position
    while let byte = next, (0x30...0x39).contains(byte) || "-+.eE".utf8.contains(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// A whole number that an Int holds.
  mutating func integer() throws(Fault) -> Int {
    guard let value = Int(try number()) else { throw fault }
    return value
  }

  /// `true` or `false`.
  mutating func boolean() throws(Fault) -> Bool {
    switch try word() {
    case "true": true
    case "false": false
    default: throw fault
    }
  }

  private mutating func word() throws(Fault) -> String {
    _ = try peek()
    let start = position
    while let byte = next, (0x61...0x7A).contains(byte) { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    guard ["true", "false", "null"].contains(word) else { throw fault }
    return word
  }

  /// Passes over a value of any kind, nested at most a hundred deep.
  mutating func skip() throws(Fault) { try skip(levels: 100) }

  private mutating func skip(levels: Int) throws(Fault) {
    guard levels > 0 else { throw fault }
    switch try kind() {
    case .object: try members { (cursor, _) throws(Fault) in try cursor.skip(levels: levels - 1) }
    case .array: try elements { (cursor) throws(Fault) in try cursor.skip(levels: levels - 1) }
    case .string: _ = try string()
    case .number: _ = try number()
    case .word: _ = try word()
    }
  }

  /// Nothing but white space may be left.
  mutating func end() throws(Fault) {
    skipSpace()
    if position < bytes.count { throw fault }
  }

  private var fault: Fault { Fault(offset: position) }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func peek() throws(Fault) -> UInt8 {
    skipSpace()
    guard let byte = next else { throw fault }
    return byte
  }

  private mutating func take(_ byte: UInt8) throws(Fault) {
    guard try peek() == byte else { throw fault }
    position += 1
  }

  private mutating func takeIfThere(_ byte: UInt8) throws(Fault) -> Bool {
    guard try peek() == byte else { return false }
    position += 1
    return true
  }
}
