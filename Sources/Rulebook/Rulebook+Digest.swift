internal import CLibMD

extension Rulebook {
  /// The digest of the rules in files: of those that are read, in byte order of their paths.
  package static func digest(ofRulesIn files: [RulebookFile]) -> String {
    digest(of: files.filter(\.counts).sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) })
  }

  /// SHA-256 (FIPS 180-4, by libmd) over files in the order given, in lower-case hexadecimal digits.
  ///
  /// Of each file the length of the path, the path, the length of the contents and the contents are taken, with
  /// lengths as eight bytes, lowest first, so that no two folders look the same.
  private static func digest(of files: [RulebookFile]) -> String {
    var context = SHA2_CTX()
    unsafe SHA256Init(&context)
    func update(_ bytes: [UInt8]) {
      let length = UInt64(bytes.count)
      let lengthBytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
      unsafe SHA256Update(&context, lengthBytes, lengthBytes.count)
      unsafe SHA256Update(&context, bytes, bytes.count)
    }
    for file in files {
      update(Array(file.path.utf8))
      update(file.bytes)
    }
    // SHA256Final writes exactly SHA256_DIGEST_LENGTH bytes.
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    unsafe SHA256Final(&digest, &context)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
