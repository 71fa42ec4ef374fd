internal import BinaryImage

/// Texts one behind the other, each made a `String` only where it is asked for.
struct StringTable: Sendable, Equatable {
  private var starts: [Int32] = [0]
  private var bytes: [UInt8] = []

  /// The texts in a sequence; together they must have fewer than two billion bytes.
  init(_ texts: some Sequence<String>) {
    for text in texts {
      bytes += text.utf8
      starts.append(Int32(bytes.count))
    }
  }
}

extension StringTable: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { starts.count - 1 }
  subscript(index: Int) -> String {
    String(decoding: bytes[Int(starts[index])..<Int(starts[index + 1])], as: UTF8.self)
  }
}

extension StringTable: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(scalars: starts)
    image.write(scalars: bytes)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    starts = try image.scalars()
    bytes = try image.scalars()
    guard !starts.isEmpty else { throw .damaged }
  }
}
