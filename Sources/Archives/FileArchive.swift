internal import SitoRecords

/// Archives that are files.
public enum FileArchive {
  /// Opens a file, compressed or not.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - options: how it is read; the same as before, if it is gone on with.
  ///   - position: where to go on; nil: at the beginning.
  /// - Returns: The reader.
  /// - Throws: ``ArchiveError``, also if the file has changed since the position was taken.
  public static func open(
    path: String, options: ArchiveOptions = ArchiveOptions(), from position: ArchivePosition? = nil
  ) throws(ArchiveError) -> any ArchiveReader {
    do throws(StreamError) {
      _ = try ByteSource(path: path)
    } catch {
      throw .cannotRead(archive: path, reason: "\(error)")
    }
    throw .wrongForm(archive: path, reason: "this form of archive is not read yet")
  }
}
