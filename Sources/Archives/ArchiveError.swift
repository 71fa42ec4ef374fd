/// Why an archive cannot be read, or not to its end. What is wrong with a single record is an ``ArchiveFault``.
public enum ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
  /// It cannot be opened, read or decompressed; a database does not answer.
  case cannotRead(archive: String, reason: String)
  /// Its form is none that is known, or not the one that was asked for.
  case wrongForm(archive: String, reason: String)
  /// It has no such field, column or table.
  case noField(archive: String, name: String, known: [String])
  /// It is not what it was when the position was taken.
  case changed(archive: String, reason: String)
  /// The position is none of this kind of archive.
  case badPosition(archive: String, reason: String)

  /// What is wrong with what, in English, without a full stop.
  public var description: String {
    switch self {
    case .cannotRead(let archive, let reason), .wrongForm(let archive, let reason): "\(archive): \(reason)"
    case .noField(let archive, let name, let known):
      "\(archive): no '\(name)'" + (known.isEmpty ? "" : "; there are: \(known.joined(separator: ", "))")
    case .changed(let archive, let reason): "\(archive): changed since it was begun: \(reason)"
    case .badPosition(let archive, let reason): "\(archive): cannot go on from there: \(reason)"
    }
  }
}
