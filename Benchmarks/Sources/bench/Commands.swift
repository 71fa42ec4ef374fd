internal import CBenchSupport
internal import Glibc

/// The command, as its users run it: from file to /dev/null.
struct Commands {
  let engine: Engine
  let plan: Plan
  /// The path of `sito`.
  let sito: String

  /// One way to run it, held against the library.
  private struct Way {
    var name: String
    var arguments: [String]
    var target: Target
    var file: MemoryFile
    var counted: String
    var cpu = Samples()
    var ratio = Samples()
  }

  /// Measures everything; adds the sections to the report. A byte of the mix takes the library so many nanoseconds.
  func run(_ mix: Comments, nanoseconds: Double, into report: Report) {
    let comments = mix.sized(min(200_000_000, Int(plan.commandSeconds / nanoseconds * 1e9)))
    guard let lines = MemoryFile(comments.lines()), let json = MemoryFile(comments.jsonLines()),
      let csv = MemoryFile(comments.csv())
    else { return report.add("Commands", [Row("commands", counted: "").missed("no file in memory", .atLeast(1))]) }
    let expected = engine.run(comments)
    let checked = check(expected, lines, json, csv, into: report)
    let ways = [
      Way(name: "filter, lines", arguments: Self.filter, target: .atLeast(0.6), file: lines, counted: checked.filter),
      Way(
        name: "classify, JSON Lines to JSON Lines", arguments: Self.json, target: .atLeast(0.4), file: json,
        counted: checked.json),
      Way(name: "classify, CSV to CSV", arguments: Self.csv, target: .atLeast(0.3), file: csv, counted: checked.csv),
    ]
    let (rows, rounds) = speed(ways, comments, expected, into: report)
    let note = """
      \(Format.size(comments.bytes.count)) of the mix a run, start included; processor time of one thread but for two \
      threads, which is time on the wall. Ratios are with the cold library, which does not count its start.
      """
    report.add("Commands, file to /dev/null, \(rounds) rounds", note: note, rows + [twoThreads(json, checked)])
    report.add("Commands, start and memory", [start(comments), memory(mix, nanoseconds: nanoseconds)])
  }

  // MARK: Counts

  /// What the commands have counted, by their outputs.
  private struct Checked {
    var filter = "not counted in time"
    var json = "not counted in time"
    var csv = "not counted in time"
    var order = "not compared in time"
    var isOrderKept = false
  }

  /// Holds what the commands write against what the library found.
  private func check(
    _ expected: Counts, _ lines: MemoryFile, _ json: MemoryFile, _ csv: MemoryFile, into report: Report
  ) -> Checked {
    var checked = Checked()
    if let output = output(Self.filter + ["--threads", "1"], lines, into: report) {
      let stay = Self.lineCount(output)
      report.expect(stay, expected.comments - expected.deleted, "lines that filter passes on, and the library")
      checked.filter = "\(expected.comments) comments, \(stay) stay"
    }
    if let output = output(Self.csv + ["--threads", "1"], csv, into: report) {
      let rows = Self.rowCount(output) - 1
      report.expect(rows, expected.comments, "rows that classify writes, and comments")
      checked.csv = "\(rows) comments"
    }
    guard let byOne = output(Self.json + ["--threads", "1"], json, into: report) else { return checked }
    let (count, findings) = (Self.lineCount(byOne), Self.occurrences(of: "\"rule\":\"", in: byOne))
    report.expect(count, expected.comments, "lines that classify writes, and comments")
    report.expect(findings, expected.findings, "findings in JSON Lines, and the library's")
    checked.json = "\(count) comments, \(findings) findings"
    guard let byTwo = output(Self.json + ["--threads", "2"], json, into: report) else { return checked }
    checked.isOrderKept = byTwo == byOne
    report.expect(byTwo == byOne, true, "output of two threads the same as that of one")
    checked.order = "\(Self.lineCount(byTwo)) comments, " + (byTwo == byOne ? "order kept" : "the output differs")
    return checked
  }

