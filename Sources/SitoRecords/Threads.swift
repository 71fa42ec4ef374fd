internal import Glibc

/// A thread of the system, which may block as long as it likes (Swift's own tasks share a few that must not).
package struct WorkerThread {
  private let id: pthread_t

  /// Starts a thread; nil if the system has no more.
  package init?(_ body: @escaping @Sendable () -> Void) {
    // The thread takes the box over; if it could not be started, the box is released here.
    let box = unsafe Unmanaged.passRetained(ThreadBody(body))
    var id = pthread_t()
    let code = unsafe pthread_create(
      &id, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
      }, box.toOpaque())
    guard code == 0 else {
      unsafe box.release()
      return nil
    }
    self.id = id
  }

  /// Waits for its end; once.
  package func join() { _ = pthread_join(id, nil) }
}

private final class ThreadBody: Sendable {
  let body: @Sendable () -> Void
  init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

/// A state that threads share: one at a time looks at it, and each may wait until it has become as it needs.
@safe package final class Monitor<State: ~Copyable>: @unchecked Sendable {
  // Sendable because the state is touched only with the mutex held. Both objects must not move, so they live in memory
  // of their own.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var state: State

  package init(_ state: consuming sending State) {
    self.state = state
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe changed.initialize(to: pthread_cond_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Changes the state.
  package func change<Result: ~Copyable>(_ body: (inout State) -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Waits until the body, called after every change, has a result. A body without a result must not change anything.
  package func wait<Result: ~Copyable>(_ body: (inout State) -> Result?) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    while true {
      if let result = body(&state) { return result }
      unsafe pthread_cond_wait(changed, mutex)
    }
  }

  /// Waits like ``wait(_:)``, but at most so many milliseconds; nil if the body has no result by then.
  package func wait<Result: ~Copyable>(milliseconds: Int, _ body: (inout State) -> Result?) -> Result? {
    var deadline = timespec()
    // The clock fills the structure; condition variables go by this one unless told otherwise.
    unsafe clock_gettime(CLOCK_REALTIME, &deadline)
    let nanoseconds = deadline.tv_nsec + milliseconds % 1000 * 1_000_000
    deadline.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    while true {
      if let result = body(&state) { return result }
      guard unsafe pthread_cond_timedwait(changed, mutex, &deadline) == 0 else { return body(&state) }
    }
  }
}
