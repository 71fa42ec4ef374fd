internal import CPCRE2

/// What the search for regular expressions needs besides the expression: one for each thread, used again and again.
@safe
public struct RegexScratch: ~Copyable, @unchecked Sendable {
  // All of these are owned by this value alone, made in `init` and freed in `deinit`; nothing of them is bound to a
  // thread, so the value may move to another.
  let matchData: OpaquePointer
  let context: OpaquePointer
  private let jitStack: OpaquePointer?
  private let meter: UnsafeMutablePointer<WorkMeter>

  /// Whether the last search stopped early, because the text asked for more work or memory than an expression may use
  /// on it. What was found before still counts.
  public internal(set) var hitLimit = false

  /// In one attempt, beside what ``WorkMeter`` counts: PCRE2's default is ten times this.
  private static let matchLimit: UInt32 = 1_000_000
  /// For the interpreter: nested places to go back to. Each takes some 150 bytes, so this stays below the heap limit.
  private static let depthLimit: UInt32 = 100_000
  /// For the interpreter, in KiB; PCRE2's default is a thousand times this.
  private static let heapLimit: UInt32 = 20_000
  /// For JIT code, in bytes. It grows up to the second, enough for a group that is repeated some 10,000 times.
  private static let jitStackSizes = (first: 32 << 10, most: 1 << 20)

  /// Makes the buffers: about 40 KB.
  public init() {
    guard let matchData = unsafe pcre2_match_data_create_8(1, nil),
      let context = unsafe pcre2_match_context_create_8(nil)
    else { fatalError("out of memory") }
    let meter = UnsafeMutablePointer<WorkMeter>.allocate(capacity: 1)
    unsafe meter.initialize(to: WorkMeter())
    unsafe pcre2_set_callout_8(context, WorkMeter.callout, meter)
    unsafe pcre2_set_match_limit_8(context, Self.matchLimit)
    unsafe pcre2_set_depth_limit_8(context, Self.depthLimit)
    unsafe pcre2_set_heap_limit_8(context, Self.heapLimit)
    // Nil where PCRE2 has no JIT compiler.
    let jitStack = unsafe pcre2_jit_stack_create_8(Self.jitStackSizes.first, Self.jitStackSizes.most, nil)
    if let stack = unsafe jitStack { unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack)) }
    unsafe self.matchData = matchData
    unsafe self.context = context
    unsafe self.jitStack = jitStack
    unsafe self.meter = meter
  }

  deinit {
    unsafe pcre2_match_data_free_8(matchData)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_jit_stack_free_8(jitStack)
    unsafe meter.deallocate()
  }

  /// Forgets the last text.
  mutating func begin(symbols count: Int, expressionSize: Int) {
    hitLimit = false
    unsafe meter.pointee.begin(symbols: count, expressionSize: expressionSize)
  }
}
