import Foundation
import Testing

/// Verdicts as comments come in, and memory as they go on and on.
struct StreamingTests {
  struct Way: CustomTestStringConvertible {
    var command: String
    var format: String
    var threads: String
    var testDescription: String { "\(command) \(format) \(threads)" }

    static let all = ["classify", "filter", "mask"].flatMap { command in
      ["lines", "jsonl"].flatMap { format in
        ["1", "2"].map { Way(command: command, format: format, threads: $0) }
      }
    }
  }

  @Test(arguments: Way.all)
  func aVerdictIsOutBeforeTheNextComment(way: Way) throws {
    let run = try LiveRun([way.command, "--rules", TestRules.path, "--input", way.format, "--threads", way.threads])
    for text in ["да", "нет", "да"] {
      let line = way.format == "jsonl" ? "{\"text\":\"\(text)\"}\n" : "\(text)\n"
      try run.write(line)
      let answer = try #require(run.read(within: .seconds(10)), "nothing came")
      #expect(answer.hasSuffix("\n"))
      if way.command != "classify" { #expect(answer == line) }
    }
    // A part of a line is no comment yet.
    try run.write(way.format == "jsonl" ? "{\"text\":\"" : "да")
    #expect(run.read(within: .milliseconds(50)) == nil)
    #expect(try run.end() == (way.format == "jsonl" ? 2 : 0))
  }

  @Test func memoryDoesNotGrowWithTheInput() throws {
    let run = try LiveRun(
      ["filter", "--rules", TestRules.path, "--threads", "2"], output: FileHandle(forWritingAtPath: "/dev/null"))
    let comments = [UInt8](String(repeating: "Когда починят дорогу на Садовой?\nты дурак\n", count: 4_000).utf8)
    for _ in 0..<8 { try run.write(comments) }
    let early = try run.peakMemory()
    for _ in 0..<40 { try run.write(comments) }
    let late = try run.peakMemory()
    #expect(try run.end() == 0)
    #expect(late < 64 << 20)
    // Buffers still settle while the first batches come in; if all 12 MB were kept, it would show.
    #expect(late - early < 8 << 20)
  }

  @Test(arguments: [("lines", "1"), ("lines", "2"), ("jsonl", "2"), ("csv", "2")])
  func aRecordOf100MBIsNotKept(format: String, threads: String) throws {
    let folder = try Folder(texts: ["output": ""])
    let run = try LiveRun(
      ["classify", "--rules", TestRules.path, "--input", format, "--threads", threads, "--max-record", "1000000"],
      output: FileHandle(forWritingTo: folder.place("output")))
    let (before, after) =
      switch format {
      case "jsonl": ("{\"text\":\"дурак\"}\n{\"text\":\"", "\"}\n{\"text\":\"дурак\"}\n")
      case "csv": ("text\nдурак\n", "\nдурак\n")
      default: ("дурак\n", "\nдурак\n")
      }
    try run.write(before)
    let megabyte = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    for _ in 0..<100 { try run.write(megabyte) }
    try run.write(after)
    let peak = try run.peakMemory()
    #expect(try run.end() == 2)
    #expect(peak < 64 << 20)
    let lines = String(decoding: try folder.bytes("output"), as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(try lines.map { try Verdict($0).labels } == [["insult"], [], ["insult"]])
    let error = "more than the 1000000 allowed\",\"line\":\(format == "csv" ? 3 : 2)}"
    #expect(lines.dropFirst().first?.contains(error) == true)
  }
}

/// A run of the command that goes on while the test talks to it.
final class LiveRun {
  private let process: Process
  private let input = Pipe()
  private let output = Pipe()

  /// Starts the command; its output goes to a file if one is given.
  init(_ arguments: [String], output file: FileHandle? = nil) throws {
    process = try SitoCommandTests.process(sitoPath, arguments)
    process.standardInput = input
    process.standardOutput = file ?? output
    try process.run()
  }

  deinit { if process.isRunning { process.terminate() } }

  func write(_ text: String) throws { try write([UInt8](text.utf8)) }
  func write(_ bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: bytes) }

  /// What the command has written by now; nil if nothing comes in time.
  func read(within time: Duration) -> String? {
    let handle = output.fileHandleForReading
    var request = pollfd(fd: handle.fileDescriptor, events: Int16(POLLIN), revents: 0)
    // One structure, and a time to wait.
    let ready = unsafe poll(&request, 1, Int32(time / .milliseconds(1)))
    return ready > 0 ? String(decoding: handle.availableData, as: UTF8.self) : nil
  }

  /// The most memory that the process has held so far, in bytes (proc(5), VmHWM).
  func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
    let match = try #require(status.firstMatch(of: /VmHWM:\s+(\d+) kB/))
    return try #require(Int(match.1)) << 10
  }

  /// Ends the input and waits for the command to end.
  ///
  /// - Returns: its exit code.
  func end() throws -> Int32 {
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
