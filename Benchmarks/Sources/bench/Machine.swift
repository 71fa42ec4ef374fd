internal import CBenchSupport
internal import Glibc

/// The machine and the day, for records.
enum Machine {
  /// Model and number of processors, from /proc/cpuinfo.
  static var processors: String {
    let lines = read("/proc/cpuinfo").split(separator: "\n")
    let models = lines.filter { $0.hasPrefix("model name") }
    let model = models.first?.split(separator: ":").last.map { trimmed($0) } ?? "unknown processor"
    return "\(max(1, models.count)) × \(model)"
  }

  /// Processes that wanted a processor over the last minute, on average.
  static var load: String { read("/proc/loadavg").split(separator: " ").first.map(String.init) ?? "?" }

  /// Today, as 2026-01-31.
  static var date: String {
    let today = bench_today()
    let pad = { (number: CInt) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(today.year)-\(pad(today.month))-\(pad(today.day))"
  }

  /// Writes a file anew.
  static func write(_ text: String, to path: String) -> Bool {
    guard let file = unsafe fopen(path, "w") else { return false }
    let isWritten = unsafe fputs(text, file) >= 0
    return unsafe fclose(file) == 0 && isWritten
  }

  private static func read(_ path: String) -> String {
    guard let file = unsafe fopen(path, "r") else { return "" }
    defer { unsafe fclose(file) }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = unsafe fread(buffer.baseAddress, 1, buffer.count, file)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop { $0 == " " })
  }
}
