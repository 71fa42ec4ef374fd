internal import YAMLTree

/// Reads from how many strikes on a policy proposes an author for the black list: `{after: 3, within: P30D}`.
struct StrikeLimitReader {
  private static let keys = ["after", "within"]
  private static let strikes = 1...1000
  private static let days = 1...36_500

  private let values: YAMLValues

  init(values: YAMLValues) { self.values = values }

  func read(_ node: YAMLNode?, of policy: Policy, in draft: inout RulebookDraft) -> Policy.StrikeLimit? {
    guard let node, let fields = values.fields(node, of: "“blacklist”", known: Self.keys, in: &draft) else {
      return nil
    }
    let location = values.location(node)
    let days = fields["within"].flatMap { self.days($0, in: &draft) }
    guard let after = fields["after"] else {
      draft.report(at: location, "the key “after” is missing: {after: 3, within: P30D}")
      return nil
    }
    guard let strikes = values.integer(after, of: "after", in: Self.strikes, &draft) else { return nil }
    if !policy.clauses.contains(where: { $0.orders.contains { $0.action == .blacklist } }) {
      draft.report(.warning, at: location, "no clause orders or allows “blacklist”, so that nothing counts as a strike")
    }
    return Policy.StrikeLimit(after: strikes, withinDays: days, location: location)
  }

  /// A duration of ISO 8601 in weeks or days, which are always as long; months and years are not.
  private func days(_ node: YAMLNode, in draft: inout RulebookDraft) -> Int? {
    guard let text = values.text(node, of: "within", in: &draft) else { return nil }
    let location = values.location(node)
    guard text.utf8.first == UInt8(ascii: "P"), let unit = text.utf8.last,
      let count = Self.number(text.utf8.dropFirst().dropLast())
    else {
      draft.report(at: location, "“\(text)” is no duration; write weeks or days: P2W, P30D")
      return nil
    }
    switch unit {
    case UInt8(ascii: "D") where Self.days.contains(count): return count
    case UInt8(ascii: "W") where Self.days.contains(7 * count): return 7 * count
    case UInt8(ascii: "D"), UInt8(ascii: "W"):
      draft.report(at: location, "“\(text)” is out of bounds; write 1 to \(Self.days.upperBound) days")
    case UInt8(ascii: "M"), UInt8(ascii: "Y"):
      draft.report(at: location, "“\(text)”: months and years are not all as long; write days: P30D, P365D")
    default: draft.report(at: location, "“\(text)” is no duration; write weeks or days: P2W, P30D")
    }
    return nil
  }

  /// At most nine digits, which surely are a number.
  private static func number(_ digits: some Collection<UInt8>) -> Int? {
    guard (1...9).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }
  }
}
