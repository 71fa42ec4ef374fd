package import Archives

/// An archive that is to be judged.
package struct RescanInput: Sendable {
  /// What messages and verdicts call it.
  package var name: String
  /// Its length in bytes where it is a file; nil for databases.
  package var size: Int?
  /// By what it is known again; nil where there is nothing.
  package var facts: String?
  /// Opens it, at its beginning or where an earlier reader has stopped. Called on the thread that reads.
  package var open: @Sendable (ArchivePosition?) throws(ArchiveError) -> any ArchiveReader

  /// An archive.
  package init(
    name: String, size: Int?, facts: String? = nil,
    open: @escaping @Sendable (ArchivePosition?) throws(ArchiveError) -> any ArchiveReader
  ) {
    self.name = name
    self.size = size
    self.facts = facts
    self.open = open
  }
}
