internal import CSito

/// Why a call gives no result: its code, and what exactly is wrong.
struct CallFailure: Error {
  private enum Message {
    case literal(StaticString)
    case text(String)
  }

  let status: sito_status
  private let text: Message

  init(_ status: Int, _ message: StaticString) {
    self.status = sito_status(status)
    text = .literal(message)
  }

  init(_ status: Int, text: String) {
    self.status = sito_status(status)
    self.text = .text(text)
  }

  var message: String {
    switch text {
    case .literal(let text): "\(text)"
    case .text(let text): text
    }
  }

  static func null(_ argument: StaticString) -> CallFailure {
    CallFailure(SITO_INVALID_ARGUMENT, text: "'\(argument)' is NULL")
  }

  static func badHandle(_ kind: HandleKind) -> CallFailure {
    CallFailure(SITO_BAD_HANDLE, text: "no \(kind.name): it was freed, never was, or is something else")
  }

  static func busy(_ kind: HandleKind) -> CallFailure {
    CallFailure(
      SITO_BUSY,
      kind == .moderator
        ? "another thread uses the moderator; give each thread its own" : "another thread uses what was to be freed")
  }
}

/// An error that a caller asked for.
final class ErrorObject: HandledObject {
  static let kind = HandleKind.error

  let status: sito_status
  let message: ByteBlock

  init(_ failure: CallFailure) {
    status = failure.status
    message = ByteBlock(failure.message)
  }
}

/// Runs what a function of the interface does, and tells what became of it.
func run(
  _ error: UnsafeMutablePointer<OpaquePointer?>?, _ body: () throws(CallFailure) -> Void
) -> sito_status {
  guard unsafe isAligned(error) else { return sito_status(SITO_INVALID_ARGUMENT) }
  do throws(CallFailure) {
    try HandleTable.shared.checkFork()
    try body()
    unsafe error?.pointee = nil
    return sito_status(SITO_OK)
  } catch let failure {
    if let error = unsafe error {
      // Where there are too many handles, there is no room for one that says so.
      unsafe error.pointee = try? HandleTable.shared.add { () throws(CallFailure) in ErrorObject(failure) }
    }
    return failure.status
  }
}

/// Asks an object for what cannot fail; nil if the handle is none.
func ask<T: HandledObject, Result>(_ handle: OpaquePointer?, _ type: T.Type, _ body: (T) -> Result) -> Result? {
  unsafe try? HandleTable.shared.use(handle, as: type, .shared) { (object) throws(CallFailure) in body(object) }
}

/// Frees an object; null is none.
func free<T: HandledObject>(_ handle: OpaquePointer?, _ type: T.Type) -> sito_status {
  guard unsafe handle != nil else { return sito_status(SITO_OK) }
  return run(nil) { () throws(CallFailure) in unsafe try HandleTable.shared.remove(handle, as: type) }
}
