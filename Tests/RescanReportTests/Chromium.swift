import Foundation

/// A browser without a window, if there is one.
struct Chromium {
  /// Where it is, or nil.
  static let path = ["chromium", "chromium-browser", "google-chrome"].lazy
    .flatMap { name in ["/usr/bin", "/usr/local/bin"].map { "\($0)/\(name)" } }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What a run of it wrote.
  struct Outcome {
    var output: [UInt8]
    var messages: String
    var status: Int32
  }

  /// A folder of its own, which goes with it.
  final class Folder {
    let url: URL

    init() throws {
      url = FileManager.default.temporaryDirectory.appending(path: "sito-report-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> URL {
      let place = url.appending(path: name)
      try Data(bytes).write(to: place)
      return place
    }
  }

  /// Opens a page, does what the arguments say, and ends; after two minutes in any case.
  static func run(_ arguments: [String], page: URL, in folder: Folder) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments =
      ["--kill-after=5", "120", path ?? "chromium", "--headless=new", "--no-sandbox", "--disable-gpu"]
      + ["--hide-scrollbars", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions"]
      + ["--enable-logging=stderr", "--user-data-dir=\(folder.url.appending(path: "profile").path)"]
      + arguments + [page.absoluteString]
    // Files, not pipes, so that nothing waits for anything.
    let output = try folder.write([], to: "output")
    let messages = try folder.write([], to: "messages")
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: messages)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      output: Array(try Data(contentsOf: output)),
      messages: String(decoding: try Data(contentsOf: messages), as: UTF8.self), status: process.terminationStatus)
  }
}
