import Foundation
import Testing

@testable import SitoRecords

@Suite struct StreamTests {
  static let text = [UInt8]((1...12_000).map { "Комментарий номер \($0)\n" }.joined().utf8)

  /// The output of a command of the system, given an input.
  private func tool(_ arguments: [String], _ input: [UInt8]) throws -> [UInt8] {
    let file = try TemporaryFile(input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments + [file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](output)
  }

  private func echo(_ input: [UInt8], threads: Int = 1) throws -> (output: [UInt8], summary: StreamSummary) {
    let log = EventLog()
    return try run(input, RecordOptions(.lines), threads: threads) { LoggingHandler(log: log) }
  }

  @Test(arguments: [["gzip", "-c"], ["zstd", "-c", "-q"]])
  func compressed(_ command: [String]) throws {
    let half = Self.text.count / 2
    let one = try tool(command, Self.text)
    #expect(try echo(one).output == Self.text)
    let two = try tool(command, [UInt8](Self.text[..<half])) + tool(command, [UInt8](Self.text[half...]))
    #expect(try echo(two).output == Self.text)
    let empty = try tool(command, [])
    #expect(try echo(empty).output == [])
    #expect(try echo(empty + one).output == Self.text)
  }

  @Test(arguments: [["gzip", "-c"], ["zstd", "-c", "-q"]])
  func truncated(_ command: [String]) throws {
    let whole = try tool(command, Self.text)
    for count in [5, whole.count / 2, whole.count - 1] {
      let file = try TemporaryFile(whole[..<count])
      let log = EventLog()
      let compression: StreamError.Compression = command[0] == "gzip" ? .gzip : .zstd
      #expect(throws: StreamError.truncated(file: file.path, compression, offset: count)) {
        _ = try run(file: file, RecordOptions(.lines)) { LoggingHandler(log: log) }
      }
      // What came before is judged.
      if count == whole.count - 1 { #expect(log.events.count > 9_000) }
    }
  }

  @Test(arguments: [["gzip", "-c"], ["zstd", "-c", "-q", "--check"]])
  func corrupt(_ command: [String]) throws {
    var bytes = try tool(command, Self.text)
    let middle = bytes.count / 2
    for index in middle..<middle + 20 { bytes[index] ^= 0x5A }
    let error = #expect(throws: StreamError.self) { try echo(bytes) }
    guard case .corrupt(_, _, let offset, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(offset > 0 && offset <= bytes.count)
  }

  @Test func whatFollowsGzip() throws {
    let whole = try tool(["gzip", "-c"], Self.text)
    #expect(try echo(whole + [UInt8](repeating: 0, count: 512)).output == Self.text)
    #expect(throws: StreamError.self) { try echo(whole + [UInt8]("garbage".utf8)) }
  }

  @Test func notText() throws {
    let elf: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 200)
    let utf16 = [UInt8]("Текст\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) + [0x0A, 0, 0x0A, 0, 0x0A, 0]
    for input in [elf, [0xFF, 0xFE] + utf16] {
      let file = try TemporaryFile(input)
      let log = EventLog()
      #expect(throws: StreamError.notText(file: file.path)) {
        _ = try run(file: file, RecordOptions(.lines)) { LoggingHandler(log: log) }
      }
    }
    // A stray control character or two is no reason to refuse.
    #expect(try echo([UInt8]("a\0b\n\u{1B}[1mc\n".utf8)).summary.records == 2)
  }

  @Test(arguments: RecordOptions.Format.allCases) func byteOrderMark(_ format: RecordOptions.Format) throws {
    let content =
      switch format {
      case .lines, .nul: "a"
      case .jsonl: #"{"text":"a"}"#
      case .csv: "text\na"
      }
    let input = [0xEF, 0xBB, 0xBF] + [UInt8](content.utf8)
    let log = EventLog()
    let result = try run(input, RecordOptions(format)) { LoggingHandler(log: log) }
    #expect(result.output == input)
    let texts = log.events.compactMap { event in if case .record(_, _, let text, _) = event { text } else { nil } }
    #expect(texts == [[0x61]])
  }

  @Test func failures() throws {
    #expect(throws: StreamError.cannotOpen(file: "/no/such/file", code: ENOENT)) {
      _ = try ByteSource(path: "/no/such/file")
    }
    #expect(throws: StreamError.cannotRead(file: "/", code: EISDIR)) {
      let log = EventLog()
      _ = try collecting { sink in
        let directory = try ByteSource(path: "/")
        return try RecordPipeline(RecordOptions(.lines)).run(from: directory, to: sink) { LoggingHandler(log: log) }
      }
    }
    var options = RecordOptions(.csv)
    options.textField = "comment"
    #expect(throws: StreamError.self) {
      let log = EventLog()
      _ = try run("id,text\n1,a\n".utf8, options) { LoggingHandler(log: log) }
    }
  }

  @Test(arguments: [1, 3]) func fullDevice(threads: Int) throws {
    let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
    let file = try TemporaryFile(Self.text)
    let log = EventLog()
    #expect(throws: StreamError.cannotWrite(file: "output", code: ENOSPC)) {
      let sink = ByteSink(descriptor: full.fileDescriptor, name: "output")
      let source = try ByteSource(path: file.path)
      _ = try RecordPipeline(RecordOptions(.lines), threads: threads).run(from: source, to: sink) {
        LoggingHandler(log: log)
      }
    }
  }

  @Test(arguments: [1, 3]) func closedPipe(threads: Int) throws {
    signal(SIGPIPE, SIG_IGN)
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let file = try TemporaryFile(Self.text)
    let log = EventLog()
    #expect(throws: StreamError.closedPipe) {
      let sink = ByteSink(descriptor: pipe.fileHandleForWriting.fileDescriptor, name: "output")
      let source = try ByteSource(path: file.path)
      _ = try RecordPipeline(RecordOptions(.lines), threads: threads).run(from: source, to: sink) {
        LoggingHandler(log: log)
      }
    }
  }
}
