import ArgumentParser
import Glibc
import SitoRecords

/// Standard output, for what is not records.
enum StandardOutput {
  /// Writes a text.
  static func write(_ text: String) throws { try write(text.utf8.span) }

  /// Writes bytes.
  ///
  /// - Throws: An exit code; that of success if the reader has gone, who wants no more.
  static func write(_ bytes: Span<UInt8>) throws {
    do {
      var sink = ByteSink(descriptor: 1, name: "standard output")
      try sink.write(bytes)
      try sink.flush()
    } catch .closedPipe {
      throw ExitCode.success
    } catch {
      Terminal.fail("\(error)")
      throw ExitCode.streamFailed
    }
  }
}

/// Standard input, for what is not records.
enum StandardInput {
  /// Reads everything, byte by byte as it comes.
  ///
  /// - Throws: An exit code, if the system refuses or there is more than `limit` bytes; told on standard error.
  static func readAll(limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      // `read` writes no more than the count.
      let count = unsafe piece.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        Terminal.fail("\(StreamError.cannotRead(file: "standard input", code: errno))")
        throw ExitCode.streamFailed
      }
      bytes += piece[..<count]
    }
    Terminal.fail("standard input: more than \(limit) bytes are no comment")
    throw ExitCode.streamFailed
  }
}
