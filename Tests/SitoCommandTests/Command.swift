import Foundation
import Testing

/// The command as it was built, beside this test's own executable.
let sitoPath = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
  .deletingLastPathComponent().appending(path: "sito").path

/// What a run of a program came to.
struct Run {
  var bytes: [UInt8]
  var errors: String
  var status: Int32

  var output: String { String(decoding: bytes, as: UTF8.self) }
  /// The lines of the output, without what ends them.
  var lines: [String] { output.split(whereSeparator: \.isNewline).map(String.init) }
}

/// Runs the command with the given standard input and waits for its end.
func sito(
  _ arguments: [String], input: some Sequence<UInt8>, environment: [String: String] = [:]
) throws -> Run {
  try run(sitoPath, arguments, input: input, environment: environment)
}

/// Runs the command with a text on standard input and waits for its end.
func sito(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Run {
  try run(sitoPath, arguments, input: input.utf8, environment: environment)
}

/// Runs a script of Bash, which finds the command first, and waits for its end.
func shell(_ script: String) throws -> Run {
  let folder = URL(fileURLWithPath: sitoPath).deletingLastPathComponent().path
  return try run("/bin/bash", ["-c", script], input: [], environment: ["PATH": "\(folder):/usr/bin:/bin"])
}

private func run(
  _ program: String, _ arguments: [String], input: some Sequence<UInt8>, environment: [String: String] = [:]
) throws -> Run {
  // Files, not pipes, so that nothing waits for anything; LiveRun is for pipes.
  let folder = try Folder(["input": [UInt8](input), "output": [], "errors": []])
  let process = try process(program, arguments, environment: environment)
  process.standardInput = try FileHandle(forReadingFrom: folder.place("input"))
  process.standardOutput = try FileHandle(forWritingTo: folder.place("output"))
  process.standardError = try FileHandle(forWritingTo: folder.place("errors"))
  try process.run()
  process.waitUntilExit()
  return Run(
    bytes: try folder.bytes("output"), errors: String(decoding: try folder.bytes("errors"), as: UTF8.self),
    status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
}

func process(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> Process {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  let usual = ["PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "ru_RU.UTF-8", "TERM": "xterm"]
  process.environment = usual.merging(environment) { $1 }
  return process
}

/// A folder of files that is gone when the test is.
final class Folder: Sendable {
  let path: String

  init(_ files: [String: [UInt8]]) throws {
    path = NSTemporaryDirectory() + "sito-command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, content) in files { try write(content, to: name) }
  }

  convenience init(texts: [String: String]) throws { try self.init(texts.mapValues { [UInt8]($0.utf8) }) }

  deinit { remove() }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  func write(_ content: [UInt8], to name: String) throws {
    let place = place(name)
    try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(content).write(to: place)
  }

  func place(_ name: String) -> URL { URL(fileURLWithPath: path).appending(path: name) }
  func path(of name: String) -> String { place(name).path }
  func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: place(name))) }
}
