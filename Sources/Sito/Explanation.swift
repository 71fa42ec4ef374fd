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
    /// The id of the rule that matched.
    public var rule: String
    /// A half-open byte range into the UTF-8 that came in.
    public var span: Range<Int>
    /// Why it was set aside.
    public var reason: Reason
  }

  /// The verdict, as ``Moderator/judge(_:)-(String)`` gives it.
  public var verdict: Verdict
  /// Matches that count for nothing.
  public var setAside: [SetAside]
  /// Findings that guards lowered from `certain` to `probable`.
  public var lowered: [SetAside]
}
