internal import CEmbeddedRulebook
public import Rulebook

/// The rulebook that is part of the program: the files of lexicons/ as they were when it was built.
public enum EmbeddedRulebook {
  /// The files, for ``Rulebook/load(_:)``.
  public static var files: [RulebookFile] {
    (0..<embedded_rulebook_count()).map { index in
      // The index is below the count, so that path and bytes are static arrays of C, the latter of that length.
      let path = unsafe String(cString: embedded_rulebook_path(index))
      let bytes = unsafe UnsafeBufferPointer(
        start: embedded_rulebook_bytes(index), count: embedded_rulebook_length(index))
      return unsafe RulebookFile(path: path, bytes: Array(bytes))
    }
  }
}
