public import Rulebook

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

  /// What could have taken a finding back, and did not.
  public struct Upheld: Sendable, Equatable {
    /// A guard with the words that decided about it.
    public struct Decided: Sendable, Equatable {
      /// The id of the guard.
      public var guardID: String
      /// A half-open byte range into the UTF-8 that came in.
      public var span: Range<Int>
    }

    /// The id of the finding's rule.
    public var rule: String
    /// The exceptions of the rule as they are written: none of them describes the words that were found.
    public var exceptions: [String]
    /// Guards whose context stands in the text, but not where they ask for it.
    public var outOfReach: [Decided] = []
    /// Guards whose context stands there, but also something that overrules them.
    public var overruled: [Decided] = []
    /// The ids of guards whose context is not in the text.
    public var absent: [String] = []

    var isEmpty: Bool { exceptions.isEmpty && outOfReach.isEmpty && overruled.isEmpty && absent.isEmpty }
  }

  /// What a linear model made of the comment.
  public struct Model: Sendable, Equatable {
    /// The id of its rule.
    public var rule: String
    /// The score of the comment.
    public var score: Double
    /// The least score that is a finding.
    public var threshold: Double
    /// The features that were met, each once, those that speak most for the finding first.
    public var features: [LinearModel.Feature]
  }

  /// The verdict, as ``Moderator/judge(_:)-(String)`` gives it.
  public var verdict: Verdict
  /// Matches that count for nothing.
  public var setAside: [SetAside]
  /// Findings that guards lowered from `certain` to `probable`.
  public var lowered: [SetAside]
  /// Why exceptions and guards left the findings alone, in the order of the findings.
  public var upheld: [Upheld]
  /// The models that find something.
  public var models: [Model]
}
