internal import Glibc
internal import SQLiteDatabase

/// The folder that a run works in and leaves its results in; held by one process at a time.
///
/// Files are written under another name, and get their own only when they are whole and on the disk.
// Every path is handed to the system as a temporary C string, which lives as long as the call.
final class OutputFolder: Sendable {
  let path: String
  private let descriptor: Int32

  /// What is not whole yet has this behind its name.
  static let unfinished = ".unfinished"

  /// Opens a folder, makes it if need be, and locks it until the process ends or this is let go.
  init(path: String) throws(RescanError) {
    self.path = path
    try Self.make(path)
    // No third argument is needed without O_CREAT.
    descriptor = unsafe path.withCString { unsafe Glibc.open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw .folder(path: path, code: errno) }
    // Where the file system knows no such locks, SQLite's own on the ledger still keep others out.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK { throw .inUse(folder: path) }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// The path of a file in it.
  func path(of name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  /// Whether there is something of that name.
  func holds(_ name: String) -> Bool { unsafe path(of: name).withCString { unsafe access($0, F_OK) } == 0 }

  /// The bytes of a small file; nil if it is not there.
  func contents(of name: String) throws(RescanError) -> [UInt8]? {
    let path = path(of: name)
    let file = unsafe path.withCString { unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC) }
    if file < 0, errno == ENOENT { return nil }
    guard file >= 0 else { throw RescanError(code: errno, path: path) }
    defer { _ = close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // `read` writes no more than the count.
      let count = unsafe piece.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw RescanError(code: errno, path: path) }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }

  /// Removes a file if it is there.
  func remove(_ name: String) throws(RescanError) {
    let path = path(of: name)
    let failed = unsafe path.withCString { unsafe unlink($0) } != 0
    if failed, errno != ENOENT { throw RescanError(code: errno, path: path) }
  }

  /// Writes a file as a whole, under the name that it has until it is published.
  func write(_ bytes: Span<UInt8>, to name: String) throws(RescanError) {
    var file = try PendingFile(path: path(of: name + Self.unfinished), compresses: false)
    try file.write(bytes)
    try file.finish()
  }

  /// Gives files that are whole their names. When this returns, they are on the disk under them.
  func publish(_ names: [String]) throws(RescanError) {
    for name in names {
      let path = path(of: name)
      let failed = unsafe (path + Self.unfinished).withCString { old in
        unsafe path.withCString { unsafe rename(old, $0) } != 0
      }
      if failed { throw RescanError(code: errno, path: path) }
    }
    try synchronize()
  }

  /// Waits until what was renamed and removed in it is on the disk.
  func synchronize() throws(RescanError) {
    guard fsync(descriptor) != 0, errno != EINVAL else { return }
    throw RescanError(code: errno, path: path)
  }

  /// Waits until a file that somebody else wrote is on the disk.
  func synchronize(_ name: String) throws(RescanError) {
    let path = path(of: name)
    let file = unsafe path.withCString { unsafe Glibc.open($0, O_RDONLY | O_CLOEXEC) }
    guard file >= 0 else { throw RescanError(code: errno, path: path) }
    defer { _ = close(file) }
    if fsync(file) != 0, errno != EINVAL { throw RescanError(code: errno, path: path) }
  }

  /// Uses the ledger in it, and says of what goes wrong what it means here.
  func withLedger<Result>(_ body: () throws(SQLiteError) -> Result) throws(RescanError) -> Result {
    do throws(SQLiteError) {
      return try body()
    } catch {
      throw RescanError(error, path: path(of: RescanRun.ledgerName), folder: path)
    }
  }

  /// Makes a folder, and those that it is in.
  private static func make(_ path: String) throws(RescanError) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += made.isEmpty || made.hasSuffix("/") ? String(part) : "/\(part)"
      let failed = unsafe made.withCString { unsafe mkdir($0, 0o777) } != 0
      if failed, errno != EEXIST, errno != EISDIR { throw .folder(path: made, code: errno) }
    }
  }
}
