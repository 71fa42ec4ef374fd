import Foundation

@testable import Archives

/// A file that is gone when the test is.
final class TemporaryFile: Sendable {
  let path: String

  init(_ content: some Sequence<UInt8>) throws {
    path = NSTemporaryDirectory() + "sito-archives-" + UUID().uuidString
    try write(content)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ content: some Sequence<UInt8>) throws { try Data(content).write(to: URL(fileURLWithPath: path)) }
}

/// What a command makes of some bytes.
func tool(_ command: [String], _ input: [UInt8]) throws -> [UInt8] {
  let source = try TemporaryFile(input)
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = command + [source.path]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw CocoaError(.featureUnsupported) }
  return [UInt8](output)
}

extension ArchiveOptions {
  init(_ form: ArchiveForm?, maxRecord: Int = 16 << 20) {
    self.init()
    self.form = form
    self.maxRecord = maxRecord
  }
}

/// All items of a file, and how it ended.
struct Reading: Equatable {
  var items: [ArchiveItem] = []
  var error: ArchiveError?

  var comments: [ArchivedComment] {
    items.compactMap { if case .comment(let comment) = $0 { comment } else { nil } }
  }
  var faults: [ArchiveFault] {
    items.compactMap { if case .fault(let fault) = $0 { fault } else { nil } }
  }
}

func read(
  _ content: some Sequence<UInt8>, _ options: ArchiveOptions = ArchiveOptions(),
  _ pieces: ArchivePieces = ArchivePieces()
) throws -> Reading {
  try read(TemporaryFile(content), options, pieces)
}

func read(_ text: String, _ options: ArchiveOptions = ArchiveOptions()) throws -> Reading {
  try read(Array(text.utf8), options)
}

func read(_ file: TemporaryFile, _ options: ArchiveOptions, _ pieces: ArchivePieces) throws -> Reading {
  let reader = try FileArchive.open(path: file.path, options: options, from: nil, pieces: pieces)
  var reading = Reading()
  do throws(ArchiveError) {
    while let batch = try reader.next() { reading.items += batch.items }
  } catch {
    reading.error = error
  }
  return reading
}

/// Reads a file in pieces of random sizes, each by another reader that goes on where the last one was.
func readAgainAndAgain(
  _ file: TemporaryFile, _ options: ArchiveOptions, _ random: inout Random
) throws -> Reading {
  var reading = Reading()
  var position: ArchivePosition?
  do throws(ArchiveError) {
    while true {
      var pieces = ArchivePieces()
      pieces.records = Int.random(in: 1...5, using: &random)
      pieces.batchBytes = Int.random(in: 1...400, using: &random)
      pieces.readBytes = Int.random(in: 1...300, using: &random)
      let reader = try FileArchive.open(path: file.path, options: options, from: position, pieces: pieces)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard let batch = try reader.next() else { return reading }
        reading.items += batch.items
        position = batch.position
      }
    }
  } catch {
    reading.error = error
  }
  return reading
}

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

  mutating func oneOf<Value>(_ values: [Value]) -> Value { values[Int(next() % UInt64(values.count))] }
  mutating func chance(_ percent: Int) -> Bool { Int(next() % 100) < percent }
}
