/// An input: a file, a pipe, standard input. gzip and Zstandard are known by their first bytes and undone on the way.
public struct ByteSource: ~Copyable {
  /// What errors call it.
  public let name: String
  /// The length of the file itself in bytes, compressed or not; nil for pipes and the like.
  public var size: Int? { handle.size }
  /// How many bytes of the file itself were used so far.
  public var consumed: Int { received - (inputEnd - inputStart) }
  /// When the file was last written, in nanoseconds since 1970; nil for pipes and the like.
  package var modified: Int64? { handle.modified }

  private let handle: Descriptor
  private var decompressor: (any Decompressor)?
  private var isDetected = false
  private var isAtEnd = false
  private var received = 0
  /// The last step left no room in the output, so there may be more without any input.
  private var mayHoldOutput = false
  /// What went wrong behind the last bytes that could be decompressed.
  private var failure: StreamError?

  // What was read ahead: the first bytes of any input, and compressed data.
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var inputStart = 0
  private var inputEnd = 0
  // What was looked at before it was read.
  private var ahead: [UInt8] = []
  private var aheadStart = 0

  /// Takes an open descriptor, such as 0 for standard input. It is not closed.
  public init(descriptor: Int32, name: String) {
    self.name = name
    handle = Descriptor(borrowing: descriptor)
  }

  /// Opens a file.
  ///
  /// - Throws: ``StreamError/cannotOpen(file:code:)``.
  public init(path: String) throws(StreamError) {
    do {
      handle = try Descriptor(opening: path)
    } catch {
      throw .cannotOpen(file: path, code: error.code)
    }
    name = path
  }

  /// Whether ``read(into:at:upTo:)`` would have to wait.
  var wouldBlock: Bool {
    inputStart == inputEnd && aheadStart == ahead.count && !isAtEnd && !mayHoldOutput && failure == nil
      && !handle.isReadable
  }

  /// Looks at the next bytes, decompressed, which will be read all the same.
  ///
  /// - Parameter count: how many are wanted.
  /// - Returns: So many, or fewer before the end or before damaged data.
  /// - Throws: ``StreamError`` if there is not a single byte before what went wrong.
  package mutating func peek(_ count: Int) throws(StreamError) -> [UInt8] {
    ahead.removeSubrange(..<aheadStart)
    aheadStart = 0
    var filled = ahead.count
    do {
      while filled < count {
        if ahead.count < count { ahead.append(contentsOf: repeatElement(0, count: count - ahead.count)) }
        // Out of `self` while `self` is read into.
        var buffer: [UInt8] = []
        swap(&buffer, &ahead)
        defer { swap(&buffer, &ahead) }
        let read = try readOn(into: &buffer, at: filled, upTo: count)
        if read == 0 { break }
        filled += read
      }
    } catch {
      // What went wrong is told when it is read.
      if filled == 0 { throw error }
    }
    ahead.removeSubrange(filled...)
    return Array(ahead.prefix(count))
  }

  /// Goes on at a place of the file, if that can be done without reading what is before it.
  ///
  /// - Parameter offset: where in the decompressed bytes.
  /// - Returns: Whether it could: a file that is not compressed.
  /// - Throws: ``StreamError/cannotRead(file:code:)``.
  package mutating func seek(to offset: Int) throws(StreamError) -> Bool {
    if !isDetected { try detect() }
    guard size != nil, decompressor == nil else { return false }
    do { try handle.seek(to: offset) } catch { throw .cannotRead(file: name, code: error.code) }
    received = offset
    (inputStart, inputEnd, aheadStart) = (0, 0, 0)
    ahead.removeAll()
    isAtEnd = false
    return true
  }

  /// Reads what there is into `buffer[start..<end]`, which must not be empty, and waits only if there is nothing.
  ///
  /// - Returns: how many bytes were read; 0 at the end.
  package mutating func read(into buffer: inout [UInt8], at start: Int, upTo end: Int) throws(StreamError) -> Int {
    let kept = min(ahead.count - aheadStart, end - start)
    if kept > 0 {
      buffer.replaceSubrange(start..<start + kept, with: ahead[aheadStart..<aheadStart + kept])
      aheadStart += kept
      return kept
    }
    return try readOn(into: &buffer, at: start, upTo: end)
  }

  private mutating func readOn(into buffer: inout [UInt8], at start: Int, upTo end: Int) throws(StreamError) -> Int {
    if !isDetected { try detect() }
    if let decompressor { return try decompress(by: decompressor, into: &buffer, at: start, upTo: end) }
    let ahead = min(inputEnd - inputStart, end - start)
    if ahead > 0 {
      buffer.replaceSubrange(start..<start + ahead, with: input[inputStart..<inputStart + ahead])
      inputStart += ahead
      return ahead
    }
    return try receive(into: &buffer, at: start, upTo: end)
  }

  /// Reads the first bytes until it is clear what they are.
  private mutating func detect() throws(StreamError) {
    while !isAtEnd {
      if isPrefix(of: GzipDecoder.magic) {
        guard inputEnd >= GzipDecoder.magic.count else { try refill(); continue }
        decompressor = GzipDecoder()
      } else if isPrefix(of: ZstdDecoder.magic) {
        guard inputEnd >= ZstdDecoder.magic.count else { try refill(); continue }
        decompressor = ZstdDecoder()
      }
      break
    }
    isDetected = true
  }

  /// Whether what was read agrees with the first bytes of a format, as far as it goes.
  private func isPrefix(of magic: [UInt8]) -> Bool {
    input[..<min(inputEnd, magic.count)].elementsEqual(magic.prefix(inputEnd))
  }

  private mutating func decompress(
    by decompressor: any Decompressor, into buffer: inout [UInt8], at start: Int, upTo end: Int
  ) throws(StreamError) -> Int {
    while true {
      if let failure { throw failure }
      let step = decompressor.decompress(
        input.span.extracting(inputStart..<inputEnd), into: &buffer, at: start, upTo: end)
      inputStart += step.consumed
      mayHoldOutput = step.produced == end - start
      if let reason = step.failure {
        failure = .corrupt(file: name, decompressor.compression, offset: consumed, reason: reason)
      }
      if step.produced > 0 { return step.produced }
      if step.consumed > 0 || failure != nil { continue }
      try refill()
      if isAtEnd {
        guard decompressor.mayEnd, inputStart == inputEnd else {
          throw .truncated(file: name, decompressor.compression, offset: received)
        }
        return 0
      }
    }
  }

  /// Reads more input ahead.
  private mutating func refill() throws(StreamError) {
    if inputStart == inputEnd { (inputStart, inputEnd) = (0, 0) }
    if inputEnd == input.count {
      input.removeSubrange(..<inputStart)
      (inputStart, inputEnd) = (0, input.count)
      input.append(contentsOf: repeatElement(0, count: inputEnd))
    }
    let end = inputEnd
    // Out of `self` while `self` is read into.
    var input: [UInt8] = []
    swap(&input, &self.input)
    defer { swap(&input, &self.input) }
    inputEnd += try receive(into: &input, at: end, upTo: input.count)
  }

  private mutating func receive(into buffer: inout [UInt8], at start: Int, upTo end: Int) throws(StreamError) -> Int {
    do {
      let count = try handle.read(into: &buffer, at: start, upTo: end)
      isAtEnd = count == 0
      received += count
      return count
    } catch {
      throw .cannotRead(file: name, code: error.code)
    }
  }
}
