/// Everything that decides what a run writes: two runs with the same identity write the same bytes.
package struct RunIdentity: Sendable {
  /// A part of it, by a name for people.
  package struct Entry: Sendable, Equatable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// Where two runs differ; nil where one has no such part.
  package struct Difference: Sendable, Equatable, CustomStringConvertible {
    package var key: String
    package var now: String?
    package var before: String?

    package init(key: String, now: String?, before: String?) {
      self.key = key
      self.now = now
      self.before = before
    }

    /// `policy: a-1, before b-2`
    package var description: String { "\(key): \(now ?? "none"), before \(before ?? "none")" }
  }

  /// The parts, in the order in which differences are told. Keys are unique.
  package private(set) var entries: [Entry] = []

  /// An empty identity.
  package init() {}

  /// Adds a part. One that is nil is left out.
  package mutating func add(_ key: String, _ value: String?) {
    if let value { entries.append(Entry(key: key, value: value)) }
  }

  /// What is different from another run's parts.
  package func differences(from before: [String: String]) -> [Difference] {
    var differences: [Difference] = []
    for entry in entries where before[entry.key] != entry.value {
      differences.append(Difference(key: entry.key, now: entry.value, before: before[entry.key]))
    }
    let known = Set(entries.map(\.key))
    for (key, value) in before.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
      differences.append(Difference(key: key, now: nil, before: value))
    }
    return differences
  }
}
