internal import Glibc

/// An output: standard output, a file, a pipe. Gathers what is written and passes it on in large pieces.
///
/// The process must ignore SIGPIPE, or a closed pipe ends it before the error can be told.
public struct ByteSink: ~Copyable, Sendable {
  /// What errors call it.
  public let name: String
  private let handle: Descriptor
  private var pending = ByteBuffer()
  private static let capacity = 256 << 10

  /// Takes an open descriptor, such as 1 for standard output. It is not closed. Call ``flush()`` at the end.
  public init(descriptor: Int32, name: String) {
    self.name = name
    handle = Descriptor(borrowing: descriptor)
  }

  /// Writes bytes, perhaps later.
  public mutating func write(_ bytes: Span<UInt8>) throws(StreamError) {
    if pending.count + bytes.count > Self.capacity { try flush() }
    if bytes.count >= Self.capacity { try pass(on: bytes) } else { pending.append(bytes) }
  }

  /// Passes on everything written so far.
  public mutating func flush() throws(StreamError) {
    try pass(on: pending.bytes.span)
    pending.removeAll()
  }

  private func pass(on bytes: Span<UInt8>) throws(StreamError) {
    do {
      try handle.write(bytes)
    } catch {
      throw error.code == EPIPE ? .closedPipe : .cannotWrite(file: name, code: error.code)
    }
  }
}
