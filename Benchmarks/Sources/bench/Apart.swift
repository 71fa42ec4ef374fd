internal import CBenchSupport

/// Measures in a child process, so that what takes too long or too much memory can be ended.
struct Apart {
  /// How the child ended.
  enum End { case done, outOfTime, failed }

  /// What the child measured, in order.
  private(set) var measures: [bench_measure] = []
  private(set) var end = End.failed
  /// With `outOfTime`: seconds of processor time since the last measurement, or since the beginning, which went into
  /// what was not done.
  private(set) var secondsLost = 0.0

  /// Addresses that a child may use beyond what it begins with, in bytes.
  private static let memory: UInt64 = 4 << 30

  /// Runs the closure in a child process, for so many seconds at most. It hands on each measurement by the closure that
  /// it is given. The process must have one thread.
  init(seconds limit: Double, _ body: (_ report: (bench_measure) -> Void) -> Void) {
    var child = bench_child()
    let pid = unsafe bench_fork(&child, Self.memory)
    if pid == 0 {
      body { measure in
        var measure = measure
        unsafe bench_child_report(&child, &measure)
      }
      bench_child_end()
    }
    guard pid > 0 else { return }
    let deadline = Clock.wallSeconds + limit
    while true {
      var measure = bench_measure()
      switch unsafe bench_child_next(&child, deadline, &measure) {
      case 1:
        measures.append(measure)
      case 0:
        end = .done
        return
      case -1:
        end = .outOfTime
        secondsLost = measure.at - (measures.last?.at ?? 0)
        return
      default: return
      }
    }
  }
}

extension bench_measure {
  init(_ counts: Counts, seconds: Double, bytes: Int) {
    self.init(
      seconds: seconds, bytes: UInt64(bytes), comments: UInt64(counts.comments), findings: UInt64(counts.findings),
      at: 0, grown: 0)
  }

  /// Nanoseconds of processor time a byte.
  var nanosecondsPerByte: Double { seconds / Double(bytes) * 1e9 }
}

/// Runs something and says how many seconds of this thread's processor time it took.
func timed<Result>(_ body: () -> Result) -> (seconds: Double, result: Result) {
  let start = Clock.threadSeconds
  let result = body()
  return (Clock.threadSeconds - start, result)
}
