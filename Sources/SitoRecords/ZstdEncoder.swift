internal import CZstd

/// Compresses by Zstandard (RFC 8878), as one frame with a checksum. The same pieces give the same bytes.
@safe package final class ZstdEncoder {
  // Nil when there is no memory for it.
  private let stream: OpaquePointer?
  private var room = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())

  /// An encoder; `level` is that of the command `zstd`.
  package init(level: Int32 = 3) {
    unsafe stream = ZSTD_createCCtx()
    if let stream = unsafe stream {
      // Both parameters exist in every version; a level out of range is clamped.
      _ = unsafe ZSTD_CCtx_setParameter(stream, ZSTD_c_compressionLevel, level)
      _ = unsafe ZSTD_CCtx_setParameter(stream, ZSTD_c_checksumFlag, 1)
    }
  }

  deinit { _ = unsafe ZSTD_freeCCtx(stream) }

  /// Compresses more; what is ready is appended to the output.
  ///
  /// - Parameters:
  ///   - bytes: what follows.
  ///   - ends: nothing more will follow; everything is appended.
  ///   - output: where to append.
  /// - Returns: whether there was memory for it.
  package func compress(_ bytes: Span<UInt8>, ends: Bool, into output: inout ByteBuffer) -> Bool {
    guard let stream = unsafe stream else { return false }
    // zstd reads and writes within the two lengths, and keeps no pointer.
    return unsafe bytes.withUnsafeBytes { source in
      var input = unsafe ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: 0)
      while true {
        let (written, rest) = unsafe room.withUnsafeMutableBytes { target in
          var target = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
          let rest = unsafe ZSTD_compressStream2(stream, &target, &input, ends ? ZSTD_e_end : ZSTD_e_continue)
          return unsafe (target.pos, rest)
        }
        guard ZSTD_isError(rest) == 0 else { return false }
        output.append(room.span.extracting(..<written))
        if ends ? rest == 0 : unsafe input.pos == input.size { return true }
      }
    }
  }
}
