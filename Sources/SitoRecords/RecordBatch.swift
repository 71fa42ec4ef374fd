/// A stretch of the input that holds whole records: what is handed from the reader to a thread that judges.
struct RecordBatch: Sendable {
  /// The bytes that are read at a time, unless a record is larger: at the end threads wait for the last batch.
  static let usualCapacity = 64 << 10
  /// The room at first: a short input should not wait for memory that it does not need.
  static let firstCapacity = 16 << 10
  /// So many bytes after the content may be read by others.
  static let padding = 64

  /// The content and behind it free room, at least ``padding`` bytes of it.
  var bytes = [UInt8](repeating: 0, count: firstCapacity + padding)
  /// What the content is divided into; together the extents cover it.
  var extents: [RecordExtent] = []
  /// After this batch the input has nothing more for now, so what came of it should be passed on.
  var flush = false

  /// How much content there is room for.
  var capacity: Int { bytes.count - Self.padding }

  /// Makes room for more content.
  mutating func grow(to capacity: Int) {
    bytes.append(contentsOf: repeatElement(0, count: max(0, capacity - self.capacity)))
  }

  /// Empties the batch; keeps its memory unless that has grown beyond the usual.
  mutating func reset() {
    if capacity > Self.usualCapacity { bytes = [UInt8](repeating: 0, count: Self.usualCapacity + Self.padding) }
    extents.removeAll(keepingCapacity: true)
    flush = false
  }
}

/// A record, or what stands between records, as places in a batch.
struct RecordExtent: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case record
    /// Bytes that belong to no record.
    case passage
    /// A first part of a record that is too long; its last part is a fault.
    case part
    /// A record that cannot be read, with the number that the message needs: a size, a count of columns, a line.
    case fault(RecordFault.Code, Int)
  }

  var kind: Kind
  /// All its bytes in the batch, with what ends it.
  var range: Range<Int>
  /// Its content in the batch: without what ends it, for CSV only the text's field, inside its quotes.
  var content: Range<Int>
  /// CSV only: the field of the id, inside its quotes.
  var id: Range<Int>?
  /// CSV only: how the fields of the text and of the id are quoted.
  var textQuotes = CSVQuotes.none
  var idQuotes = CSVQuotes.none
  var number: Int
  var line: Int
}

/// How a CSV field is quoted.
enum CSVQuotes: Sendable, Equatable {
  case none
  case quoted
  /// Quoted, and quotes inside are doubled.
  case doubled
}
