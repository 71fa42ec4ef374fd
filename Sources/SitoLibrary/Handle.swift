/// What a handle is of. Part of the handle.
enum HandleKind: UInt64 {
  case ruleset = 1
  case moderator, text, verdicts, error

  /// As the header calls it.
  var name: StaticString {
    switch self {
    case .ruleset: "ruleset"
    case .moderator: "moderator"
    case .text: "text"
    case .verdicts: "verdicts"
    case .error: "error"
    }
  }
}

/// An object that callers know by a handle.
protocol HandledObject: AnyObject, Sendable {
  /// What its handles are of; a kind belongs to one type.
  static var kind: HandleKind { get }
}

/// The name of an object as callers hold it: a pointer that points nowhere. From the lowest bit: four of the kind, twenty
/// of the place in the table, and forty of the generation, which tells those apart that had the same place in turn.
struct Handle {
  static let indexBits = 20
  static let generationBits = 40

  let kind: HandleKind
  let index: Int
  let generation: UInt64

  init(_ kind: HandleKind, index: Int, generation: UInt64) {
    self.kind = kind
    self.index = index
    self.generation = generation
  }

  /// Nil if the pointer can be no handle.
  init?(_ pointer: OpaquePointer?) {
    let bits = UInt64(UInt(bitPattern: pointer))
    guard let kind = HandleKind(rawValue: bits & 0xF) else { return nil }
    self.kind = kind
    index = Int(bits >> 4 & (1 << Self.indexBits - 1))
    generation = bits >> (4 + Self.indexBits)
  }

  /// Never null, since no kind is 0.
  var pointer: OpaquePointer? {
    unsafe OpaquePointer(bitPattern: UInt(generation << (4 + Self.indexBits) | UInt64(index) << 4 | kind.rawValue))
  }
}
