internal import Glibc
internal import Moderation
internal import Rulebook

/// Writes a compiled rulebook and its files as Swift source: literals for `EmbeddedRulebook`.
struct SourceWriter {
  private var source: [UInt8] = []

  init(image: RulesImage, files: [RulebookFile]) {
    write("// Written by CompileRulebook.\n\nextension EmbeddedRulebook {\n")
    write("  static let embeddedDigest: StaticString = ")
    write(literal: Array(image.digest.utf8))
    write("\n  static let embeddedFiles: [File] = [\n")
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      write("    File(")
      write(literal: Array(file.path.utf8))
      write(", ")
      write(literal: file.bytes)
      write("),\n")
    }
    write("  ]\n  static let embeddedImage: StaticString = ")
    write(literal: image.text)
    write("\n}\n")
  }

  private mutating func write(_ text: String) { source += text.utf8 }

  /// Writes UTF-8 as a literal; the bytes of a rulebook without errors are that.
  private mutating func write(literal bytes: [UInt8]) {
    write("\"")
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): source += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): write("\\n")
      case ..<0x20, 0x7F: write("\\u{\(String(byte, radix: 16))}")
      default: source.append(byte)
      }
    }
    write("\"")
  }

  /// Writes the source into a file that takes the place of an older one when it is whole.
  func write(to path: String) throws(WritingError) {
    let draft = path + ".new"
    guard let file = unsafe fopen(draft, "w") else { throw WritingError() }
    let count = unsafe fwrite(source, 1, source.count, file)
    guard unsafe fclose(file) == 0, count == source.count, unsafe rename(draft, path) == 0 else { throw WritingError() }
  }
}

/// The system's reason why something could not be written.
struct WritingError: Error, CustomStringConvertible {
  let description = unsafe String(cString: strerror(errno))
}
