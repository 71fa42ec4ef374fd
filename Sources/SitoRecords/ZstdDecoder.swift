internal import CZstd

/// Decompresses Zstandard (RFC 8878), frame after frame, skippable frames among them.
@safe final class ZstdDecoder: Decompressor {
  static let magic: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]

  // Nil when there is no memory for it. zstd itself refuses frames that need more than 128 MB.
  private let stream: OpaquePointer?
  private(set) var mayEnd = true

  init() { unsafe stream = ZSTD_createDStream() }

  deinit { _ = unsafe ZSTD_freeDStream(stream) }

  let compression = StreamError.Compression.zstd

  func decompress(
    _ input: Span<UInt8>, into output: inout [UInt8], at start: Int, upTo end: Int
  ) -> DecompressionStep {
    var step = DecompressionStep()
    guard let stream = unsafe stream else {
      step.failure = "no memory"
      return step
    }
    // zstd reads and writes within the two lengths, and keeps no pointer.
    unsafe input.withUnsafeBytes { source in
      unsafe output.withUnsafeMutableBytes { target in
        let target = unsafe UnsafeMutableRawBufferPointer(rebasing: target[start..<end])
        var read = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
        var written = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
        repeat {
          let before = unsafe (read.pos, written.pos)
          let hint = unsafe ZSTD_decompressStream(stream, &written, &read)
          if ZSTD_isError(hint) != 0 {
            step.failure = unsafe String(cString: ZSTD_getErrorName(hint))
            break
          }
          if unsafe (read.pos, written.pos) == before { break }
          mayEnd = hint == 0
        } while unsafe written.pos < written.size
        step.consumed = unsafe read.pos
        step.produced = unsafe written.pos
      }
    }
    return step
  }
}
