internal import Synchronization

/// How far a run has come, for another thread to look at.
public final class StreamProgress: Sendable {
  private let usedBytes = Atomic<Int>(0)
  private let allBytes = Atomic<Int>(-1)
  private let handledRecords = Atomic<Int>(0)

  /// Nothing done yet.
  public init() {}

  /// Bytes of the input file itself that were used, compressed or not.
  public package(set) var bytes: Int {
    get { usedBytes.load(ordering: .relaxed) }
    set { usedBytes.store(newValue, ordering: .relaxed) }
  }

  /// The length of the input file in bytes; nil for pipes and the like, and before the run has begun.
  public package(set) var totalBytes: Int? {
    get {
      let bytes = allBytes.load(ordering: .relaxed)
      return bytes < 0 ? nil : bytes
    }
    set { allBytes.store(newValue ?? -1, ordering: .relaxed) }
  }

  /// Records handled, those that could not be read among them.
  public package(set) var records: Int {
    get { handledRecords.load(ordering: .relaxed) }
    set { handledRecords.store(newValue, ordering: .relaxed) }
  }
}
