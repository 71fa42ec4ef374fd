internal import CSito

/// The texts of a batch, whose layout has been checked. Good for as long as the call that got them.
@safe
struct TextArray {
  /// The longest range of memory that there can be.
  private static let mostBytes = Int.max / 2

  let count: Int
  private let name: StaticString
  private let data: UnsafeRawPointer?
  private let dataLength: Int
  private let narrow: UnsafePointer<Int32>?
  private let wide: UnsafePointer<Int64>?
  private let validity: UnsafePointer<UInt8>?
  private let validityOffset: Int

  /// Takes the fields over once, so that a caller who changes them meanwhile does no harm, and checks all that can be.
  init(_ texts: UnsafePointer<sito_texts>?, _ name: StaticString) throws(CallFailure) {
    guard let pointer = unsafe texts else { throw .null(name) }
    guard unsafe isAligned(pointer) else { throw .misaligned(name) }
    let texts = unsafe pointer.pointee
    self.name = name
    count = unsafe texts.count
    unsafe data = UnsafeRawPointer(texts.data)
    dataLength = unsafe texts.data_length
    unsafe narrow = texts.offsets32
    unsafe wide = texts.offsets64
    unsafe validity = texts.validity
    validityOffset = unsafe texts.validity_offset
    // What is beyond Int comes in as a negative number.
    guard count >= 0, count <= Int(SITO_MAX_COUNT) else {
      throw CallFailure(SITO_TOO_LARGE, text: "'\(name)': \(UInt(bitPattern: count)) texts; at most \(SITO_MAX_COUNT)")
    }
    guard dataLength >= 0, dataLength <= Self.mostBytes, validityOffset >= 0, validityOffset <= Self.mostBytes else {
      throw invalid("a length or offset that no memory has")
    }
    guard unsafe data != nil || dataLength == 0 else { throw invalid("'data' is NULL, and 'data_length' is not 0") }
    guard unsafe isAligned(narrow), unsafe isAligned(wide) else { throw .misaligned(name) }
    guard unsafe narrow == nil || wide == nil else {
      throw invalid("both 'offsets32' and 'offsets64' are set; give one")
    }
    guard unsafe narrow != nil || wide != nil || count == 0 else {
      throw invalid("neither 'offsets32' nor 'offsets64' is set")
    }
    try checkOffsets()
  }

  private func checkOffsets() throws(CallFailure) {
    guard count > 0 else { return }
    var last = offset(at: 0)
    guard last >= 0 else { throw badOffset(0, "\(last), which is negative") }
    for index in 1...count {
      let next = offset(at: index)
      guard next >= last else { throw badOffset(index, "\(next), which is less than \(last) before it") }
      last = next
    }
    guard last <= dataLength else { throw badOffset(count, "\(last), beyond the \(dataLength) bytes of the data") }
  }

  private func offset(at index: Int) -> Int {
    if let narrow = unsafe narrow { return Int(unsafe narrow[index]) }
    if let wide = unsafe wide { return Int(unsafe wide[index]) }
    return 0
  }

  /// Whether a text is null.
  func isNull(at index: Int) -> Bool {
    guard let validity = unsafe validity else { return false }
    let bit = validityOffset + index
    return unsafe validity[bit >> 3] >> UInt8(bit & 7) & 1 == 0
  }

  /// The bytes of a text. Its offsets are checked again: the caller may have changed them.
  func text(at index: Int) throws(CallFailure) -> UnsafeBufferPointer<UInt8> {
    let start = offset(at: index)
    let end = offset(at: index + 1)
    guard start >= 0, start <= end, end <= dataLength else { throw badOffset(index, "\(start), and changes") }
    guard let data = unsafe data else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
    return unsafe UnsafeBufferPointer(
      start: (data + start).assumingMemoryBound(to: UInt8.self), count: end - start)
  }

  /// Makes sure that an array of the caller's, which is about to be written, shares no memory with the texts.
  func checkDistinct(from flags: UnsafeMutablePointer<UInt32>, count flagCount: Int) throws(CallFailure) {
    let start = UInt(bitPattern: flags)
    let end = start &+ UInt(flagCount * MemoryLayout<UInt32>.stride)
    func overlaps(_ other: UnsafeRawPointer?, _ length: Int) -> Bool {
      let address = UInt(bitPattern: other)
      return unsafe other != nil && length > 0 && address < end && address &+ UInt(length) > start
    }
    guard
      unsafe !overlaps(data, dataLength), unsafe !overlaps(narrow, (count + 1) * 4),
      unsafe !overlaps(wide, (count + 1) * 8), unsafe !overlaps(validity, (validityOffset + count + 7) / 8)
    else { throw invalid("the flags share memory with them") }
  }

  private func invalid(_ message: String) -> CallFailure {
    CallFailure(SITO_INVALID_ARGUMENT, text: "'\(name)': \(message)")
  }

  private func badOffset(_ index: Int, _ message: String) -> CallFailure {
    CallFailure(SITO_BAD_OFFSETS, text: "'\(name)': offset \(index) is \(message)")
  }
}
