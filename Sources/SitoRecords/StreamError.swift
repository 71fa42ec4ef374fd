internal import Glibc

/// Why a stream of records cannot be read or written on. What is wrong with a single record is a ``RecordFault``.
public enum StreamError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A compression that inputs may come in.
  public enum Compression: String, Sendable { case gzip, zstd }

  /// The system refused to open or read the file; `code` is its `errno`.
  case cannotOpen(file: String, code: Int32)
  case cannotRead(file: String, code: Int32)
  /// A compressed file ends in the middle; `offset` is its length in bytes.
  case truncated(file: String, Compression, offset: Int)
  /// A compressed file is damaged near the byte `offset`; `reason` is the decompressor's.
  case corrupt(file: String, Compression, offset: Int, reason: String)
  /// The file begins like a picture, a program or another encoding, not like UTF-8 text.
  case notText(file: String)
  /// The header row of a CSV file has no such column.
  case noColumn(file: String, name: String, known: [String])
  /// The header row of a CSV file does not end within the largest size of a record.
  case badHeader(file: String)

  /// Who reads the output has closed it.
  case closedPipe
  /// The system refused to write; `code` is its `errno`.
  case cannotWrite(file: String, code: Int32)

  /// What went wrong where, in English, without a full stop.
  public var description: String {
    switch self {
    case .cannotOpen(let file, let code): "\(file): cannot be opened: \(Self.text(of: code))"
    case .cannotRead(let file, let code): "\(file): cannot be read: \(Self.text(of: code))"
    case .truncated(let file, let compression, let offset):
      "\(file): the \(compression.rawValue) data breaks off at byte \(offset)"
    case .corrupt(let file, let compression, let offset, let reason):
      "\(file): the \(compression.rawValue) data is damaged near byte \(offset): \(reason)"
    case .notText(let file): "\(file): not a text in UTF-8"
    case .noColumn(let file, let name, let known):
      "\(file): no column '\(name)'; the header has: \(known.joined(separator: ", "))"
    case .badHeader(let file): "\(file): the header row does not end"
    case .closedPipe: "the output was closed by its reader"
    case .cannotWrite(let file, let code): "\(file): cannot be written: \(Self.text(of: code))"
    }
  }

  private static func text(of code: Int32) -> String {
    // glibc's strerror returns a string of the thread's own, or a constant one.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
