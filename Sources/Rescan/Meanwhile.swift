internal import SitoRecords

/// Does one thing here and another meanwhile on a thread of its own, and waits for both.
///
/// - Throws: what went wrong here, or else what went wrong there.
func meanwhile<Here, There: Sendable>(
  _ there: @escaping @Sendable () throws(RescanError) -> There, _ here: () throws(RescanError) -> Here
) throws(RescanError) -> (Here, There) {
  let outcome = Monitor<Result<There, RescanError>?>(nil)
  let thread = WorkerThread {
    let result = Result(catching: there)
    outcome.change { $0 = result }
  }
  let result = Result(catching: here)
  // Without a thread it is done here.
  guard let thread else { return (try result.get(), try there()) }
  thread.join()
  let value = try result.get()
  return (value, try outcome.wait { $0 }.get())
}
