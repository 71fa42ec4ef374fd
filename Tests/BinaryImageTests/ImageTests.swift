import Testing

@testable import BinaryImage

struct ImageTests {
  private static let version: UInt32 = 7

  /// One of everything, small arrays and large ones.
  private struct Everything: ImageValue, Equatable {
    var number = -5
    var share = 0.1
    var isTrue = true
    var text = "ёж 🦔"
    var range = 3..<9
    var texts = ["", "а", "more than fifteen bytes of text"]
    var nothing: String?
    var something: String? = "x"
    var few: [UInt16] = [1, 2, 65_535]
    var many = (0..<5_000).map { Int32($0) &* 1_000_003 }
    var none: [UInt64] = []
    var numbers = [0, -1, 1_000_000]
    var flags = (0..<1_000).map { $0.isMultiple(of: 3) }

    init() {}

    func write(to image: inout ImageWriter) {
      image.write(number)
      image.write(share)
      image.write(isTrue)
      image.write(text)
      image.write(range)
      image.write(texts)
      image.write(nothing)
      image.write(something)
      image.write(scalars: few)
      image.write(scalars: many)
      image.write(scalars: none)
      image.write(numbers: numbers)
      image.write(flags: flags)
    }

    init(from image: inout ImageReader) throws(ImageError) {
      number = try image.read()
      share = try image.read()
      isTrue = try image.read()
      text = try image.read()
      range = try image.read()
      texts = try image.read()
      nothing = try image.read()
      something = try image.read()
      few = try image.scalars()
      many = try image.scalars()
      none = try image.scalars()
      numbers = try image.numbers()
      flags = try image.flags()
    }
  }

  private static func image(of value: Everything = Everything()) -> [UInt8] {
    ImageWriter.image(version: version) { $0.write(value) }
  }

  private static func read(_ text: [UInt8], version: UInt32 = version) throws(ImageError) -> Everything {
    var reader = try ImageReader(ImageText(text), version: version)
    return try reader.read()
  }

  @Test func whatWasWrittenIsRead() throws {
    #expect(try Self.read(Self.image()) == Everything())
  }

  /// Where a large array begins depends on what stands before it.
  @Test(arguments: 0..<12) func largeArraysBeginAnywhere(_ length: Int) throws {
    var value = Everything()
    value.text = String(repeating: "x", count: length)
    #expect(try Self.read(Self.image(of: value)) == value)
  }

  @Test func theTextFitsALiteral() {
    #expect(Self.image().allSatisfy { (0x3F...0x7E).contains($0) })
  }

  @Test func anotherVersionIsRefused() {
    #expect(throws: ImageError.otherVersion(Self.version)) { try Self.read(Self.image(), version: 8) }
  }

  @Test func whatIsNoImageIsRefused() {
    #expect(throws: ImageError.tooShort) { try Self.read([]) }
    #expect(throws: ImageError.notAnImage) { try Self.read([UInt8](repeating: 0x3F, count: 400)) }
  }

  @Test func aShortenedImageIsRefused() {
    let image = Self.image()
    for length in stride(from: 0, to: image.count, by: 5) {
      #expect(throws: ImageError.self) { try Self.read(Array(image[..<length])) }
    }
  }

  @Test func aChangedImageIsRefused() {
    let image = Self.image()
    for index in image.indices.filter({ $0 < 50 || $0.isMultiple(of: 7) }) {
      for bit in [0, 3, 7] {
        var changed = image
        changed[index] ^= 1 << UInt8(bit)
        // The head ends with two bytes that nobody reads.
        if let value = try? Self.read(changed) { #expect(value == Everything()) }
      }
    }
  }

  /// With a sound head and checksum, for the checks behind them: an image that ends where any value may begin.
  @Test func anImageThatEndsEarlyIsRefused() {
    var whole = ImageWriter()
    whole.write(Everything())
    for length in stride(from: 0, to: whole.payload.count, by: 11) {
      let cut = ImageWriter.image(version: Self.version) { image in
        for byte in whole.payload[..<length] { image.write(scalar: byte) }
      }
      #expect(throws: ImageError.self) { try Self.read(cut) }
    }
  }

  @Test func impossibleCountsAreRefused() {
    for count in [-1, Int.min, Int.max, 1 << 61] {
      let image = ImageWriter.image(version: Self.version) { $0.write(count) }
      func reader() throws(ImageError) -> ImageReader { try ImageReader(ImageText(image), version: Self.version) }
      #expect(throws: ImageError.self) {
        var reader = try reader()
        _ = try reader.scalars(UInt64.self)
      }
      #expect(throws: ImageError.self) {
        var reader = try reader()
        _ = try reader.flags()
      }
      #expect(throws: ImageError.self) {
        var reader = try reader()
        _ = try reader.read([String].self)
      }
    }
  }
}
