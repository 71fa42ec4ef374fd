// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What these functions do is told in sito.h.
public import CSito

// Versions and errors of sito.h. A literal ends with a zero byte and lives as long as the library.

@c @implementation
public func sito_version() -> UnsafePointer<CChar>! { unsafe literal("0.1.0") }

@c @implementation
public func sito_abi_version() -> UInt32 { UInt32(SITO_ABI_VERSION) }

@c @implementation
public func sito_status_message(_ status: sito_status) -> UnsafePointer<CChar>! {
  switch Int(status) {
  case SITO_OK: unsafe literal("done")
  case SITO_INVALID_ARGUMENT: unsafe literal("an argument that cannot be")
  case SITO_BAD_OFFSETS: unsafe literal("offsets that are negative, decrease, or reach beyond the data")
  case SITO_BAD_HANDLE: unsafe literal("a handle that was freed, that never was, or that is of another kind")
  case SITO_BUSY: unsafe literal("in use by another thread")
  case SITO_TOO_LARGE: unsafe literal("too long, or too many")
  case SITO_NO_POLICY: unsafe literal("no such policy")
  case SITO_BAD_RULES: unsafe literal("something is wrong in the rules")
  case SITO_UNREADABLE: unsafe literal("a folder or file could not be read")
  case SITO_FORKED: unsafe literal("forked while another thread was inside a call")
  default: unsafe literal("a code that is unknown")
  }
}

@c @implementation
public func sito_error_status(_ error: OpaquePointer!) -> sito_status {
  unsafe ask(error, ErrorObject.self, \.status) ?? sito_status(SITO_BAD_HANDLE)
}

@c @implementation
public func sito_error_message(_ error: OpaquePointer!) -> UnsafePointer<CChar>! {
  unsafe ask(error, ErrorObject.self) { unsafe $0.message.characters } ?? literal("")
}

@c @implementation
public func sito_error_free(_ error: OpaquePointer!) -> sito_status { unsafe free(error, ErrorObject.self) }

@c @implementation
public func sito_handle_count() -> Int { HandleTable.shared.count }

/// The zero-ended bytes of a literal.
func literal(_ text: StaticString) -> UnsafePointer<CChar> {
  unsafe UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
