internal import Archives

/// Where among the rows of a database a reader is: behind a row that it would know again.
struct RowPosition: Equatable {
  /// How many rows lie behind.
  var count = 0
  /// The key of the last of them, where rows have one.
  var key: Int64?
  /// How many bytes of text lie behind.
  var bytes = 0
  /// The hash of what the last row gave.
  var hash: UInt64 = 0

  init() {}

  /// What ``archived`` gave; nil for any other text.
  init?(_ position: ArchivePosition) {
    var fields: [Substring: Substring] = [:]
    for part in position.text.split(separator: " ", omittingEmptySubsequences: false) {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      fields[part[..<equals]] = part[part.index(after: equals)...]
    }
    guard let count = fields.removeValue(forKey: "rows").flatMap({ Int($0) }), count >= 0,
      let bytes = fields.removeValue(forKey: "bytes").flatMap({ Int($0) }), bytes >= 0,
      let hash = fields.removeValue(forKey: "hash").flatMap({ UInt64($0, radix: 16) })
    else { return nil }
    self.count = count
    self.bytes = bytes
    self.hash = hash
    if let text = fields.removeValue(forKey: "key") {
      guard let key = Int64(text) else { return nil }
      self.key = key
    }
    guard fields.isEmpty else { return nil }
  }

  /// The position that is to be gone on from; the beginning for nil.
  static func start(at position: ArchivePosition?, archive: String) throws(ArchiveError) -> RowPosition {
    guard let position else { return RowPosition() }
    guard let start = RowPosition(position) else {
      throw .badPosition(archive: archive, reason: "'\(position.text)' is no position in a database")
    }
    return start
  }

  /// Throws if the last row is not the one that lay behind.
  func check(_ last: ArchiveItem?, archive: String) throws(ArchiveError) {
    guard let last else {
      throw .changed(archive: archive, reason: "row \(count), the last that was read, is gone")
    }
    guard Self.hash(of: last) == hash else {
      throw .changed(
        archive: archive, reason: "row \(count), the last that was read, is another one now; is their order fixed?")
    }
  }

  /// The position as a text.
  var archived: ArchivePosition {
    let key = key.map { " key=\($0)" } ?? ""
    return ArchivePosition(text: "rows=\(count) bytes=\(bytes) hash=\(String(hash, radix: 16))\(key)")
  }

  /// Moves behind some more rows, of which the last has the key.
  mutating func advance(over items: [ArchiveItem], key: Int64? = nil) {
    count += items.count
    for case .comment(let comment) in items { bytes += comment.text.count }
    if let last = items.last {
      self.key = key
      hash = Self.hash(of: last)
    }
  }

  /// FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo, 1991) over all fields, each with its length. It tells rows apart, and is
  /// no defence against those who want two to be alike.
  static func hash(of item: ArchiveItem) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    }
    func add(_ text: String?) {
      add("\(text?.utf8.count ?? -1):".utf8)
      if let text { add(text.utf8) }
    }
    switch item {
    case .comment(let comment):
      add(comment.id)
      add("\(comment.text.count):".utf8)
      add(comment.text)
      add(comment.author)
      add(comment.date.map { "\($0)" })
      add(comment.page)
      add(comment.platform?.rawValue)
    case .fault(let fault):
      add(fault.id)
      add(fault.code)
      add(fault.message)
    }
    return hash
  }
}
