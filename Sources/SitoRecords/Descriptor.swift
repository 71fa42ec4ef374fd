internal import Glibc

/// An error of the system.
struct SystemError: Error {
  /// Its `errno`.
  var code: Int32
}

/// An open file, pipe or socket. The system's calls for it are here and nowhere else.
struct Descriptor: ~Copyable, Sendable {
  private let number: Int32
  private let closesAtEnd: Bool
  /// The length of a regular file in bytes; nil for pipes and the like.
  let size: Int?
  /// When a regular file was last written, in nanoseconds since 1970; nil for pipes and the like.
  let modified: Int64?

  /// Takes a descriptor that somebody else closes.
  init(borrowing descriptor: Int32) {
    self.init(descriptor, closesAtEnd: false)
  }

  /// Opens a file for reading.
  init(opening path: String) throws(SystemError) {
    // The flags need no third argument; the path is a temporary C string.
    let descriptor = unsafe path.withCString { path in
      Self.retryingInterrupted { unsafe Int(Glibc.open(path, O_RDONLY | O_CLOEXEC)) }
    }
    guard descriptor >= 0 else { throw SystemError(code: errno) }
    self.init(Int32(descriptor), closesAtEnd: true)
  }

  private init(_ descriptor: Int32, closesAtEnd: Bool) {
    self.number = descriptor
    self.closesAtEnd = closesAtEnd
    var status = stat()
    // fstat fills the structure or fails.
    let known = unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    size = known ? Int(status.st_size) : nil
    modified = known ? Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec) : nil
  }

  deinit {
    if closesAtEnd { _ = close(number) }
  }

  /// Reads what there is into `buffer[start..<end]`, waiting only if there is nothing.
  ///
  /// - Returns: how many bytes were read; 0 at the end.
  func read(into buffer: inout [UInt8], at start: Int, upTo end: Int) throws(SystemError) -> Int {
    while true {
      let count = Self.retryingInterrupted {
        // The range is bounded by the buffer's own.
        unsafe buffer.withUnsafeMutableBytes { memory in
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[start..<end])
          return unsafe Glibc.read(number, rest.baseAddress, rest.count)
        }
      }
      if count >= 0 { return count }
      guard errno == EAGAIN else { throw SystemError(code: errno) }
      wait(for: Int16(POLLIN))
    }
  }

  /// Goes on reading at a place of a regular file.
  func seek(to offset: Int) throws(SystemError) {
    guard lseek(number, off_t(offset), SEEK_SET) >= 0 else { throw SystemError(code: errno) }
  }

  /// Writes all bytes, however often it takes.
  func write(_ bytes: Span<UInt8>) throws(SystemError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = Self.retryingInterrupted {
        // The span is alive during the call.
        unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
      }
      if count < 0 {
        guard errno == EAGAIN else { throw SystemError(code: errno) }
        wait(for: Int16(POLLOUT))
        continue
      }
      rest = rest.extracting(droppingFirst: count)
    }
  }

  /// Whether a read would return at once: there is something, or the end was reached.
  var isReadable: Bool {
    if size != nil { return true }
    var request = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    // One structure, no time to wait.
    return unsafe poll(&request, 1, 0) != 0
  }

  /// Waits for a descriptor that somebody has set not to block.
  private func wait(for event: Int16) {
    var request = pollfd(fd: number, events: event, revents: 0)
    _ = unsafe poll(&request, 1, -1)
  }

  private static func retryingInterrupted(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
