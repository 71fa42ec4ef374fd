internal import Glibc

/// What the system is told about memory that is used in an unusual way.
enum Memory {
  private static let pageSize = sysconf(CInt(_SC_PAGESIZE))
  /// Less than this is hardly worth a call.
  private static let least = 1 << 16

  /// Asks for all pages of a large buffer that is about to be written. At once they come in a fraction of the time that they
  /// take one by one. What they hold is not changed; a system that does not know how (Linux before 5.14) just refuses.
  static func prepare(_ buffer: UnsafeMutableRawBufferPointer) {
    unsafe advise(UnsafeRawBufferPointer(buffer), CInt(MADV_POPULATE_WRITE))
  }

  /// Lets go of the pages of a literal that is not needed for now. They are pages of the program's file, never written, and
  /// come back from there when somebody reads them.
  static func release(_ literal: StaticString) {
    literal.withUTF8Buffer { unsafe advise(UnsafeRawBufferPointer($0), CInt(MADV_DONTNEED)) }
  }

  /// Advises on the pages that lie inside a buffer as a whole.
  private static func advise(_ buffer: UnsafeRawBufferPointer, _ advice: CInt) {
    guard buffer.count >= least, pageSize > 0, let start = buffer.baseAddress else { return }
    let offset = (pageSize - Int(bitPattern: start) % pageSize) % pageSize
    let length = (buffer.count - offset) / pageSize * pageSize
    unsafe madvise(UnsafeMutableRawPointer(mutating: start + offset), length, advice)
  }
}
