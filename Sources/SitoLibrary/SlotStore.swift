internal import Synchronization

/// What is known of a place in the table of handles, in one word.
struct SlotState {
  static let mostUsers: UInt64 = 1 << 20 - 1
  private static let mostGenerations: UInt64 = 1 << Handle.generationBits

  var bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  init(generation: UInt64, kind: UInt64, users: UInt64) {
    bits = (generation % Self.mostGenerations) << 24 | kind << 20 | users
  }

  /// How many objects had the place before, as far as it is counted.
  var generation: UInt64 { bits >> 24 }
  /// The `HandleKind` of the object; 0 if there is none.
  var kind: UInt64 { bits >> 20 & 0xF }
  /// How many calls use the object.
  var users: UInt64 { bits & Self.mostUsers }

  func with(users: UInt64) -> SlotState { SlotState(generation: generation, kind: kind, users: users) }
}

/// A place in the table of handles. Copies are of the same place, which stays for as long as the process lives.
@safe
struct Slot {
  /// Its memory, of which `object` belongs to the thread that has set the state to «no kind».
  @unsafe fileprivate struct Memory: ~Copyable {
    let state = Atomic<UInt64>(0)
    /// Of a free place: the index of the next one, and one; 0 for none.
    let next = Atomic<Int>(0)
    var object: UnsafeRawPointer?
  }

  fileprivate let memory: UnsafeMutablePointer<Memory>

  var state: SlotState { SlotState(bits: unsafe memory.pointee.state.load(ordering: .acquiring)) }

  func store(_ state: SlotState) { unsafe memory.pointee.state.store(state.bits, ordering: .releasing) }

  /// Sets the state if it is as expected; otherwise tells how it is.
  func exchange(_ expected: inout SlotState, _ desired: SlotState) -> Bool {
    let (exchanged, original) = unsafe memory.pointee.state.compareExchange(
      expected: expected.bits, desired: desired.bits, ordering: .acquiringAndReleasing)
    expected = SlotState(bits: exchanged ? desired.bits : original)
    return exchanged
  }

  /// Keeps an object.
  func fill<T: HandledObject>(_ object: T) {
    unsafe memory.pointee.object = UnsafeRawPointer(Unmanaged.passRetained(object).toOpaque())
  }

  /// The object. The caller is counted among its users, and the state's kind is that of the type.
  func object<T: HandledObject>(as type: T.Type) -> T {
    guard let object = unsafe memory.pointee.object else { fatalError("a handle without an object") }
    return unsafe Unmanaged<T>.fromOpaque(object).takeUnretainedValue()
  }

  /// Lets the object go. The state's kind was that of the type until the caller took the place.
  func empty<T: HandledObject>(_ type: T.Type) {
    guard let object = unsafe memory.pointee.object else { return }
    unsafe memory.pointee.object = nil
    unsafe Unmanaged<T>.fromOpaque(object).release()
  }
}

/// The places of the table, in pieces that are made when they are needed and never freed.
@safe
final class SlotStore: @unchecked Sendable {
  private static let pieceSize = 1024
  private static let pieceCount = 1 << Handle.indexBits / pieceSize

  /// The address of each piece, or 0. Neither the array nor the pieces are ever freed or moved.
  private let pieces: UnsafeMutablePointer<Atomic<UInt>>
  private let made = Atomic<Int>(0)
  /// The index of the first free place, and one; 0 for none. The upper half counts changes, so that a place that was taken
  /// and given meanwhile is not mistaken for one that was not.
  private let free = Atomic<UInt64>(0)

  init() {
    unsafe pieces = .allocate(capacity: Self.pieceCount)
    for index in 0..<Self.pieceCount { unsafe (pieces + index).initialize(to: Atomic(0)) }
  }

  /// How many places there are, free or not.
  var count: Int { made.load(ordering: .acquiring) }

  /// A place of those that there are.
  subscript(index: Int) -> Slot {
    let address = unsafe pieces[index / Self.pieceSize].load(ordering: .acquiring)
    guard let piece = unsafe UnsafeMutablePointer<Slot.Memory>(bitPattern: address) else {
      fatalError("no place \(index) among \(count)")
    }
    return unsafe Slot(memory: piece + index % Self.pieceSize)
  }

  /// Takes a free place; nil if there are too many already.
  func take() -> Int? {
    var head = free.load(ordering: .acquiring)
    while head & 0xFFFF_FFFF != 0 {
      let index = Int(head & 0xFFFF_FFFF) - 1
      let next = unsafe self[index].memory.pointee.next.load(ordering: .relaxed)
      let (exchanged, original) = free.compareExchange(
        expected: head, desired: Self.head(after: head, next), ordering: .acquiringAndReleasing)
      if exchanged { return index }
      head = original
    }
    return make()
  }

  /// Gives a place back.
  func give(_ index: Int) {
    let slot = self[index]
    var head = free.load(ordering: .acquiring)
    while true {
      unsafe slot.memory.pointee.next.store(Int(head & 0xFFFF_FFFF), ordering: .relaxed)
      let (exchanged, original) = free.compareExchange(
        expected: head, desired: Self.head(after: head, index + 1), ordering: .acquiringAndReleasing)
      if exchanged { return }
      head = original
    }
  }

  private static func head(after head: UInt64, _ first: Int) -> UInt64 { (head >> 32 &+ 1) << 32 | UInt64(first) }

  /// A place that there was not before. Its piece is there before it is counted.
  private func make() -> Int? {
    var index = made.load(ordering: .acquiring)
    while index < Self.pieceSize * Self.pieceCount {
      makePiece(index / Self.pieceSize)
      let (exchanged, original) = made.compareExchange(
        expected: index, desired: index + 1, ordering: .acquiringAndReleasing)
      if exchanged { return index }
      index = original
    }
    return nil
  }

  private func makePiece(_ number: Int) {
    guard unsafe pieces[number].load(ordering: .acquiring) == 0 else { return }
    let piece = UnsafeMutablePointer<Slot.Memory>.allocate(capacity: Self.pieceSize)
    for index in 0..<Self.pieceSize { unsafe (piece + index).initialize(to: Slot.Memory()) }
    let address = UInt(bitPattern: piece)
    guard
      unsafe pieces[number].compareExchange(expected: 0, desired: address, ordering: .acquiringAndReleasing).exchanged
    else {
      // Another thread was first.
      unsafe piece.deinitialize(count: Self.pieceSize).deallocate()
      return
    }
  }
}
