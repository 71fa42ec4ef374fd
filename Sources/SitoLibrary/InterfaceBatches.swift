// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// What these functions do is told in sito.h.
public import CSito

// Batches of sito.h.

@c @implementation
public func sito_judge_batch(
  _ moderator: OpaquePointer!, _ texts: UnsafePointer<sito_texts>!, _ flags: UnsafeMutablePointer<UInt32>!,
  _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let texts = unsafe try TextArray(texts, "texts")
    guard texts.count > 0 else {
      return unsafe try HandleTable.shared.use(moderator, as: ModeratorObject.self, .exclusive) {
        _ throws(CallFailure) in
      }
    }
    let flags = unsafe try output(flags, "flags")
    unsafe try texts.checkDistinct(from: flags, count: texts.count)
    unsafe try HandleTable.shared.use(moderator, as: ModeratorObject.self, .exclusive) {
      (moderator) throws(CallFailure) in
      unsafe try moderator.judge(texts, flags)
    }
  }
}

@c @implementation
public func sito_classify_batch(
  _ moderator: OpaquePointer!, _ texts: UnsafePointer<sito_texts>!, _ ids: UnsafePointer<sito_texts>!,
  _ first: Int64, _ offsetBits: UInt32, _ flags: UnsafeMutablePointer<UInt32>!,
  _ verdicts: UnsafeMutablePointer<OpaquePointer?>!, _ error: UnsafeMutablePointer<OpaquePointer?>!
) -> sito_status {
  unsafe run(error) { () throws(CallFailure) in
    let result = unsafe try output(verdicts, "verdicts")
    guard offsetBits == 32 || offsetBits == 64 else {
      throw CallFailure(SITO_INVALID_ARGUMENT, "'offset_bits' must be 32 or 64")
    }
    let texts = unsafe try TextArray(texts, "texts")
    let ids = unsafe try batchIDs(ids, or: first, count: texts.count)
    let flags = unsafe flags
    if let flags = unsafe flags {
      guard unsafe isAligned(flags) else { throw .misaligned("flags") }
      unsafe try texts.checkDistinct(from: flags, count: texts.count)
      if case .texts(let ids) = ids { unsafe try ids.checkDistinct(from: flags, count: texts.count) }
    }
    unsafe result.pointee = try HandleTable.shared.use(moderator, as: ModeratorObject.self, .exclusive) {
      (moderator) throws(CallFailure) in
      unsafe try HandleTable.shared.add { () throws(CallFailure) in
        let verdicts = try VerdictsObject(count: texts.count, isWide: offsetBits == 64)
        unsafe try moderator.classify(texts, ids, flags, into: verdicts)
        return verdicts
      }
    }
  }
}

private func batchIDs(
  _ ids: UnsafePointer<sito_texts>?, or first: Int64, count: Int
) throws(CallFailure) -> BatchIDs {
  guard unsafe ids != nil else {
    guard !first.addingReportingOverflow(Int64(count)).overflow else {
      throw CallFailure(SITO_INVALID_ARGUMENT, "'first' is so large that the numbers have no room")
    }
    return .numbers(first: first)
  }
  let ids = unsafe try TextArray(ids, "ids")
  guard ids.count == count else {
    throw CallFailure(SITO_INVALID_ARGUMENT, text: "\(ids.count) ids for \(count) texts")
  }
  if let index = (0..<count).first(where: ids.isNull) {
    throw CallFailure(SITO_INVALID_ARGUMENT, text: "id \(index) is null")
  }
  return .texts(ids)
}

@c @implementation
public func sito_verdicts_count(_ verdicts: OpaquePointer!) -> Int {
  unsafe ask(verdicts, VerdictsObject.self, \.count) ?? 0
}

@c @implementation
public func sito_verdicts_data(_ verdicts: OpaquePointer!) -> UnsafePointer<CChar>! {
  unsafe ask(verdicts, VerdictsObject.self) { unsafe $0.bytes.characters }
}

@c @implementation
public func sito_verdicts_length(_ verdicts: OpaquePointer!) -> Int {
  unsafe ask(verdicts, VerdictsObject.self, \.bytes.count) ?? 0
}

@c @implementation
public func sito_verdicts_offsets32(_ verdicts: OpaquePointer!) -> UnsafePointer<Int32>! {
  unsafe ask(verdicts, VerdictsObject.self) { unsafe UnsafePointer($0.narrow) } ?? nil
}

@c @implementation
public func sito_verdicts_offsets64(_ verdicts: OpaquePointer!) -> UnsafePointer<Int64>! {
  unsafe ask(verdicts, VerdictsObject.self) { unsafe UnsafePointer($0.wide) } ?? nil
}

@c @implementation
public func sito_verdicts_free(_ verdicts: OpaquePointer!) -> sito_status { unsafe free(verdicts, VerdictsObject.self) }
