/// Reads an archive from its beginning, or from a position that an earlier reader of the same archive has given.
///
/// The items are the same, and in the same order, whatever position one goes on from. One thread at a time.
public protocol ArchiveReader: AnyObject {
  /// What messages call the archive.
  var name: String { get }
  /// How much ``ArchiveBatch/bytesRead`` will be in the end; nil if nobody knows.
  var totalBytes: Int? { get }
  /// The next items, a few hundred kilobytes of text or a few thousand records at most, in bounded memory; nil at the
  /// end. A batch may be empty.
  ///
  /// - Throws: ``ArchiveError``, after which the reader is of no more use; all batches before it were right.
  func next() throws(ArchiveError) -> ArchiveBatch?
}

/// Some items of an archive.
public struct ArchiveBatch: Sendable, Equatable {
  /// The items, in the archive's order.
  public var items: [ArchiveItem]
  /// Where the item after the last of them is.
  public var position: ArchivePosition
  /// How much of ``ArchiveReader/totalBytes`` was read so far.
  public var bytesRead: Int

  /// A batch of its parts.
  public init(items: [ArchiveItem], position: ArchivePosition, bytesRead: Int) {
    self.items = items
    self.position = position
    self.bytesRead = bytesRead
  }
}

/// Where in an archive a reader goes on: a text that only readers of that kind understand. It may be kept in a file and
/// used in another process.
public struct ArchivePosition: Sendable, Equatable {
  /// The text.
  public var text: String

  /// A position that was kept.
  public init(text: String) { self.text = text }
}
