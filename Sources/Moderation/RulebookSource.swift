internal import Rulebook
internal import Synchronization

/// The rulebook behind compiled rules: at hand, or in files that are read when somebody asks for it. Shared by threads.
final class RulebookSource: Sendable {
  let digest: String
  /// The ids of the policies, in the order of the files.
  let policyIDs: [String]
  /// For each policy the path of its file.
  private let policyFiles: [String]
  private let read: @Sendable (_ path: String?) -> [RulebookFile]
  private let known: Mutex<Rulebook?>

  /// A rulebook that is at hand.
  init(_ rulebook: Rulebook) {
    digest = rulebook.digest
    policyIDs = rulebook.policies.map(\.id)
    policyFiles = []
    read = { _ in [] }
    known = Mutex(rulebook)
  }

  /// A rulebook in files without errors.
  ///
  /// - Parameters:
  ///   - digest: what the rulebook's digest is.
  ///   - policies: the ids of the policies, and the paths of their files.
  ///   - read: gives the file of a path; with nil all of them.
  init(
    digest: String, policies: [(id: String, file: String)],
    read: @escaping @Sendable (_ path: String?) -> [RulebookFile]
  ) {
    self.digest = digest
    policyIDs = policies.map(\.id)
    policyFiles = policies.map(\.file)
    self.read = read
    known = Mutex(nil)
  }

  /// The rulebook; all who ask while it is read wait for it.
  var rulebook: Rulebook {
    known.withLock { known in
      if let known { return known }
      let rulebook = Rulebook.load(read(nil)).rulebook
      known = rulebook
      return rulebook
    }
  }

  /// A policy of the rulebook. While nobody has asked for more, only its own file is read.
  func policy(_ id: String) -> Policy? {
    guard let index = policyIDs.firstIndex(of: id) else { return nil }
    if policyFiles.indices.contains(index) {
      let file = Rulebook.load(read(policyFiles[index])).rulebook
      if let policy = file.policies.first(where: { $0.id == id }) { return policy }
    }
    return rulebook.policies.first { $0.id == id }
  }
}
