/// Undoes a compression, piece by piece.
protocol Decompressor: AnyObject {
  var compression: StreamError.Compression { get }

  /// Whether the input may end after what was consumed.
  var mayEnd: Bool { get }

  /// Decompresses as much as there is input, and room in `output[start..<end]`.
  ///
  /// A step that neither consumes nor produces anything needs more input. With room left, nothing is held back.
  func decompress(
    _ input: Span<UInt8>, into output: inout [UInt8], at start: Int, upTo end: Int
  ) -> DecompressionStep
}

/// What one step of a ``Decompressor`` did. After a failure the decompressor must not be used again.
struct DecompressionStep {
  var consumed = 0
  var produced = 0
  var failure: String?
}
