import Archives
import Foundation
import RescanLedger
import SQLiteDatabase
import Testing

@testable import Rescan

/// Runs that stop in the middle, and what the next one makes of what they left.
struct GoingOnTests {
  private let archives = [TestArchive(count: 2000, faultEvery: 77), TestArchive(name: "second", count: 900)]

  /// The names and bytes of the files that an undisturbed run leaves.
  private func undisturbed(_ format: VerdictFormat = .jsonl) throws -> [String: [UInt8]] {
    let folder = try TemporaryFolder()
    var run = try makeRun(archives, into: folder)
    run.results.verdicts = format
    try run.run()
    return try files(in: folder)
  }

  private func files(in folder: TemporaryFolder) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try folder.names { files[name] = try folder.bytes(name) }
    return files
  }

  @Test(arguments: VerdictFormat.allCases)
  func aLostConnectionIsGoneOnFrom(format: VerdictFormat) throws {
    let folder = try TemporaryFolder()
    for (first, second) in [(0, nil), (1, nil), (1234, nil), (nil, 37), (nil, 899)] as [(Int?, Int?)] {
      var broken = archives
      broken[0].breaksAt = first
      broken[1].breaksAt = second
      var run = try makeRun(broken, into: folder)
      run.results.verdicts = format
      let name = first == nil ? "second" : "archive"
      #expect(run.failure() == .archive(.cannotRead(archive: name, reason: "the connection was lost")))
      #expect(try folder.names == [RescanRun.ledgerName])
      // Everything before it was kept, so that no time is lost.
      let ledger = try Ledger(path: folder.path(of: RescanRun.ledgerName))
      try ledger.resume()
      #expect(Int(ledger.count) == first ?? 2000 + (second ?? 0))
    }
    var run = try makeRun(archives, into: folder)
    run.results.verdicts = format
    #expect(try run.run().earlierRecords == 2899)
    #expect(try files(in: folder) == undisturbed(format))
  }

  @Test func aFullDiskIsGoneOnFrom() throws {
    let folder = try TemporaryFolder()
    var last: Int64 = -1
    var run = try makeRun(archives, into: folder)
    run.commitInterval = .zero
    for pages in [10, 14, 20] {
      run.maxLedgerPages = pages
      #expect(run.failure() == .diskFull(path: folder.path(of: RescanRun.ledgerName)))
      let ledger = try Ledger(path: folder.path(of: RescanRun.ledgerName))
      try ledger.resume()
      #expect(ledger.count > last)
      last = ledger.count
    }
    run.maxLedgerPages = nil
    try run.run()
    #expect(try files(in: folder) == undisturbed())
  }

  @Test func otherArgumentsAreRefusedUntilToldToBeginAnew() throws {
    let folder = try TemporaryFolder()
    var broken = archives
    broken[0].breaksAt = 500
    _ = try makeRun(broken, into: folder).failure()
    var other = try makeRun(archives, into: folder, options: "other")
    let difference = RunIdentity.Difference(key: "options", now: "other", before: "usual")
    #expect(other.failure() == .otherRun(folder: folder.path, isDone: false, differences: [difference]))
    other.restarts = true
    #expect(try other.run().earlierRecords == 0)
    #expect(try files(in: folder)["verdicts.jsonl"] == undisturbed()["verdicts.jsonl"])
    // Now that they are done, the old arguments are the others.
    let back = RunIdentity.Difference(key: "options", now: "usual", before: "other")
    #expect(
      try makeRun(archives, into: folder).failure()
        == .otherRun(folder: folder.path, isDone: true, differences: [back]))
  }

  @Test func aFinishedRunIsNotDoneAgain() throws {
    let folder = try TemporaryFolder()
    let archive = TestArchive(count: 100)
    let first = try makeRun([archive], into: folder).run()
    #expect(archive.opened.value == 1)
    try Data("changed".utf8).write(to: URL(fileURLWithPath: folder.path(of: "verdicts.jsonl")))
    let second = try makeRun([archive], into: folder).run()
    #expect(second.wasDone)
    #expect(second.record == first.record)
    #expect(archive.opened.value == 1)
    #expect(try folder.text("verdicts.jsonl") == "changed")
  }

  @Test func twoRunsAtOnceAreToldApart() throws {
    let folder = try TemporaryFolder()
    let held = try OutputFolder(path: folder.path)
    #expect(try makeRun(archives, into: folder).failure() == .inUse(folder: folder.path))
    withExtendedLifetime(held) {}
  }

  @Test func aLedgerThatAnotherProcessHoldsIsToldApart() throws {
    // Where the file system has no locks for folders.
    let folder = try TemporaryFolder()
    let ledger = try Ledger(path: folder.path(of: RescanRun.ledgerName))
    try ledger.begin(identity: [], inputs: [])
    #expect(try makeRun(archives, into: folder).failure() == .inUse(folder: folder.path))
    withExtendedLifetime(ledger) {}
  }

  @Test func resultsOfWhichSomeHaveTheirNamesAreWrittenAgain() throws {
    let folder = try TemporaryFolder()
    var broken = archives
    broken[1].breaksAt = 899
    _ = try makeRun(broken, into: folder).failure()
    // As if the process had ended between two renames, and in the middle of a file.
    for name in ["verdicts.jsonl", "verdicts.jsonl.unfinished", "rescan.json.unfinished"] {
      try Data("half".utf8).write(to: URL(fileURLWithPath: folder.path(of: name)))
    }
    try makeRun(archives, into: folder).run()
    #expect(try files(in: folder) == undisturbed())
  }

  @Test func filesOfOthersAreNotOverwritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "verdicts.jsonl")
    try Data("theirs".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try makeRun(archives, into: folder).failure() == .foreignFile(path: path))
    #expect(try folder.text("verdicts.jsonl") == "theirs")
  }

  @Test func aDamagedLedgerIsNotGoneOnWith() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: RescanRun.ledgerName)
    try Data(repeating: 7, count: 10_000).write(to: URL(fileURLWithPath: path))
    guard case .damaged(path, _)? = try makeRun(archives, into: folder).failure() else {
      Issue.record("it was taken for a ledger")
      return
    }
    var run = try makeRun(archives, into: folder)
    run.restarts = true
    try run.run()
    #expect(try files(in: folder) == undisturbed())
  }

  @Test func theRecordOfARunIsReadBack() throws {
    var record = RunRecord()
    (record.records, record.unreadable, record.compared, record.changed) = (3, 1, 2, 0)
    (record.deleted, record.reviewed) = (2, 1)
    record.files = ["verdicts.jsonl", "a \"b\", c.html"]
    for (key, value) in [("files", "}"), ("x\\\"y", "{\n\u{1}"), ("", "ё😀")] {
      record.identity.append(RunIdentity.Entry(key: key, value: value))
    }
    #expect(RunRecord(json: record.json) == record)
    let bytes = record.json
    for end in 0..<bytes.count - 1 { #expect(RunRecord(json: Array(bytes[..<end])) == nil) }
    #expect(RunRecord(json: [UInt8]("{}".utf8)) == nil)
  }
}
