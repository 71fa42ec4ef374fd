import Foundation
import Glibc
import Testing

/// `sito rescan` as people run it.
struct RescanTests {
  /// Comments as JSON Lines, some of which cannot be read; ids are numbers and strings by turns.
  private static func archive(_ count: Int) -> String {
    let texts = [
      "Когда починят дорогу на Садовой?", "ты дурак", "я дурак", "осёл", "хрюм", "сожгу", "Спасибо \\u2764 большое",
    ]
    return (1...count).map { number in
      if number % 500 == 0 { return "{\"broken\n" }
      let id = number % 2 == 0 ? "\"n\(number)\"" : "\(number)"
      return "{\"id\":\(id),\"text\":\"\(texts[number % texts.count]), \(number)\"}\n"
    }.joined()
  }

  private static let arguments = ["rescan", "--rules", TestRules.path, "--policy", "ours", "--language", "en"]

  private func rescan(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try sito(Self.arguments + arguments, input: [], environment: environment)
  }

  /// The names and bytes of the files in a folder.
  private func files(_ folder: Folder, _ name: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path(of: name)) {
      files[file] = try folder.bytes("\(name)/\(file)")
    }
    return files
  }

  @Test func verdictsAreThoseOfClassify() throws {
    let folder = try Folder(texts: ["a.jsonl": Self.archive(3000)])
    let archive = folder.path(of: "a.jsonl")
    let run = try rescan("--output", folder.path(of: "out"), archive)
    #expect(run.status == 2)
    #expect(run.lines.prefix(2) == ["Comments: 2994; to delete: 856; to review: 855", "Not read: 6"])
    #expect(run.errors.isEmpty)
    for (format, arguments) in [("jsonl", ["--format", "jsonl"]), ("zst", ["--compress"])] {
      let out = folder.path(of: "out-\(format)")
      #expect(try sito(Self.arguments + arguments + ["--output", out, archive], input: []).status == 2)
    }
    let judged = try sito(
      "classify", "--rules", TestRules.path, "--policy", "ours", "--input", "jsonl", "--format", "jsonl", archive)
    #expect(try folder.bytes("out/verdicts.jsonl") == judged.bytes)
    #expect(try shell("zstd -dc '\(folder.path(of: "out-zst/verdicts.jsonl.zst"))'").bytes == judged.bytes)
    let report = String(decoding: try folder.bytes("out/report.html"), as: UTF8.self)
    #expect(report.hasPrefix("<!DOCTYPE html>"))
    #expect(report.contains("insult.fool"))
  }

  @Test func aFinishedFolderIsLeftAlone() throws {
    let folder = try Folder(texts: ["a.txt": "ты дурак\nда\n"])
    let (out, archive) = (folder.path(of: "out"), folder.path(of: "a.txt"))
    #expect(try rescan("--output", out, archive).status == 0)
    let before = try files(folder, "out")
    let again = try rescan("--output", out, archive)
    #expect(again.status == 0)
    #expect(again.lines.first == "All is done here: \(out)")
    let other = try rescan("--output", out, "--format", "csv", archive)
    #expect(other.status == 64)
    #expect(other.errors.contains("--format: csv, before jsonl"))
    #expect(try files(folder, "out") == before)
    // The archive has grown.
    try folder.write([UInt8]("ты дурак\nда\nхрюм\n".utf8), to: "a.txt")
    #expect(try rescan("--output", out, archive).status == 64)
    #expect(try rescan("--output", out, "--restart", "--quiet", archive).output.isEmpty)
    #expect(try folder.bytes("out/verdicts.jsonl").split(separator: 0x0A).count == 3)
  }

  @Test func comparing() throws {
    let strict = TestRules.policy("strict", deletes: "[insult, profanity, threat]")
    let folder = try Folder(
      texts: ["a.txt": "ты дурак\nсожгу\nда\nхрюм\n", "strict.yaml": strict].merging(
        Dictionary(uniqueKeysWithValues: TestRules.files.map { ("old/\($0.key)", $0.value) })
      ) { $1 })
    let word = "profanity.hrum\t"
    let others = TestRules.others.replacing(word, with: "profanity.da\tда\tда\n\(word)")
    try folder.write([UInt8](others.utf8), to: "old/others.tsv")
    let archive = folder.path(of: "a.txt")
    #expect(try rescan("--output", folder.path(of: "first"), archive).status == 0)

    // A policy's file: the threat would be deleted by it.
    let policy = try rescan("--output", folder.path(of: "policy"), "--against", folder.path(of: "strict.yaml"), archive)
    #expect(policy.status == 0)
    #expect(policy.output.contains("Decision changed: 1 of 4"))
    let change = String(decoding: try folder.bytes("policy/changes.jsonl"), as: UTF8.self)
    #expect(change.split(separator: "\n").count == 1)
    #expect(change.hasPrefix(#"{"v":1,"id":2,"from":{"actions":["delete","blacklist"],"review":"#))
    // The other way round, and against what an earlier run wrote: the same comment.
    let earlier = try rescan(
      "--output", folder.path(of: "earlier"), "--against", folder.path(of: "first"), "--limit-change", "0%", archive)
    #expect(earlier.status == 0)
    #expect(earlier.output.contains("Decision changed: 0 of 4"))

    // Rules: one word more before; a quarter of the decisions change.
    for (limit, status) in [("25%", Int32(0)), ("24.9%", 1)] {
      let out = folder.path(of: "rules\(limit)")
      let rules = try rescan("--output", out, "--against", folder.path(of: "old"), "--limit-change", limit, archive)
      #expect(rules.status == status)
      #expect(rules.output.contains("Decision changed: 1 of 4"))
      #expect(FileManager.default.fileExists(atPath: "\(out)/changes.jsonl"))
      let again = try rescan("--output", out, "--against", folder.path(of: "old"), "--limit-change", limit, archive)
      #expect(again.status == status)
    }
    #expect(try rescan("--output", folder.path(of: "x"), "--against", "no-such", archive).status == 64)
    // What is no earlier output is refused before anything is judged.
    let wrong = try rescan("--output", folder.path(of: "x"), "--against", archive, archive)
    #expect(wrong.status == 74)
    #expect(wrong.errors.contains("its first line is no verdict"))
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "x")))
  }

  @Test(arguments: [
    ["a.txt"], ["--output", "", "a.txt"], ["--output", "o"], ["--output", "o", "-"],
    ["--output", "o", "a.txt", "a.txt"],
    ["--output", "o", "--postgres"], ["--output", "o", "--limit-change", "5%", "a.txt"],
    ["--output", "o", "--compress", "--format", "sqlite", "a.txt"], ["--output", "o", "--time-zone", "noon", "a.txt"],
    ["--output", "o", "--against", "a.txt", "--limit-change", "5", "a.txt"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let run = try sito(Self.arguments + arguments, input: [])
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("Error: "))
  }

  @Test func aMissingArchive() throws {
    let folder = try Folder([:])
    let run = try rescan("--output", folder.path(of: "out"), folder.path(of: "none"))
    #expect(run.status == 74)
    #expect(run.errors.hasSuffix("none: no such file\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.path(of: "out")))
  }

  @Test func aFileThatMayNotGrowStopsIt() throws {
    // Like a full disk, but for this process alone: no file of more than 400 KB.
    let folder = try Folder(texts: ["a.jsonl": Self.archive(20_000)])
    let (out, archive) = (folder.path(of: "out"), folder.path(of: "a.jsonl"))
    let words = (Self.arguments + ["--output", out, archive]).map { "'\($0)'" }.joined(separator: " ")
    let full = try shell("ulimit -f 400; sito \(words)")
    #expect(full.status == 74)
    #expect(full.errors.contains("the same command goes on from there"))
    #expect(!FileManager.default.fileExists(atPath: "\(out)/verdicts.jsonl"))
    #expect(try rescan("--output", out, archive).status == 2)
    #expect(try rescan("--output", folder.path(of: "undisturbed"), archive).status == 2)
    #expect(try files(folder, "out") == files(folder, "undisturbed"))
  }

  @Test func twoAtOnce() throws {
    let folder = try Folder(texts: ["a.jsonl": Self.archive(100_000)])
    let arguments = Self.arguments + ["--output", folder.path(of: "out"), folder.path(of: "a.jsonl")]
    let first = try process(sitoPath, arguments)
    first.standardOutput = FileHandle.nullDevice
    try first.run()
    defer { first.waitUntilExit() }
    while !FileManager.default.fileExists(atPath: folder.path(of: "out/rescan.unfinished.sqlite")), first.isRunning {
      usleep(1000)
    }
    let second = try sito(arguments, input: [])
    #expect(second.status == 64)
    #expect(second.errors.contains("another run is at work there"))
    #expect(first.isRunning)
    first.terminate()
  }

  /// Killed again and again, at random moments: the results are those of an undisturbed run. `SITO_KILLS` says how often,
  /// `SITO_SEED` at which moments.
  @Test func killed() throws {
    let environment = ProcessInfo.processInfo.environment
    let kills = environment["SITO_KILLS"].flatMap(Int.init) ?? 8
    let seed = environment["SITO_SEED"].flatMap(UInt64.init) ?? .random(in: 0...999_999)
    var random = SplitMix(state: seed)
    let folder = try Folder(texts: ["a.jsonl": Self.archive(30_000)])
    let archive = folder.path(of: "a.jsonl")
    let begin = ContinuousClock.now
    #expect(try rescan("--output", folder.path(of: "undisturbed"), archive).status == 2)
    let length = (ContinuousClock.now - begin) / .milliseconds(1)
    let whole = try files(folder, "undisturbed")
    let out = folder.path(of: "out")
    var killed = 0
    var finished = 0
    while killed < kills {
      let run = try process(sitoPath, Self.arguments + ["--quiet", "--output", out, archive])
      try run.run()
      // A run that goes on is shorter, and its end must be met, too.
      usleep(UInt32(1000 * Double.random(in: 0...0.7 * length, using: &random)))
      kill(run.processIdentifier, SIGKILL)
      run.waitUntilExit()
      if run.terminationReason == .uncaughtSignal { killed += 1 } else { finished += 1 }
      let isDone = run.terminationReason == .exit
      if isDone { #expect(run.terminationStatus == 2, "seed \(seed)") }
      let left = FileManager.default.fileExists(atPath: out) ? try files(folder, "out") : [:]
      for (name, bytes) in left where whole[name] != nil {
        #expect(bytes == whole[name], "\(name) has its name, and is not whole; seed \(seed)")
      }
      if left.keys.contains("rescan.json") {
        #expect(try rescan("--quiet", "--output", out, archive).status == 2)
        #expect(try files(folder, "out") == whole, "seed \(seed)")
        try FileManager.default.removeItem(atPath: out)
      }
    }
    #expect(try rescan("--quiet", "--output", out, archive).status == 2)
    #expect(try files(folder, "out") == whole, "seed \(seed)")
    print("killed \(killed) times, finished \(finished + 1) times, seed \(seed)")
  }
}

/// A generator whose numbers are the same in every run (SplitMix64).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}
