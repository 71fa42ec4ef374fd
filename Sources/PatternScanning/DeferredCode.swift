internal import Synchronization

/// An expression that may wait to be compiled until it is first used; shared by threads.
final class DeferredCode: Sendable {
  /// In UTF-8.
  let source: [UInt8]
  private let code = AtomicLazyReference<PCRE2Code>()

  /// An expression that was compiled.
  init(_ source: String, _ code: PCRE2Code) {
    self.source = [UInt8](source.utf8)
    _ = self.code.storeIfNil(code)
  }

  /// An expression of which it is known that it can be compiled.
  init(_ source: [UInt8]) { self.source = source }

  /// See ``PCRE2Code/search(_:startingIn:scratch:)``. An expression with an error matches nothing.
  func search(
    _ text: Span<UInt8>, startingIn window: Range<Int>, scratch: borrowing RegexScratch
  ) -> PCRE2Code.Outcome {
    guard let code = code.load() ?? compile() else { return .noMatch }
    return code.search(text, startingIn: window, scratch: scratch)
  }

  /// Threads that come at once each compile; all take what the first of them made.
  private func compile() -> PCRE2Code? {
    let source = String(decoding: source, as: UTF8.self)
    guard let node = try? RegexParser.parse(source), let new = try? PCRE2Code(PCRE2Source(node), usesJIT: true) else {
      return nil
    }
    return code.storeIfNil(new)
  }
}
