import Foundation
import Testing

@testable import SitoRecords

@Suite struct PipelineTests {
  /// Passes records on, some later than others.
  struct Slow: RecordHandler {
    func handle(_ record: borrowing Record, output: inout ByteBuffer) {
      if record.number % 500 == 0 { usleep(UInt32(record.number / 500 * 7919 % 3000)) }
      output.append(record.raw)
    }
    func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
      output.append(record.raw)
    }
    func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) { output.append(bytes) }
  }

  struct Counting: RecordHandler {
    func handle(_ record: borrowing Record, output: inout ByteBuffer) {}
    func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
      output.append(contentsOf: "\(fault.code.rawValue) \(fault.line): \(fault.message)\n")
    }
    func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) {}
  }

  @Test(arguments: 1...8) func order(threads: Int) throws {
    let input = [UInt8]((1...20_000).map { "{\"text\":\"\($0)\"}\n" }.joined().utf8)
    let result = try run(input, RecordOptions(.jsonl), threads: threads) { Slow() }
    #expect(result.output == input)
    #expect(result.summary.records == 20_000)
    #expect(result.summary.unreadable == 0)
  }

  /// Somebody writes one record, waits for the answer, and writes the next.
  @Test(.timeLimit(.minutes(1)), arguments: [(1, false), (4, false), (1, true)])
  func livePipe(threads: Int, byteByByte: Bool) throws {
    let input = Pipe()
    let output = Pipe()
    let finished = Background {
      let source = ByteSource(descriptor: input.fileHandleForReading.fileDescriptor, name: "input")
      let sink = ByteSink(descriptor: output.fileHandleForWriting.fileDescriptor, name: "output")
      return try RecordPipeline(RecordOptions(.lines), threads: threads).run(from: source, to: sink) { Slow() }
    }
    for number in 1...20 {
      let line = Data("строка \(number)\n".utf8)
      if byteByByte {
        for byte in line { try input.fileHandleForWriting.write(contentsOf: Data([byte])) }
      } else {
        try input.fileHandleForWriting.write(contentsOf: line)
      }
      var answer = Data()
      while answer.count < line.count { answer += output.fileHandleForReading.availableData }
      #expect(answer == line)
    }
    try input.fileHandleForWriting.close()
    #expect(try finished.value().records == 20)
  }

  /// The answer to the records that are there must not wait for the end of one that is not.
  @Test(.timeLimit(.minutes(1))) func answersBeforeAnUnfinishedRecord() throws {
    let input = Pipe()
    let output = Pipe()
    let finished = Background {
      let source = ByteSource(descriptor: input.fileHandleForReading.fileDescriptor, name: "input")
      let sink = ByteSink(descriptor: output.fileHandleForWriting.fileDescriptor, name: "output")
      return try RecordPipeline(RecordOptions(.lines), threads: 2).run(from: source, to: sink) { Slow() }
    }
    let whole = String(repeating: "0123456789\n", count: 60_000)
    let writer = Background { try input.fileHandleForWriting.write(contentsOf: Data((whole + "begun").utf8)) }
    var answer = 0
    while answer < whole.utf8.count { answer += output.fileHandleForReading.availableData.count }
    try writer.value()
    #expect(answer == whole.utf8.count)
    try input.fileHandleForWriting.close()
    #expect(try finished.value().records == 60_001)
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 2]) func hugeLineInLittleMemory(threads: Int) throws {
    let input = Pipe()
    let writer = Background {
      let piece = Data(repeating: UInt8(ascii: "x"), count: 1 << 20)
      try input.fileHandleForWriting.write(contentsOf: Data("a\n".utf8))
      for _ in 0..<100 { try input.fileHandleForWriting.write(contentsOf: piece) }
      try input.fileHandleForWriting.write(contentsOf: Data("\nb\n".utf8))
      try input.fileHandleForWriting.close()
    }
    let before = peakMemory()
    var options = RecordOptions(.lines)
    options.maxRecord = 1 << 20
    let result = try collecting { sink in
      let source = ByteSource(descriptor: input.fileHandleForReading.fileDescriptor, name: "input")
      return try RecordPipeline(options, threads: threads).run(from: source, to: sink) { Counting() }
    }
    try writer.value()
    #expect(result.summary.records == 3)
    #expect(result.summary.unreadable == 1)
    #expect(
      String(decoding: result.output, as: UTF8.self)
        == "too_long 2: \(100 << 20) bytes, more than the \(1 << 20) allowed\n")
    #expect(peakMemory() - before < 40 << 20)
  }

  /// The largest amount of memory that the process has had, in bytes.
  private func peakMemory() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0) << 10
  }

  @Test func aMillionSmallLines() throws {
    let input = [UInt8](String(repeating: "a\n", count: 1_000_000).utf8)
    let progress = StreamProgress()
    let result = try run(file: TemporaryFile(input), RecordOptions(.lines), threads: 2, progress: progress) {
      Counting()
    }
    #expect(result.summary.records == 1_000_000)
    #expect(progress.records == 1_000_000)
    #expect(progress.bytes == 2_000_000)
    #expect(progress.totalBytes == 2_000_000)
  }

  @Test func aRecordLargerThanABatch() throws {
    let text = String(repeating: "слово ", count: 60_000)
    let input = [UInt8]("{\"text\":\"\(text)\"}\n{\"text\":\"b\"}\n".utf8)
    let log = EventLog()
    let result = try run(input, RecordOptions(.jsonl), threads: 2) { LoggingHandler(log: log) }
    #expect(result.output == input)
    #expect(result.summary.records == 2)
    #expect(
      log.events.contains { if case .record("1", 1, let found, _) = $0 { found == [UInt8](text.utf8) } else { false } })
  }
}
