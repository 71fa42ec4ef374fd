/// A JSON value that was read as a whole (RFC 8259), as a list of nodes in the order in which they stand there.
///
/// After an array's node come its elements, after an object's node a key and a value for each member.
package struct JSONTape {
  /// A node. Its places are relative to the beginning of the value that was read.
  package struct Node {
    package enum Kind: UInt8 { case object, array, string, number, bool, null }

    package var kind: Kind
    /// A string with a backslash.
    package var hasEscapes = false
    /// A string's is inside its quotes.
    package var start: Int32
    package var end: Int32
    /// The first node that is not inside this one.
    package var next: Int32
  }

  /// What came of reading.
  package enum Outcome: Equatable {
    /// The value ends there.
    case whole(end: Int)
    /// At this place is something that no JSON value can go on with.
    case broken(at: Int)
    /// So far it is JSON, but it goes on.
    case unfinished
  }

  /// Arrays and objects may nest this deep; deeper ones count as broken.
  package static let maxDepth = 512

  package private(set) var nodes: [Node] = []
  /// Where in the span the value begins.
  package private(set) var base = 0
  private var open: [Int] = []

  /// Nothing read yet.
  package init() {}

  private enum Expectation { case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd }

  /// Reads a value.
  ///
  /// - Parameters:
  ///   - bytes: where it is, at most 2 GB.
  ///   - start: where it begins, or the white space before it.
  ///   - isEnd: nothing follows the bytes.
  /// - Returns: What came of it; the nodes are of use only if it is whole.
  package mutating func read(_ bytes: Span<UInt8>, from start: Int = 0, isEnd: Bool) -> Outcome {
    nodes.removeAll(keepingCapacity: true)
    open.removeAll(keepingCapacity: true)
    base = start
    var expectation = Expectation.value
    var index = start
    while true {
      while index < bytes.count, isJSONSpace(bytes[index]) { index += 1 }
      guard index < bytes.count else { return .unfinished }
      let byte = bytes[index]
      switch (expectation, byte) {
      case (.colon, UInt8(ascii: ":")):
        expectation = .value
        index += 1
        continue
      case (.commaOrEnd, UInt8(ascii: ",")):
        expectation = isInObject ? .key : .value
        index += 1
        continue
      case (.commaOrEnd, UInt8(ascii: "}")), (.keyOrEnd, UInt8(ascii: "}")):
        guard isInObject else { return .broken(at: index) }
        index += 1
        close(at: index)
      case (.commaOrEnd, UInt8(ascii: "]")), (.valueOrEnd, UInt8(ascii: "]")):
        guard !isInObject else { return .broken(at: index) }
        index += 1
        close(at: index)
      case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
        switch string(bytes, &index) {
        case .whole: expectation = .colon
        case let outcome: return outcome
        }
        continue
      case (.value, _), (.valueOrEnd, _):
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          guard open.count < Self.maxDepth else { return .broken(at: index) }
          let isObject = byte == UInt8(ascii: "{")
          open.append(nodes.count)
          add(isObject ? .object : .array, index..<index + 1)
          expectation = isObject ? .keyOrEnd : .valueOrEnd
          index += 1
          continue
        case UInt8(ascii: "\""):
          switch string(bytes, &index) {
          case .whole: break
          case let outcome: return outcome
          }
        default:
          switch scalar(bytes, &index, isEnd: isEnd) {
          case .whole: break
          case let outcome: return outcome
          }
        }
      default: return .broken(at: index)
      }
      // A value is complete.
      if open.isEmpty { return .whole(end: index) }
      expectation = .commaOrEnd
    }
  }

  private var isInObject: Bool { open.last.map { nodes[$0].kind == .object } ?? false }

  private mutating func add(_ kind: Node.Kind, _ range: Range<Int>, hasEscapes: Bool = false) {
    nodes.append(
      Node(
        kind: kind, hasEscapes: hasEscapes, start: Int32(clamping: range.lowerBound - base),
        end: Int32(clamping: range.upperBound - base), next: Int32(clamping: nodes.count + 1)))
  }

  private mutating func close(at end: Int) {
    guard let node = open.popLast() else { return }
    nodes[node].end = Int32(clamping: end - base)
    nodes[node].next = Int32(clamping: nodes.count)
  }

  private mutating func string(_ bytes: Span<UInt8>, _ index: inout Int) -> Outcome {
    let start = index + 1
    var place = start
    var hasEscapes = false
    while true {
      place = bytes.endOfPlainJSON(from: place)
      guard place < bytes.count else { return .unfinished }
      switch bytes[place] {
      case UInt8(ascii: "\""):
        add(.string, start..<place, hasEscapes: hasEscapes)
        index = place + 1
        return .whole(end: index)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        guard place + 1 < bytes.count else { return .unfinished }
        if bytes[place + 1] == UInt8(ascii: "u") {
          for digit in place + 2..<place + 6 {
            guard digit < bytes.count else { return .unfinished }
            guard isHexDigit(bytes[digit]) else { return .broken(at: place) }
          }
          place += 6
        } else {
          guard "\"\\/bfnrt".utf8.contains(bytes[place + 1]) else { return .broken(at: place) }
          place += 2
        }
      default: return .broken(at: place)  // a control character
      }
    }
  }

  /// Reads a number, true, false or null.
  private mutating func scalar(_ bytes: Span<UInt8>, _ index: inout Int, isEnd: Bool) -> Outcome {
    let start = index
    var end = start
    while end < bytes.count, isScalarByte(bytes[end]) { end += 1 }
    // Inside a container something must follow, and what was cut off is no fault of the value.
    guard end < bytes.count || (isEnd && open.isEmpty) else { return .unfinished }
    let token = bytes.extracting(start..<end)
    if token.isNumber {
      add(.number, start..<end)
    } else if token.says("null") {
      add(.null, start..<end)
    } else if token.says("true") || token.says("false") {
      add(.bool, start..<end)
    } else {
      return .broken(at: start)
    }
    index = end
    return .whole(end: end)
  }

  private func isHexDigit(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }

  private func isScalarByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".")
  }
}

