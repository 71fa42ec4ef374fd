import SitoRecords
import Synchronization

/// Shows on a terminal how far a run has come, from its second second on.
final class ProgressDisplay: Sendable {
  let progress = StreamProgress()
  private let name: String
  private let start = ContinuousClock.now
  private let state = Mutex(State.notDrawn)
  private let ticker = Mutex<Task<Void, Never>?>(nil)

  private enum State { case notDrawn, drawn, finished }

  /// Begins to watch; nothing is shown unless standard error is a terminal and standard output is none.
  init(name: String) {
    self.name = name
    guard Terminal.isErrorTerminal, !Terminal.isOutputTerminal else { return }
    let task = Task.detached { [self] in
      var delay = Duration.seconds(1)
      while (try? await Task.sleep(for: delay)) != nil {
        draw()
        delay = .milliseconds(200)
      }
    }
    ticker.withLock { $0 = task }
  }

  /// Takes the display away.
  func finish() {
    ticker.withLock { task in
      task?.cancel()
      task = nil
    }
    // Under the lock, so that the ticker cannot draw once more.
    state.withLock { state in
      if state == .drawn { Terminal.write("\r\u{1B}[K") }
      state = .finished
    }
  }

  private func draw() {
    // A pipe that is read live has no end to wait for.
    guard let total = progress.totalBytes, total > 0 else { return }
    let seconds = max((ContinuousClock.now - start) / .seconds(1), 0.001)
    let bytes = progress.bytes
    let left = bytes > 0 ? Int(seconds * Double(total - bytes) / Double(bytes)) : 0
    let speed = Double(bytes) / seconds / 1e6
    let line =
      "\r\u{1B}[K\(name): \(bytes * 100 / total) %, \(progress.records) records, "
      + "\(Int(speed)) MB/s, \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
    state.withLock { state in
      guard state != .finished else { return }
      Terminal.write(line)
      state = .drawn
    }
  }
}
