/// Reads what an ``ImageWriter`` wrote. What is read is checked against the image's end, so that no image reaches beyond.
///
/// Small values come out of a window of a few hundred bytes; large arrays go straight from the text to where they belong,
/// for memory that is touched for the first time costs more than anything else here.
public struct ImageReader {
  private let text: ImageText
  /// The number of bytes of the image.
  private let length: Int
  private var position = 0
  /// The bytes of ``windowGroups``.
  private var window: [UInt8] = []
  private var windowGroups = 0..<0

  private static let groupsPerWindow = 64

  /// Opens an image: looks at its head, and at its checksum unless it is a part of the program.
  ///
  /// - Throws: What is wrong with it.
  public init(_ text: ImageText, version: UInt32) throws(ImageError) {
    self.init(text, length: text.groupCount * ImageText.bytesPerGroup)
    let head = try ImageHead(from: &self)
    guard head.version == version else { throw .otherVersion(head.version) }
    guard head.length <= UInt64(length) else { throw .tooShort }
    // A literal is as whole as the code that reads it.
    guard text.isLiteral || ImageHead.checksum(of: text) == head.checksum else { throw .damaged }
    self.init(text, length: Int(head.length))
    position = ImageHead.size
  }

  private init(_ text: ImageText, length: Int) {
    self.text = text
    self.length = length
  }

  /// Reads a value.
  public mutating func read<Value: ImageValue>(_ type: Value.Type = Value.self) throws(ImageError) -> Value {
    try Value(from: &self)
  }

  /// Reads how many of something follow.
  public mutating func count() throws(ImageError) -> Int {
    let count = try read(Int.self)
    guard count >= 0 else { throw .damaged }
    return count
  }

  /// Reads a number.
  public mutating func scalar<Scalar: ImageScalar>(_ type: Scalar.Type = Scalar.self) throws(ImageError) -> Scalar {
    let range = try take(1, of: MemoryLayout<Scalar>.size)
    // Of the type every pattern of bits is a value.
    return unsafe withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 1) { buffer in
      unsafe copy(range, into: UnsafeMutableRawBufferPointer(buffer))
      return unsafe UnsafeRawBufferPointer(buffer).loadUnaligned(as: Scalar.self)
    }
  }

  /// Reads a number that was written in four bytes.
  public mutating func number() throws(ImageError) -> Int { Int(try scalar(Int32.self)) }

  /// Reads numbers.
  public mutating func scalars<Scalar: ImageScalar>(_ type: Scalar.Type = Scalar.self) throws(ImageError) -> [Scalar] {
    let count = try count()
    // What an empty array would be written to is shared by all of them.
    guard count > 0 else { return [] }
    let size = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
    guard !size.overflow else { throw .tooShort }
    if size.partialValue >= ImageWriter.largeSize { position = ImageWriter.aligned(position) }
    let range = try take(count, of: MemoryLayout<Scalar>.stride)
    // An array of Swift has no gaps between its elements, and every pattern of bits is one.
    return unsafe [Scalar](unsafeUninitializedCapacity: count) { buffer, initialized in
      unsafe Memory.prepare(UnsafeMutableRawBufferPointer(buffer))
      unsafe copy(
        range, into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[..<range.count]))
      initialized = count
    }
  }

  /// Reads numbers that were written in four bytes each.
  public mutating func numbers() throws(ImageError) -> [Int] { try scalars(Int32.self).map { Int($0) } }

  /// Reads truth values.
  public mutating func flags() throws(ImageError) -> [Bool] {
    let count = try count()
    let words = try scalars(UInt64.self)
    guard words.count == ImageWriter.words(forFlags: count) else { throw .damaged }
    return [Bool](bitCount: count, words)
  }

  /// Moves behind so many elements and yields where they stand.
  private mutating func take(_ count: Int, of size: Int) throws(ImageError) -> Range<Int> {
    guard position <= length, count <= (length - position) / size else { throw .tooShort }
    let start = position
    position += count * size
    return start..<position
  }

  /// Copies bytes of the image, which ``take(_:of:)`` has checked, into memory of the same size.
  private mutating func copy(_ range: Range<Int>, into output: UnsafeMutableRawBufferPointer) {
    let size = ImageText.bytesPerGroup
    var done = 0
    if range.count >= ImageWriter.largeSize, range.lowerBound % size == 0 {
      let first = range.lowerBound / size
      unsafe text.decode(groups: first..<first + range.count / size, into: output)
      done = range.count / size * size
    }
    while done < range.count {
      let place = range.lowerBound + done
      if !windowGroups.contains(place / size) { moveWindow(to: place / size) }
      let start = place - windowGroups.lowerBound * size
      let count = min(range.count - done, window.count - start)
      unsafe window.withUnsafeBytes { window in
        unsafe UnsafeMutableRawBufferPointer(rebasing: output[done..<done + count])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: window[start..<start + count]))
      }
      done += count
    }
  }

  private mutating func moveWindow(to group: Int) {
    windowGroups = group..<min(group + Self.groupsPerWindow, text.groupCount)
    if window.count != windowGroups.count * ImageText.bytesPerGroup {
      window = [UInt8](repeating: 0, count: windowGroups.count * ImageText.bytesPerGroup)
    }
    let groups = windowGroups
    let text = text
    unsafe window.withUnsafeMutableBytes { unsafe text.decode(groups: groups, into: $0) }
  }
}

extension [Bool] {
  /// The bits of words.
  fileprivate init(bitCount count: Int, _ words: [UInt64]) {
    self.init(repeating: false, count: count)
    for (index, word) in words.enumerated() where word != 0 {
      for bit in 0..<Swift.min(64, count - index * 64) { self[index * 64 + bit] = word >> UInt64(bit) & 1 == 1 }
    }
  }
}

/// Why an image cannot be read.
public enum ImageError: Error, Sendable, Equatable {
  /// It does not begin as images of this machine's byte order do.
  case notAnImage
  /// It was written by another version.
  case otherVersion(UInt32)
  /// It ends too early.
  case tooShort
  /// It is not what was written.
  case damaged
}
