package import Archives
internal import Glibc
internal import RescanAnalysis
internal import SQLiteDatabase

/// Why a re-scan cannot begin or go on. What was committed before stays, and the next run goes on from there.
package enum RescanError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The output folder cannot be made or opened; `code` is the system's `errno`.
  case folder(path: String, code: Int32)
  /// Another process works in the folder.
  case inUse(folder: String)
  /// The folder holds a run, unfinished or done, that is made of something else.
  case otherRun(folder: String, isDone: Bool, differences: [RunIdentity.Difference])
  /// The folder holds a file that this run would write, and no run that it came from.
  case foreignFile(path: String)
  /// The ledger, or the record of a finished run, cannot be understood.
  case damaged(path: String, reason: String)
  /// An archive cannot be read, or not to its end.
  case archive(ArchiveError)
  /// What is to be compared with cannot be read.
  case against(path: String, reason: String)
  /// There is no room left on the disk.
  case diskFull(path: String)
  /// A file in the folder cannot be written or read.
  case file(path: String, reason: String)
  /// The system gave no thread to judge on.
  case noThread

  /// What is wrong and what to do, in English, without a full stop.
  package var description: String {
    switch self {
    case .folder(let path, let code): "\(path): cannot be used for output: \(Self.text(of: code))"
    case .inUse(let folder): "\(folder): another run is at work there; wait for it, or give another folder"
    case .otherRun(let folder, let isDone, let differences):
      "\(folder) holds \(isDone ? "the results of" : "an unfinished run with") other arguments:\n"
        + differences.map { "  \($0)\n" }.joined()
        + "Repeat the old ones\(isDone ? "" : " to go on"), give another folder, or --restart to begin anew"
    case .foreignFile(let path):
      "\(path): is there already, and not from a re-scan with these arguments; give another folder, or --restart"
    case .damaged(let path, let reason): "\(path): \(reason); --restart begins anew"
    case .archive(let error): "\(error)"
    case .against(let path, let reason): "\(path): cannot be compared with: \(reason)"
    case .diskFull(let path): "\(path): no room left on the disk"
    case .file(let path, let reason): "\(path): \(reason)"
    case .noThread: "the system gave no thread to judge on"
    }
  }

  /// Whether running the same command again, when the cause is gone, goes on where this run has stopped.
  package var canGoOn: Bool {
    switch self {
    case .archive, .against, .diskFull, .file, .noThread: true
    case .folder, .inUse, .otherRun, .foreignFile, .damaged: false
    }
  }

  /// What SQLite says about a file in the folder.
  init(_ error: SQLiteError, path: String, folder: String) {
    switch error.code {
    case .full: self = .diskFull(path: path)
    case .busy, .locked: self = .inUse(folder: folder)
    case .corrupt, .notADatabase: self = .damaged(path: path, reason: "is no ledger any more (\(error.message))")
    default: self = .file(path: path, reason: "\(error)")
    }
  }

  /// What the analysis says about a ledger in a folder, or about what is compared with it.
  init(_ error: AnalysisError, in folder: OutputFolder, against: String?) {
    let path = folder.path(of: RescanRun.ledgerName)
    switch error {
    case .database(let error): self.init(error, path: path, folder: folder.path)
    case .badVerdict: self = .damaged(path: path, reason: "\(error)")
    case .noVerdict: self = .against(path: against ?? path, reason: "\(error)")
    }
  }

  /// What the system says about a file.
  init(code: Int32, path: String) {
    self = code == ENOSPC || code == EDQUOT ? .diskFull(path: path) : .file(path: path, reason: Self.text(of: code))
  }

  private static func text(of code: Int32) -> String {
    // glibc's strerror returns a string of the thread's own, or a constant one.
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
