internal import CPCRE2
internal import Synchronization

/// An expression compiled by PCRE2, shared by threads.
///
/// Compiling takes some microseconds, the JIT compiler ten times that, so the latter runs when the code is first used.
@safe
final class PCRE2Code: @unchecked Sendable {
  // Written in `init`, and once more by the JIT compiler under `jitLock` before `isJITCompiled` is set, which every
  // match looks at first; read-only from then on, as PCRE2 asks of code that threads share. Freed in `deinit`.
  private let code: OpaquePointer
  private let isJITCompiled: Atomic<Bool>
  private let jitLock = Mutex<Void>(())

  /// How a search ended.
  enum Outcome {
    case match(Range<Int>)
    case noMatch
    /// The work, memory or stack was used up.
    case limit
  }

  /// Compiles what ``PCRE2Source`` wrote. Without `usesJIT` PCRE2's interpreter runs the expression, as it does where
  /// there is no JIT compiler for the machine.
  init(_ source: PCRE2Source, usesJIT: Bool) throws(RegexError) {
    guard let context = unsafe pcre2_compile_context_create_8(nil) else { fatalError("out of memory") }
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    var failure: CInt = 0
    var offset = 0
    let options =
      UInt32(PCRE2_NEVER_UTF) | UInt32(PCRE2_NEVER_UCP) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_USE_OFFSET_LIMIT)
    let code = unsafe source.bytes.withUnsafeBufferPointer { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &failure, &offset, context)
    }
    guard let code = unsafe code else {
      throw RegexError(at: source.column(ofOffset: offset), Self.message(of: failure))
    }
    unsafe self.code = code
    isJITCompiled = Atomic(!usesJIT)
  }

  deinit { unsafe pcre2_code_free_8(code) }

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
    compileJITOnce()
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

  private func compileJITOnce() {
    if isJITCompiled.load(ordering: .acquiring) { return }
    jitLock.withLock { _ in
      if isJITCompiled.load(ordering: .relaxed) { return }
      // Where this fails PCRE2 falls back to its interpreter.
      _ = unsafe pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
      isJITCompiled.store(true, ordering: .releasing)
    }
  }
}
