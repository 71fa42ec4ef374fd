internal import Glibc
internal import RecordText

/// Bytes at an address that stays, with a zero byte after them. Immutable once others see it.
@safe
final class ByteBlock: @unchecked Sendable {
  /// `capacity` bytes, of which `count` and the zero byte after them are set; from `malloc`, freed in `deinit`.
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  /// No bytes yet, and room for some.
  init(capacity: Int = 0) {
    self.capacity = max(capacity, 0) + 1
    guard let start = unsafe malloc(self.capacity) else { fatalError("out of memory") }
    unsafe self.start = start.bindMemory(to: UInt8.self, capacity: self.capacity)
    unsafe self.start[0] = 0
  }

  convenience init(_ bytes: Span<UInt8>) {
    self.init(capacity: bytes.count)
    append(bytes)
  }

  convenience init(_ text: String) { self.init(text.utf8.span) }

  deinit { unsafe Glibc.free(start) }

  /// Appends bytes, before others see the block.
  func append(_ bytes: Span<UInt8>) {
    grow(to: count + bytes.count)
    // There is room for the bytes and the zero byte, and the two do not overlap.
    unsafe bytes.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { unsafe (start + count).update(from: first, count: source.count) }
    }
    count += bytes.count
    unsafe start[count] = 0
  }

  private func grow(to count: Int) {
    guard count >= capacity else { return }
    capacity = max(count + 1, capacity + capacity / 2)
    guard let grown = unsafe realloc(start, capacity) else { fatalError("out of memory") }
    unsafe start = grown.bindMemory(to: UInt8.self, capacity: capacity)
  }

  /// The bytes, for as long as the block lives and does not grow.
  var characters: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self)
  }
}

/// A text that a call wrote.
final class TextObject: HandledObject {
  static let kind = HandleKind.text

  let bytes: ByteBlock

  init(_ buffer: ByteBuffer) { bytes = ByteBlock(buffer.span) }

  init(_ text: String) { bytes = ByteBlock(text) }
}
