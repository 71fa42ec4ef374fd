internal import RecordText

/// Finds the end of a JSON value by its brackets and quotes alone: of one that is passed over, however long, or of one
/// that is broken somewhere inside. It can be fed in pieces.
struct JSONBrackets {
  enum Outcome: Equatable {
    /// The value ends before this place.
    case end(Int)
    case goesOn
    /// Here is something that stands in no value: the quotes or brackets are out of order.
    case disorder(Int)
  }

  private var closings: [UInt8] = []
  private var isInString = false
  private var isEscaped = false
  /// A number or a word that is no value inside brackets has begun.
  private var isInScalar = false

  /// Reads on in a piece.
  mutating func scan(_ bytes: Span<UInt8>, from start: Int) -> Outcome {
    var index = start
    while index < bytes.count {
      if isEscaped {
        isEscaped = false
        index += 1
        continue
      }
      if isInString {
        index = bytes.endOfPlainJSON(from: index)
        guard index < bytes.count else { break }
        switch bytes[index] {
        case UInt8(ascii: "\""):
          isInString = false
          if closings.isEmpty { return .end(index + 1) }
        case UInt8(ascii: "\\"): isEscaped = true
        // Writers that do not escape line breaks are rarer than quotes that were lost.
        case UInt8(ascii: "\n"): return .disorder(index)
        default: break
        }
        index += 1
        continue
      }
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        if isInScalar { return .disorder(index) }
        isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard !isInScalar, closings.count < JSONTape.maxDepth else { return .disorder(index) }
        closings.append(byte + 2)
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if isInScalar { return .end(index) }
        guard closings.popLast() == byte else { return .disorder(index) }
        if closings.isEmpty { return .end(index + 1) }
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if isInScalar { return .end(index) }
        if closings.isEmpty { return .disorder(index) }
      case 0x20, 0x09, 0x0A, 0x0D: if isInScalar { return .end(index) }
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
        if closings.isEmpty { isInScalar = true }
      default: return .disorder(index)
      }
      index += 1
    }
    return .goesOn
  }
}
