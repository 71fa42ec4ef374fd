internal import Glibc

/// Why a rules folder could not be read. What is wrong inside its files is no error but a ``Diagnostic``.
public enum RulebookError: Error, Sendable, Hashable, CustomStringConvertible {
  /// There is no folder of that path.
  case notADirectory(path: String)
  /// The system refused to open or read a folder or file; `reason` is in its words.
  case unreadable(path: String, reason: String)
  /// All rules together exceed ``Rulebook/sizeLimit``, or folders nest too deep, at `path`.
  case tooLarge(path: String)

  /// The path and what is wrong with it.
  public var description: String {
    switch self {
    case .notADirectory(let path): "\(path): not a folder"
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .tooLarge(let path): "\(path): more than \(Rulebook.sizeLimit) bytes of rules, or folders nested too deep"
    }
  }
}

extension Rulebook {
  /// The bytes of all files of a rules folder at most.
  public static let sizeLimit = 64 << 20

  /// Reads a rules folder with its subfolders; hidden files and those that hold no rules are not opened.
  ///
  /// - Parameter path: The folder.
  /// - Returns: See ``load(_:)``.
  /// - Throws: When the folder or something in it cannot be read.
  public static func load(
    directory path: String
  ) throws(RulebookError) -> (rulebook: Rulebook, diagnostics: [Diagnostic]) {
    load(try RulebookFile.read(directory: path))
  }
}

extension RulebookFile {
  /// The files of a rules folder and its subfolders that hold rules.
  ///
  /// - Throws: When the folder or something in it cannot be read.
  public static func read(directory path: String) throws(RulebookError) -> [RulebookFile] {
    var reader = RulesFolderReader(root: path)
    try reader.read(folder: "", depth: 0)
    return reader.files
  }

  /// A single file, such as a policy that stands outside of the folder.
  ///
  /// - Throws: When it cannot be read.
  public static func read(path: String) throws(RulebookError) -> RulebookFile {
    var reader = RulesFolderReader(root: "")
    try reader.read(file: path)
    return RulebookFile(path: path, bytes: reader.files.first?.bytes ?? [])
  }
}

/// Collects the files of a rules folder through POSIX calls; all unsafe code of reading is here.
private struct RulesFolderReader {
  let root: String
  private(set) var files: [RulebookFile] = []
  private var total = 0

  /// Deep enough for every sensible folder, and an end for links that lead in a circle.
  private static let depthLimit = 16

  init(root: String) { self.root = root }

  /// Reads a folder, given by its path inside the root (empty for the root itself).
  mutating func read(folder: String, depth: Int) throws(RulebookError) {
    guard depth <= Self.depthLimit else { throw .tooLarge(path: place(of: folder)) }
    for name in try names(in: folder) where name.utf8.first != UInt8(ascii: ".") {
      let path = folder.isEmpty ? name : "\(folder)/\(name)"
      switch try kind(of: path) {
      case S_IFDIR: try read(folder: path, depth: depth + 1)
      case S_IFREG where RulebookFile.counts(path) || path.hasSuffix(".yml"): try read(file: path)
      default: break
      }
    }
  }

  private func place(of path: String) -> String { path.isEmpty ? root : root.isEmpty ? path : "\(root)/\(path)" }

  /// Before anything else is called, which might change `errno`.
  private func failure(at path: String, code: Int32 = errno) -> RulebookError {
    if path.isEmpty, code == ENOTDIR || code == ENOENT { return .notADirectory(path: root) }
    return .unreadable(path: place(of: path), reason: unsafe String(cString: strerror(code)))
  }

  private func names(in folder: String) throws(RulebookError) -> [String] {
    guard let stream = unsafe opendir(place(of: folder)) else { throw failure(at: folder) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      // The entry, whose name ends with a zero byte, is good until the next call; its record may be shorter than the
      // structure, hence no copy of it is made.
      guard let entry = unsafe readdir(stream), let offset = MemoryLayout<dirent>.offset(of: \.d_name) else {
        if errno != 0 { throw failure(at: folder) }
        return names
      }
      let name = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      names.append(unsafe String(cString: name))
    }
  }

  /// The type bits of a file's mode; links are followed.
  private func kind(of path: String) throws(RulebookError) -> mode_t {
    var status = stat()
    guard unsafe stat(place(of: path), &status) == 0 else { throw failure(at: path) }
    return status.st_mode & S_IFMT
  }

  /// Reads a file, given by its path inside the root.
  mutating func read(file path: String) throws(RulebookError) {
    let descriptor = unsafe open(place(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(at: path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // Writes at most `chunk.count` bytes.
      let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw failure(at: path) }
      if count == 0 { break }
      total += count
      guard total <= Rulebook.sizeLimit else { throw .tooLarge(path: place(of: path)) }
      bytes += chunk[..<count]
    }
    files.append(RulebookFile(path: path, bytes: bytes))
  }
}
