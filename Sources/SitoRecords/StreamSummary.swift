/// What a run has come to.
public struct StreamSummary: Sendable, Equatable {
  /// All records, those that could not be read among them.
  public var records = 0
  /// The records that could not be read.
  public var unreadable = 0

  /// Nothing yet.
  public init() {}

  static func += (left: inout StreamSummary, right: StreamSummary) {
    left.records += right.records
    left.unreadable += right.unreadable
  }
}
