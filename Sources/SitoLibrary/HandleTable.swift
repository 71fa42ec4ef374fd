internal import CSito
internal import Glibc
internal import Synchronization

/// Knows the object behind each handle. A handle is looked up and never followed, so one that was freed, or never was, is
/// an error and not a crash.
///
/// No lock is taken anywhere: what a thread was about when its process was forked cannot stop the child.
final class HandleTable: Sendable {
  static let shared = HandleTable()

  /// Whether others may use the object at the same time.
  enum Access { case shared, exclusive }

  private let slots = SlotStore()
  private let wasForkedInCall = Atomic<Bool>(false)

  private init() {
    // Fails only where memory is out; then a child that was forked in a call may wait for ever.
    _ = pthread_atfork(nil, nil) { HandleTable.shared.noteFork() }
  }

  /// In a child: what the parent's threads were about at the moment of the fork stays half done.
  private func noteFork() {
    for index in 0..<slots.count where slots[index].state.users > 0 {
      wasForkedInCall.store(true, ordering: .relaxed)
    }
  }

  /// How many handles there are.
  var count: Int { (0..<slots.count).count { slots[$0].state.kind != 0 } }

  /// Stops a call in a child whose parent was inside one when it was forked.
  func checkFork() throws(CallFailure) {
    if wasForkedInCall.load(ordering: .relaxed) {
      throw CallFailure(SITO_FORKED, "this process was forked while another thread was inside a call")
    }
  }

  /// Gives a handle to what `body` makes.
  func add<T: HandledObject>(_ body: () throws(CallFailure) -> T) throws(CallFailure) -> OpaquePointer? {
    guard let index = slots.take() else { throw CallFailure(SITO_TOO_LARGE, "too many handles that were not freed") }
    let slot = slots[index]
    let generation = slot.state.generation
    // Of no kind yet, but in use: a fork is noticed.
    slot.store(SlotState(generation: generation, kind: 0, users: 1))
    do {
      slot.fill(try body())
    } catch {
      slot.store(SlotState(generation: generation, kind: 0, users: 0))
      slots.give(index)
      throw error
    }
    slot.store(SlotState(generation: generation, kind: T.kind.rawValue, users: 0))
    return unsafe Handle(T.kind, index: index, generation: generation).pointer
  }

  /// Gives `body` the object of a handle, which cannot be freed meanwhile.
  func use<T: HandledObject, Result>(
    _ pointer: OpaquePointer?, as type: T.Type, _ access: Access, _ body: (T) throws(CallFailure) -> Result
  ) throws(CallFailure) -> Result {
    let slot = unsafe try slot(of: unsafe pointer, type).slot
    let generation = unsafe Handle(pointer)?.generation
    var state = slot.state
    repeat {
      guard state.kind == T.kind.rawValue, state.generation == generation else { throw .badHandle(T.kind) }
      guard state.users == 0 || access == .shared && state.users < SlotState.mostUsers else { throw .busy(T.kind) }
    } while !slot.exchange(&state, state.with(users: state.users + 1))
    defer {
      while !slot.exchange(&state, state.with(users: state.users - 1)) {}
    }
    return try body(slot.object(as: type))
  }

  /// Frees the object of a handle.
  func remove<T: HandledObject>(_ pointer: OpaquePointer?, as type: T.Type) throws(CallFailure) {
    let (slot, handle) = unsafe try slot(of: unsafe pointer, type)
    var state = slot.state
    repeat {
      guard state.kind == T.kind.rawValue, state.generation == handle.generation else { throw .badHandle(T.kind) }
      guard state.users == 0 else { throw .busy(T.kind) }
    } while !slot.exchange(&state, SlotState(generation: state.generation + 1, kind: 0, users: 0))
    slot.empty(type)
    slots.give(handle.index)
  }

  private func slot<T: HandledObject>(
    of pointer: OpaquePointer?, _ type: T.Type
  ) throws(CallFailure) -> (slot: Slot, handle: Handle) {
    guard unsafe pointer != nil else { throw .null(T.kind.name) }
    guard let handle = unsafe Handle(pointer), handle.kind == T.kind, handle.index < slots.count else {
      throw .badHandle(T.kind)
    }
    return (slots[handle.index], handle)
  }
}
