extension Moderator {
  /// Judges a text as a whole: without the memory of tokens, and to the end even where the filter would see that there
  /// is nothing to be found. The verdict is that of ``judge(_:)-(Span<UInt8>)``; it takes many times as long, and is what
  /// the benchmark holds that one against.
  @_spi(Benchmarks) public mutating func judgeAsWhole(_ bytes: Span<UInt8>) -> Verdict { judge(bytes, .whole) }
}
