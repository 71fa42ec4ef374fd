internal import CSito
internal import Glibc
internal import RecordText

/// The verdicts on a batch, in the layout of an Arrow array. Immutable once it has a handle.
@safe
final class VerdictsObject: HandledObject, @unchecked Sendable {
  static let kind = HandleKind.verdicts
  private static let pieceSize = 1 << 16

  let count: Int
  let bytes = ByteBlock()
  /// `count + 1` offsets of one of both widths, from `malloc`; freed in `deinit`.
  private(set) var narrow: UnsafeMutablePointer<Int32>?
  private(set) var wide: UnsafeMutablePointer<Int64>?
  /// How many verdicts were written.
  private var written = 0

  /// No verdicts yet, and offsets for all.
  init(count: Int, isWide: Bool) throws(CallFailure) {
    self.count = count
    if isWide {
      unsafe wide = try Self.allocate(count + 1)
      unsafe wide?[0] = 0
    } else {
      unsafe narrow = try Self.allocate(count + 1)
      unsafe narrow?[0] = 0
    }
  }

  deinit {
    unsafe Glibc.free(narrow)
    unsafe Glibc.free(wide)
  }

  private static func allocate<T>(_ count: Int) throws(CallFailure) -> UnsafeMutablePointer<T> {
    guard let memory = unsafe malloc(count * MemoryLayout<T>.stride) else {
      throw CallFailure(SITO_TOO_LARGE, text: "no memory for \(count) offsets")
    }
    return unsafe memory.bindMemory(to: T.self, capacity: count)
  }

  /// Notes that a verdict ends where `output` does, and takes its bytes over when they are many.
  func endVerdict(in output: inout ByteBuffer) throws(CallFailure) {
    guard written < count else { return }
    written += 1
    let end = bytes.count + output.count
    // `written` is at most `count`, so there is room.
    if let narrow = unsafe narrow {
      guard let end = Int32(exactly: end) else {
        throw CallFailure(SITO_TOO_LARGE, "the verdicts have 2 GiB or more; ask for offsets of 64 bits, or for fewer")
      }
      unsafe narrow[written] = end
    } else if let wide = unsafe wide {
      unsafe wide[written] = Int64(end)
    }
    if output.count >= Self.pieceSize { take(&output) }
  }

  /// Takes the bytes of `output` over.
  func take(_ output: inout ByteBuffer) {
    bytes.append(output.span)
    output.removeAll()
  }
}
