internal import Archives

/// What a column of a row holds, as far as a comment may need it.
enum ColumnValue: Equatable {
  case null
  /// A text, which should be UTF-8; or whatever a database writes as text.
  case text([UInt8])
  case integer(Int64)
  case real(Double)
  /// Bytes that nobody has called a text.
  case bytes([UInt8])
  /// More bytes than were asked for.
  case tooLong

  /// How many bytes were read for it.
  var count: Int {
    switch self {
    case .text(let bytes), .bytes(let bytes): bytes.count
    default: 0
    }
  }

  /// The value as the text of a comment; nil for bytes that are no UTF-8, and for nothing.
  var asComment: [UInt8]? {
    switch self {
    case .text(let text): text
    case .integer(let number): Array("\(number)".utf8)
    case .real(let number): Array("\(number)".utf8)
    // Texts are often kept as blobs; pictures hold zero bytes.
    case .bytes(let bytes): bytes.contains(0) || String(validating: bytes, as: UTF8.self) == nil ? nil : bytes
    case .null, .tooLong: nil
    }
  }

  /// The value as a name or an id; bytes that are no text in hexadecimal digits; nil for nothing and for empty texts.
  var asName: String? {
    switch self {
    case .null, .tooLong: nil
    case .text(let text): text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
    case .integer(let number): "\(number)"
    case .real(let number): "\(number)"
    case .bytes(let bytes):
      bytes.isEmpty
        ? nil : asComment.map { String(decoding: $0, as: UTF8.self) } ?? bytes.map(Self.hexadecimal).joined()
    }
  }

  /// The value as a date; nil for what is none.
  var asDate: Int64? {
    switch self {
    case .null, .tooLong: nil
    case .text(let text), .bytes(let text): ArchiveDate.seconds(text.span)
    case .integer(let number): ArchiveDate.seconds(number)
    // Julian days of 1858 to 2132, which SQLite's own functions give; as seconds they would all be in January 1970.
    case .real(let number) where (2_400_000..<2_500_000).contains(number):
      Int64(((number - 2_440_587.5) * 86_400).rounded())
    case .real(let number): number.magnitude < 1e18 ? ArchiveDate.seconds(Int64(number.rounded(.down))) : nil
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0\(digits)" : digits
  }
}
