package import SitoRecords
internal import Synchronization

/// How far a re-scan has come, for another thread to look at.
package final class RescanProgress: Sendable {
  /// What is being done.
  package enum Stage: Int, Sendable { case opening, judging, analysing, writing, done }

  private let stageNumber = Atomic<Int>(0)
  /// Bytes of the archives whose comments are judged, as they lie on the disk, of how many; and records judged, those that
  /// could not be read among them; while results are written, those that are written.
  package let stream = StreamProgress()
  private let firstBytes = Atomic<Int>(0)
  private let firstRecords = Atomic<Int>(0)

  /// Nothing done yet.
  package init() {}

  /// What is being done.
  package internal(set) var stage: Stage {
    get { Stage(rawValue: stageNumber.load(ordering: .acquiring)) ?? .opening }
    set { stageNumber.store(newValue.rawValue, ordering: .releasing) }
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