/// White space of JSON.
package func isJSONSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

/// Whether a byte is a decimal digit of ASCII.
package func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

extension Span<UInt8> {
  /// Whether it is this text.
  package func says(_ text: StaticString) -> Bool {
    guard text.utf8CodeUnitCount == count else { return false }
    // The pointer is to a constant.
    return text.withUTF8Buffer { text in
      for index in indices where unsafe text[index] != self[index] { return false }
      return true
    }
  }

  /// Whether it is a JSON number (RFC 8259, section 6).
  package var isNumber: Bool {
    var index = 0
    func digits() -> Bool {
      let first = index
      while index < count, isDigit(self[index]) { index += 1 }
      return index > first
    }
    if index < count, self[index] == UInt8(ascii: "-") { index += 1 }
    if index < count, self[index] == UInt8(ascii: "0") { index += 1 } else if !digits() { return false }
    if index < count, self[index] == UInt8(ascii: ".") {
      index += 1
      if !digits() { return false }
    }
    if index < count, self[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < count, self[index] == UInt8(ascii: "+") || self[index] == UInt8(ascii: "-") { index += 1 }
      if !digits() { return false }
    }
    return index == count
  }

  /// The first quote, backslash or control character; the count if there is none.
  package func endOfPlainJSON(from: Int) -> Int {
    // A zero byte of x sets its high bit in (x - 01…) & ~x & 80…, and nothing below the first of them does; the same
    // with 20… for bytes below 0x20.
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highs: UInt64 = 0x8080_8080_8080_8080
    var index = from
    while index &+ 8 <= count {
      // Eight bytes are there.
      let word = UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let hits =
        ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | (word &- ones &* 0x20) & ~word) & highs
      if hits != 0 { return index &+ hits.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < count {
      let byte = self[index]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return index }
      index &+= 1
    }
    return count
  }
}
