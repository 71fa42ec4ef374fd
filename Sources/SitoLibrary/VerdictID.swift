internal import Glibc
internal import RecordText

/// What names a text in its verdict.
@safe
enum VerdictID {
  case number(Int64)
  /// Bytes of the caller's, good for as long as the call.
  case text(UnsafeBufferPointer<UInt8>)

  /// A string that ends with a zero byte, or else a number.
  init(_ text: UnsafePointer<CChar>?, or number: Int64) {
    if let text = unsafe text {
      let start = unsafe UnsafeRawPointer(text).assumingMemoryBound(to: UInt8.self)
      self = unsafe .text(UnsafeBufferPointer(start: start, count: strlen(text)))
    } else {
      self = .number(number)
    }
  }

  func append(to output: inout ByteBuffer) {
    switch self {
    case .number(let number): output.append(decimal: Int(number))
    case .text(let bytes): output.append(jsonString: unsafe bytes.span)
    }
  }
}

/// What names the texts of a batch: texts besides, or numbers in a row.
enum BatchIDs {
  case numbers(first: Int64)
  case texts(TextArray)

  subscript(index: Int) -> VerdictID {
    get throws(CallFailure) {
      switch self {
      case .numbers(let first): .number(first + Int64(index))
      case .texts(let texts): unsafe .text(try texts.text(at: index))
      }
    }
  }
}
