import Foundation
import Sito
import Testing

@testable import Rescan

/// What a run writes when nothing comes between.
struct RunTests {
  @Test(arguments: [1, 2, 4, 9])
  func anyNumberOfThreadsWritesTheSame(threads: Int) throws {
    let (one, many) = (try TemporaryFolder(), try TemporaryFolder())
    let archives = [TestArchive(count: 3000, faultEvery: 100), TestArchive(name: "other", count: 500, batchSize: 1)]
    try makeRun(archives, into: one, threads: 1).run()
    let outcome = try makeRun(archives, into: many, threads: threads).run()
    #expect(outcome.record.records == 3500)
    #expect(outcome.record.unreadable == 30)
    #expect(try one.names == many.names)
    for name in try one.names { #expect(try one.bytes(name) == many.bytes(name)) }
    let ids = try many.lines("verdicts.jsonl").map { try #require($0.firstMatch(of: /"id":(\d+)/)).1 }
    #expect(ids.map { Int($0) } == Array(1...3000) + Array(1...500))
  }

  @Test func linesAreThoseOfClassifyAndWhatTheArchiveKnows() throws {
    let folder = try TemporaryFolder()
    try makeRun([TestArchive(count: 4, faultEvery: 4)], into: folder).run()
    let lines = try folder.lines("verdicts.jsonl")
    let ruleset = try TestRules.ruleset.get().id
    let end = "\"ruleset\":\"\(ruleset)\""
    try #require(lines.count == 4)
    #expect(
      lines[0]
        == """
        {"v":1,"id":1,"labels":[{"label":"insult","tier":"certain","rule":"insult.fool","spans":[{"start":5,"end":15,\
        "text":"дурак"}]}],"decision":{"policy":"ours","actions":["delete","blacklist"],"review":false,"clauses":[{"cite":\
        "п. 1","actions":["delete","blacklist"],"labels":["insult"],"force":{"delete":"must","blacklist":"may"}}]},\(end)}
        """)
    #expect(
      lines[2]
        == """
        {"v":1,"id":3,"labels":[{"label":"insult","tier":"probable","rule":"insult.donkey","spans":[{"start":0,"end":8,\
        "text":"осёл"}]}],"decision":{"policy":"ours","actions":[],"review":true,"clauses":[{"cite":"п. 1","actions":[],\
        "labels":["insult"],"force":{}}]},\(end),"author":"id3","date":"2023-11-15T01:13:20Z","page":"-12345",\
        "platform":"vk"}
        """)
    #expect(lines[3] == #"{"v":1,"id":4,"error":{"code":"bad_json","message":"no JSON","line":4}}"#)
  }

  @Test func severalInputsAreNamed() throws {
    let folder = try TemporaryFolder()
    try makeRun([TestArchive(count: 1), TestArchive(name: "other\"", count: 1)], into: folder).run()
    let lines = try folder.lines("verdicts.jsonl")
    #expect(lines.first?.hasSuffix(#","input":"archive"}"#) == true)
    #expect(lines.last?.hasSuffix(#","input":"other\""}"#) == true)
  }

  @Test func compressedVerdictsAreTheSame() throws {
    let (plain, compressed) = (try TemporaryFolder(), try TemporaryFolder())
    let archive = TestArchive(count: 5000)
    try makeRun([archive], into: plain).run()
    var run = try makeRun([archive], into: compressed)
    run.results.isCompressed = true
    #expect(try run.run().record.files.contains("verdicts.jsonl.zst"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/zstd")
    process.arguments = ["--quiet", "--decompress", compressed.path(of: "verdicts.jsonl.zst")]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try compressed.bytes("verdicts.jsonl") == plain.bytes("verdicts.jsonl"))
  }

  @Test func rowsOfCSV() throws {
    let folder = try TemporaryFolder()
    var run = try makeRun([TestArchive(count: 4, faultEvery: 4)], into: folder)
    run.results.verdicts = .csv
    try run.run()
    let lines = try folder.lines("verdicts.csv")
    let ruleset = try TestRules.ruleset.get().id
    #expect(
      lines == [
        "id,review,actions,labels,tiers,rules,spans,words,clauses,policy,ruleset,error,message,line,"
          + "author,date,page,platform,input",
        "1,false,\"delete; blacklist\",insult,certain,insult.fool,5-15,«дурак»,п. 1,ours,\(ruleset),,,,,,,,archive",
        "2,false,,threat,certain,threat.burn,0-10,«сожгу»,,ours,\(ruleset),,,,,,,,archive",
        "3,true,,insult,probable,insult.donkey,0-8,«осёл»,п. 1,ours,\(ruleset),,,,id3,2023-11-15T01:13:20Z,-12345,vk,archive",
        "4,,,,,,,,,,,bad_json,no JSON,4,,,,,archive",
      ])
  }

  @Test func anEmptyArchiveGivesEmptyVerdicts() throws {
    let folder = try TemporaryFolder()
    #expect(try makeRun([TestArchive(count: 0)], into: folder).run().record.records == 0)
    #expect(try folder.bytes("verdicts.jsonl").isEmpty)
    #expect(
      try folder.names == ["authors.jsonl", "floods.jsonl", "report.html", "rescan.json", "verdicts.jsonl"])
  }
}
