// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What these functions do is told in sito.h.
public import CSito

// Moderators of sito.h, and what they make of one text.

@c @implementation
public func sito_moderator_create(
  _ ruleset: OpaquePointer!, _ moderator: UnsafeMutablePointer<OpaquePointer?>!,
  _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let result = unsafe try output(moderator, "moderator")
    unsafe result.pointee = try HandleTable.shared.use(ruleset, as: RulesetObject.self, .shared) {
      (ruleset) throws(CallFailure) in
      unsafe try HandleTable.shared.add { () throws(CallFailure) in ModeratorObject(ruleset) }
    }
  }
}

@c @implementation
public func sito_moderator_free(_ moderator: OpaquePointer!) -> sito_status {
  unsafe free(moderator, ModeratorObject.self)
}

@c @implementation
public func sito_text_data(_ text: OpaquePointer!) -> UnsafePointer<CChar>! {
  unsafe ask(text, TextObject.self) { unsafe $0.bytes.characters }
}

@c @implementation
public func sito_text_length(_ text: OpaquePointer!) -> Int { unsafe ask(text, TextObject.self, \.bytes.count) ?? 0 }

@c @implementation
public func sito_text_free(_ text: OpaquePointer!) -> sito_status { unsafe free(text, TextObject.self) }

@c @implementation
public func sito_judge(
  _ moderator: OpaquePointer!, _ start: UnsafePointer<CChar>!, _ length: Int, _ flags: UnsafeMutablePointer<UInt32>!,
  _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let result = unsafe try output(flags, "flags")
    let text = unsafe try text(start, length)
    unsafe result.pointee = try HandleTable.shared.use(moderator, as: ModeratorObject.self, .exclusive) {
      (moderator) throws(CallFailure) in moderator.judge(unsafe text.span)
    }
  }
}

@c @implementation
public func sito_classify(
  _ moderator: OpaquePointer!, _ start: UnsafePointer<CChar>!, _ length: Int, _ id: UnsafePointer<CChar>!,
  _ number: Int64, _ flags: UnsafeMutablePointer<UInt32>!, _ json: UnsafeMutablePointer<OpaquePointer?>!,
  _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let result = unsafe try output(json, "json")
    guard unsafe isAligned(flags) else { throw .misaligned("flags") }
    let text = unsafe try text(start, length)
    let id = unsafe VerdictID(id, or: number)
    var verdict: UInt32 = 0
    unsafe result.pointee = try HandleTable.shared.use(moderator, as: ModeratorObject.self, .exclusive) {
      (moderator) throws(CallFailure) in
      unsafe try HandleTable.shared.add { () throws(CallFailure) in
        let (flags, json) = moderator.classify(unsafe text.span, id)
        verdict = flags
        return json
      }
    }
    unsafe flags?.pointee = verdict
  }
}

@c @implementation
public func sito_mask(
  _ moderator: OpaquePointer!, _ start: UnsafePointer<CChar>!, _ length: Int, _ options: UInt32,
  _ masked: UnsafeMutablePointer<OpaquePointer?>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    guard options & ~SITO_MASK_CERTAIN_ONLY == 0 else {
      throw CallFailure(SITO_INVALID_ARGUMENT, "an option that is unknown")
    }
    unsafe try write(masked, "masked", moderator, start, length) { moderator, text in
      moderator.mask(text, certainOnly: options & SITO_MASK_CERTAIN_ONLY != 0)
    }
  }
}

@c @implementation
public func sito_explain(
  _ moderator: OpaquePointer!, _ start: UnsafePointer<CChar>!, _ length: Int, _ code: UnsafePointer<CChar>!,
  _ explanation: UnsafeMutablePointer<OpaquePointer?>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let language = unsafe try language(code)
    unsafe try write(explanation, "explanation", moderator, start, length) { moderator, text in
      moderator.explain(text, in: language)
    }
  }
}

/// Puts out what a moderator writes about a text.
private func write(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ name: StaticString, _ moderator: OpaquePointer?,
  _ start: UnsafePointer<CChar>?, _ length: Int, _ body: (ModeratorObject, Span<UInt8>) -> TextObject
) throws(CallFailure) {
  let result = unsafe try output(result, name)
  let text = unsafe try text(start, length)
  unsafe result.pointee = try HandleTable.shared.use(moderator, as: ModeratorObject.self, .exclusive) {
    (moderator) throws(CallFailure) in
    unsafe try HandleTable.shared.add { () throws(CallFailure) in body(moderator, unsafe text.span) }
  }
}
