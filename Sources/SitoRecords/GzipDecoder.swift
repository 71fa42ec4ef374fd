internal import CZlib

/// Decompresses gzip (RFC 1952), member after member.
@safe final class GzipDecoder: Decompressor {
  static let magic: [UInt8] = [0x1F, 0x8B]

  // zlib keeps the stream's address, so it lives in memory of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Between two members: the input may end here.
  private var isBetweenMembers = false
  /// After the last member: only padding may follow, as tapes leave it.
  private var isInPadding = false

  init() {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // Fails only for want of memory or a wrong library, which the first `inflate` reports too.
    _ = unsafe czlib_inflate_init_gzip(stream)
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  let compression = StreamError.Compression.gzip
  var mayEnd: Bool { isBetweenMembers || isInPadding }

  func decompress(
    _ input: Span<UInt8>, into output: inout [UInt8], at start: Int, upTo end: Int
  ) -> DecompressionStep {
    var step = DecompressionStep()
    while step.consumed < input.count, start + step.produced < end, step.failure == nil {
      if mayEnd { next(input, &step) } else { inflate(input, &output, start..<end, &step) }
    }
    // With the input used up zlib may still hold output.
    if !mayEnd, step.failure == nil { inflate(input, &output, start..<end, &step) }
    return step
  }

  /// Decides by one byte what follows a member.
  private func next(_ input: Span<UInt8>, _ step: inout DecompressionStep) {
    if input[step.consumed] == 0 {
      isInPadding = true
      isBetweenMembers = false
      step.consumed += 1
    } else if isBetweenMembers, input[step.consumed] == Self.magic[0] {
      isBetweenMembers = false
      _ = unsafe inflateReset(stream)
    } else {
      step.failure = "something else follows the compressed data"
    }
  }

  private func inflate(
    _ input: Span<UInt8>, _ output: inout [UInt8], _ room: Range<Int>, _ step: inout DecompressionStep
  ) {
    let consumed = step.consumed
    let free = room.lowerBound + step.produced..<room.upperBound
    // zlib reads and writes within the two lengths, and forgets the pointers' targets when it returns.
    let status = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        let target = unsafe UnsafeMutableBufferPointer(rebasing: target[free])
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress.map { unsafe $0 + consumed })
        unsafe stream.pointee.avail_in = UInt32(clamping: source.count - consumed)
        unsafe stream.pointee.next_out = target.baseAddress
        unsafe stream.pointee.avail_out = UInt32(clamping: target.count)
        let (before, room) = unsafe (stream.pointee.avail_in, stream.pointee.avail_out)
        let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        step.consumed += unsafe Int(before - stream.pointee.avail_in)
        step.produced += unsafe Int(room - stream.pointee.avail_out)
        return status
      }
    }
    switch status {
    case Z_OK, Z_BUF_ERROR: break  // the latter: nothing to do without more input
    case Z_STREAM_END: isBetweenMembers = true
    default: step.failure = unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "zlib error \(status)"
    }
  }
}
