internal import RescanReport
internal import Glibc

/// By what a file is known again: if these are the same, it is taken to hold the same.
package struct FileFacts: Sendable, CustomStringConvertible {
  /// Its length in bytes; nil for pipes and the like.
  package let size: Int?
  /// Whether it is a folder.
  package let isFolder: Bool
  private let seconds: Int
  private let nanoseconds: Int

  /// Looks at a file, or a folder; nil if that fails.
  package init?(path: String) {
    var status = stat()
    // stat fills the structure or fails; the path is a temporary C string.
    guard unsafe path.withCString({ unsafe stat($0, &status) }) == 0 else { return nil }
    size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }

  /// `123 bytes, of 2024-05-06T07:08:09Z (10 ns)`
  package var description: String {
    let time = "of \(Timestamp(Int64(seconds)).iso8601) (\(nanoseconds) ns)"
    return size.map { "\($0) bytes, \(time)" } ?? time
  }
}
