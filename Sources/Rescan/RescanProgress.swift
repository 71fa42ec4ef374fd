internal import Synchronization

/// How far a re-scan has come, for another thread to look at.
package final class RescanProgress: Sendable {
  /// What is being done.
  package enum Stage: Int, Sendable { case opening, judging, analysing, writing, done }

  private let stageNumber = Atomic<Int>(0)
  private let usedBytes = Atomic<Int>(0)
  private let allBytes = Atomic<Int>(-1)
  private let handledRecords = Atomic<Int>(0)
  private let firstBytes = Atomic<Int>(0)
  private let firstRecords = Atomic<Int>(0)

  /// Nothing done yet.
  package init() {}

  /// What is being done.
  package internal(set) var stage: Stage {
    get { Stage(rawValue: stageNumber.load(ordering: .acquiring)) ?? .opening }
    set { stageNumber.store(newValue.rawValue, ordering: .releasing) }
  }

  /// Bytes of the archives whose comments are judged, as they lie on the disk.
  package internal(set) var bytes: Int {
    get { usedBytes.load(ordering: .relaxed) }
    set { usedBytes.store(newValue, ordering: .relaxed) }
  }

  /// The bytes of all archives; nil if that of one is not known.
  package internal(set) var totalBytes: Int? {
    get {
      let bytes = allBytes.load(ordering: .relaxed)
      return bytes < 0 ? nil : bytes
    }
    set { allBytes.store(newValue ?? -1, ordering: .relaxed) }
  }

  /// Records judged, those that could not be read among them; while results are written, those that are written.
  package internal(set) var records: Int {
    get { handledRecords.load(ordering: .relaxed) }
    set { handledRecords.store(newValue, ordering: .relaxed) }
  }

  /// What an earlier run has done, which says nothing about the speed of this one.
  package internal(set) var earlier: (bytes: Int, records: Int) {
    get { (firstBytes.load(ordering: .relaxed), firstRecords.load(ordering: .relaxed)) }
    set {
      firstBytes.store(newValue.bytes, ordering: .relaxed)
      firstRecords.store(newValue.records, ordering: .relaxed)
    }
  }
}
