internal import CPCRE2
internal import Synchronization

/// An expression that PCRE2 compiles, at once or when it is first used; shared by threads.
///
/// Compiling takes some microseconds, the JIT compiler ten times that, so the latter waits until the code is first used.
@safe
final class PCRE2Code: @unchecked Sendable {
  /// What ``PCRE2Source`` wrote.
  let pattern: [UInt8]
  // Written in `init`, or under `lock` before `isReady` is set, which every search looks at first; and once more by the JIT
  // compiler, likewise. Read-only from then on, as PCRE2 asks of code that threads share. Freed in `deinit`.
  private var code: OpaquePointer?
  private let isReady: Atomic<Bool>
  private let lock = Mutex<Void>(())

  /// How a search ended.
  enum Outcome {
    case match(Range<Int>)
    case noMatch
    /// The work, memory or stack was used up.
    case limit
  }

  /// Compiles what was written for PCRE2. Without `usesJIT` PCRE2's interpreter runs the expression, as it does where
  /// there is no JIT compiler for the machine.
  init(_ source: PCRE2Source, usesJIT: Bool) throws(RegexError) {
    pattern = source.bytes
    isReady = Atomic(!usesJIT)
    do {
      unsafe code = try Self.compile(pattern)
    } catch {
      throw RegexError(at: source.column(ofOffset: error.offset), Self.message(of: error.number))
    }
  }

  /// An expression of which it is known that it can be compiled: it waits until it is first used. One with an error matches
  /// nothing.
  init(deferred pattern: [UInt8]) {
    self.pattern = pattern
    unsafe code = nil
    isReady = Atomic(false)
  }

  deinit { unsafe pcre2_code_free_8(code) }

  /// An error of PCRE2, and before which byte of a pattern it stopped reading.
  private struct Failure: Error {
    var number: CInt
    var offset: Int
  }

  private static func compile(_ pattern: [UInt8]) throws(Failure) -> OpaquePointer {
    guard let context = unsafe pcre2_compile_context_create_8(nil) else { fatalError("out of memory") }
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    var failure = Failure(number: 0, offset: 0)
    let options =
      UInt32(PCRE2_NEVER_UTF) | UInt32(PCRE2_NEVER_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_USE_OFFSET_LIMIT)
    let code = unsafe pattern.withUnsafeBufferPointer { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &failure.number, &failure.offset, context)
    }
    guard let code = unsafe code else { throw failure }
    return unsafe code
  }

  private static func message(of failure: CInt) -> String {
    // The longest message of PCRE2 is shorter; a cut one would do no harm.
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let length = unsafe pcre2_get_error_message_8(failure, buffer.baseAddress, buffer.count)
      return unsafe length < 0 ? "PCRE2 error \(failure)" : String(decoding: buffer[..<Int(length)], as: UTF8.self)
    }
  }

  /// The first match that is not empty and begins in a window.
  func search(_ text: Span<UInt8>, startingIn window: Range<Int>, scratch: borrowing RegexScratch) -> Outcome {
    if window.isEmpty { return .noMatch }
    if !isReady.load(ordering: .acquiring) { makeReady() }
    guard let code = unsafe code else { return .noMatch }
    unsafe pcre2_set_offset_limit_8(scratch.context, window.upperBound - 1)
    let status = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe pcre2_match_8(
        code, bytes.baseAddress, bytes.count, window.lowerBound, UInt32(PCRE2_NOTEMPTY), scratch.matchData,
        scratch.context)
    }
    if status == PCRE2_ERROR_NOMATCH { return .noMatch }
    // Zero: a match, and more groups than the match data holds.
    guard status >= 0, let bounds = unsafe pcre2_get_ovector_pointer_8(scratch.matchData) else { return .limit }
    // The match data holds one pair; \K, which could put its end before its start, is not supported.
    let (lower, upper) = unsafe (bounds[0], bounds[1])
    return .match(lower..<upper)
  }

  private func makeReady() {
    lock.withLock { _ in
      if isReady.load(ordering: .relaxed) { return }
      if unsafe code == nil { unsafe code = try? Self.compile(pattern) }
      // Where this fails PCRE2 falls back to its interpreter.
      if let code = unsafe code { _ = unsafe pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE)) }
      isReady.store(true, ordering: .releasing)
    }
  }
}
