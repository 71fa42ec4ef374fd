package import Archives

/// An archive that is to be judged.
package struct RescanInput: Sendable {
  /// What messages and verdicts call it.
  package var name: String
  /// Its length in bytes where it is a file; nil for databases.
  package var size: Int?
  /// Opens it, at its beginning or where an earlier reader has stopped. Called on the thread that reads.
  package var open: @Sendable (ArchivePosition?) throws(ArchiveError) -> any ArchiveReader

  /// An archive.
  package init(
    name: String, size: Int?, open: @escaping @Sendable (ArchivePosition?) throws(ArchiveError) -> any ArchiveReader
  ) {
    self.name = name
    self.size = size
    self.open = open
  }
}
