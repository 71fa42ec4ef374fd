internal import Glibc
internal import SitoRecords

/// A file that is being written, compressed or not.
struct PendingFile: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private var sink: ByteSink
  private let encoder: ZstdEncoder?
  private var compressed = ByteBuffer()

  /// Begins a file; what was there is gone.
  init(path: String, compresses: Bool) throws(RescanError) {
    self.path = path
    descriptor = unsafe path.withCString { unsafe Glibc.open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { throw RescanError(code: errno, path: path) }
    sink = ByteSink(descriptor: descriptor, name: path)
    encoder = compresses ? ZstdEncoder() : nil
  }

  deinit { _ = close(descriptor) }

  /// Writes more.
  mutating func write(_ bytes: Span<UInt8>) throws(RescanError) {
    guard let encoder else { return try pass(on: bytes) }
    try encode(bytes, ends: false, by: encoder)
  }

  /// Writes what is left and waits until all of it is on the disk.
  consuming func finish() throws(RescanError) {
    if let encoder { try encode(Span(), ends: true, by: encoder) }
    do throws(StreamError) { try sink.flush() } catch { throw Self.failure(error, path) }
    // Pipes and devices need not know how.
    if fsync(descriptor) != 0, errno != EINVAL { throw RescanError(code: errno, path: path) }
  }

  private mutating func encode(_ bytes: Span<UInt8>, ends: Bool, by encoder: ZstdEncoder) throws(RescanError) {
    compressed.removeAll()
    guard encoder.compress(bytes, ends: ends, into: &compressed) else {
      throw .file(path: path, reason: "no memory to compress it")
    }
    let whole = compressed.bytes
    try pass(on: whole.span)
  }

  private mutating func pass(on bytes: Span<UInt8>) throws(RescanError) {
    do throws(StreamError) { try sink.write(bytes) } catch { throw Self.failure(error, path) }
  }

  private static func failure(_ error: StreamError, _ path: String) -> RescanError {
    if case .cannotWrite(_, let code) = error { return RescanError(code: code, path: path) }
    return .file(path: path, reason: "\(error)")
  }
}
