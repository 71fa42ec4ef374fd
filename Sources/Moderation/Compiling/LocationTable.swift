internal import BinaryImage
internal import Rulebook

/// Places in rules files, each file's name held once.
struct LocationTable: Sendable {
  let files: [String]
  /// For each place the index of its file, and its line and column.
  let numbers: [Int32]

  init(_ locations: [SourceLocation]) {
    var files: [String] = []
    var indices: [String: Int32] = [:]
    var numbers: [Int32] = []
    numbers.reserveCapacity(locations.count * 3)
    for location in locations {
      let file = indices[location.file] ?? Int32(files.count)
      if Int(file) == files.count {
        indices[location.file] = file
        files.append(location.file)
      }
      // A rules folder is small enough for lines and columns to fit.
      numbers += [file, Int32(location.line), Int32(location.column)]
    }
    self.files = files
    self.numbers = numbers
  }

  subscript(index: Int) -> SourceLocation {
    SourceLocation(
      file: files[Int(numbers[index * 3])], line: Int(numbers[index * 3 + 1]), column: Int(numbers[index * 3 + 2]))
  }
}

extension LocationTable: ImageValue {
  func write(to image: inout ImageWriter) {
    image.write(files)
    image.write(scalars: numbers)
  }

  init(from image: inout ImageReader) throws(ImageError) {
    files = try image.read()
    numbers = try image.scalars()
  }
}
