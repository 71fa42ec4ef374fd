internal import Synchronization

/// An expression that may wait to be compiled until it is first used; shared by threads.
final class DeferredCode: Sendable {
  let source: String
  private let code = AtomicLazyReference<PCRE2Code>()

  /// An expression that was compiled.
  init(_ source: String, _ code: PCRE2Code) {
    self.source = source
    _ = self.code.storeIfNil(code)
  }

  /// An expression of which it is known that it can be compiled.
  init(_ source: String) { self.source = source }

  /// See ``PCRE2Code/search(_:from:scratch:)``. An expression with an error matches nothing.
  func search(_ text: Span<UInt8>, from start: Int, scratch: borrowing RegexScratch) -> PCRE2Code.Outcome {
    guard let code = code.load() ?? compile() else { return .noMatch }
    return code.search(text, from: start, scratch: scratch)
  }

  /// Threads that come at once each compile; all take what the first of them made.
  private func compile() -> PCRE2Code? {
    guard let node = try? RegexParser.parse(source), let new = try? PCRE2Code(PCRE2Source(node), usesJIT: true) else {
      return nil
    }
    return code.storeIfNil(new)
  }
}
