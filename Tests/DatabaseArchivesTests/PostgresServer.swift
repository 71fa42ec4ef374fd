import Foundation
import Testing

@testable import DatabaseArchives

/// A PostgreSQL server of the tests' own, in a temporary folder; reached by a socket there.
final class PostgresServer: Sendable {
  enum Failure: Error { case command(String, output: String), noStart(log: String) }

  /// The server that the tests of a suite use.
  @TaskLocal static var current: PostgresServer?

  private let folder: String
  // Closing it ends the server; so does the end of the test's process, however it comes about.
  private let lifeline: FileHandle
  private let process: Process

  /// Where initdb and postgres are; nil if they are not installed, or cannot be run.
  static let programs: String? = {
    let debian = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: debian)) ?? []
    let folders =
      versions.compactMap(Int.init).sorted(by: >).map { "\(debian)/\($0)/bin" }
      + (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let folder = folders.first { folder in
      ["initdb", "postgres"].allSatisfy { FileManager.default.isExecutableFile(atPath: "\(folder)/\($0)") }
    }
    return geteuid() == 0 && user == nil ? nil : folder
  }()

  /// Who runs the server where root runs the tests, which PostgreSQL refuses.
  private static let user: String? =
    FileManager.default.isExecutableFile(atPath: runuser)
    ? ["postgres", "nobody"].first { unsafe getpwnam($0) != nil } : nil
  private static let runuser = "/usr/sbin/runuser"

  init(programs: String) throws {
    // Short, since the path of a socket may have 107 bytes.
    folder = "/tmp/sito-pg-\(UInt32.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    if geteuid() == 0, let user = Self.user { try Self.run("/usr/bin/chown", [user, folder]) }
    let (data, log) = ("\(folder)/data", "\(folder)/log")
    do {
      try Self.run(
        "\(programs)/initdb",
        ["-D", data, "-A", "trust", "-U", "sito", "-E", "UTF8", "--no-locale", "--no-sync"], asUser: true)
      // The shell waits until its input is closed, and takes the server along.
      let script = """
        "$1/postgres" -D "$2" -k "$3" -c listen_addresses= -c fsync=off -c shared_buffers=16MB >"$4" 2>&1 </dev/null &
        cat >/dev/null
        kill -QUIT $!
        wait
        """
      let input = Pipe()
      process = Self.process("/bin/sh", ["-c", script, "sh", programs, data, folder, log], asUser: true)
      process.standardInput = input
      lifeline = input.fileHandleForWriting
      try process.run()
      let deadline = ContinuousClock.now + .seconds(60)
      while (try? PostgresConnection(connectionString())) == nil {
        guard ContinuousClock.now < deadline, process.isRunning else {
          throw Failure.noStart(log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
        }
        usleep(50_000)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  func stop() {
    try? lifeline.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Leads to a database of the server; `application` is the name by which its connections can be told apart.
  func connectionString(database: String = "postgres", application: String = "test") -> String {
    "host=\(folder) user=sito dbname=\(database) application_name=\(application)"
  }

  /// Makes a database.
  func database(_ name: String, _ options: String = "", _ statements: String...) throws -> PostgresConnection {
    try PostgresConnection(connectionString()).execute("CREATE DATABASE \(name) \(options)")
    let connection = try PostgresConnection(connectionString(database: name))
    for statement in statements { try connection.execute(statement) }
    return connection
  }

  private static func process(_ program: String, _ arguments: [String], asUser: Bool) -> Process {
    let process = Process()
    let isOther = asUser && geteuid() == 0
    process.executableURL = URL(filePath: isOther ? runuser : program)
    process.arguments = (isOther ? ["-u", user ?? "postgres", "--", program] : []) + arguments
    process.currentDirectoryURL = URL(filePath: "/")
    process.environment = ["LC_ALL": "C", "PATH": "/usr/bin:/bin"]
    return process
  }

  private static func run(_ program: String, _ arguments: [String], asUser: Bool = false) throws {
    let process = process(program, arguments, asUser: asUser)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure.command(program, output: text) }
  }
}

/// Runs the tests of a suite beside a server.
struct WithPostgresServer: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard let programs = PostgresServer.programs else { return try await function() }
    let server = try PostgresServer(programs: programs)
    defer { server.stop() }
    try await PostgresServer.$current.withValue(server) { try await function() }
  }
}
