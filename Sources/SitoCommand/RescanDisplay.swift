import SitoRecords
import Rescan
import Synchronization

/// Shows how far a re-scan has come: a bar on a terminal, else a line every ten seconds.
final class RescanDisplay: Sendable {
  let progress = RescanProgress()
  private let start = ContinuousClock.now
  private let isOnTerminal: Bool
  private let state = Mutex(State.notDrawn)
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  private enum State { case notDrawn, drawn, finished }

  /// Begins to watch.
  init(isQuiet: Bool) {
    isOnTerminal = Terminal.isErrorTerminal
    guard !isQuiet else { return }
    let task = Task.detached { [self] in
      var delay: Duration = isOnTerminal ? .seconds(1) : .seconds(10)
      while (try? await Task.sleep(for: delay)) != nil {
        draw()
        if isOnTerminal { delay = .milliseconds(200) }
      }
    }
    ticker.withLock { $0 = task }
  }

  /// Takes the bar away.
  func finish() {
    ticker.withLock { task in
      task?.cancel()
      task = nil
    }
    // Under the lock, so that the ticker cannot draw once more.
    state.withLock { state in
      if state == .drawn, isOnTerminal { Terminal.write("\r\u{1B}[K") }
      state = .finished
    }
  }

  private func draw() {
    let text = RescanProgressText(progress, seconds: (ContinuousClock.now - start) / .seconds(1))
    state.withLock { state in
      guard state != .finished else { return }
      Terminal.write(isOnTerminal ? "\r\u{1B}[K\(text.bar)" : "sito: \(text.line)\n")
      state = .drawn
    }
  }
}

/// How far a re-scan has come, in words.
struct RescanProgressText {
  private let stage: RescanProgress.Stage
  private let records: Int
  private let bytes: Int
  private let total: Int?
  /// Of this run alone, by the second.
  private let bytesPerSecond: Double

  init(_ progress: RescanProgress, seconds: Double) {
    stage = progress.stage
    records = progress.stream.records
    bytes = progress.stream.bytes
    total = progress.stream.totalBytes
    bytesPerSecond = Double(bytes - progress.earlier.bytes) / max(seconds, 0.001)
  }

  /// For a terminal.
  var bar: String {
    guard stage == .judging, let part else { return line }
    let full = Int(part * Double(Self.width))
    return String(repeating: "█", count: full) + String(repeating: "░", count: Self.width - full) + " " + line
  }

  /// For a log.
  var line: String {
    switch stage {
    case .opening: return "opening"
    case .analysing: return "\(records) records judged; counting what was found"
    case .writing: return "writing results: \(records) records"
    case .done: return "done"
    case .judging: break
    }
    var text = part.map { "\(Int($0 * 100)) %, " } ?? ""
    text += "\(records) records, \(tenths(bytesPerSecond / 1e6)) MB/s"
    if let total, bytesPerSecond > 0 {
      let left = Int(Double(max(0, total - bytes)) / bytesPerSecond)
      let (hours, minutes, seconds) = (left / 3600, left / 60 % 60, left % 60)
      text += ", \(hours > 0 ? "\(hours):\(twoDigits(minutes))" : "\(minutes)"):\(twoDigits(seconds)) left"
    }
    return text
  }

  private static let width = 24

  private var part: Double? {
    guard let total, total > 0 else { return nil }
    return min(1, Double(bytes) / Double(total))
  }

  private func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
