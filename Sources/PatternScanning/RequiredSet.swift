/// A set of literals, one of which stands in each match of an alternative of an expression.
public struct RequiredSet: Sendable, Equatable {
  /// The literals, the rarest first.
  public var literals: [RegexLiteral]
  /// Over how many stretches, of symbols of words and of others in turn, a match may reach before the literal begins; nil if
  /// that is not known. The stretch in which the literal begins counts as well if the match reaches into it.
  public var lead: Int?

  /// The same set with a lead that does for another one, too.
  func withLongerLead(of other: RequiredSet) -> RequiredSet {
    var set = self
    set.lead = lead.flatMap { lead in other.lead.map { max(lead, $0) } }
    return set
  }
}
