internal import RecordText
internal import SitoRecords

/// The part of an input that is being looked at. Places count from its head.
struct JSONWindow: ~Copyable {
  private var source: ByteSource
  private let readBytes: Int
  private var bytes: [UInt8]
  private var head = 0
  private var filled = 0
  /// Nothing follows the window.
  private(set) var isAtEnd = false
  /// What is before the head.
  private(set) var prefix: InputPrefix
  /// What went wrong behind the window.
  private var failure: StreamError?

  /// A window at the place where a source is, which is behind `prefix`; so many bytes are read at a time.
  init(_ source: consuming ByteSource, prefix: InputPrefix, readBytes: Int) {
    self.readBytes = max(1, readBytes)
    bytes = [UInt8](repeating: 0, count: self.readBytes)
    self.source = source
    self.prefix = prefix
  }

  var count: Int { filled - head }
  /// How many bytes of the file itself were used so far, with what is in the window.
  var consumed: Int { source.consumed }

  var span: Span<UInt8> {
    @_lifetime(borrow self)
    get { bytes.span.extracting(head..<filled) }
  }

  /// Reads more behind what is there; says whether there was anything.
  mutating func readMore() throws(StreamError) -> Bool {
    if isAtEnd { return false }
    if let failure { throw failure }
    if filled == bytes.count {
      if head > bytes.count / 2 {
        bytes.replaceSubrange(0..<filled - head, with: bytes[head..<filled])
        (head, filled) = (0, filled - head)
      } else {
        bytes.append(contentsOf: repeatElement(0, count: bytes.count))
      }
    }
    do {
      let count = try source.read(into: &bytes, at: filled, upTo: min(bytes.count, filled + readBytes))
      filled += count
      isAtEnd = count == 0
      return !isAtEnd
    } catch {
      failure = error
      throw error
    }
  }

  /// Reads until so many bytes are there, or as many as there are; what goes wrong is told when more is needed.
  mutating func lookAhead(_ wanted: Int) {
    while count < wanted, failure == nil {
      guard let hasMore = try? readMore(), hasMore else { return }
    }
  }

  /// Moves the head.
  mutating func advance(by distance: Int) {
    let memory = bytes
    prefix.append(memory.span.extracting(head..<head + distance))
    head += distance
    // A record that was large should not cost its memory for ever.
    if head == filled, bytes.count > 1 << 22 { bytes = [UInt8](repeating: 0, count: readBytes) }
    if head == filled { (head, filled) = (0, 0) }
  }

  /// Moves the head to the next byte that is no white space, and returns that; nil at the end.
  mutating func nextByte() throws(StreamError) -> UInt8? {
    while true {
      let spaces = leadingSpaces
      let byte = spaces < count ? span[spaces] : nil
      if spaces > 0 { advance(by: spaces) }
      if let byte { return byte }
      if try !readMore() { return nil }
    }
  }

  private var leadingSpaces: Int {
    let bytes = span
    var index = 0
    while index < bytes.count, isJSONSpace(bytes[index]) { index += 1 }
    return index
  }

  /// The byte at a place, which is read if it is not there yet; nil behind the end.
  mutating func byte(at place: Int) throws(StreamError) -> UInt8? {
    while count <= place {
      if try !readMore() { return nil }
    }
    return span[place]
  }
}
