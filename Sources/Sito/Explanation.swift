/// A verdict with what led to it, for a person.
public struct Explanation: Sendable, Equatable {
  /// Why a match counts for nothing, or for less.
  public enum Reason: Sendable, Equatable {
    /// It stands in a word or phrase that the rule excepts.
    case exception
    /// The guard of this id holds.
    case guarded(String)
  }

  /// A match that was set aside, or lowered.
  public struct SetAside: Sendable, Equatable {
    public var rule: String
    /// A half-open byte range into the UTF-8 that came in.
    public var span: Range<Int>
    public var reason: Reason
  }

  public var verdict: Verdict
  /// Matches that count for nothing.
  public var setAside: [SetAside]
  /// Findings that guards lowered from `certain` to `probable`.
  public var lowered: [SetAside]
}