  private static let filter = ["filter"]
  private static let json = ["classify", "--input", "jsonl", "--format", "jsonl"]
  private static let csv = ["classify", "--input", "csv", "--format", "csv"]

  private static func lineCount(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 0x0A } }

  /// Rows of CSV: line breaks that do not stand in quotes.
  private static func rowCount(_ bytes: [UInt8]) -> Int {
    var rows = 0
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == 0x0A, !isQuoted { rows += 1 }
    }
    return rows
  }

  private static func occurrences(of text: String, in bytes: [UInt8]) -> Int {
    let text = Array(text.utf8)
    var count = 0
    // In strings of JSON a quotation mark has a backslash before it, so the member's name stands for itself.
    var index = 0
    while index + text.count <= bytes.count {
      if bytes[index] == text[0], bytes[index + 1] == text[1], bytes[index..<(index + text.count)].elementsEqual(text) {
        count += 1
      }
      index += 1
    }
    return count
  }

  // MARK: Speed

  private func speed(_ ways: [Way], _ comments: Comments, _ expected: Counts, into report: Report) -> (
    rows: [Row], rounds: Int
  ) {
    var ways = ways
    var warm = Samples()
    var cold = Samples()
    let begin = Clock.wallSeconds
    for round in 0..<plan.rounds {
      if round > 0, Clock.wallSeconds - begin > plan.mostRoundSeconds { break }
      let (known, counts) = timed { engine.run(comments) }
      report.expect(counts, expected, "the library, two rounds")
      warm.append(known)
      // A command has met nothing when it starts, so it is held against an engine of which that is true as well.
      guard let new = Engine.new() else { break }
      let (seconds, newCounts) = timed { new.run(comments) }
      report.expect(newCounts, expected, "the library and a new Moderator")
      cold.append(seconds)
      for index in ways.indices {
        let result = command(ways[index].arguments + ["--threads", "1"], ways[index].file)
        guard result.status == 0 else { continue }
        ways[index].cpu.append(result.cpu)
        ways[index].ratio.append(seconds / result.cpu)
      }
    }
    let rate = { (seconds: Samples) in seconds.map { Double(comments.bytes.count) / $0 / 1e6 } }
    var rows = [
      Row("library, warm", rate(warm), unit: "MB/s", counted: expected.description),
      Row("library, cold, as the commands are", rate(cold), unit: "MB/s", counted: expected.description),
    ]
    for way in ways {
      if way.cpu.values.isEmpty {
        rows.append(Row(way.name, counted: "").missed("failed, or not done in time", way.target))
      } else {
        rows.append(
          Row(way.name, rate(way.cpu), unit: "MB/s", counted: way.counted).with(ratio: way.ratio, way.target))
      }
    }
    return (rows, warm.values.count)
  }

  private func twoThreads(_ json: MemoryFile, _ checked: Checked) -> Row {
    var ratio = Samples()
    var wall = Samples()
    let begin = Clock.wallSeconds
    for round in 0..<plan.rounds {
      if round > 0, Clock.wallSeconds - begin > plan.mostRoundSeconds { break }
      let one = command(Self.json + ["--threads", "1"], json)
      let two = command(Self.json + ["--threads", "2"], json)
      guard one.status == 0, two.status == 0 else { continue }
      wall.append(Double(json.size) / two.wall / 1e6)
      ratio.append(one.wall / two.wall)
    }
    let target = Target.atLeast(1.8)
    guard !ratio.values.isEmpty else {
      return Row("two threads against one", counted: "").missed("failed, or not done in time", target)
    }
    var row = Row("two threads against one (JSON Lines)", wall, unit: "MB/s of JSON", counted: checked.order)
    row = row.with(ratio: ratio, target)
    if !checked.isOrderKept { row.outcome = "missed" }
    return row
  }

  // MARK: Start and memory

  private func start(_ comments: Comments) -> Row {
    guard let line = MemoryFile(Array("Спасибо за новый тротуар!\n".utf8)) else { return Row("start", counted: "") }
    var wall = Samples()
    var cpu = Samples()
    let begin = Clock.wallSeconds
    while wall.values.count < plan.starts.most,
      wall.values.isEmpty || Clock.wallSeconds - begin < plan.starts.seconds
    {
      let result = command(["filter", "--threads", "1"], line)
      guard result.status == 0 else { break }
      wall.append(result.wall * 1_000)
      cpu.append(result.cpu * 1_000)
    }
    let counted = "\(wall.values.count) starts, 1 comment each; \(Format.number(cpu.median)) ms of processor time"
    let row = Row("start to end with one comment", wall, unit: "ms", counted: counted)
    return row.judged(wall.values.isEmpty ? .infinity : wall.median, .atMost(15, unit: " ms"))
  }

  /// What is resident while a file is filtered that takes several times as long as the runs before.
  private func memory(_ mix: Comments, nanoseconds: Double) -> Row {
    let size = min(400_000_000, Int(4 * plan.commandSeconds / nanoseconds * 1e9))
    let target = Target.atMost(64, unit: " MB")
    guard let file = MemoryFile(mix.lines(), repeatedTo: size) else {
      return Row("resident", counted: "").missed("no file in memory", target)
    }
    let result = command(["filter"], file, watching: true)
    let peak = Double(result.peak) / Double(1 << 20)
    var row = Row(
      "resident at most while filtering", Samples([peak]), unit: "MB (2^20)", counted: Format.size(file.size))
    if result.timed_out { row.counted += ", stopped after \(Format.number(plan.commandLimit)) s" }
    if result.status != 0, !result.timed_out { return row.missed("failed", target) }
    row = row.judged(peak, target)
    if result.timed_out, row.outcome != "missed" { row.outcome = "open" }
    return row
  }

  // MARK: Running

  private func command(
    _ arguments: [String], _ file: MemoryFile, output: MemoryFile? = nil, watching: Bool = false
  ) -> bench_run_result {
    let all = [sito] + arguments + [file.path]
    var pointers = unsafe all.map { unsafe strdup($0).map { unsafe UnsafePointer($0) } }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free(UnsafeMutablePointer(mutating: $0)) } }
    return unsafe bench_run(pointers, output?.descriptor ?? -1, plan.commandLimit, watching)
  }

  /// What a command writes; nil if it was not done in time, or failed, which the report is told.
  private func output(_ arguments: [String], _ file: MemoryFile, into report: Report) -> [UInt8]? {
    guard let output = MemoryFile([]) else { return nil }
    let result = command(arguments, file, output: output)
    if result.status == 0 { return output.contents }
    if !result.timed_out { report.fail("\(sito) \(arguments.joined(separator: " ")) ended with \(result.status)") }
    return nil
  }
}

/// A file that exists in memory alone, so that no comment stays behind on the disk. Closed when nobody holds it.
private final class MemoryFile {
  let descriptor: CInt

  /// nil: there is no memory for it. `repeatedTo`: the bytes are written again and again until there are as many.
  init?(_ bytes: [UInt8], repeatedTo size: Int = 0) {
    descriptor = bench_memory_file()
    guard descriptor >= 0 else { return nil }
    var isGood = true
    repeat {
      isGood = unsafe bytes.withUnsafeBufferPointer { unsafe bench_write(descriptor, $0.baseAddress, $0.count) }
    } while isGood && self.size < size && !bytes.isEmpty
    if !isGood { return nil }
  }

  deinit { close(descriptor) }

  /// A path under which other processes find it.
  var path: String { "/proc/\(getpid())/fd/\(descriptor)" }

  /// In bytes.
  var size: Int { bench_file_size(descriptor) }

  var contents: [UInt8] {
    let size = size
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = unsafe bench_read(descriptor, 0, buffer.baseAddress, size)
    }
  }
}
