internal import CSito
internal import Wording

// What callers hand in, checked at the border. What a pointer points to is theirs: that it is as long as they say, and that
// nobody changes it during the call, cannot be checked.

/// Whether an address is one where a value of the type may be; null is.
func isAligned<T>(_ pointer: UnsafePointer<T>?) -> Bool {
  UInt(bitPattern: pointer) % UInt(MemoryLayout<T>.alignment) == 0
}

/// Whether an address is one where a value of the type may be; null is.
func isAligned<T>(_ pointer: UnsafeMutablePointer<T>?) -> Bool { unsafe isAligned(UnsafePointer(pointer)) }

/// Where a result goes, which must be somewhere.
func output<T>(
  _ pointer: UnsafeMutablePointer<T>?, _ name: StaticString
) throws(CallFailure) -> UnsafeMutablePointer<T> {
  guard let pointer = unsafe pointer else { throw .null(name) }
  guard unsafe isAligned(pointer) else { throw .misaligned(name) }
  return unsafe pointer
}

/// A text of a length.
func text(_ start: UnsafePointer<CChar>?, _ length: Int) throws(CallFailure) -> UnsafeBufferPointer<UInt8> {
  // A length beyond Int comes in as a negative number.
  guard length >= 0, length <= Int(SITO_MAX_TEXT) else {
    throw CallFailure(SITO_TOO_LARGE, text: "\(UInt(bitPattern: length)) bytes, more than the \(SITO_MAX_TEXT) allowed")
  }
  guard let start = unsafe start else {
    guard length == 0 else { throw .null("text") }
    return unsafe UnsafeBufferPointer(start: nil, count: 0)
  }
  return unsafe UnsafeBufferPointer(start: UnsafeRawPointer(start).assumingMemoryBound(to: UInt8.self), count: length)
}

/// A string that ends with a zero byte; nil for NULL.
func string(_ start: UnsafePointer<CChar>?) -> String? {
  guard let start = unsafe start else { return nil }
  return unsafe String(cString: start)
}

/// A language by its code.
func language(_ code: UnsafePointer<CChar>?) throws(CallFailure) -> Language {
  guard let code = unsafe string(code) else { throw .null("language") }
  guard let language = Language(rawValue: code) else {
    throw CallFailure(SITO_INVALID_ARGUMENT, text: "no language '\(code)'; known: ru, en")
  }
  return language
}

extension CallFailure {
  static func misaligned(_ argument: StaticString) -> CallFailure {
    CallFailure(SITO_INVALID_ARGUMENT, text: "the address of '\(argument)' is not aligned for its type")
  }
}
