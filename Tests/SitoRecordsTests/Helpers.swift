import Foundation
import Sito
import Rulebook
import Synchronization

@testable import SitoRecords

/// What a handler was told, in plain values.
enum Event: Equatable {
  case record(id: String, line: Int, text: [UInt8], raw: [UInt8])
  case fault(RecordFault.Code, id: String, line: Int, raw: [UInt8])
  case passage([UInt8])
}

/// Writes down everything that it is told.
final class EventLog: @unchecked Sendable {
  // Not a Mutex: the thread sanitizer does not know those, and would see races.
  private let lock = NSLock()
  private var log: [Event] = []

  func add(_ event: Event) {
    lock.withLock {
      // How bytes between records are cut is nobody's business.
      if case .passage(let more) = event, case .passage(let bytes)? = log.last {
        log[log.count - 1] = .passage(bytes + more)
      } else {
        log.append(event)
      }
    }
  }

  var events: [Event] { lock.withLock { log } }
}

struct LoggingHandler: RecordHandler {
  let log: EventLog

  func handle(_ record: borrowing Record, output: inout ByteBuffer) {
    log.add(.record(id: id(of: record), line: record.line, text: bytes(record.text), raw: bytes(record.raw)))
    output.append(record.raw)
  }

  func handle(_ fault: RecordFault, of record: borrowing Record, output: inout ByteBuffer) {
    log.add(.fault(fault.code, id: id(of: record), line: fault.line, raw: bytes(record.raw)))
    output.append(record.raw)
  }

  func pass(_ bytes: Span<UInt8>, output: inout ByteBuffer) {
    log.add(.passage(SitoRecordsTests.bytes(bytes)))
    output.append(bytes)
  }

  private func id(of record: borrowing Record) -> String {
    var id = ByteBuffer()
    record.appendID(to: &id)
    return String(decoding: id.bytes, as: UTF8.self)
  }
}

func bytes(_ span: Span<UInt8>) -> [UInt8] {
  var bytes = ByteBuffer()
  bytes.append(span)
  return bytes.bytes
}

/// A file that is gone when the test is.
final class TemporaryFile: Sendable {
  let path: String

  init(_ content: some Sequence<UInt8> = []) throws {
    path = NSTemporaryDirectory() + "sito-records-" + UUID().uuidString
    try Data(content).write(to: URL(fileURLWithPath: path))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var content: [UInt8] { get throws { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) } }
}

/// Runs a pipeline over a file and returns what it wrote.
func run<Handler: RecordHandler>(
  _ input: some Sequence<UInt8>, _ options: RecordOptions, threads: Int = 1,
  handler: @escaping @Sendable () -> Handler
) throws -> (output: [UInt8], summary: StreamSummary) {
  try run(file: TemporaryFile(input), options, threads: threads, handler: handler)
}

/// Runs a pipeline over a file and returns what it wrote.
func run<Handler: RecordHandler>(
  file: TemporaryFile, _ options: RecordOptions, threads: Int = 1, progress: StreamProgress? = nil,
  handler: @escaping @Sendable () -> Handler
) throws -> (output: [UInt8], summary: StreamSummary) {
  try collecting { sink in
    let source = try ByteSource(path: file.path)
    return try RecordPipeline(options, threads: threads)
      .run(from: source, to: sink, progress: progress, makeHandler: handler)
  }
}

/// Calls a function with a sink and returns what was written to it.
func collecting<Result>(_ body: (consuming ByteSink) throws -> Result) throws -> (output: [UInt8], summary: Result) {
  let file = try TemporaryFile()
  guard let handle = FileHandle(forWritingAtPath: file.path) else { throw CocoaError(.fileWriteUnknown) }
  let result = try body(ByteSink(descriptor: handle.fileDescriptor, name: "output"))
  try handle.close()
  return (try file.content, result)
}

/// What the reader makes of an input that comes in pieces of the given size.
func events(_ input: [UInt8], _ options: RecordOptions, piece: Int = 1 << 20) throws -> [Event] {
  var splitter: any SitoRecords.RecordSplitter =
    if options.format == .csv { CSVSplitter(options, file: "input") } else { LineSplitter(options) }
  let log = EventLog()
  var handler = LoggingHandler(log: log)
  var parser = RecordParser(options)
  var output = ByteBuffer()
  var rest: [UInt8] = []
  var place = 0
  repeat {
    let end = min(place + piece, input.count)
    rest += input[place..<end]
    place = end
    var batch = RecordBatch()
    batch.grow(to: rest.count)
    batch.bytes.replaceSubrange(..<rest.count, with: rest)
    var extents: [RecordExtent] = []
    let done = try splitter.split(rest.span, from: 0, isEnd: false, into: &extents)
    batch.extents = extents
    _ = parser.parse(batch, by: &handler, output: &output)
    rest.removeSubrange(..<done)
  } while place < input.count
  var batch = RecordBatch()
  batch.grow(to: rest.count)
  batch.bytes.replaceSubrange(..<rest.count, with: rest)
  var extents: [RecordExtent] = []
  let done = try splitter.split(rest.span, from: 0, isEnd: true, into: &extents)
  batch.extents = extents
  _ = parser.parse(batch, by: &handler, output: &output)
  guard done == rest.count else { throw LeftOver(bytes: rest.count - done) }
  guard output.bytes == input else { throw NotWhole(output: output.bytes) }
  return log.events
}

struct LeftOver: Error { var bytes: Int }
struct NotWhole: Error { var output: [UInt8] }

/// A generator whose numbers are the same in every run (SplitMix64).
struct Random: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }
}

/// A function that runs on a thread of its own, so that the test may block as it pleases.
final class Background<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let done = DispatchSemaphore(value: 0)

  init(_ body: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread { [self] in
      let value = Result(catching: body)
      result.withLock { $0 = value }
      done.signal()
    }
  }

  /// Waits for the end; once.
  func value() throws -> Value {
    done.wait()
    guard let value = try result.withLock({ $0 })?.get() else { throw CocoaError(.featureUnsupported) }
    return value
  }
}
