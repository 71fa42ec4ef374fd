internal import Glibc

/// The comments that are measured on.
struct Inputs {
  /// Comments of all kinds.
  var mix: Comments
  /// Comments in which nothing is to be found.
  var clean: Comments
  /// Where they come from.
  var source: String

  /// Why there is nothing to measure on.
  struct Failure: Error { var message: String }

  /// Reads `comments.txt` and `clean.tsv` of a folder; of a folder that has none, the cases of the project's corpus.
  static func load(from folder: String) throws(Failure) -> Inputs {
    if let mix = contents(of: folder + "/comments.txt") {
      var inputs = Inputs(mix: Comments("mix"), clean: Comments("clean"), source: "comments.txt and clean.tsv")
      for line in mix.split(separator: 0x0A) { inputs.mix.append(line) }
      for line in (contents(of: folder + "/clean.tsv") ?? []).split(separator: 0x0A) {
        if let text = line.split(separator: 0x09, maxSplits: 2, omittingEmptySubsequences: false).last {
          inputs.clean.append(text)
        }
      }
      if inputs.clean.count == 0 { inputs.source = "comments.txt" }
      return inputs
    }
    var inputs = Inputs(mix: Comments("mix"), clean: Comments("clean"), source: "corpus/")
    for line in (contents(of: folder + "/sample.txt") ?? []).split(separator: 0x0A) { inputs.mix.append(line) }
    for name in names(in: folder + "/cases") where name.hasSuffix(".jsonl") {
      for line in (contents(of: folder + "/cases/" + name) ?? []).split(separator: 0x0A) {
        guard let text = member("text", of: line) else { continue }
        let isUnlabelled = value(of: "labels", in: Array(line)).map { $0.starts(with: "[]".utf8) } ?? false
        // One a line, as everywhere else.
        let line = text.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        inputs.mix.append(line)
        if isUnlabelled { inputs.clean.append(line) }
      }
    }
    guard inputs.mix.count > 0 else { throw Failure(message: "no comments in \(folder)") }
    return inputs
  }

  private static func contents(of path: String) -> [UInt8]? {
    guard let file = unsafe fopen(path, "r") else { return nil }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    while true {
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        count = unsafe fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }

  /// The names in a folder, sorted, so that every run sees the same comments in the same order.
  private static func names(in folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names.sorted()
  }

  /// What follows the name of a member in a JSON object on one line. The project writes these files itself, so searching
  /// for the name is enough.
  private static func value(of name: String, in line: [UInt8]) -> ArraySlice<UInt8>? {
    guard let start = line.firstRange(of: "\"\(name)\":".utf8)?.upperBound else { return nil }
    return line[start...].drop { $0 == UInt8(ascii: " ") }
  }

  /// A string member of a JSON object on one line, without its escapes.
  private static func member(_ name: String, of line: some Collection<UInt8>) -> [UInt8]? {
    let line = Array(line)
    guard let value = value(of: name, in: line), value.first == UInt8(ascii: "\"") else { return nil }
    let start = value.startIndex + 1
    var text: [UInt8] = []
    var index = start
    while index < line.count, line[index] != UInt8(ascii: "\"") {
      guard line[index] == UInt8(ascii: "\\"), index + 1 < line.count else {
        text.append(line[index])
        index += 1
        continue
      }
      switch line[index + 1] {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "u"):
        let digits = String(decoding: line[(index + 2)..<min(index + 6, line.count)], as: UTF8.self)
        if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) { text += String(scalar).utf8 }
        index += 4
      case let sign: text.append(sign)
      }
      index += 2
    }
    return text
  }
}
